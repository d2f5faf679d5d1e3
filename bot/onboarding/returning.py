"""When the questionnaire comes back by itself: to whoever left off, and to whoever finished."""

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from knowledge.questionnaire import Progress, Sort, State

PATIENCE: Final = timedelta(days=7)
"""How long somebody who left off is left alone. They are reminded once, and never again."""

SOON: Final = timedelta(days=30)
LATE: Final = timedelta(days=90)
LISTENS_FOR: Final = timedelta(days=1)
"""How long what somebody writes is taken for the answer to the question that stands there."""


class Reminder(StrEnum):
    """Why somebody is written to about a questionnaire."""

    LEFT_OFF = "left-off"
    COMES_BACK = "comes-back"


def comes_back(progress: Progress) -> datetime:
    """When it asks again: soon where questions were left open, else after a quarter."""
    is_whole = all(answer.sort is Sort.GIVEN for answer in progress.answers.values())
    return progress.touched + (LATE if is_whole else SOON)


def reminder_due(progress: Progress, now: datetime) -> Reminder | None:
    """What is due about a questionnaire; whether it was sent already is not known here."""
    if progress.is_unfinished:
        return Reminder.LEFT_OFF if now >= progress.touched + PATIENCE else None
    if progress.state is State.DONE and now >= comes_back(progress):
        return Reminder.COMES_BACK
    return None
