"""What differs between two maps, one declaration at a time.

A declaration is identified by its kind, its subject (an entity's id; empty for what there is
one of) and its aspect (the part of a model; empty for the entity itself).
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from enum import StrEnum
from typing import Final, NamedTuple, TypeVar

from knowledge.entities import (
    PAGE_KINDS,
    Conflict,
    Holders,
    Id,
    Model,
    Organisation,
    Page,
    PageKind,
    Pages,
    Person,
    Queue,
    Rotation,
    Team,
    Vocabulary,
)
from knowledge.ownership import OwnershipMap

T = TypeVar("T")


class Kind(StrEnum):
    """What a declaration is about."""

    ORGANISATION = "organisation"
    PERSON = "person"
    TEAM = "team"
    ROTATION = "rotation"
    MODEL = "model"
    QUEUE = "queue"
    VOCABULARY = "vocabulary"
    CONFLICT = "conflict"


ITSELF: Final = ""
KNOWLEDGE: Final = "knowledge"

_NO_HOLDERS: Final = Holders()
_NO_PAGES: Final = Pages()

Declared = (
    Organisation | Person | Team | Rotation | Model | Queue | Vocabulary | Page | Holders | Conflict
)
"""What a declaration says. As a value of its own, a Model counts without pages and knowledge."""


class Change(NamedTuple):
    """One declaration made (`before` is None), superseded, or withdrawn (`after` is None)."""

    kind: Kind
    subject: str
    aspect: str
    before: Declared | None
    after: Declared | None


class Place(NamedTuple):
    """What a declaration is about: kind, subject and aspect."""

    kind: Kind
    subject: str
    aspect: str


def place_id(place: Place) -> str:
    """The place in words, which hold no spaces: `model churn model-quality`."""
    return " ".join(part for part in place if part)


def place_of(words: str) -> Place:
    """The place that its words tell; a ValueError where there is none such."""
    kind, subject, aspect, *_ = (*words.split(" "), "", "")
    place = Place(Kind(kind), subject, aspect)
    if place_id(place) != words or place.kind is Kind.CONFLICT:
        raise ValueError(words)
    return place


def difference(old: OwnershipMap | None, new: OwnershipMap) -> list[Change]:
    """The changes that lead from one map to the other, in the order of the map file."""
    before = old or _NOTHING
    models = _of_models(before.models, new.models)
    return list(_differences(before, new, models, first=old is None))


def difference_with(
    old: OwnershipMap, new: OwnershipMap, of_models: Iterable[T]
) -> Iterator[Change | T]:
    """The same where the changes of the models are known."""
    return _differences(old, new, of_models, first=False)


_NOTHING: Final = OwnershipMap(Organisation(name="-"))


def _differences(
    old: OwnershipMap, new: OwnershipMap, of_models: Iterable[T], *, first: bool
) -> Iterator[Change | T]:
    before = None if first else old.organisation
    yield from _singleton(Kind.ORGANISATION, before, new.organisation)
    yield from _entities(Kind.PERSON, old.people, new.people)
    yield from _entities(Kind.TEAM, old.teams, new.teams)
    yield from _entities(Kind.ROTATION, old.rotations, new.rotations)
    yield from of_models
    yield from _singleton(Kind.QUEUE, old.queue, new.queue)
    yield from _singleton(Kind.VOCABULARY, _said(old.vocabulary), _said(new.vocabulary))
    yield from _entities(Kind.CONFLICT, old.conflicts, new.conflicts)


def _of_models(old: Mapping[Id, Model], new: Mapping[Id, Model]) -> Iterator[Change]:
    for model_id in (*new, *sorted(old.keys() - new.keys())):
        before, after = old.get(model_id), new.get(model_id)
        if before is after:  # as most are where a file says what is declared
            continue
        if before != after or _states_declarer(before, after):
            yield from model_changes(model_id, before, after)


def _singleton(kind: Kind, before: Declared | None, after: Declared | None) -> Iterator[Change]:
    if before != after:
        yield Change(kind, "", ITSELF, before, after)


def _said(vocabulary: Vocabulary) -> Vocabulary | None:
    return vocabulary if vocabulary != Vocabulary() else None


def _entities(
    kind: Kind, old: Mapping[Id, Declared], new: Mapping[Id, Declared]
) -> Iterator[Change]:
    for entity_id in (*new, *sorted(old.keys() - new.keys())):
        before, after = old.get(entity_id), new.get(entity_id)
        if before != after:
            yield Change(kind, entity_id, ITSELF, before, after)


def model_changes(model_id: Id, before: Model | None, after: Model | None) -> Iterator[Change]:
    """The changes of one model, each part of it apart."""
    if before is None or after is None or _itself(before) != _itself(after):
        yield Change(Kind.MODEL, model_id, ITSELF, before, after)
    if before is None or after is None or before.pages is not after.pages:
        yield from _page_changes(model_id, before, after)
    if before is None or after is None or before.knowledge is not after.knowledge:
        old_holders, new_holders = _holders(before), _holders(after)
        if old_holders != new_holders:
            yield Change(Kind.MODEL, model_id, KNOWLEDGE, old_holders, new_holders)


def _page_changes(model_id: Id, before: Model | None, after: Model | None) -> Iterator[Change]:
    for kind in PAGE_KINDS:
        old_page, new_page = _page(before, kind), _page(after, kind)
        if old_page != new_page or _newly_stated(old_page, new_page):
            yield Change(Kind.MODEL, model_id, kind, old_page, new_page)


def _itself(model: Model) -> tuple[object, ...]:
    return (
        model.aliases,
        model.description,
        model.trained_by,
        model.served_by,
        model.handoff,
        model.consumers,
        model.unconfirmed_consumers,
        model.runbook,
        model.channel,
    )


def _page(model: Model | None, kind: PageKind) -> Page | None:
    return model.pages.of(kind) if model else None


def _holders(model: Model | None) -> Holders | None:
    return model.knowledge if model and model.knowledge != _NO_HOLDERS else None


def _states_declarer(before: Model | None, after: Model | None) -> bool:
    old, new = before.pages if before else _NO_PAGES, after.pages if after else _NO_PAGES
    return _newly_stated(old.infrastructure, new.infrastructure) or _newly_stated(
        old.model_quality, new.model_quality
    )


def _newly_stated(before: Page | None, after: Page | None) -> bool:
    """Pages that say the same are equal, but a declarer named in so many words is news."""
    if after is None or after.declared is None or after.declared.stamped:
        return False
    return before is None or before.declared != after.declared


def is_live(change: Change, ownership: OwnershipMap) -> bool:
    """Whether what a change declared is what is declared now."""
    return _bare(_live(change, ownership)) == _bare(change.after)


def _live(change: Change, ownership: OwnershipMap) -> Declared | None:
    return declared_at(change.kind, change.subject, change.aspect, ownership)


def declared_at(kind: Kind, subject: str, aspect: str, ownership: OwnershipMap) -> Declared | None:
    """What is declared now at a place of the map."""
    if kind is Kind.MODEL:
        return _part_of(ownership.models.get(subject), aspect)
    match kind:
        case Kind.ORGANISATION:
            return ownership.organisation
        case Kind.QUEUE:
            return ownership.queue
        case Kind.VOCABULARY:
            return _said(ownership.vocabulary)
        case Kind.PERSON:
            return ownership.people.get(subject)
        case Kind.TEAM:
            return ownership.teams.get(subject)
        case Kind.ROTATION:
            return ownership.rotations.get(subject)
        case Kind.CONFLICT:
            return ownership.conflicts.get(subject)


def _part_of(model: Model | None, aspect: str) -> Declared | None:
    if aspect == ITSELF:
        return model
    return _holders(model) if aspect == KNOWLEDGE else _page(model, PageKind(aspect))


def _bare(declared: Declared | None) -> Declared | None:
    """As a value of its own, a model counts without pages and knowledge."""
    if isinstance(declared, Model):
        return replace(declared, pages=_NO_PAGES, knowledge=_NO_HOLDERS)
    return declared
