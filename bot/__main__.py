"""Where the program starts: `whoowns`, or `python -m bot`."""

import sys

from bot.cli import whoowns
from bot.wording.trouble import trouble_text
from knowledge.errors import WhoOwnsError

CANNOT_RUN = 3
"""The exit code for trouble of the operator's: a database or a map that cannot be used."""


def main() -> None:
    """Run the command line; the operator's trouble ends in a sentence, not in a traceback."""
    try:
        whoowns(prog_name="whoowns")
    except WhoOwnsError as error:
        print(trouble_text(error), file=sys.stderr)  # noqa: T201  # the command line's own voice
        sys.exit(CANNOT_RUN)


if __name__ == "__main__":
    main()
