"""Making a map from its parts, or from an earlier map and what has changed since."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final, Self

from knowledge.changes import ITSELF, KNOWLEDGE, Change, Kind
from knowledge.channels import amended_channels, same_channels
from knowledge.entities import Holders, Id, Model, Organisation, Page, PageKind, Pages
from knowledge.fork import Fork
from knowledge.indexes import amended_names, amended_pages, names_of, owners_of
from knowledge.names import ModelNames
from knowledge.ownership import OwnershipMap, PageKey

NAMED: Final = {
    "people": Kind.PERSON,
    "teams": Kind.TEAM,
    "rotations": Kind.ROTATION,
    "conflicts": Kind.CONFLICT,
}
SINGLE: Final = {"queue": Kind.QUEUE, "vocabulary": Kind.VOCABULARY}
"""The fields of OwnershipMap that hold the entities of a kind; models and organisation apart."""

Pace = Callable[[], None]
"""Called between two lots of work; a background thread rests in it."""

_LOT: Final = 500
_MANY: Final = 2_000
"""Entities that are patched in a copy rather than put down beside the others."""


@dataclass(slots=True)
class MapBuilder:
    """Takes in models a few at a time, so that a thread may rest between two lots."""

    models: dict[Id, Model] = field(default_factory=dict)
    names: ModelNames = field(default_factory=ModelNames)
    pages: dict[Id | None, list[PageKey]] = field(default_factory=dict)

    def add(self, models: Iterable[Model]) -> None:
        """Take in models and index them."""
        for model in models:
            self.models[model.id] = model
            for name in names_of(model):
                self.names.add(name, model.id)
            for owner, page in owners_of(model):
                if owner not in self.pages:
                    self.pages[owner] = []
                self.pages[owner].append(page)

    def build(self, **parts: Any) -> OwnershipMap:  # the other fields of OwnershipMap
        """The map of these models and the other parts."""
        pages = {owner: tuple(keys) for owner, keys in self.pages.items()}
        built = OwnershipMap(models=self.models, **parts)
        vars(built).update(model_names=self.names, pages_of=pages)
        return warmed(built)


@dataclass(frozen=True, slots=True)
class Touched:
    """What has changed: each subject with what it is now, None where it is no more.

    `named` holds people, teams, rotations and conflicts, `single` queue and vocabulary, both by the field of
    OwnershipMap. `organisation` is None where nothing is said of it.
    """

    organisation: Organisation | None = None
    models: Mapping[Id, Model | None] = field(default_factory=dict)
    named: Mapping[str, Mapping[Id, Any]] = field(default_factory=dict)
    single: Mapping[str, Any] = field(default_factory=dict)

    @classmethod
    def of(cls, now: Mapping[Kind, Mapping[str, Any]]) -> Self:
        """The touched subjects of each kind, as they are now."""
        return cls(
            organisation=now.get(Kind.ORGANISATION, {}).get(""),
            models=now.get(Kind.MODEL, {}),
            named={part: now[kind] for part, kind in NAMED.items() if kind in now},
            single={part: now[kind][""] for part, kind in SINGLE.items() if kind in now},
        )


def warmed(ownership: OwnershipMap) -> OwnershipMap:
    """The same map, with every index built before somebody has to wait for it."""
    _ = ownership.model_names, ownership.pages_of, ownership.models_by_channel
    _ = ownership.people_by_chat_id, ownership.party_names
    return ownership


def revised(
    ownership: OwnershipMap, touched: Touched, revision: int, pace: Pace = lambda: None
) -> OwnershipMap:
    """The map at a later revision; the given one stays as it is."""
    later = replace(ownership, revision=revision, **_parts(ownership, touched))
    vars(later).update(_indexes(ownership, touched, pace))
    return warmed(later)


def with_models(ownership: OwnershipMap, models: Mapping[Id, Model]) -> OwnershipMap:
    """The same map and the same indexes, in which these models stand where the others stood."""
    other = replace(ownership, models=models)
    vars(other).update(vars(ownership) | {"models": models})
    return other


def _parts(ownership: OwnershipMap, touched: Touched) -> dict[str, Any]:
    parts: dict[str, Any] = {
        name: _patched(getattr(ownership, name), patch) for name, patch in touched.named.items()
    }
    defaults = OwnershipMap(ownership.organisation)
    for name, said in touched.single.items():
        parts[name] = getattr(defaults, name) if said is None else said
    if touched.organisation:
        parts["organisation"] = touched.organisation
    if touched.models:
        parts["models"] = _patched(ownership.models, touched.models)
    return parts


def applied(ownership: OwnershipMap, changes: Iterable[Change]) -> OwnershipMap:
    """The map as it would be with these changes; its revision stays."""
    return revised(ownership, _touched(ownership, changes), ownership.revision)


def unindexed(ownership: OwnershipMap, changes: Iterable[Change]) -> OwnershipMap:
    """The same, to be looked through rather than asked: no index is made of it."""
    return replace(ownership, **_parts(ownership, _touched(ownership, changes)))


def _touched(ownership: OwnershipMap, changes: Iterable[Change]) -> Touched:
    models: dict[Id, Model | None] = {}
    named: dict[str, dict[Id, Any]] = {}
    single: dict[str, Any] = {}
    organisation = None
    # What is said of a model holds only once it is there.
    for change in sorted(changes, key=lambda change: change.aspect != ITSELF):
        match change.kind:
            case Kind.MODEL:
                model = models.get(change.subject, ownership.models.get(change.subject))
                models[change.subject] = with_part(model, change)
            case Kind.ORGANISATION:
                organisation = change.after if isinstance(change.after, Organisation) else None
            case Kind.QUEUE | Kind.VOCABULARY:
                single[change.kind] = change.after
            case _:
                named.setdefault(_FIELD_OF[change.kind], {})[change.subject] = change.after
    return Touched(organisation, models, named, single)


_FIELD_OF: Final = {kind: part for part, kind in NAMED.items()}
_PARTIES: Final = frozenset({"people", "teams", "rotations"})


def with_part(model: Model | None, change: Change) -> Model | None:
    """A model with one part replaced; one that is withdrawn takes its parts with it."""
    match change.after:
        case Model() as after:
            kept = model or after
            return replace(after, pages=kept.pages, knowledge=kept.knowledge)
        case Holders() as holders:
            return replace(model, knowledge=holders) if model else None
        case Page() as page:
            return (
                replace(model, pages=_with_page(model.pages, change.aspect, page))
                if model
                else None
            )
    if model is None or change.aspect == ITSELF:
        return None
    if change.aspect == KNOWLEDGE:
        return replace(model, knowledge=Holders())
    return replace(model, pages=_with_page(model.pages, change.aspect, None))


def _with_page(pages: Pages, kind: str, page: Page | None) -> Pages:
    if kind == PageKind.INFRASTRUCTURE:
        return replace(pages, infrastructure=page)
    return replace(pages, model_quality=page)


def _patched(entities: Mapping[Id, Any], patch: Mapping[Id, Any]) -> Mapping[Id, Any]:
    patched = _copied(entities) if len(patch) > _MANY else Fork(entities)
    for entity_id, entity in patch.items():
        if entity is not None:
            patched[entity_id] = entity
        elif entity_id in patched:
            del patched[entity_id]
    return patched.lightest() if isinstance(patched, Fork) else patched


def _copied(entities: Mapping[Id, Any]) -> dict[Id, Any]:
    # By its pairs a dict is copied more slowly than as it is, anything else more quickly.
    return dict(entities) if isinstance(entities, dict) else dict(entities.items())


def _indexes(ownership: OwnershipMap, touched: Touched, pace: Pace) -> Iterator[tuple[str, object]]:
    """Those indexes that needn't be built anew, by their name."""
    renamed, reassigned, moved = _differing(ownership, touched.models, pace)
    yield "model_names", amended_names(ownership.model_names, *renamed)
    yield "pages_of", amended_pages(ownership.pages_of, *reassigned)
    if "people" not in touched.named:
        yield "people_by_chat_id", ownership.people_by_chat_id
    if _PARTIES.isdisjoint(touched.named):
        yield "party_names", ownership.party_names
    if same_channels(ownership.teams, touched.named.get("teams", {})):
        channels = amended_channels(ownership, *moved)
        if channels is not None:
            yield "models_by_channel", channels


def _differing(
    ownership: OwnershipMap, touched: Mapping[Id, Model | None], pace: Pace
) -> list[tuple[list[Model], list[Model]]]:
    """For each index of models, those for which it changes, before and after."""
    sides: list[tuple[list[Model], list[Model]]] = [([], []) for _ in _INDEXED]
    for number, (model_id, after) in enumerate(touched.items()):
        if number % _LOT == 0:
            pace()
        before = ownership.models.get(model_id)
        if before is not None and after is not None and _stands_alike(before, after):
            continue
        for same, (gone, come) in zip(_INDEXED, sides, strict=True):
            if before is None or after is None or not same(before, after):
                gone.extend([before] if before else ())
                come.extend([after] if after else ())
    return sides


def _stands_alike(before: Model, after: Model) -> bool:
    """Plain to see, as it is of most: that the model stands in the same places of every index."""
    return (
        before.pages is after.pages
        and before.aliases == after.aliases
        and before.trained_by == after.trained_by
        and before.channel == after.channel
    )


def _same_names(before: Model, after: Model) -> bool:
    return before.aliases == after.aliases


def _same_owners(before: Model, after: Model) -> bool:
    return before.pages is after.pages or owners_of(before) == owners_of(after)


def _same_home(before: Model, after: Model) -> bool:
    return before.trained_by == after.trained_by and before.channel == after.channel


_INDEXED: Final = (_same_names, _same_owners, _same_home)
"""Whether two states of one model stand in the same places of an index."""
