"""What the connections of one process tell each other."""


class Commits:
    """`last` is another one after each commit."""

    def __init__(self) -> None:
        self.last = object()

    def note(self) -> None:
        """Something was committed."""
        self.last = object()
