"""What is said about readings of the central queue."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from bot.reply import Action, Button, Buttons, Fineprint, Headline, Line, Part, Reply
from bot.wording.able import able_text
from bot.wording.citing import Citations
from bot.wording.counting import counted
from bot.wording.instants import day_text, instant_text
from bot.wording.no_map import no_map_parts
from bot.wording.quoting import spans_of
from bot.wording.signals import threshold_text
from knowledge.backlog import Acknowledgement, QueueReading
from knowledge.diagnosis.signals import Measure, TransitionSignals
from knowledge.entities import Person, Team
from knowledge.ownership import OwnershipMap


def recorded_reply(reading: QueueReading, team: Team | None, found: TransitionSignals) -> Reply:
    """A reading was kept; how far the signal is from firing."""
    return Reply(tuple(_recorded(reading, team, found)))


def _recorded(reading: QueueReading, team: Team | None, found: TransitionSignals) -> Iterator[Part]:
    yield Headline((f"Recorded: {waiting_text(reading, team)}.",))
    if team:
        yield Fineprint(
            (
                (
                    "A team's share is shown beside the queue; the signal goes by reports of the whole"
                    " queue."
                ),
            )
        )
    else:
        yield Line((*spans_of(_so_far(found)),))
    yield Buttons((Button("Show the trend", Action.ASK, "signals"),))


def waiting_text(reading: QueueReading, team: Team | None = None) -> str:
    """`31 requests wait in the central queue, the oldest for 12 days`."""
    of = f" of {team.name}" if team else ""
    requests = (
        f"1 request{of} waits" if reading.depth == 1 else f"{reading.depth} requests{of} wait"
    )
    if reading.oldest_days is None:
        return f"{requests} in the central queue"
    days = counted(reading.oldest_days, "day")
    return f"{requests} in the central queue, the oldest for {days}"


def reading_text(reading: QueueReading, ownership: OwnershipMap, now: datetime) -> str:
    """A line of the list: when, how long, and who said so by which way."""
    at = instant_text(reading.at, ownership.organisation.time_zone, now)
    team = ownership.teams.get(reading.team) if reading.team else None
    by = ownership.called(reading.reported_by)
    way = "" if by == reading.source else f" ({reading.source})"
    return f"{at}  {waiting_text(reading, team)}; said {by}{way}"


def no_readings_text() -> str:
    """The list, where nothing is in it."""
    return "Nobody has reported the central queue yet."


def _so_far(found: TransitionSignals) -> str:
    depth = next(signal for signal in found.signals if signal.measure is Measure.DEPTH)
    threshold = threshold_text(depth, Citations())  # for the queue no number is published
    if depth.threshold.value is None:
        return f"The signal: {threshold}."
    if depth.firing:
        return f"The signal {threshold}. It fires now."
    return (
        f"The signal {threshold}, after {found.in_a_row} high readings in a row; there"
        f" {'is' if depth.high_in_a_row == 1 else 'are'} {depth.high_in_a_row} so far."
    )


def not_yours_to_report_reply(able: Sequence[Person]) -> Reply:
    """Who can, where the speaker can't."""
    nobody = (
        "Nobody can yet: name the queue's team in the map (`queue: {team: …}`), or set"
        " WHOOWNS_ADMINS."
    )
    return Reply(
        (
            Headline(
                ("Only the team that works the central queue off, and admins, may say that.",)
            ),
            Line((*spans_of(able_text(able, nobody)),)),
        )
    )


def acknowledged_reply(known: Acknowledgement, zone: str) -> Reply:
    """Somebody knows, and until when they are left alone."""
    until = day_text(known.until, zone, known.at)
    return Reply(
        (
            Headline((f"Acknowledged until {until}: the signals that fire are not repeated.",)),
            Fineprint(("A further signal is told all the same, and when all are clear.",)),
        )
    )


def no_map_reply() -> Reply:
    """There is nothing that the queue could belong to."""
    return Reply(
        no_map_parts("Nobody has declared an ownership map yet, so there is no central queue.")
    )
