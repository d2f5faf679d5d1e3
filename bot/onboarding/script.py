"""What a questionnaire is made of: questions as data, and what each is read in the light of."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from knowledge.changes import Change
from knowledge.entities import Model, Person, Team
from knowledge.ownership import OwnershipMap
from knowledge.revising import applied


@dataclass(frozen=True, slots=True)
class Respondent:
    """Whoever answers. `person` is how the map would call them, if it doesn't know them yet.

    `is_named` tells that their name is known, and not only an id.
    """

    person: Person
    is_named: bool = True


@dataclass(frozen=True, slots=True)
class Sight:
    """What is known when a question is asked: the map as the answers before would make it.

    `begins` tells that nothing at all was declared before these answers.
    """

    ownership: OwnershipMap
    respondent: Respondent
    now: datetime
    begins: bool = False
    subject: str = ""
    item: str = ""

    def of(self, item: str) -> "Sight":
        """The same, looking at one of several."""
        return replace(self, item=item)

    def after(self, changes: "Changes") -> "Sight":
        """The same, with what was declared since."""
        return replace(self, ownership=applied(self.ownership, changes)) if changes else self

    @property
    def team(self) -> Team:
        """The team that the questionnaire is about."""
        return self.ownership.teams[self.subject]

    @property
    def model(self) -> Model:
        """The model that this question is about."""
        return self.ownership.models[self.item]


class Misreading(StrEnum):
    """Why an answer can't be taken as it stands."""

    NOT_AN_OPTION = "not-an-option"
    NO_NUMBER = "no-number"
    NO_NAME = "no-name"
    NOT_ONE = "not-one"
    NEAR = "near"
    SEVERAL = "several"
    TEAM = "team"
    NOT_A_PERSON = "not-a-person"
    INACTIVE = "inactive"
    ACCOUNT = "account"
    NO_CHANNEL = "no-channel"
    NO_ZONE = "no-zone"
    BAD_ID = "bad-id"
    ELSEWHERE = "elsewhere"
    NOT_A_MODEL = "not-a-model"
    TOO_LONG = "too-long"


class Misread(NamedTuple):
    """An answer that can't be taken; `offers` are answers that could be."""

    why: Misreading
    phrase: str = ""
    offers: tuple[str, ...] = ()


Changes = tuple[Change, ...]
Read = Callable[[str, Sight], Changes | Misread]
When = Callable[[Sight], bool]
Offer = Callable[[Sight], tuple[str, ...]]


def always(_: Sight) -> bool:
    """Whatever is known."""
    return True


def never(_: Sight) -> bool:
    """Whatever is known."""
    return False


def nothing(_: Sight) -> tuple[str, ...]:
    """No answers to pick from."""
    return ()


@dataclass(frozen=True, slots=True)
class Question:
    """One question. Its words are `bot.wording.onboarding`'s, under its key.

    `asked` is its branching: whether what is known calls for it at all. `settled` tells that what
    is known answers it already. `options` are the answers to pick from; `free` whether others can
    be typed. A person may be picked from the directory where it `picks` one. One that is
    `required` can't be skipped.
    """

    key: str
    read: Read
    asked: When = always
    settled: When = never
    options: Offer = nothing
    free: bool = True
    required: bool = False
    picks: bool = False


@dataclass(frozen=True, slots=True)
class Each:
    """Questions that are asked for each of several: a model after the other."""

    of: Offer
    questions: tuple[Question, ...]


Script = tuple[Question | Each, ...]


class Step(NamedTuple):
    """One question about one thing; `item` is empty where there is only one."""

    question: Question
    item: str = ""

    @property
    def key(self) -> str:
        """`pattern`, `model-quality/fraud-model`: what buttons and the store call it by."""
        return f"{self.question.key}/{self.item}" if self.item else self.question.key
