"""What a dry run of the reminders says."""

from collections.abc import Sequence
from datetime import datetime

from bot.wording.counting import counted
from bot.wording.instants import instant_text
from bot.wording.quoting import shown
from knowledge.ownership import OwnershipMap, PageKey

_PERSON = "person:"


def outgoing_text(place: str, ownership: OwnershipMap, *, is_edit: bool) -> str:
    """Whom something would go to, or whose message would be changed."""
    if place.startswith(_PERSON):
        person = ownership.people.get(place.removeprefix(_PERSON))
        to = f"{shown(person.name if person else place)} in a direct message"
    else:
        platform, _, channel = place.partition(":")
        to = f"channel {shown(channel)} in {platform.capitalize()}"
    return f"--- Would change the last message to {to}:" if is_edit else f"--- Would tell {to}:"


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
