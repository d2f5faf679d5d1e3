"""Putting off what is said of a model: who may, until when, and what is kept of it.

A span is a number of days or weeks; a day is one such as 2027-01-31 or `friday`.
"""

import re
from datetime import datetime, timedelta
from typing import Final

from bot.commands.outcome import NotAllowed
from bot.commands.said import Said
from bot.commands.speaker import Speaker
from bot.commands.times import days_of, deadline_meant
from bot.office import Office
from bot.reply import Reaction
from bot.wording.declaring import declaring_reaction
from knowledge.changes import Change, Kind
from knowledge.entities import Model, PageKind
from knowledge.ownership import OwnershipMap
from knowledge.reminders import Respite, Sort
from knowledge.rights import may_declare

_FOR: Final = re.compile(r"^for\s+", re.IGNORECASE)


def may_not(
    model: Model, speaker: Speaker, office: Office, ownership: OwnershipMap
) -> Reaction | None:
    """Whoever may declare a model's pages may put them off."""
    page = model.pages.of(PageKind.MODEL_QUALITY)
    changes = (Change(Kind.MODEL, model.id, PageKind.MODEL_QUALITY, page, page),)
    if speaker.is_admin or may_declare(speaker.person, changes, ownership):
        return None
    return declaring_reaction(NotAllowed(office.who_may_declare(changes, ownership)))


def until_when(command: Said, speaker: Speaker, ownership: OwnershipMap) -> datetime:
    """`1 week`, `for 3 days`, `until friday`, `until 2027-01-31`."""
    days = days_of(_FOR.sub("", command.rest))
    if days is not None:
        return speaker.now + timedelta(days=days)
    return deadline_meant(command, ownership.organisation.time_zone, speaker.now)


def respite(
    sort: Sort, subject: str, until: datetime, reason: str | None, speaker: Speaker
) -> Respite:
    """One as it is kept, in the name of whoever speaks."""
    at, source = speaker.now, speaker.source
    return Respite(sort, subject, until, speaker.signature, at, source, reason)
