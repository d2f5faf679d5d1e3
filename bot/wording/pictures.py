"""The answers that are drawn too, with all that a picture says in its alternative text."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from heapq import nsmallest
from typing import Final

from bot.drawing.heat_map import Bar, Group, Mark, Stretch, Week, heat_map
from bot.drawing.trend import Panel, trend_chart
from bot.reply import Picture
from bot.wording.coverage import Summary
from bot.wording.drill import TWO, hole_text, next_two, subject_text
from bot.wording.instants import day_text, instant_text, weekday_text
from bot.wording.signals import MEASURES, since_text
from knowledge.diagnosis.drill import Drill, Row
from knowledge.diagnosis.signals import Signal
from knowledge.entities import Id, PageKind
from knowledge.questions.drilling import DrillAnswer
from knowledge.questions.signals import SignalsAnswer
from knowledge.wall_times import instant, wall_at, zone

MODELS_DRAWN: Final = 12
READINGS_DRAWN: Final = 200
_LONGEST_ALT: Final = 1_900
_KIND_LABELS: Final = {PageKind.INFRASTRUCTURE: "infra", PageKind.MODEL_QUALITY: "quality"}
_HOLES_IN_ALT: Final = 10


def trend_picture(answer: SignalsAnswer) -> Picture | None:
    """The readings of every signal with its threshold; None where nothing was ever read."""
    read = [signal for signal in answer.found.signals if signal.points]
    if not read:
        return None
    title = f"{answer.organisation.name}: transition signals"
    zone_name, now = answer.when.zone, answer.when.now

    def day(at: datetime) -> str:
        return day_text(at, zone_name, now)

    png = trend_chart(title, [_panel(signal) for signal in read], day)
    alt = " ".join(_trend_text(signal, answer) for signal in read)
    return Picture(png, title, f"A chart. {alt}")


def coverage_picture(summary: Summary) -> Picture | None:
    """The share of models with a named quality owner, day by day; None before the second count."""
    counts = [count for count in summary.counts if count.models][-READINGS_DRAWN:]
    if len(counts) < 2:
        return None
    zone_name, now = summary.organisation.time_zone, summary.now
    title = f"{summary.organisation.name}: models with a named quality owner, in %"
    points = [(count.at, count.named * 100 // count.models) for count in counts]

    def day(at: datetime) -> str:
        return day_text(at, zone_name, now)

    (first, was), (last, is_) = points[0], points[-1]
    alt = f"A chart. {title}: from {was} on {day(first)} to {is_} on {day(last)}."
    return Picture(trend_chart(title, [Panel("", points, ceiling=100)], day), title, alt)


def _panel(signal: Signal) -> Panel:
    points = signal.points[-READINGS_DRAWN:]
    value = signal.threshold.value
    end = points[-1].at
    return Panel(
        heading=MEASURES[signal.measure],
        points=points,
        firing=[(spell.since, spell.cleared or end) for spell in signal.spells],
        threshold=value,
        fires=f"fires at {value}" if value is not None else "",
    )


def _trend_text(signal: Signal, answer: SignalsAnswer) -> str:
    """`Models: from 9 on 3 Nov to 14 on 20 Nov, at most 15; fires at 12; fires since 9 Nov`."""
    points = signal.points[-READINGS_DRAWN:]
    zone_name, now = answer.when.zone, answer.when.now
    first, last = points[0], points[-1]
    value = signal.threshold.value
    facts = [
        (
            f"from {first.value} on {day_text(first.at, zone_name, now)} to {last.value} on"
            f" {day_text(last.at, zone_name, now)}, at most {max(point.value for point in points)}"
        ),
        "no threshold is set" if value is None else f"fires at {value}",
    ]
    if signal.firing:
        facts.append(f"fires {since_text(signal.firing, zone_name, now)}")
    return f"{MEASURES[signal.measure]}: {'; '.join(facts)}."


def drill_picture(answer: DrillAnswer) -> Picture | None:
    """The week of the models that have holes, then of the others, as far as they can be read."""
    found = answer.drill
    shown = found.rows(MODELS_DRAWN)
    if not shown:
        return None
    start = instant_text(found.start, answer.zone, answer.question.now)
    title = f"Who would be woken in the week from {start.removesuffix(f' ({answer.zone})')}"
    footer = (
        f"{len(shown)} of {answer.count} models are drawn, those with holes first."
        if len(shown) < answer.count
        else ""
    )
    week = Week(
        title=title,
        days=tuple(_days(answer)),
        nights=tuple(_nights(answer)),
        twos=tuple(_share(found, two) for two in _twos(answer)),
        groups=[_group(found, model, rows) for model, rows in shown.items()],
        nobody="NOBODY",
        night_label="midnight to 6 a.m.",
        two_label=f"{TWO} a.m. ({answer.zone})",
        footer=footer,
    )
    return Picture(heat_map(week), title, _drill_alt(answer, footer))


def _drill_alt(answer: DrillAnswer, footer: str) -> str:
    found = answer.drill
    holes = [
        f"{', '.join(f'{page.model} {page.kind}' for page in nsmallest(_HOLES_IN_ALT, hole.pages))}"
        f"{_more(len(hole.pages) - _HOLES_IN_ALT)}: {hole_text(hole, answer)}."
        for hole in found.holes[:_HOLES_IN_ALT]
    ]
    nobody = f"Nobody: {' '.join(holes)}" if holes else "Somebody is named in every hour."
    more = _more(len(found.holes) - _HOLES_IN_ALT)
    text = f"A heat map of {subject_text(answer)}. {footer} {nobody}{more}".replace("  ", " ")
    return text if len(text) <= _LONGEST_ALT else f"{text[: _LONGEST_ALT - 1]}…"


def _more(count: int) -> str:
    return f" and {count} more" if count > 0 else ""


def _group(found: Drill, model: Id, rows: Sequence[Row]) -> Group:
    bars = [
        Bar(
            _KIND_LABELS[row.page.kind],
            [
                Stretch(
                    _share(found, watch.start),
                    _share(found, watch.end),
                    watch.person.name if watch.person else None,
                )
                for watch in row.watches
            ],
        )
        for row in rows
    ]
    return Group(model, bars)


def _share(found: Drill, at: datetime) -> float:
    """Where an instant lies in the week, from 0 to 1."""
    return min(max((at - found.start) / (found.end - found.start), 0.0), 1.0)


def _days(answer: DrillAnswer) -> Iterator[Mark]:
    """Each day with its name, from where it begins or the week does."""
    found = answer.drill
    yield Mark(0.0, weekday_text(found.start, answer.zone))
    for midnight in _at_hour(answer, 0):
        yield Mark(_share(found, midnight), weekday_text(midnight, answer.zone))


def _nights(answer: DrillAnswer) -> Iterator[tuple[float, float]]:
    for morning in _at_hour(answer, 6, days=8):
        midnight = wall_at(morning, answer.zone).replace(hour=0)
        start = _share(answer.drill, instant(midnight, answer.zone))
        end = _share(answer.drill, morning)
        if start < end:
            yield start, end


def _twos(answer: DrillAnswer) -> Iterator[datetime]:
    two = next_two(answer.drill.start, answer.zone)
    while two < answer.drill.end:
        yield two
        two = next_two(two + timedelta(hours=1), answer.zone)


def _at_hour(answer: DrillAnswer, hour: int, days: int = 7) -> Iterator[datetime]:
    """The instants within the week at which clocks there show that hour."""
    found = answer.drill
    today = found.start.astimezone(zone(answer.zone)).replace(
        tzinfo=None, hour=hour, minute=0, second=0, microsecond=0
    )
    for number in range(days + 1):
        at = instant(today + timedelta(days=number), answer.zone)
        if found.start < at < found.end or (hour and found.start < at):
            yield at
