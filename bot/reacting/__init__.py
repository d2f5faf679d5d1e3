"""What comes of what somebody said: an errand, a command, or a question. The same everywhere.

A platform unwraps a request into a Message, finds out who speaks where `needs_speaker` says so,
calls `react`, renders the reply and delivers the notices.
"""

from dataclasses import replace

from bot.commands.chat_marks import with_reason_in_words
from bot.commands.outcome import NoMap
from bot.commands.said import behind
from bot.commands.speaker import Speaker
from bot.commands.wish import Objected, Objection, PerhapsTrouble, Refused
from bot.conversation import reply_to
from bot.errands import VERBS as ERRANDS
from bot.errands import errand_verb
from bot.errands.leads import offers_to_leads
from bot.errands.onboarding import awaits, hear, hear_at_the_end
from bot.office import NoMapYet, Office
from bot.reacting.asked_instead import answer_of_trouble, asked_instead
from bot.reacting.verbs import needs_speaker, only_looks, verb_said
from bot.reply import Message, Reaction, Reply
from bot.wording.admission import only_members, only_members_ask
from bot.wording.declaring import declaring_reaction
from bot.wording.objections import refused_reply
from knowledge.errors import StoreError

__all__ = ["attempt", "awaits_speaker", "needs_speaker", "only_looks", "react"]


def awaits_speaker(message: Message, office: Office) -> bool:
    """As `needs_speaker`, of something said directly, where a question of ours may wait for it.

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
    if speaker and not speaker.is_member and (said := _said_to_guest(message, speaker, office)):
        return Reaction(said)
    if speaker is None or verb_said(message.text) is None:
        return _answer(message, speaker, office)
    return _carry_out(message, speaker, office)


def _said_to_guest(message: Message, speaker: Speaker, office: Office) -> Reply | None:
    """What is said to whoever is no member; None where they are answered as anybody is."""
    is_open = verb_said(message.text) is None or only_looks(message.text)
    instead = None if is_open else asked_instead(message, office)
    if not (is_open or instead):
        return only_members()
    return instead if office.lets_ask(speaker.account) else only_members_ask()


def _carry_out(message: Message, speaker: Speaker, office: Office) -> Reaction:
    """Do what a member wants, unless it is a question that only begins as a command does.

    `confirm` alone is no command where a summary waits to be confirmed.
    """
    if heard := hear_at_the_end(message, speaker, office):
        return heard
    if not only_looks(message.text) and (asked := asked_instead(message, office, outright=True)):
        return Reaction(asked)
    outcome = attempt(message.text, speaker, office)
    if isinstance(outcome, Reaction):
        return outcome
    asked = None
    if isinstance(outcome, Objection):
        asked = asked_instead(message, office)
    elif isinstance(outcome, PerhapsTrouble):
        asked = answer_of_trouble(message, outcome, office)
    return Reaction(asked or refused_reply(outcome))


def _answer(message: Message, speaker: Speaker | None, office: Office) -> Reaction:
    """The answer to a question; the next question of ours to what was an answer to one."""

    def answered() -> Reply:
        return reply_to(message, office.current(), office.clock(), office.terms)

    is_heard = speaker and speaker.is_member
    heard = hear(message, speaker, office, answered) if speaker and is_heard else None
    return heard or Reaction(answered())


def attempt(text: str, speaker: Speaker, office: Office) -> Reaction | Refused:
    """Carry out a command or an errand of a member, or tell what is wrong with its words."""
    text = with_reason_in_words(text, office.current())
    verb = errand_verb(text)
    if verb is None:
        outcome = office.declare(text, speaker)
        if isinstance(outcome, Refused):
            return outcome
        reaction = declaring_reaction(outcome, text)
        return replace(reaction, notices=(*reaction.notices, *offers_to_leads(outcome, office)))
    errand = ERRANDS[verb]
    try:
        return errand.run(behind(text, verb, errand.usage), speaker, office)
    except Objected as objected:
        return objected.refused
    except NoMapYet:
        return declaring_reaction(NoMap())
