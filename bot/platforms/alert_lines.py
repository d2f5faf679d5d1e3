"""An alert that came as a message: what its pieces say, as one text to be read for names."""

from collections.abc import Iterable

from knowledge.reading import LONGEST_ALERT

_LINE_END = " ;\n"


def one_text(pieces: Iterable[str]) -> str:
    """Each line once, as far as alerts are read.

    A semicolon ends each line: a name that begins at the end of one line and would go on in the
    next is none. A line that was cut in two could end in half of a name, so it is left out.
    """
    lines = (line.strip() for piece in pieces for line in piece.splitlines())
    text = _LINE_END.join(dict.fromkeys(filter(None, lines)))
    return text if len(text) <= LONGEST_ALERT else text[:LONGEST_ALERT].rpartition("\n")[0]
