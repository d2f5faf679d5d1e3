"""Spans and deadlines as commands tell them: `2 weeks`, `until 2027-01-31`, `until friday 18:00`."""

import re
from datetime import UTC, datetime

from bot.commands.phrases import Said, wall_time
from bot.commands.wish import Trouble
from knowledge.backlog import LONGEST_WAIT
from knowledge.rotation import instant

_SPAN = re.compile(r"(\d{1,6})\s*(d|days?|w|weeks?)", re.IGNORECASE)
_UNTIL = re.compile(r"until\s+(.+)", re.IGNORECASE)


def days_of(text: str) -> int | None:
    """`12d`, `12 days`, `2 weeks`: days; None where it is no such span."""
    found = _SPAN.fullmatch(text.strip())
    if not found:
        return None
    days = int(found[1]) * (7 if found[2].lower().startswith("w") else 1)
    return days if days <= LONGEST_WAIT else None


def deadline_meant(command: Said, zone_name: str, now: datetime) -> datetime:
    """`until WHEN`, to come: ISO 8601, a day from its beginning, or a day and an hour in words."""
    found = _UNTIL.fullmatch(command.rest)
    if not found:
        raise command.objection(Trouble.INSTANT)
    until = _instant_meant(command, found[1], zone_name, now)
    if until <= now:
        raise command.objection(Trouble.PAST, found[1])
    return until


def _instant_meant(command: Said, phrase: str, zone_name: str, now: datetime) -> datetime:
    try:
        stated = datetime.fromisoformat(phrase)
    except ValueError:
        return instant(wall_time(command, phrase, zone_name, now), zone_name)
    try:
        return instant(stated, zone_name) if stated.tzinfo is None else stated.astimezone(UTC)
    except OverflowError:
        raise command.objection(Trouble.TOO_FAR, phrase) from None
