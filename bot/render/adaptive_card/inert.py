"""Text in which nothing that somebody wrote comes alive.

Most text is shown in `TextRun`s, which know no markup at all: there only the characters that steer
a display are taken out. A line with a mention has to be a `TextBlock`, which knows Markdown, dates
and `<at>`: there every character that could begin one of these is replaced by its look-alike.
"""

import re

from bot.render.cleaning import clean

_LOOK_ALIKES = str.maketrans("*[]{}<>&`~#\\", "＊［］｛｝＜＞＆'～＃＼")  # noqa: RUF001 - on purpose
_UNDERSCORE = re.compile(r"(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])")
_BEGINS_A_BLOCK = re.compile(r"\s*(?:[-+=]|\d+[.)])")  # an item of a list, or a rule
_NOTHING = "\u200b"


def inert(text: str) -> str:
    """Cleaned text for a place that knows Markdown. A name such as `fraud_model` stays as it is."""
    return _UNDERSCORE.sub("＿", clean(text).translate(_LOOK_ALIKES))  # noqa: RUF001 - on purpose


def inert_line(text: str) -> str:
    """The same for a whole line, which must not turn into an item of a list either."""
    return _NOTHING + text if _BEGINS_A_BLOCK.match(text) else text
