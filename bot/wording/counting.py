"""How many of something there are."""


def counted(number: int, noun: str) -> str:
    """`1 page`, `3 pages`."""
    return f"{number} {noun}{'' if number == 1 else 's'}"
