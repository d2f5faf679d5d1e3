"""The answer to what begins as a command does, where that is what is wanted."""

from datetime import datetime

from msgspec import structs

from bot.commands.wish import PerhapsTrouble
from bot.conversation import Answered, Terms, answered, asker_of
from bot.office import Office
from bot.reacting.meant_as_question import asks_outright, tells_of_trouble
from bot.reacting.verbs import behind_verb, usage_of, verb_said
from bot.reply import Message, Reply
from bot.wording.objections import answered_as_trouble, taken_for_a_question
from knowledge.names import key
from knowledge.ownership import OwnershipMap
from knowledge.questions.outcome import NotUnderstood, Unsettled
from knowledge.reading import read


def answer_of_trouble(message: Message, perhaps: PerhapsTrouble, office: Office) -> Reply | None:
    """The answer to what stood for a name in a command, where there is one."""
    ownership, told = office.current(), structs.replace(message, text=perhaps.asked)
    if ownership is None:
        return None
    reply, outcome, _ = answered(told, ownership, office.clock(), office.terms)
    if isinstance(outcome, Unsettled | NotUnderstood):
        return None
    return answered_as_trouble(reply, perhaps)


def asked_instead(message: Message, office: Office, *, outright: bool = False) -> Reply | None:
    """The answer to what begins with a verb and is meant as a question; see `bot.reacting.meant_as_question`."""
    ownership, now = office.current(), office.clock()
    asked = question_instead(message, ownership, now, office.terms, outright=outright)
    return asked.reply if asked else None


def question_instead(
    message: Message,
    ownership: OwnershipMap | None,
    now: datetime,
    terms: Terms,
    *,
    outright: bool = False,
) -> Answered | None:
    """The same, with what it comes from."""
    verb = verb_said(message.text)
    if ownership is None or verb is None:
        return None
    if not outright and key(message.text) in ownership.model_names.book.meanings:
        return answered(message, ownership, now, terms)
    told = structs.replace(message, text=behind_verb(message.text, verb))
    reading = read(told.text, ownership, asker_of(message, ownership), now)
    asks = asks_outright(message.text, reading)
    if not asks and (outright or not tells_of_trouble(message.text, verb, reading, ownership)):
        return None
    found = answered(message, ownership, now, terms)
    if not asks or isinstance(found.outcome, Unsettled | NotUnderstood):
        found = answered(told, ownership, now, terms)
    if isinstance(found.outcome, NotUnderstood):
        return None
    return found._replace(reply=taken_for_a_question(found.reply, usage_of(verb)))
