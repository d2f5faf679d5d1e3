"""What a dry run of the reminders says."""

from collections.abc import Sequence
from datetime import datetime

from bot.wording.counting import counted
from bot.wording.instants import instant_text
from bot.wording.parties import PLATFORM_NAMES
from bot.wording.quoting import shown
from knowledge.entities import Channel, Person
from knowledge.ownership import PageKey
from knowledge.reminders import Addressee


def outgoing_text(to: Addressee | None, place: str, *, is_edit: bool) -> str:
    """Whom something would go to, or whose message would be changed."""
    whom = _named(to, place)
    return f"--- Would change the last message to {whom}:" if is_edit else f"--- Would tell {whom}:"


def _named(to: Addressee | None, place: str) -> str:
    match to:
        case Person():
            return f"{shown(to.name)} in a direct message"
        case Channel():
            platform, channel = next(iter(to.chat_ids.items()))
            return f"channel {shown(channel)} in {PLATFORM_NAMES[platform]}"
        case None:
            return shown(place)


def untold_text(pages: Sequence[PageKey]) -> str:
    """That some pages need somebody, and nobody hears of it."""
    first = pages[0]
    return (
        f"Nobody hears of {counted(len(pages), 'page')}, such as {first.kind} on {first.model}: no"
        " channel, no fallback and no admin is known. Set WHOOWNS_FALLBACK_CHANNEL or"
        " WHOOWNS_ADMINS, or give a team its channel."
    )


def nothing_due_text(now: datetime, zone: str) -> str:
    """There is nothing to send."""
    return f"Nothing is due on {instant_text(now, zone, now)}."
