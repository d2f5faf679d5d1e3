"""The central queue: how long it is, and that somebody knows of its signals.

queue DEPTH [oldest AGE] [for TEAM]
acknowledge signals until WHEN [because REASON]
"""

import re
from datetime import datetime, timedelta

from pydantic import ValidationError

from bot.commands.parties import team_meant
from bot.commands.said import Said
from bot.commands.speaker import Speaker
from bot.commands.times import days_of, deadline_meant
from bot.commands.wish import Trouble
from bot.office import Office
from bot.reminders.counting import count_the_day
from bot.reply import Reaction
from bot.wording.queue import (
    acknowledged_reply,
    no_map_reply,
    not_yours_to_report_reply,
    recorded_reply,
)
from knowledge.backlog import Acknowledgement, QueueReading
from knowledge.diagnosis.signals import transition_signals
from knowledge.entities import Team
from knowledge.ownership import OwnershipMap
from knowledge.rights import may_report_queue, who_may_report_queue
from knowledge.store import Readings

QUEUE = "queue DEPTH [oldest AGE] [for TEAM]"
ACKNOWLEDGE = "acknowledge signals until WHEN [because REASON]"
EXAMPLES: tuple[str, ...] = (
    "queue 31 oldest 12d",
    "acknowledge signals until 2027-01-15 because the transition is being planned",
)

A_NUMBER = re.compile(r"\s*-?\d.*", re.DOTALL)
"""What stands behind `queue` in a report; `queue signals` and `queue is growing` are questions."""

_FOR = re.compile(r"(?:^|\s)(?:for|of|by)\s+(.+)$", re.IGNORECASE)
_OLDEST = re.compile(r"(?:^|\s)oldest\s+(.+)$", re.IGNORECASE)
_LARGEST_DEPTH = 1_000_000_000
_LONGEST_ACKNOWLEDGED = timedelta(days=366)


def queue(command: Said, speaker: Speaker, office: Office) -> Reaction:
    """Record a reading of the whole queue, or of a team's share of it."""
    ownership = office.current()
    if ownership is None:
        return Reaction(no_map_reply())
    reading = _reading(command, speaker, ownership)
    if not _may(speaker, ownership):
        return Reaction(not_yours_to_report_reply(who_may_report_queue(ownership)))
    readings = Readings(office.store)
    readings.record(reading)
    count_the_day(office.store, ownership, speaker.now)
    found = transition_signals(ownership, readings.backlog(), speaker.now)
    team = ownership.teams.get(reading.team) if reading.team else None
    return Reaction(recorded_reply(reading, team, found))


def acknowledge(command: Said, speaker: Speaker, office: Office) -> Reaction:
    """Say that somebody knows, so that it is not said again before then."""
    ownership = office.current()
    if ownership is None:
        return Reaction(no_map_reply())
    until = _until(command, speaker, ownership.organisation.time_zone)
    if not _may(speaker, ownership):
        return Reaction(not_yours_to_report_reply(who_may_report_queue(ownership)))
    try:
        known = Acknowledgement(
            by=speaker.signature, at=speaker.now, until=until, reason=command.reason
        )
    except ValidationError:
        raise command.objection(Trouble.GRAMMAR, command.reason) from None
    Readings(office.store).acknowledge(known)
    return Reaction(acknowledged_reply(known, ownership.organisation.time_zone))


def _may(speaker: Speaker, ownership: OwnershipMap) -> bool:
    return speaker.is_admin or may_report_queue(speaker.person, ownership)


def _reading(command: Said, speaker: Speaker, ownership: OwnershipMap) -> QueueReading:
    depth, *_ = command.words or ("",)
    if not depth.isdecimal() or len(depth) > 10 or int(depth) > _LARGEST_DEPTH:
        raise command.objection(Trouble.NUMBER, depth)
    if command.reason:
        raise command.objection(Trouble.GRAMMAR, f"because {command.reason}")
    team, rest = _team(command.after(1), ownership)
    oldest, left = _oldest(rest)
    if left:
        raise command.objection(Trouble.GRAMMAR, left)
    try:
        return QueueReading(
            at=speaker.now,
            depth=int(depth),
            reported_by=speaker.signature,
            source=speaker.source,
            reported_at=speaker.now,
            oldest_days=oldest,
            team=team.id if team else None,
        )
    except ValidationError:
        raise command.objection(Trouble.GRAMMAR) from None


def _team(command: Said, ownership: OwnershipMap) -> tuple[Team | None, str]:
    """The team whose requests were counted, and what stands before it."""
    found = _FOR.search(command.rest)
    if not found:
        return None, command.rest
    return team_meant(command, found[1], ownership), command.rest[: found.start()].strip()


def _oldest(text: str) -> tuple[int | None, str]:
    """For how many days the oldest request has waited, and what can't be understood."""
    found = _OLDEST.search(text)
    if not found:
        return None, text.strip()
    days = days_of(found[1])
    return days, text[: found.start()].strip() if days is not None else found[1]


def _until(command: Said, speaker: Speaker, zone_name: str) -> datetime:
    until = deadline_meant(command, zone_name, speaker.now)
    if until - speaker.now > _LONGEST_ACKNOWLEDGED:
        raise command.objection(Trouble.TOO_FAR, command.after(1).rest)
    return until
