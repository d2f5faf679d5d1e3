"""What comes of what somebody said: an errand, a command, or a question. The same everywhere.

A platform unwraps a request into a Message, finds out who speaks where `needs_speaker` says so,
calls `react`, renders the reply and delivers the notices.
"""

from dataclasses import replace

from msgspec import structs

from bot.commands import VERBS as COMMANDS
from bot.commands import verb_of
from bot.commands.outcome import Declared, NoMap
from bot.commands.said import behind
from bot.commands.speaker import Speaker
from bot.commands.wish import Objected, Objection, PerhapsTrouble, Refused
from bot.conversation import answered, asker_of, reply_to
from bot.errands import VERBS, errand_verb
from bot.errands.onboarding import awaits, hear, hear_at_the_end
from bot.errands.onboarding.offering import offers_to_leads
from bot.meant import asks_outright, behind_verb, tells_of_trouble, usage_of, verb_said
from bot.office import NoMapYet, Office
from bot.reply import Message, Reaction, Reply
from bot.wording.admission import only_members, only_members_ask
from bot.wording.declaring import (
    answered_as_trouble,
    declaring_reaction,
    refused_reply,
    taken_for_a_question,
)
from knowledge.errors import StoreError
from knowledge.questions.outcome import NotUnderstood, Unsettled
from knowledge.reading import read

_FIRST_WORDS = frozenset(verb.split(" ")[0] for verb in (*COMMANDS, *VERBS))


def needs_speaker(text: str) -> bool:
    """Whether it matters who says this: a command or an errand does, a question does not."""
    first = "".join(text.split(maxsplit=1)[:1]).lower()
    return first in _FIRST_WORDS and _has_verb(text)


def only_looks(text: str) -> bool:
    """Whether it is an errand of those that are open to whoever may ask."""
    verb = errand_verb(text)
    return verb is not None and VERBS[verb].only_looks


def _has_verb(text: str) -> bool:
    return verb_of(text) is not None or errand_verb(text) is not None


def awaits_speaker(message: Message, office: Office) -> bool:
    """The same of something said directly, where a question of ours may wait for it.

    That takes a look at the store.
    """
    try:
        return needs_speaker(message.text) or awaits(message, office)
    except StoreError:
        return False  # the answer tells of it


def react(message: Message, speaker: Speaker | None, office: Office) -> Reaction:
    """Do what somebody wants, or answer them. Blocks for as long as the disk takes.

    A question needs no speaker, unless they would have to be a member to ask (see
    `Office.lets_ask`). A StoreError passes through.
    """
    text = message.text
    verb = errand_verb(text)
    is_question = verb is None and verb_of(text) is None
    if speaker and not speaker.is_member:
        instead = None if is_question or only_looks(text) else _asked_instead(message, office)
        if not (is_question or only_looks(text) or instead):
            return Reaction(only_members())
        if not office.lets_ask(speaker.account):
            return Reaction(only_members_ask())
        if instead:
            return Reaction(instead)
    if speaker is None or is_question:
        return _answer(message, speaker, office)
    return _carry_out(message, speaker, office)


def _carry_out(message: Message, speaker: Speaker, office: Office) -> Reaction:
    """Do what a member wants, unless it is a question that only begins as a command does.

    `confirm` alone is no command where a summary waits to be confirmed.
    """
    if heard := hear_at_the_end(message, speaker, office):
        return heard
    if not only_looks(message.text) and (asked := _asked_instead(message, office, outright=True)):
        return Reaction(asked)
    outcome = attempt(message.text, speaker, office)
    if isinstance(outcome, Reaction):
        return outcome
    asked = None
    if isinstance(outcome, Objection):
        asked = _asked_instead(message, office)
    elif isinstance(outcome, PerhapsTrouble):
        asked = _answered_as_trouble(message, outcome, office)
    return Reaction(asked or refused_reply(outcome))


def _answered_as_trouble(message: Message, perhaps: PerhapsTrouble, office: Office) -> Reply | None:
    """The answer to what stood for a name in a command, where there is one."""
    ownership, told = office.current(), structs.replace(message, text=perhaps.asked)
    if ownership is None:
        return None
    reply, outcome, _ = answered(told, ownership, office.clock(), office.terms)
    if isinstance(outcome, Unsettled | NotUnderstood):
        return None
    return answered_as_trouble(reply, perhaps)


def _asked_instead(message: Message, office: Office, *, outright: bool = False) -> Reply | None:
    """The answer to what begins with a verb and is meant as a question; see `bot.meant`."""
    ownership, now = office.current(), office.clock()
    verb = verb_said(message.text)
    if ownership is None or verb is None:
        return None
    told = structs.replace(message, text=behind_verb(message.text, verb))
    reading = read(told.text, ownership, asker_of(message, ownership), now)
    asks = asks_outright(message.text, reading)
    if not asks and (outright or not tells_of_trouble(message.text, verb, reading, ownership)):
        return None
    reply, outcome, _ = answered(message, ownership, now, office.terms)
    if not asks or isinstance(outcome, Unsettled | NotUnderstood):
        reply, outcome, _ = answered(told, ownership, now, office.terms)
    if isinstance(outcome, NotUnderstood):
        return None
    return taken_for_a_question(reply, usage_of(verb))


def _answer(message: Message, speaker: Speaker | None, office: Office) -> Reaction:
    """The answer to a question; the next question of ours to what was an answer to one."""

    def answered() -> Reply:
        return reply_to(message, office.current(), office.clock(), office.terms)

    is_heard = speaker and speaker.is_member
    heard = hear(message, speaker, office, answered) if speaker and is_heard else None
    return heard or Reaction(answered())


def attempt(text: str, speaker: Speaker, office: Office) -> Reaction | Refused:
    """Carry out a command or an errand of a member, or tell what is wrong with its words."""
    verb = errand_verb(text)
    if verb is None:
        outcome = office.declare(text, speaker)
        if isinstance(outcome, Refused):
            return outcome
        reaction = declaring_reaction(outcome, text)
        offers = offers_to_leads(outcome, office) if isinstance(outcome, Declared) else ()
        return replace(reaction, notices=(*reaction.notices, *offers))
    errand = VERBS[verb]
    try:
        return errand.run(behind(text, verb, errand.usage), speaker, office)
    except Objected as objected:
        return objected.refused
    except NoMapYet:
        return declaring_reaction(NoMap())
