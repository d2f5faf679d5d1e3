"""The weekly summary: how much of the map is covered, what changed, what hangs on one person."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from bot.reply import (
    Action,
    Alarm,
    Button,
    Buttons,
    Headline,
    Line,
    Part,
    Picture,
    Reply,
)
from bot.wording.counting import counted
from bot.wording.instants import day_text
from knowledge.backlog import DayCount
from knowledge.diagnosis.coverage import Coverage, Turnover
from knowledge.entities import Organisation
from knowledge.ownership import PageKey
from knowledge.reminders import Tracked

_SHOWN: Final = 5
_WEEKS_BACK: Final = (1, 4, 12)
_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Summary:
    """What is told: `changed` is None where the map is younger than a week."""

    organisation: Organisation
    now: datetime
    found: Coverage
    changed: Turnover | None
    oldest: Tracked | None
    counts: tuple[DayCount, ...] = ()


def summary_reply(summary: Summary, picture: Picture | None) -> Reply:
    """The share and its trend, gaps opened and closed, the oldest, who carries models alone."""
    return Reply(tuple(_parts(summary, picture)))


def share_text(named: int, models: int) -> str:
    """`5 of 9 models (55 %)`: rounded down, so that 100 % means all."""
    percent = f" ({named * 100 // models} %)" if models else ""
    return f"{named} of {counted(models, 'model')}{percent}"


def _parts(summary: Summary, picture: Picture | None) -> Iterator[Part]:
    found = summary.found
    share = share_text(found.named, found.models)
    said = f"{summary.organisation.name}: {share} have somebody named for model-quality pages."
    yield Headline((said,)) if found.named == found.models else Alarm((said,))
    if trend := _trend(summary):
        yield Line((trend,))
    yield from _turnover(summary.changed)
    yield from _oldest(summary)
    yield Line((_alone(found),))
    if picture:
        yield picture
    yield Buttons(
        (
            Button("Show the gaps", Action.ASIDE, "gaps"),
            Button("2 a.m. drill", Action.ASIDE, "drill"),
        )
    )


def _trend(summary: Summary) -> str:
    """What the share was: by the last count on or before each of these weeks."""
    earlier = []
    for weeks in _WEEKS_BACK:
        then = summary.now - weeks * 7 * _DAY
        counts = [count for count in summary.counts if then - 7 * _DAY < count.at <= then]
        if counts:
            ago = "a week ago" if weeks == 1 else f"{weeks} weeks ago"
            earlier.append(f"{ago} {share_text(counts[-1].named, counts[-1].models)}")
    said = ", ".join(earlier)
    return f"{said[:1].upper()}{said[1:]}." if said else ""


def _turnover(changed: Turnover | None) -> Iterator[Part]:
    if changed is None:
        yield Line(("The map is younger than a week, so there is nothing to compare it with.",))
        return
    for verb, gaps in (("opened", changed.opened), ("closed", changed.closed)):
        count = f"{counted(len(gaps), 'gap')} {verb} in the last week"
        yield Line((f"{count}{': ' if gaps else ''}{_named(gaps)}.",))


def _named(gaps: Sequence[PageKey]) -> str:
    named = ", ".join(f"{gap.model} {gap.kind}" for gap in gaps[:_SHOWN])
    more = len(gaps) - _SHOWN
    return f"{named} and {more} more" if more > 0 else named


def _oldest(summary: Summary) -> Iterator[Part]:
    if summary.oldest is None:
        return
    page, since = summary.oldest.page, summary.oldest.since
    days = (summary.now - since) // _DAY
    on = day_text(since, summary.organisation.time_zone, summary.now)
    age = counted(days, "day")
    said = f"{on} ({age})" if days else "today"
    yield Line((f"The oldest gap: {page.model} {page.kind}, since {said}.",))


def _alone(found: Coverage) -> str:
    if not found.alone:
        return "No model's quality hangs on one person alone."
    people = ", ".join(f"{load.person.name} {len(load.models)}" for load in found.alone[:_SHOWN])
    more = len(found.alone) - _SHOWN
    rest = f" and {more} more people" if more > 0 else ""
    count = found.models_at_risk
    models = "1 model hangs" if count == 1 else f"{count} models hang"
    return f"At risk: {models} on one person alone, with nobody to escalate to: {people}{rest}."
