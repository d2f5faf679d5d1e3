"""The answer where nothing is carried out: in a script, and over a map file."""

from datetime import datetime
from typing import Final

from bot.conversation import Answered, Terms, answered
from bot.reacting.asked_instead import question_instead
from bot.reacting.verbs import verb_said
from bot.reply import Message
from bot.wording.usage import only_answers_reply
from knowledge.ownership import OwnershipMap
from knowledge.questions.outcome import Missing, NotUnderstood

_ASKED_AS_WELL: Final = frozenset({None, "health", "plan", "history", "signals", "drill"})
"""Verbs of errands that only look at what a question asks for, too."""


def only_asked(
    message: Message, ownership: OwnershipMap | None, now: datetime, terms: Terms
) -> Answered:
    """The answer to a question; to anything else, that this is no place for it."""
    if verb_said(message.text) in _ASKED_AS_WELL:
        return answered(message, ownership, now, terms)
    asked = question_instead(message, ownership, now, terms)
    return asked or Answered(only_answers_reply(), NotUnderstood(Missing.QUESTION))
