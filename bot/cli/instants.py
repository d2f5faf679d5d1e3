"""Instants as they are typed on the command line, where no words but ISO 8601 are read."""

import re
from datetime import UTC, datetime, timedelta
from typing import Final

import click

from bot.wording.audit import no_instant_text, no_span_text
from knowledge.wall_times import YEARS, instant

_DAYS_BACK: Final = re.compile(r"(\d{1,6})d", re.ASCII)
_LARGEST: Final = timedelta(days=36_500)


def stated_instant(text: str, zone: str, option: str) -> datetime:
    """An ISO 8601 instant; without an offset it is a wall time in `zone`."""
    at = _iso(text, zone)
    if at is None:
        raise click.BadParameter(no_instant_text(text), param_hint=option)
    return at


def instant_or_days_back(text: str, zone: str, option: str, now: datetime) -> datetime:
    """An ISO 8601 instant, or `90d`: that many days before `now`."""
    days_back = _DAYS_BACK.fullmatch(text)
    days = timedelta(days=int(days_back[1])) if days_back else None
    at = now - days if days is not None and days <= _LARGEST else _iso(text, zone)
    if at is None:
        raise click.BadParameter(no_span_text(text, _LARGEST), param_hint=option)
    return at


def _iso(text: str, zone: str) -> datetime | None:
    try:
        stated = datetime.fromisoformat(text)
        at = instant(stated, zone) if stated.tzinfo is None else stated.astimezone(UTC)
    except (ValueError, OverflowError):
        return None
    return at if at.year in YEARS else None
