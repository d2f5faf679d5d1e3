"""The answer to what begins as a command does, where that is what is wanted."""

from msgspec import structs

from bot.commands.wish import PerhapsTrouble
from bot.conversation import answered, asker_of
from bot.office import Office
from bot.reacting.meant_as_question import asks_outright, tells_of_trouble
from bot.reacting.verbs import behind_verb, usage_of, verb_said
from bot.reply import Message, Reply
from bot.wording.objections import answered_as_trouble, taken_for_a_question
from knowledge.names import key
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
    verb = verb_said(message.text)
    if ownership is None or verb is None:
        return None
    if not outright and key(message.text) in ownership.model_names.book.meanings:
        return answered(message, ownership, now, office.terms).reply
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
