"""Where the program starts: `whoowns`, or `python -m bot`."""

from importlib import import_module

from knowledge.collecting import without_collections


def main() -> None:
    """Run the command line. What its modules are made of never becomes garbage: nobody looks for it."""
    with without_collections(ever_after=True):
        program = import_module("bot.cli")
    program.run()


if __name__ == "__main__":
    main()
