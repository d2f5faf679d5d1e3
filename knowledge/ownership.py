"""OwnershipMap: all that is declared at one revision, and whom a page resolves to."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from functools import cached_property
from operator import attrgetter
from typing import Any, Final, NamedTuple

from msgspec import Struct

from knowledge.entities import (
    Channel,
    Conflict,
    Id,
    Model,
    Organisation,
    Page,
    PageKind,
    Party,
    Pause,
    Person,
    Queue,
    Rotation,
    Team,
    Vocabulary,
)
from knowledge.homes import Homes, chat_ids, home_of
from knowledge.names import ModelNames, PhraseBook, key, unaccented
from knowledge.rotation import Turn, next_turn, pause_at, turn_at

Imprint = tuple[Any, ...] | None


class GapReason(StrEnum):
    """Why a page has no named owner."""

    NO_OWNER = "no-owner"
    ONLY_A_TEAM = "only-a-team"
    EMPTY_ROTATION = "empty-rotation"
    NOT_STARTED = "not-started"
    PAUSED = "paused"
    INACTIVE = "inactive"


class OnCall(Struct, frozen=True, gc=False):
    """An owner that resolves to a person. `until` is None where no change is in sight."""

    owner: Party
    person: Person
    until: datetime | None = None
    next: Person | None = None
    override: bool = False


class NobodyNamed(Struct, frozen=True, gc=False):
    """An owner that does not, or none at all.

    `person` is the inactive one, if that is the reason; `next` comes on call at `from_`. `pause` is
    that of a rotation that is paused.
    """

    reason: GapReason
    owner: Party | None = None
    person: Person | None = None
    next: Person | None = None
    from_: datetime | None = None
    pause: Pause | None = None


Resolution = OnCall | NobodyNamed


class PageKey(NamedTuple):
    """One page of one model."""

    model: Id
    kind: PageKind


@dataclass(frozen=True)
class OwnershipMap:
    """A value: every answer is a function of a question, this map and an instant."""

    organisation: Organisation
    people: Mapping[Id, Person] = field(default_factory=dict)
    teams: Mapping[Id, Team] = field(default_factory=dict)
    rotations: Mapping[Id, Rotation] = field(default_factory=dict)
    models: Mapping[Id, Model] = field(default_factory=dict)
    queue: Queue | None = None
    vocabulary: Vocabulary = field(default_factory=Vocabulary)
    conflicts: Mapping[str, Conflict] = field(default_factory=dict)
    revision: int = 0
    imprint: Imprint = field(default=None, compare=False, repr=False)
    """What that revision says of itself: in a backup that is restored its number may be another's."""

    def party(self, party_id: Id) -> Party | None:
        """The person, rotation or team of that id: the three share one namespace."""
        return self.people.get(party_id) or self.rotations.get(party_id) or self.teams.get(party_id)

    def called(self, signature: str) -> str:
        """Whoever signed something, by name where the map knows them."""
        person = self.people.get(signature)
        return person.name if person else signature

    def resolve(self, owner_id: Id | None, now: datetime) -> Resolution:
        """Whom an owner means at `now` (an aware instant): a person, or the reason why nobody.

        What a rotation was found to mean before, and still means, is not worked out again.
        """
        found = self._found.get(owner_id)
        if found and found[0] <= now and (found[1] is None or now < found[1]):
            return found[2]
        owner = self.party(owner_id) if owner_id else None
        if isinstance(owner, Person):
            if owner.active:
                return OnCall(owner, owner)
            return NobodyNamed(GapReason.INACTIVE, owner, person=owner)
        if isinstance(owner, Rotation):
            return self._resolve_rotation(owner, now)
        return NobodyNamed(GapReason.ONLY_A_TEAM if owner else GapReason.NO_OWNER, owner)

    def _resolve_rotation(self, rotation: Rotation, now: datetime) -> Resolution:
        turn = turn_at(rotation, now)
        resolution = self._resolve_turn(rotation, turn, now)
        if turn:
            self._found[rotation.id] = (now, turn.holds_until, resolution)
        return resolution

    @cached_property
    def _found(self) -> dict[Id | None, tuple[datetime, datetime | None, Resolution]]:
        """The latest resolution of each rotation: from the instant asked about, until when."""
        return {}

    def _resolve_turn(self, rotation: Rotation, turn: Turn | None, now: datetime) -> Resolution:
        if turn is None:
            pause = pause_at(rotation, now) if rotation.members else None
            start, successor = next_turn(rotation, now) or (None, None)
            person = self._person(successor)
            return NobodyNamed(_vacancy(rotation, pause), rotation, None, person, start, pause)
        person = self._person(turn.person)
        if person is None or not person.active:
            return NobodyNamed(
                GapReason.INACTIVE, rotation, person, next=self._person(turn.then), from_=turn.until
            )
        return OnCall(rotation, person, turn.until, self._person(turn.then), turn.override)

    def _person(self, person_id: Id | None) -> Person | None:
        return self.people.get(person_id) if person_id else None

    def page(self, page: PageKey) -> Page | None:
        """What is declared for a page; None where nothing ever was."""
        return self.models[page.model].pages.of(page.kind)

    def resolve_page(self, page: PageKey, now: datetime) -> Resolution:
        """Whom a page means at `now`."""
        declared = self.page(page)
        return self.resolve(declared.owner if declared else None, now)

    @cached_property
    def pages_of(self) -> Mapping[Id | None, tuple[PageKey, ...]]:
        """The pages declared to each owner; those without one under None."""
        pages: dict[Id | None, list[PageKey]] = {}
        for model in self.models.values():
            for owner, page in owners_of(model):
                pages.setdefault(owner, []).append(page)
        return {owner: tuple(keys) for owner, keys in pages.items()}

    def gaps(self, now: datetime, kinds: Iterable[PageKind] = PageKind) -> list[PageKey]:
        """Every page without a named owner at `now`, by model id."""
        wanted = set(kinds)
        gaps = [
            page
            for owner, pages in self.pages_of.items()
            if not isinstance(self.resolve(owner, now), OnCall)
            for page in pages
            if page.kind in wanted
        ]
        for part in ("kind", "model"):  # one text at a time, which is far quicker to compare
            gaps.sort(key=attrgetter(part))
        return gaps

    @cached_property
    def producing_teams(self) -> frozenset[Id]:
        """The teams that train at least one model."""
        return frozenset([m.trained_by for m in self.models.values() if m.trained_by])

    @cached_property
    def model_names(self) -> ModelNames:
        """Every name of every model, ready for finding them in a text."""
        return ModelNames.of((name, m.id) for m in self.models.values() for name in names_of(m))

    @cached_property
    def people_by_chat_id(self) -> Mapping[str, Person]:
        """People by the id that a chat platform knows them by."""
        return {i: person for person in self.people.values() for i in person.chat_ids.values()}

    @cached_property
    def party_names(self) -> PhraseBook[tuple[Id, ...]]:
        """Ids of the people, teams and rotations that go by a name; first names count.

        So does a name without its accents: `jose` is of José too, but `josé` is not of Jose.
        """
        by_name: dict[str, dict[Id, None]] = {}
        for person in self.people.values():
            for name in (person.id, person.name, *person.name.split()[:1], person.email or ""):
                for spelt in _spellings(name):
                    by_name.setdefault(spelt, {})[person.id] = None
        groups: list[Team | Rotation] = [*self.teams.values(), *self.rotations.values()]
        for party in groups:
            for spelt in (*_spellings(party.id), *_spellings(party.name)):
                by_name.setdefault(spelt, {})[party.id] = None
        book = PhraseBook[tuple[Id, ...]]()
        for name, ids in by_name.items():
            book.add(name, tuple(ids))
        return book

    @cached_property
    def models_by_channel(self) -> Mapping[str, tuple[Id, ...]]:
        """Models by the chat channel that is theirs; else by that of the team that trains them."""
        homes = Homes()
        for model in self.models.values():
            homes.add(home_of(model))
        return homes.by_channel(self.teams)

    def channel_of(self, chat_id: str) -> Channel | None:
        """The channel of a team or a model that goes by an id on a chat platform."""
        models = (self.models[i] for i in self.models_by_channel.get(chat_id, ()))
        homes: tuple[Team | Model, ...] = (*self.teams.values(), *models)
        return next((home.channel for home in homes if chat_id in chat_ids(home.channel)), None)

    def at_revision(self, revision: int) -> "OwnershipMap":
        """The same map, known to be current as of a later revision."""
        return replace(self, revision=revision, imprint=None)


def _vacancy(rotation: Rotation, pause: Pause | None) -> GapReason:
    """Why nobody has a turn."""
    if pause:
        return GapReason.PAUSED
    return GapReason.NOT_STARTED if rotation.members else GapReason.EMPTY_ROTATION


def _spellings(name: str) -> tuple[str, ...]:
    spelt = key(name)
    return (spelt,) if spelt.isascii() else (spelt, unaccented(spelt))


def names_of(model: Model) -> tuple[str, ...]:
    """Everything that a model is called."""
    return model.id, *model.aliases


def owners_of(model: Model) -> tuple[tuple[Id | None, PageKey], ...]:
    """Each page of a model with whom it is declared to."""
    serving, quality = model.pages.infrastructure, model.pages.model_quality
    return (
        (serving.owner if serving else None, PageKey(model.id, PageKind.INFRASTRUCTURE)),
        (quality.owner if quality else None, PageKey(model.id, PageKind.MODEL_QUALITY)),
    )


NOTHING_DECLARED: Final = OwnershipMap(Organisation(name="-"))
"""The map before anybody has declared anything."""
