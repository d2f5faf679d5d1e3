"""What has changed since an earlier map: each thing that was touched, as it is now."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final, Self

from knowledge.changes import ITSELF, KNOWLEDGE, Change, Kind
from knowledge.entities import Holders, Id, Model, Organisation, Page, PageKind, Pages
from knowledge.ownership import OwnershipMap

NAMED: Final = {
    "people": Kind.PERSON,
    "teams": Kind.TEAM,
    "rotations": Kind.ROTATION,
    "conflicts": Kind.CONFLICT,
}
SINGLE: Final = {"queue": Kind.QUEUE, "vocabulary": Kind.VOCABULARY}
"""The fields of OwnershipMap that hold the entities of a kind; models and organisation apart."""
_FIELD_OF: Final = {kind: part for part, kind in NAMED.items()}


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


def touched_by(ownership: OwnershipMap, changes: Iterable[Change]) -> Touched:
    """What some changes touch, each as they leave it."""
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
