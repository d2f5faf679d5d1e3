"""The 2 a.m. drill, in words: every hole with its hours and its reason."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from heapq import nsmallest
from typing import Final

from bot.reply import Alarm, Bullet, Fineprint, Headline, Line, Part, Strong
from bot.wording.counting import counted
from bot.wording.gaps import reason_text
from bot.wording.instants import clock_text, instant_text
from knowledge.diagnosis.drill import Drill, Held, Watch
from knowledge.entities import Person
from knowledge.ownership import NobodyNamed
from knowledge.questions.drilling import DrillAnswer
from knowledge.wall_times import instant, wall_at

HOLES_SHOWN: Final = 15
PAGES_SHOWN: Final = 6
PEOPLE_SHOWN: Final = 8
TWO: Final = 2
"""The hour at which nobody wants to be woken."""


def drill_parts(answer: DrillAnswer, *, whole: bool = False) -> Iterator[Part]:
    """The verdict, every hole, the coming 2 a.m., who carries most; `whole` leaves nothing out."""
    found = answer.drill
    yield _verdict(answer)
    shown = found.holes if whole else found.holes[:HOLES_SHOWN]
    for hole in shown:
        yield from _hole(hole, answer, whole=whole)
    hidden = sum(len(hole.pages) for hole in found.holes[len(shown) :])
    if hidden:
        yield Fineprint(
            (f"and {hidden} more pages. drill TEAM narrows it; whoowns drill lists all.",)
        )
    if found.held:
        yield Line((_at_two(answer),))
        yield Line((_woken(found),))


def _verdict(answer: DrillAnswer) -> Part:
    found = answer.drill
    count, empty = found.pages, found.empty
    of = subject_text(answer)
    until = instant_text(found.end, answer.zone, answer.question.now)
    if not found.held:
        return Headline((f"There is nothing to drill: {of}.",))
    if not empty:
        return Headline((f"Every page of {of} would wake somebody, at any hour until {until}.",))
    return Alarm(
        (
            (
                f"NOBODY would be woken for {empty} of the {count} pages of {of} at some time until"
                f" {until}."
            ),
        )
    )


def subject_text(answer: DrillAnswer) -> str:
    """`churn`, `the one model`, `all 7 models`, `the 3 models of Risk ML`."""
    models, team = answer.question.models, answer.question.team
    if models:
        return " and ".join(model.id for model in models)
    count = counted(answer.count, "model")
    if answer.count == 1:
        return f"the one model of {team.name}" if team else "the one model"
    return f"the {count} of {team.name}" if team else f"all {count}"


def _hole(hole: Held, answer: DrillAnswer, *, whole: bool) -> Iterator[Part]:
    shown = sorted(hole.pages) if whole else nsmallest(PAGES_SHOWN, hole.pages)
    names: list[str | Strong] = []
    for page in shown:
        names += [", " if names else "", Strong(page.model), f" {page.kind}"]
    more = len(hole.pages) - len(shown)
    rest = f" and {more} more" if more else ""
    yield Bullet((*names, f"{rest}: {hole_text(hole, answer)}"))


def hole_text(hole: Held, answer: DrillAnswer) -> str:
    """`the whole week, as no owner is declared`, `Wed 25 Nov 02:00-02:30, as …`."""
    said = []
    for watch in hole.holes:
        reason = reason_text(watch.held) if isinstance(watch.held, NobodyNamed) else ""
        said.append(f"{_hours(watch, answer)}, as {reason}")
    return "; ".join(said)


def _hours(watch: Watch, answer: DrillAnswer) -> str:
    found = answer.drill
    if (watch.start, watch.end) == (found.start, found.end):
        return "the whole week"
    now = answer.question.now
    start = instant_text(watch.start, answer.zone, now)
    if watch.end - watch.start < timedelta(hours=20):
        return f"{start.removesuffix(f' ({answer.zone})')} to {clock_text(watch.end, answer.zone)}"
    return (
        f"{start.removesuffix(f' ({answer.zone})')} to {instant_text(watch.end, answer.zone, now)}"
    )


def next_two(after: datetime, zone_name: str) -> datetime:
    """The first 2 a.m. there at or after an instant."""
    day = wall_at(after, zone_name).replace(hour=TWO, minute=0, second=0)
    two = instant(day.replace(microsecond=0), zone_name)
    return two if two >= after else instant(day + timedelta(days=1), zone_name)


def _at_two(answer: DrillAnswer) -> str:
    found = answer.drill
    two = next_two(found.start, answer.zone)
    when = instant_text(two, answer.zone, answer.question.now)
    people, nobody = found.woken(two)
    empty = f"nobody for {counted(nobody, 'page')}" if nobody else ""
    return f"On {when}: {' · '.join(part for part in (_loads(people), empty) if part)}."


def _woken(found: Drill) -> str:
    loads = _loads(found.woken_ever())
    return f"In the whole week: {loads}." if loads else "In the whole week nobody would be woken."


def _loads(loads: Sequence[tuple[Person, int]]) -> str:
    named = ", ".join(
        f"{person.name} for {counted(pages, 'page')}" for person, pages in loads[:PEOPLE_SHOWN]
    )
    more = len(loads) - PEOPLE_SHOWN
    return f"{named} and {more} more people" if more > 0 else named
