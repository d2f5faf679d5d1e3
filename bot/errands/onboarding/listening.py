"""What somebody writes beside the buttons, where a question waits for its answer."""

import re
from collections.abc import Callable
from datetime import datetime

from bot.commands.speaker import Speaker
from bot.errands.onboarding.confirming import confirm
from bot.errands.onboarding.desk import Desk
from bot.errands.onboarding.showing import shown
from bot.office import Office
from bot.onboarding.moves import Do, Move, typed
from bot.onboarding.returning import LISTENS_FOR
from bot.onboarding.saying import Confirm, is_typed_at_the_end, typed_at_the_end
from bot.reply import Message, Reaction, Reply
from knowledge.lexicon import Cue
from knowledge.names import key
from knowledge.ownership import OwnershipMap
from knowledge.questionnaire import Progress
from knowledge.reading import Asker, read
from knowledge.store.questionnaires import Questionnaires

_PAGED = frozenset({Cue.OWN, Cue.ON_CALL, Cue.ESCALATION})
_QUESTION = re.compile(
    r"\s*(?:who|whom|whose|what|which|when|where|why|how|is|are|does|did|help)\b(?!['\u2019-])",
    re.IGNORECASE,
)


def awaits(message: Message, office: Office) -> bool:
    """Whether a question waits for what somebody writes directly; one look at the store."""
    return _listening(message, office, office.clock()) is not None


def hear_at_the_end(message: Message, speaker: Speaker, office: Office) -> Reaction | None:
    """What comes of `confirm`, `back` and the like, where a summary waits; None where none does."""
    if not is_typed_at_the_end(message.text):
        return None
    progress = _listening(message, office, speaker.now)
    return _at_the_end(message.text, progress, Desk(speaker, office)) if progress else None


def _at_the_end(text: str, progress: Progress, desk: Desk) -> Reaction | None:
    if progress.at is not None:
        return None
    move = typed_at_the_end(text, desk.look(progress), progress.summary_read)
    if isinstance(move, Confirm):
        return confirm(progress, move.summary, desk)
    return Reaction(shown(desk.moved(progress, move), desk))


def hear(
    message: Message, speaker: Speaker, office: Office, answered: Callable[[], Reply]
) -> Reaction | None:
    """The next question, where a text was the answer to one; None where none was waiting.

    What is plainly a question itself is answered, and the one that waits is shown again below.
    """
    progress = _listening(message, office, speaker.now)
    if progress is None:
        return None
    desk = Desk(speaker, office)
    if progress.at is None:
        return _at_the_end(message.text, progress, desk)
    move = typed(message.text, progress.at)
    if move.do is Do.GIVE and is_question(message.text, desk.declared, speaker.now):
        again = shown(desk.moved(progress, Move(Do.RESUME)), desk)
        return Reaction(Reply((*answered().parts, *again.parts)))
    return Reaction(shown(desk.moved(progress, move), desk))


def is_question(text: str, ownership: OwnershipMap | None, now: datetime) -> bool:
    """Whether a text is plainly a question, and no answer to one."""
    if text.rstrip().endswith("?") or _QUESTION.match(text):
        return True
    return ownership is not None and _is_about_a_page(text, ownership, now)


def _is_about_a_page(text: str, ownership: OwnershipMap, now: datetime) -> bool:
    """`fraud-model 503s`, as people type at night; a rotation may be called `churn-quality`."""
    if key(text) in ownership.party_names.meanings:
        return False
    reading = read(text, ownership, Asker(), now)
    return bool(reading.models) and bool(reading.page_kinds or reading.cues & _PAGED)


def _listening(message: Message, office: Office, now: datetime) -> Progress | None:
    if not message.place.is_direct or not message.sender or not message.text.strip():
        return None
    account = f"{message.place.platform}:{message.sender}"
    progress = Questionnaires(office.store).listening(account, now - LISTENS_FOR)
    is_heard = progress and (progress.at is not None or is_typed_at_the_end(message.text))
    return progress if is_heard else None
