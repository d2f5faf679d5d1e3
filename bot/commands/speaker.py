"""Who speaks, when and where: what a declaration is signed with."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from bot.identity import with_account
from bot.reply import CONSOLE, Place
from knowledge.entities import PLATFORMS, Declaration, Person

NOWHERE: Final = Place(CONSOLE, is_direct=True)
"""The terminal, which has no channels."""


@dataclass(frozen=True, slots=True)
class Speaker:
    """`name` is how somebody is called whom the map doesn't know; `source` is the platform.

    `account` is the id by which the platform knows them, whether or not the map does.
    `is_member` is False for guests, bots and people of other organisations: they change nothing.
    """

    person: Person | None
    name: str
    source: str
    now: datetime
    is_admin: bool = False
    is_member: bool = True
    place: Place = NOWHERE
    account: str | None = None

    @property
    def called(self) -> str:
        """The name that the map has of them, else the platform's."""
        return self.person.name if self.person else self.name

    @property
    def signature(self) -> str:
        """The person's id in the map; else their name with their account, which is no id.

        Anybody can call themselves like somebody else on a chat platform.
        """
        if self.person:
            return self.person.id
        is_named = self.account in {None, self.name}
        return self.name if is_named else f"{self.name} ({self.account})"

    def declaration(self, reason: str | None) -> Declaration:
        """What the speaker declares now."""
        return Declaration(by=self.signature, at=self.now, source=self.source, reason=reason)


def account_of(source: str, account: str | None, name: str) -> Person | None:
    """Somebody as far as a chat platform knows them, for telling them something."""
    if account is None or source not in PLATFORMS:
        return None
    return with_account(Person(id=account, name=name), account, source)
