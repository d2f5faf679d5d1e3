"""Taking a page that nobody is named for.

take MODEL KIND [because REASON]
"""

import re
from typing import Final

from bot.commands import wished
from bot.commands.pages import take_model, take_page_kind
from bot.commands.said import Said, nothing_more
from bot.commands.speaker import Speaker
from bot.commands.wish import Refused, Wish
from bot.office import Office
from bot.reply import Reaction
from bot.wording.declaring import declaring_reaction
from bot.wording.putting_off import taken_already_reply, unknown_taker_reply
from knowledge.entities import Person
from knowledge.ownership import OnCall, OwnershipMap, PageKey

TAKE: Final = "take MODEL KIND [because REASON]"
EXAMPLES: tuple[str, ...] = ("take churn model-quality",)

A_PAGE: Final = re.compile(
    r".*\b(?:quality|infra\w*)(?:\s+because\s.*)?\s*|(?:\S+(?:\s+|$)){0,3}",
    re.IGNORECASE | re.DOTALL,
)
"""What the verb goes on with, so that `take rate is down on fraud-model` stays a question."""


def take(command: Said, speaker: Speaker, office: Office) -> Reaction:
    """Declare the speaker as the owner; never over the head of somebody who was faster."""
    ownership = office.known()
    model, rest = take_model(command, ownership)
    kind, rest = take_page_kind(rest)
    nothing_more(rest)
    if speaker.person is None:
        return Reaction(unknown_taker_reply())
    page = PageKey(model.id, kind)
    reason = f" because {command.reason}" if command.reason else ""
    text = f"set {model.id} {kind} {speaker.person.id}{reason}"

    def wanted(latest: OwnershipMap) -> Wish | Refused:
        if faster := _somebody_else(page, speaker, latest):
            raise _TakenAlready(faster)
        return wished(text, latest, speaker)

    try:
        return declaring_reaction(office.fulfil(wanted, speaker))
    except _TakenAlready as taken:
        return Reaction(taken_already_reply(page, taken.person))


class _TakenAlready(Exception):  # never leaves this module
    """Somebody was faster, perhaps within the same second."""

    def __init__(self, person: Person) -> None:
        super().__init__(person.id)
        self.person = person


def _somebody_else(page: PageKey, speaker: Speaker, ownership: OwnershipMap) -> Person | None:
    """Who is paged instead of the speaker, if anybody is."""
    if page.model not in ownership.models:
        return None
    named = ownership.resolve_page(page, speaker.now)
    is_other = isinstance(named, OnCall) and named.person != speaker.person
    return named.person if is_other else None
