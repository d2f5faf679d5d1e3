"""A question said again, with what was open settled: a button says it for somebody."""

from collections.abc import Sequence
from datetime import datetime

from knowledge.entities import Id, KnowledgeKind, PageKind
from knowledge.questions.outcome import Intent


def said_of(
    models: Sequence[Id],
    intent: Intent,
    kinds: Sequence[PageKind] = (),
    knowledge: Sequence[KnowledgeKind] = (),
    at: datetime | None = None,
) -> str:
    """What asks the same of these models, for an instant that means the same wherever it is read."""
    named, pages = " and ".join(models), " and ".join(kinds)
    match intent:
        case Intent.ESCALATION:
            said = f"who to escalate to for {named} {pages}"
        case Intent.KNOWLEDGE:
            sides = " and ".join(knowledge)
            said = f"who knows the {sides} of {named}" if sides else f"who knows about {named}"
        case Intent.CONSUMERS:
            return f"blast-radius {named}"
        case Intent.MAKERS:
            return f"which team trains {named}"
        case Intent.HISTORY:
            said = f"when was {named} {pages}".rstrip() + " declared"
        case Intent.DRILL:
            return f"drill for {named}"
        case _:
            said = f"who owns {pages} pages for {named}" if pages else f"who owns {named}"
    return said.rstrip() + _at(at)


def owned_by(party: Id, at: datetime | None) -> str:
    """What asks for a party's pages."""
    return f"what does {party} own" + _at(at)


def owned_formerly(model: Id, kinds: Sequence[PageKind]) -> str:
    """What asks who owned a model before."""
    pages = f"{' and '.join(kinds)} pages of " if kinds else ""
    return f"who owned {pages}{model}"


def _at(at: datetime | None) -> str:
    return f" at {at.isoformat(timespec='minutes')}" if at else ""
