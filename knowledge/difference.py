"""What differs between two maps, one declaration at a time."""

from collections.abc import Iterable, Iterator, Mapping
from typing import TypeVar

from knowledge.changes import ITSELF, KNOWLEDGE, Change, Declared, Kind
from knowledge.entities import PAGE_KINDS, Id, Model, Page
from knowledge.ownership import NOTHING_DECLARED, OwnershipMap
from knowledge.standing import NO_PAGES, holders_of, page_of, words_of

T = TypeVar("T")


def difference(old: OwnershipMap | None, new: OwnershipMap) -> list[Change]:
    """The changes that lead from one map to the other, in the order of the map file."""
    before = old or NOTHING_DECLARED
    models = _of_models(before.models, new.models)
    return list(_differences(before, new, models, first=old is None))


def difference_with(
    old: OwnershipMap, new: OwnershipMap, of_models: Iterable[T]
) -> Iterator[Change | T]:
    """The same where the changes of the models are known."""
    return _differences(old, new, of_models, first=False)


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
    yield from _singleton(Kind.VOCABULARY, words_of(old.vocabulary), words_of(new.vocabulary))
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
        old_holders, new_holders = holders_of(before), holders_of(after)
        if old_holders != new_holders:
            yield Change(Kind.MODEL, model_id, KNOWLEDGE, old_holders, new_holders)


def _page_changes(model_id: Id, before: Model | None, after: Model | None) -> Iterator[Change]:
    for kind in PAGE_KINDS:
        old_page, new_page = page_of(before, kind), page_of(after, kind)
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


def _states_declarer(before: Model | None, after: Model | None) -> bool:
    old, new = before.pages if before else NO_PAGES, after.pages if after else NO_PAGES
    return _newly_stated(old.infrastructure, new.infrastructure) or _newly_stated(
        old.model_quality, new.model_quality
    )


def _newly_stated(before: Page | None, after: Page | None) -> bool:
    """Pages that say the same are equal, but a declarer named in so many words is news."""
    if after is None or after.declared is None or after.declared.stamped:
        return False
    return before is None or before.declared != after.declared
