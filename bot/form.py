"""Forms in no platform's dialect: Slack shows them as modals, Teams as task modules.

What is filled in becomes the command that it stands for, so a form can do nothing that cannot be
typed, and is checked by the same rules.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.reply import Spans


@dataclass(frozen=True, slots=True)
class TextField:
    """Words; `initial` stands there before anything is typed."""

    key: str
    label: str
    hint: str = ""
    initial: str = ""
    optional: bool = False
    several_lines: bool = False
    longest: int = 300


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several; `value` is what is sent."""

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class ChoiceField:
    """One of a few choices; `initial` is the value of one of them."""

    key: str
    label: str
    choices: Sequence[Choice]
    hint: str = ""
    initial: str | None = None
    optional: bool = False


@dataclass(frozen=True, slots=True)
class PersonField:
    """Somebody, picked from the platform's directory. The value is a chat mention, as if typed."""

    key: str
    label: str
    hint: str = ""
    optional: bool = False


@dataclass(frozen=True, slots=True)
class MomentField:
    """A day and an hour. The value is an instant in ISO 8601 with its offset."""

    key: str
    label: str
    hint: str = ""
    initial: datetime | None = None
    optional: bool = False


Field = TextField | ChoiceField | PersonField | MomentField


@dataclass(frozen=True, slots=True)
class Form:
    """What to ask; `name` and `arguments` come back with what was filled in."""

    name: str
    arguments: str
    title: str
    fields: Sequence[Field]
    submit: str
    intro: Spans = ()


Filled = Mapping[str, str]
"""What was filled in, by the key of its field; what was left empty is absent."""


@dataclass(frozen=True, slots=True)
class Misfilled:
    """What stands in the way: a sentence for each field that it belongs to, by the field's key."""

    by_field: Mapping[str, str]
