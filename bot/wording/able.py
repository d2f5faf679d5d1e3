"""Who can do what somebody may not: the first few by name, or how there comes to be somebody."""

from collections.abc import Sequence
from typing import Final

from knowledge.entities import Person

NO_ADMIN: Final = "No admin is named: whoever runs me can set WHOOWNS_ADMINS."
_SHOWN: Final = 5


def able_text(able: Sequence[Person], nobody: str = NO_ADMIN) -> str:
    """`These people can: Priya Nair, Goran Petrov.`, or why there is nobody."""
    return f"These people can: {named(able)}." if able else nobody


def named(people: Sequence[Person]) -> str:
    """The first few names."""
    return ", ".join(person.name for person in people[:_SHOWN])
