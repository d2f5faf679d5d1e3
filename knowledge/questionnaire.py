"""How far somebody has got with a questionnaire: a value. What is asked is `bot.onboarding`'s."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple


class Topic(StrEnum):
    """What a questionnaire is about."""

    ORGANISATION = "organisation"
    TEAM = "team"


class State(StrEnum):
    """Where a questionnaire stands. Only an open one takes free text for an answer."""

    OPEN = "open"
    PAUSED = "paused"
    DONE = "done"
    DISCARDED = "discarded"


UNFINISHED = frozenset({State.OPEN, State.PAUSED})


class Sort(StrEnum):
    """What became of a question."""

    GIVEN = "given"
    SKIPPED = "skipped"
    UNKNOWN = "unknown"


class Answer(NamedTuple):
    """An answer in the person's own words; it is read again whenever the map changes."""

    sort: Sort
    text: str = ""


@dataclass(frozen=True, slots=True)
class Progress:
    """One questionnaire of one person.

    `subject` is the team that it is about, empty for the organisation. `respondent` is a person's
    id, or their account where the map doesn't know them yet; `account` is the one by which they
    were last heard, as in `slack:U0PRIYA`. `at` is the step that is asked now, None once there is
    only the summary left; `summary_read` is the seal of the one that was shown last. `misread`
    counts answers in a row that weren't understood. `version` rises with every change that is kept.
    """

    id: int
    topic: Topic
    subject: str
    respondent: str
    account: str
    begun: datetime
    touched: datetime
    state: State = State.OPEN
    at: str | None = None
    answers: Mapping[str, Answer] = field(default_factory=dict)
    misread: int = 0
    version: int = 0
    summary_read: str = ""

    @property
    def is_unfinished(self) -> bool:
        """Whether it can still be answered."""
        return self.state in UNFINISHED
