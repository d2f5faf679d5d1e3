"""Times as commands tell them: `2 weeks`, `until 2027-01-31`, `friday 18:00`, `Europe/London`."""

import re
from contextlib import suppress
from datetime import UTC, datetime
from functools import lru_cache
from zoneinfo import available_timezones

from bot.commands.said import Said
from bot.commands.wish import Trouble
from knowledge.backlog import LONGEST_WAIT
from knowledge.entities import Override, Pause
from knowledge.moments import Moment, read_moment
from knowledge.names import fold
from knowledge.wall_times import instant, wall_at, zone

_SPAN = re.compile(r"(\d{1,6})\s*(d|days?|w|weeks?)", re.IGNORECASE)
_UNTIL = re.compile(r"until\s+(.+)", re.IGNORECASE)
_MERELY_LINKS = re.compile(r"\b(?:at|in|of|on|the|time)\b|[\s,.]")


def days_of(text: str) -> int | None:
    """`12d`, `12 days`, `2 weeks`: days; None where it is no such span."""
    found = _SPAN.fullmatch(text.strip())
    if not found:
        return None
    days = int(found[1]) * (7 if found[2].lower().startswith("w") else 1)
    return days if days <= LONGEST_WAIT else None


def window_text(window: Override | Pause) -> str:
    """`2026-11-28 09:00 to 2026-11-29 09:00`, on the clocks of its rotation."""
    return f"{window.start:%Y-%m-%d %H:%M} to {window.end:%Y-%m-%d %H:%M}"


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
        return instant(wall_time(command, phrase, zone_name, now, ends=True), zone_name)
    try:
        return instant(stated, zone_name) if stated.tzinfo is None else stated.astimezone(UTC)
    except OverflowError:
        raise command.objection(Trouble.TOO_FAR, phrase) from None


def wall_time(
    command: Said, phrase: str, zone_name: str, now: datetime, *, ends: bool = False
) -> datetime:
    """The wall time in a zone that a phrase tells, all of it: `friday 18:00`.

    Of an hour that clocks show twice only the first can be told. `ends` is for the end of something that begins at `now`.
    """
    moment, left = read_moment(fold(phrase), now, zone_name, ends=ends)
    if not isinstance(moment, Moment) or _MERELY_LINKS.sub("", left):
        raise command.objection(Trouble.INSTANT, phrase)
    wall = wall_at(moment.at, zone_name)
    if instant(wall, zone_name) != moment.at:
        raise command.objection(Trouble.REPEATED, phrase)
    return wall.replace(second=0, microsecond=0)


def zone_meant(command: Said, phrase: str) -> str:
    """The time zone of a name such as `Europe/London`, in any case."""
    for name in (phrase, *_zones().get(phrase.casefold(), ())):
        with suppress(KeyError, ValueError, OSError):
            return str(zone(name))
    raise command.objection(Trouble.ZONE, phrase)


@lru_cache(maxsize=1)
def _zones() -> dict[str, tuple[str, ...]]:
    return {name.casefold(): (name,) for name in available_timezones()}
