"""What a question comes to: an answer, or a refusal that says what would work.

Answers hold entities, instants and reasons. How they read is decided in `bot.wording`.
"""

from datetime import datetime
from enum import StrEnum

from msgspec import Struct

from knowledge.audit import Revision
from knowledge.briefs import Brief
from knowledge.entities import (
    Model,
    PageKind,
    Party,
)
from knowledge.mentions import Correction, Doubt


class Intent(StrEnum):
    """The kinds of question, one for each module beside this one."""

    OWNERSHIP = "ownership"
    ESCALATION = "escalation"
    KNOWLEDGE = "knowledge"
    PORTFOLIO = "portfolio"
    GAPS = "gaps"
    HISTORY = "history"
    SIGNALS = "signals"
    DRILL = "drill"
    CONSUMERS = "consumers"
    MAKERS = "makers"
    PATTERN = "pattern"
    COMPARE = "compare"
    RECOMMEND = "recommend"
    HELP = "help"


class When(Struct, frozen=True, gc=False):
    """The instant that an answer is for. `stated`: the person named it; else it is `now`."""

    at: datetime
    now: datetime
    zone: str
    stated: bool = False

    @property
    def past(self) -> bool:
        """Whether the instant lies behind us, so that what is declared now can't change it."""
        return self.at < self.now


class Unsettled(Struct, frozen=True, gc=False):
    """The model is in doubt. Each candidate comes with the question that would settle it."""

    intent: Intent
    doubt: Doubt
    questions: tuple[tuple[str, str], ...]


class Missing(StrEnum):
    """What a question lacks."""

    SENSE = "sense"  # nothing in it is understood
    MODEL = "model"  # it needs a model and mentions none
    OTHERS = "others"  # it names models only to leave them out
    MAP = "map"  # nothing has been declared yet
    ASKER = "asker"  # it is about the asker, whom the map doesn't know
    PERSON = "person"  # it is about a person whom the map doesn't know
    TEAM = "team"  # it asks for a person's gaps, which only teams have
    OWN_TEAM = "own-team"  # it is about the asker's team, and they are in none
    KNOWN_MODEL = "known-model"  # an alert mentions no model that is declared
    NEGATED = "negated"  # it asks who doesn't, or where somebody is
    QUESTION = "question"  # it wishes for another owner, in words that are no command
    BEING_ONE = "being-one"  # it asks about a model, and about many
    BREVITY = "brevity"  # it is too long for a question


class NotUnderstood(Struct, frozen=True, gc=False):
    """The question cannot be answered as it stands.

    `near` are parties that may be meant, each with the question that would be about them.
    """

    missing: Missing
    phrase: str = ""
    near: tuple[tuple[Party, str], ...] = ()


class UnclearInstant(Struct, frozen=True, gc=False):
    """Words about time that leave the instant open; none where it asks of the past without any."""

    phrase: str = ""


class SeveralParties(Struct, frozen=True, gc=False):
    """A name that is that of several people, teams or rotations; or several that were named.

    `models` are those that were named beside them.
    """

    parties: tuple[Party, ...]
    by_one_name: bool = True
    models: tuple[Model, ...] = ()


class OfThePast(Struct, frozen=True, gc=False):
    """A question about an instant that is over: it takes the map that was declared then.

    Whoever can look it up asks again with that map.
    """

    at: datetime
    zone: str


class NothingThen(Struct, frozen=True, gc=False):
    """Nothing had been declared yet at a past instant; the map began with `beginning`."""

    asked: OfThePast
    beginning: Revision | None = None


class OfFormerOwners(Struct, frozen=True, gc=False):
    """Who owned a model's pages before, at no instant in particular: its history tells."""

    model: Model
    kinds: tuple[PageKind, ...]


Refusal = (
    Unsettled
    | NotUnderstood
    | UnclearInstant
    | SeveralParties
    | OfThePast
    | NothingThen
    | OfFormerOwners
)


class BriefAnswer(Struct, frozen=True, gc=False):
    """What answers on models have in common: a brief for each, in the order of mention."""

    briefs: tuple[Brief, ...]
    when: When
    corrections: tuple[Correction, ...]
