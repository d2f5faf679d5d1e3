"""The end of a questionnaire: what was declared, what fits, what is missing, what comes next."""

from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

from bot.commands.outcome import Declared, SameAlready
from bot.onboarding.respondents import About
from bot.onboarding.saying import ONBOARD
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
from bot.wording.counting import counted
from bot.wording.gaps import reason_text
from bot.wording.instants import day_text
from bot.wording.onboarding.advising import advice_parts
from bot.wording.onboarding.starting import begin_buttons
from bot.wording.onboarding.summary import change_bullets
from bot.wording.reaching import is_told_by_chat, unreached_parts
from bot.wording.seen import seen_text
from knowledge.changes import Kind
from knowledge.diagnosis.advice import Advice
from knowledge.diagnosis.finding import Finding
from knowledge.entities import Person
from knowledge.ownership import NobodyNamed, OwnershipMap, PageKey

_MOST_GAPS = 5
_MOST_NEXT = 5
_MOST_ABLE = 5


class Ending(NamedTuple):
    """What there is to show at the end. `waiting` waits for what was `proposed`."""

    outcome: Declared | SameAlready
    ownership: OwnershipMap
    draft: OwnershipMap
    now: datetime
    source: str
    proposed: Changes
    waiting: Changes
    able: tuple[Person, ...]
    advice: Advice
    gaps: tuple[PageKey, ...]
    urgent: tuple[Finding, ...]
    returns: datetime | None
    next: tuple[About, ...]


def ending_parts(ending: Ending) -> Iterator[Part]:
    """Everything that is shown at the end."""
    yield from _declared(ending)
    yield from _proposed(ending)
    yield from _gaps(ending)
    yield from advice_parts(ending.advice, ending.ownership.organisation.pattern)
    yield from _urgent(ending)
    if ending.returns is not None:
        zone = ending.ownership.organisation.time_zone
        yield Fineprint((f"I'll ask again on {day_text(ending.returns, zone, ending.now)}.",))
    yield from _buttons(ending)


def _declared(ending: Ending) -> Iterator[Part]:
    if isinstance(ending.outcome, SameAlready):
        yield Headline(("Done. There was nothing to declare.",))
        return
    count = len(ending.outcome.wish.changes)
    things = counted(count, "thing")
    yield Headline((f"Declared: {things}, as revision {ending.outcome.revision}.",))


def _proposed(ending: Ending) -> Iterator[Part]:
    if ending.proposed:
        names = ", ".join(person.name for person in ending.able[:_MOST_ABLE])
        asked = f"I have asked those who may declare it ({names}):"
        unasked = f"Proposed to those who may declare it ({names}):"
        yield Line((asked if is_told_by_chat(ending.source) else unasked,))
        yield from change_bullets(ending.proposed, ending.draft)
        yield from unreached_parts(ending.able[:_MOST_ABLE], ending.source)
    if ending.waiting:
        yield Line(("This waits for that. Say ", Verbatim(ONBOARD), " then, and confirm it:"))
        yield from change_bullets(ending.waiting, ending.draft)


def _urgent(ending: Ending) -> Iterator[Part]:
    if ending.urgent:
        yield Line(("Most urgent besides:",))
        for finding in ending.urgent:
            yield Bullet((seen_text(finding, ending.ownership, ending.now),))


def _gaps(ending: Ending) -> Iterator[Part]:
    models = len(ending.ownership.models)
    if not ending.gaps:
        if models:
            of = "the one model" if models == 1 else f"all {models} models"
            yield Line((f"Somebody is named for every page of {of}.",))
        return
    count = len(ending.gaps)
    yield Alarm((f"NOBODY is named for {counted(count, 'page')} of {2 * models}.",))
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
