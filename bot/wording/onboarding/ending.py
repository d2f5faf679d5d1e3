"""The end of a questionnaire: what was declared, what fits, what is missing, what comes next."""

from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

from bot.commands.outcome import Declared, SameAlready
from bot.onboarding.respondents import About
from bot.onboarding.script import Changes
from bot.reply import (
    Action,
    Alarm,
    Bullet,
    Button,
    Buttons,
    Fineprint,
    Headline,
    Line,
    Part,
    Verbatim,
)
from bot.wording.gaps import reason_text
from bot.wording.instants import day_text
from bot.wording.onboarding.starting import begin_buttons
from bot.wording.onboarding.summary import others_parts
from knowledge.changes import Kind
from knowledge.diagnosis.advice import Advice
from knowledge.diagnosis.finding import Finding
from knowledge.entities import Person
from knowledge.ownership import NobodyNamed, OwnershipMap, PageKey

_MOST_GAPS = 5
_MOST_NEXT = 5


class Ending(NamedTuple):
    """What there is to show at the end. `others` wait for somebody who may declare them."""

    outcome: Declared | SameAlready
    ownership: OwnershipMap
    now: datetime
    others: Changes
    able: tuple[Person, ...]
    advice: Advice
    gaps: tuple[PageKey, ...]
    urgent: tuple[Finding, ...]
    returns: datetime
    next: tuple[About, ...]


def ending_parts(ending: Ending) -> Iterator[Part]:
    """Everything that is shown at the end."""
    yield from _declared(ending)
    if ending.others:
        yield Line(("This waits for somebody who may declare it:",))
        yield from others_parts(ending.others, ending.able, ending.ownership)
    yield from _gaps(ending)
    zone = ending.ownership.organisation.time_zone
    yield Fineprint((f"I'll ask again on {day_text(ending.returns, zone, ending.now)}.",))
    yield from _buttons(ending)


def _declared(ending: Ending) -> Iterator[Part]:
    if isinstance(ending.outcome, SameAlready):
        yield Headline(("Done. There was nothing to declare.",))
        return
    count = len(ending.outcome.wish.changes)
    things = f"{count} thing{'' if count == 1 else 's'}"
    yield Headline((f"Declared: {things}, as revision {ending.outcome.revision}.",))


def _gaps(ending: Ending) -> Iterator[Part]:
    models = len(ending.ownership.models)
    if not ending.gaps:
        if models:
            yield Line((f"Somebody is named for every page of all {models} models.",))
        return
    count = len(ending.gaps)
    yield Alarm((f"NOBODY is named for {count} page{'' if count == 1 else 's'} of {2 * models}.",))
    for page in ending.gaps[:_MOST_GAPS]:
        resolution = ending.ownership.resolve_page(page, ending.now)
        if isinstance(resolution, NobodyNamed):
            yield Bullet((f"{page.model}, {page.kind}: {reason_text(resolution)}",))
    if count > _MOST_GAPS:
        yield Fineprint((f"and {count - _MOST_GAPS} more: ask ", Verbatim("gaps")))


def _buttons(ending: Ending) -> Iterator[Part]:
    if ending.next:
        yield Line(("What I would ask next:",))
        yield begin_buttons(ending.next[:_MOST_NEXT], ending.ownership)
    if isinstance(ending.outcome, Declared) and not _began(ending.outcome):
        undo = f"undo {ending.outcome.revision}"
        yield Buttons((Button("Undo", Action.ASK, undo),))


def _began(declared: Declared) -> bool:
    """The revision that a map begins with can't be taken back."""
    changes = declared.wish.changes
    return any(c.kind is Kind.ORGANISATION and c.before is None for c in changes)
