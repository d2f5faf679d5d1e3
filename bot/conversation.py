"""Message -> Reply: who asks and where, the question, the words of the answer. Pure."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, NamedTuple, Protocol

from bot.reply import CONSOLE, Action, Button, Buttons, Message, Reply
from bot.wording.looking_back import former_owners_reply, then_part
from bot.wording.outcomes import word
from knowledge.audit import Entry, Revision, Then
from knowledge.dismissal import Dismissal
from knowledge.entities import Id
from knowledge.ownership import OwnershipMap
from knowledge.questions import Outcome, again, ask, ask_about_alert, nothing_kept
from knowledge.questions.drilling import DrillAnswer
from knowledge.questions.outcome import BriefAnswer, NothingThen, OfFormerOwners, OfThePast
from knowledge.questions.signals import Kept, SignalsAnswer
from knowledge.reading import Asker

LONGEST_SHARED = 1_900
"""Characters of a question that fit a button's value."""


class Remembers(Protocol):
    """What was declared before now. Looking it up may block for as long as the disk takes."""

    def at(self, instant: datetime) -> Then | None:
        """The map as it was declared at an instant; None where nothing had been yet."""

    def beginning(self) -> Revision | None:
        """The revision that the map began with."""

    def of_model(self, model: Id) -> list[Entry]:
        """Every change of a model, newest first."""


@dataclass(frozen=True, slots=True)
class Terms:
    """What an answer takes besides the map; looking it up may block for as long as the disk takes.

    Without `kept` (a map file has none) nobody has reported anything of the central queue. A
    declaration that nobody confirmed for longer than `confirm_after` says so. Without a `memory`
    nobody can tell what was declared before. `dismissed` are the findings that were put aside.
    """

    kept: Kept = nothing_kept
    confirm_after: timedelta | None = None
    memory: Remembers | None = None
    dismissed: Callable[[], Mapping[str, Dismissal]] = dict


PLAIN_TERMS: Final = Terms()
_SHARE: Final = Action.SHARE


class Answered(NamedTuple):
    """A reply, the outcome that it words, and the map of the past that this was drawn from."""

    reply: Reply
    outcome: Outcome
    then: Then | None = None


def reply_to(
    message: Message, ownership: OwnershipMap | None, now: datetime, terms: Terms = PLAIN_TERMS
) -> Reply:
    """Answer what somebody said. `now` is an aware instant."""
    return answered(message, ownership, now, terms).reply


def answered(
    message: Message, ownership: OwnershipMap | None, now: datetime, terms: Terms
) -> Answered:
    """The answer, and what it comes from; looks back where the question does."""
    outcome = outcome_of(message, ownership, now, terms)
    if ownership is not None:
        if isinstance(outcome, OfThePast):
            return _of_the_past(outcome, message, ownership, now, terms)
        if isinstance(outcome, OfFormerOwners):
            entries = terms.memory.of_model(outcome.model.id) if terms.memory else None
            return Answered(former_owners_reply(outcome, entries, ownership, now), outcome)
    return Answered(reply_of(outcome, message, terms), outcome)


def reply_to_alert(
    message: Message, ownership: OwnershipMap | None, now: datetime, terms: Terms = PLAIN_TERMS
) -> Reply:
    """Answer who is paged for an alert that somebody else, or a machine, posted."""
    outcome = ask_about_alert(message.text, ownership, asker_of(message, ownership), now)
    return word(outcome, terms.confirm_after)


def outcome_of(
    message: Message, ownership: OwnershipMap | None, now: datetime, terms: Terms
) -> Outcome:
    """What a question comes to in the light of the map as it is."""
    return ask(message.text, ownership, asker_of(message, ownership), now, terms.kept)


_LONG: Final = (OfThePast, OfFormerOwners, DrillAnswer, SignalsAnswer)


def takes_long(outcome: Outcome) -> bool:
    """Whether its words take a look into the database, or at every page of the map."""
    return isinstance(outcome, _LONG)


def reply_of(outcome: Outcome, message: Message, terms: Terms) -> Reply:
    """The words of an outcome, with what the place calls for."""
    return _with_share_button(word(outcome, terms.confirm_after), outcome, message)


def _of_the_past(
    asked: OfThePast, message: Message, ownership: OwnershipMap, now: datetime, terms: Terms
) -> Answered:
    """The same question, put to the map that was declared then."""
    then = terms.memory.at(asked.at) if terms.memory else Then(ownership, None)
    if then is None:
        beginning = terms.memory.beginning() if terms.memory else None
        nothing = NothingThen(asked, beginning)
        return Answered(word(nothing), nothing)
    asker = asker_of(message, ownership)
    outcome = ask(message.text, then.ownership, asker, now, terms.kept, looking_back=True)
    reply = _with_share_button(word(outcome), outcome, message)
    from_there = then_part(then, asked.zone, now)
    return Answered(Reply((*reply.parts, from_there)), outcome, then)


def asker_of(message: Message, ownership: OwnershipMap | None) -> Asker:
    """Who asks, as far as the map knows them."""
    if ownership is None or message.sender is None:
        return Asker(None, message.place.channel)
    people = ownership.people if message.place.platform == CONSOLE else ownership.people_by_chat_id
    return Asker(people.get(message.sender), message.place.channel)


def _with_share_button(reply: Reply, outcome: Outcome, message: Message) -> Reply:
    if not message.only_sender or not isinstance(outcome, BriefAnswer):
        return reply
    question = again(outcome) if outcome.when.stated else message.text
    if len(question) > LONGEST_SHARED:
        return reply
    share = Buttons((Button("Share in channel", _SHARE, question),))
    return Reply((*reply.parts, share))
