"""What is said where two sources say different things, until somebody settles it."""

from collections.abc import Iterator, Sequence
from typing import Final

from bot.reply import (
    Action,
    Bullet,
    Button,
    Buttons,
    Fineprint,
    Headline,
    Part,
    Reply,
    Verbatim,
)
from bot.wording.audit import contrast_text, source_text
from bot.wording.counting import counted
from bot.wording.instants import day_text
from bot.wording.parties import KIND_NAMES, party_text
from knowledge.briefs import ContestedPage
from knowledge.changes import Change, Place
from knowledge.conflicts import Contested
from knowledge.ownership import OwnershipMap
from knowledge.questions.outcome import BriefAnswer, When

_SHOWN: Final = 10


def conflict_parts(answer: BriefAnswer) -> Iterator[Part]:
    """A line for each page that was asked about and is contested, and buttons that settle it."""
    for brief in answer.briefs:
        for page in brief.pages:
            if page.contested:
                place = f"{page.model.id} {page.kind}"
                said = f"{KIND_NAMES[page.kind]} pages are contested: {_says(page.contested, answer.when)}. Settle it: "
                yield Fineprint((said, *_ways(place)))
                yield _settle_buttons(place)


def _says(contested: ContestedPage, when: When) -> str:
    owner = party_text(contested.owner) if contested.owner else "nobody"
    day = day_text(contested.declared.at, when.zone, when.now)
    return f"{source_text(contested.declared)} ({contested.by}, {day}) says {owner}"


def _ways(place: str) -> tuple[str | Verbatim, ...]:
    return (
        Verbatim(f"settle {place} as chat"),
        " keeps what stands, ",
        Verbatim(f"settle {place} as file"),
        " takes the other.",
    )


def _settle_buttons(place: str) -> Buttons:
    return Buttons(
        (
            Button("Keep what stands", Action.ASK, f"settle {place} as chat"),
            Button("Take the file's", Action.ASK, f"settle {place} as file"),
        )
    )


def conflicts_reply(found: Sequence[Contested], about: str, ownership: OwnershipMap) -> Reply:
    """Every conflict that nobody has settled, and how to."""
    return Reply(tuple(_listed(found, about, ownership)))


def _listed(found: Sequence[Contested], about: str, ownership: OwnershipMap) -> Iterator[Part]:
    of = f" about {about}" if about else ""
    if not found:
        yield Headline((f"There is no conflict{of}: chat and files say the same.",))
        return
    yield Headline(
        (
            f"{counted(len(found), 'conflict')}{of}. What stands goes on standing until somebody settles it.",
        )
    )
    for contested in found[:_SHOWN]:
        place = contested.place
        change = Change(*place, contested.standing, contested.other)
        source = source_text(contested.conflict.declared)
        yield Bullet((contrast_text(change, ownership, source),))
    if len(found) > _SHOWN:
        rest = f"and {len(found) - _SHOWN} more: name one, as in "
        yield Fineprint((rest, Verbatim("conflicts fraud-model")))
    first = _named(found[0].place)
    yield Fineprint(("Settle one: ", *_ways(first)))
    if len(found) == 1:
        yield _settle_buttons(first)


def _named(place: Place) -> str:
    """How a command names a place: `churn model-quality`, `priya`, `organisation`."""
    return f"{place.subject} {place.aspect}".strip() or place.kind.value
