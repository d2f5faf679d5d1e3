"""Where the program starts: `whoowns`, or `python -m bot`."""

import sys
from importlib import import_module
from signal import SIGINT
from typing import Final

from knowledge.collecting import without_collections

_INTERRUPTED: Final = 128 + SIGINT


def main() -> None:
    """Run the command line. What its modules are made of never becomes garbage: nobody looks for it."""
    try:
        with without_collections(ever_after=True):
            program = import_module("bot.cli")
        program.run()
    except KeyboardInterrupt:  # before a command has begun, or after its end
        sys.exit(_INTERRUPTED)


if __name__ == "__main__":
    main()
