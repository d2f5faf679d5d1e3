"""What a person wants to declare, or why it can't be understood. Data; worded in `bot.wording`."""

from dataclasses import dataclass
from enum import StrEnum

from knowledge.changes import ITSELF, Change, Declared, Kind
from knowledge.difference import model_changes
from knowledge.entities import Model, Party
from knowledge.errors import Problem


@dataclass(frozen=True, slots=True)
class Wish:
    """The changes that would fulfil it, none where everything is so already.

    `reason` is in the person's own words.
    """

    changes: tuple[Change, ...]
    reason: str | None = None


def model_wish(before: Model, after: Model, reason: str | None) -> Wish:
    """To declare a model otherwise than it is."""
    return Wish(tuple(model_changes(before.id, before, after)), reason)


def entity_wish(kind: Kind, before: Declared | None, after: Declared, reason: str | None) -> Wish:
    """To declare something else as a whole otherwise than it is; what there is one of has no id."""
    subject: str = getattr(after, "id", "")
    changes = () if before == after else (Change(kind, subject, ITSELF, before, after),)
    return Wish(changes, reason)


class Trouble(StrEnum):
    """What a command lacks, or holds too much of."""

    MODEL = "model"  # it names no model, or one that isn't declared
    KIND = "kind"  # it doesn't say which page, or which kind of knowledge
    PARTY = "party"  # it names nobody, or somebody whom the map doesn't know
    PERSON = "person"  # it names a team or rotation where it takes a person
    ROTATION = "rotation"  # it names no rotation
    TEAM = "team"  # it names no team
    INACTIVE = "inactive"  # the person is inactive
    TAKEN = "taken"  # the id or name stands for something else
    INSTANT = "instant"  # a time is missing or unclear
    REPEATED = "repeated"  # clocks show the hour twice, and the second time is meant
    UNHEARD_OF = "unheard-of"  # nothing of that name is or ever was declared
    ZONE = "zone"  # no time zone
    PAST = "past"  # the time is over
    FAR = "far"  # a handoff that is more than one shift away
    WINDOW = "window"  # it ends before it starts
    ADDRESS = "address"  # no web address
    EMAIL = "email"  # no e-mail address
    FINDING = "finding"  # no such finding stands
    TOO_MANY = "too-many"  # there are so many already that somebody has to look at them first
    REASON = "reason"  # it takes a reason
    REVISION = "revision"  # there is no such revision, or it can't be undone any more
    BEGINNING = "beginning"  # it is the revision that the map began with
    NUMBER = "number"  # no number, or too large a one
    TOO_LONG = "too-long"  # it lasts longer than a snooze may
    TOO_FAR = "too-far"  # the time lies too far ahead
    NO_CONFLICT = "no-conflict"  # nothing about it is contested
    IN_USE = "in-use"  # something depends on it: what does is `near`
    PROPOSAL = "proposal"  # there is no proposal of that number
    OFFER = "offer"  # there is no offer of that number
    GRAMMAR = "grammar"  # the words don't fit


@dataclass(frozen=True, slots=True)
class Objection:
    """A command that can't be carried out as it stands.

    `phrase` is what the person said at the place, or meant by `typed`; `near` are names that
    resemble it; `usage` is how the command goes.
    """

    trouble: Trouble
    usage: str
    phrase: str = ""
    near: tuple[str, ...] = ()
    typed: str = ""


@dataclass(frozen=True, slots=True)
class SeveralMeant:
    """A name in a command that is that of several."""

    parties: tuple[Party, ...]
    typed: str = ""


@dataclass(frozen=True, slots=True)
class Inconsistent:
    """The map would contradict itself."""

    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class PerhapsTrouble:
    """What stands for a name, and may tell of a trouble or ask something.

    `asked` is what it would ask; `insisting` is the command that means the name.
    """

    name: str
    asked: str
    insisting: str


Refused = Objection | SeveralMeant | Inconsistent | PerhapsTrouble


class Objected(Exception):  # never leaves whoever carries a command out
    """Reading a command came to an end at a refusal."""

    def __init__(self, refused: Refused) -> None:
        super().__init__(refused)
        self.refused = refused
