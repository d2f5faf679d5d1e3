"""What stands declared at a place of a map."""

from dataclasses import replace
from typing import Final

from knowledge.changes import ITSELF, KNOWLEDGE, Change, Declared, Kind
from knowledge.entities import PAGE_KINDS, Holders, Model, Page, PageKind, Pages, Vocabulary
from knowledge.ownership import OwnershipMap, PageKey

NO_HOLDERS: Final = Holders()
NO_PAGES: Final = Pages()


def is_live(change: Change, ownership: OwnershipMap) -> bool:
    """Whether what a change declared is what is declared now."""
    standing = declared_at(change.kind, change.subject, change.aspect, ownership)
    return _bare(standing) == _bare(change.after)


def _bare(declared: Declared | None) -> Declared | None:
    """As a value of its own, a model counts without pages and knowledge."""
    if isinstance(declared, Model):
        return replace(declared, pages=NO_PAGES, knowledge=NO_HOLDERS)
    return declared


def declared_at(kind: Kind, subject: str, aspect: str, ownership: OwnershipMap) -> Declared | None:
    """What is declared now at a place of the map."""
    if kind is Kind.MODEL:
        return part_of(ownership.models.get(subject), aspect)
    match kind:
        case Kind.ORGANISATION:
            return ownership.organisation
        case Kind.QUEUE:
            return ownership.queue
        case Kind.VOCABULARY:
            return words_of(ownership.vocabulary)
        case Kind.PERSON:
            return ownership.people.get(subject)
        case Kind.TEAM:
            return ownership.teams.get(subject)
        case Kind.ROTATION:
            return ownership.rotations.get(subject)
        case Kind.CONFLICT:
            return ownership.conflicts.get(subject)


def page_declared(change: Change) -> PageKey | None:
    """The page that a change is about, if it is about one."""
    if change.kind is Kind.MODEL and change.aspect in PAGE_KINDS:
        return PageKey(change.subject, PageKind(change.aspect))
    return None


def part_of(model: Model | None, aspect: str) -> Declared | None:
    """The model itself, what is declared of a page of it, or who knows what of it."""
    if aspect == ITSELF:
        return model
    return holders_of(model) if aspect == KNOWLEDGE else page_of(model, PageKind(aspect))


def words_of(vocabulary: Vocabulary) -> Vocabulary | None:
    """One that holds nothing was never declared."""
    return vocabulary if vocabulary != Vocabulary() else None


def page_of(model: Model | None, kind: PageKind) -> Page | None:
    """What is declared of a page, where there is the model."""
    return model.pages.of(kind) if model else None


def holders_of(model: Model | None) -> Holders | None:
    """Who knows what of a model; of none nobody was ever declared to."""
    return model.knowledge if model and model.knowledge != NO_HOLDERS else None
