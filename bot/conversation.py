"""Message -> Reply: who asks and where, the question, the words of the answer. Pure."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from bot.reply import Action, Button, Buttons, Message, Reply
from bot.wording import word
from knowledge.ownership import OwnershipMap
from knowledge.questions import Kept, Outcome, ask, ask_about_alert, nothing_kept
from knowledge.questions.outcome import BriefAnswer
from knowledge.reading import Asker

CONSOLE = "console"
"""The terminal, where people go by their id in the map."""

LONGEST_SHARED = 1_900
"""Characters of a question that fit a button's value."""


@dataclass(frozen=True, slots=True)
class Terms:
    """What an answer takes besides the map; looking it up may block for as long as the disk takes.

    Without `kept` (a map file has none) nobody has reported anything of the central queue.
    """

    kept: Kept = nothing_kept


PLAIN_TERMS: Final = Terms()


def reply_to(
    message: Message, ownership: OwnershipMap | None, now: datetime, terms: Terms = PLAIN_TERMS
) -> Reply:
    """Answer what somebody said. `now` is an aware instant."""
    outcome = ask(message.text, ownership, asker_of(message, ownership), now, terms.kept)
    return _with_share_button(word(outcome), outcome, message)


def reply_to_alert(
    message: Message, ownership: OwnershipMap | None, now: datetime, terms: Terms = PLAIN_TERMS
) -> Reply:
    """Answer who is paged for an alert that somebody else, or a machine, posted."""
    del terms  # an alert is about a model
    return word(ask_about_alert(message.text, ownership, asker_of(message, ownership), now))


def asker_of(message: Message, ownership: OwnershipMap | None) -> Asker:
    """Who asks, as far as the map knows them."""
    if ownership is None or message.sender is None:
        return Asker(None, message.place.channel)
    people = ownership.people if message.place.platform == CONSOLE else ownership.people_by_chat_id
    return Asker(people.get(message.sender), message.place.channel)


def _with_share_button(reply: Reply, outcome: Outcome, message: Message) -> Reply:
    if not message.only_sender or not isinstance(outcome, BriefAnswer):
        return reply
    if len(message.text) > LONGEST_SHARED:
        return reply
    share = Buttons((Button("Share in channel", Action.SHARE, message.text),))
    return Reply((*reply.parts, share))
