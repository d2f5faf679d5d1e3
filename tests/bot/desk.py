"""An office of Northwind in which several people speak, and what each of them hears and is told."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path

from bot.commands.speaker import Speaker
from bot.delivering import keys_of
from bot.errands.settled import Settled
from bot.office import Office
from bot.reacting import react
from bot.render.plain import plain
from bot.reply import Message, Place, Reaction
from knowledge.entities import Person
from knowledge.ownership import OwnershipMap
from knowledge.store import Store
from knowledge.store.owed import Owed
from tests.databases import store_of
from tests.northwind import NORTHWIND, NOW

PLACE = Place("slack", "C1")


@dataclass
class Desk:
    """Time stands still unless it is moved on. `told` are direct messages, in their order."""

    store: Store
    admins: frozenset[str] = frozenset()
    now: datetime = NOW
    told: list[tuple[str, str]] = field(default_factory=list)
    edited: dict[str, str] = field(default_factory=dict)

    @property
    def office(self) -> Office:
        return Office(self.store, self.store.load, lambda: self.now, self.admins)

    def speaker(self, who: str) -> Speaker:
        """A person of the map by their id; anybody else by their name."""
        person = NORTHWIND.people.get(who)
        name, account = (person.name, person.slack) if person else (who, f"U0{who.upper()}")
        is_admin = who in self.admins
        return Speaker(person, name, "slack", self.now, is_admin, place=PLACE, account=account)

    def says(self, who: str, text: str) -> str:
        """What somebody hears back."""
        message = Message(text, self.speaker(who).account, PLACE)
        return self.hears(react(message, self.speaker(who), self.office))

    def hears(self, reaction: Reaction) -> str:
        """What is said back. The others are told at once, so nothing is owed to them."""
        for notice in reaction.notices:
            assert isinstance(notice.to, Person)
            self.told.append((notice.to.id, plain(notice.reply)))
        self.edited |= {edit.key: plain(edit.reply) for edit in reaction.edits}
        Owed(self.store).settle(*keys_of(reaction))
        return plain(reaction.reply)

    def sweeps(self, look: Callable[[Office], Iterable[Settled]]) -> None:
        """What time has settled is told."""
        for settled in look(self.office):
            self.hears(settled.reaction)

    def passes(self, span: timedelta) -> None:
        self.now += span

    def told_to(self, who: str) -> list[str]:
        return [text for to, text in self.told if to == who]

    @property
    def ownership(self) -> OwnershipMap:
        ownership = self.store.load()
        assert ownership is not None
        return ownership


@contextmanager
def desk_at(
    directory: Path, ownership: OwnershipMap = NORTHWIND, **settings: object
) -> Iterator[Desk]:
    with store_of(directory / "whoowns.db", ownership) as store:
        yield replace(Desk(store), **settings)  # type: ignore[arg-type]  # its own fields
