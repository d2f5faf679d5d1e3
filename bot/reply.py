"""What comes in and what goes out, in no platform's dialect.

A reply is a few parts, each a line of spans. Renderers turn it into Block Kit, a card
or plain text mechanically: everything that a person reads is decided before.

A button's value is a text, which is treated as said by whoever presses it: a question, or a command
such as `undo 3`. So a button needs no code of its own on any platform, and works in the terminal.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from msgspec import Struct

from knowledge.entities import Channel, Person


class Strong(Struct, frozen=True, gc=False):
    """Text that must catch the eye."""

    text: str


class Verbatim(Struct, frozen=True, gc=False):
    """Something to be typed or copied as it stands, or a person's own words quoted back."""

    text: str


class Struck(Struct, frozen=True, gc=False):
    """What no longer holds, struck through; what follows says why."""

    text: str


class Mention(Struct, frozen=True, gc=False):
    """A person, notified where the platform knows them; else their name."""

    person: Person


class Link(Struct, frozen=True, gc=False):
    """A web address behind a word."""

    text: str
    url: str


class ChannelMention(Struct, frozen=True, gc=False):
    """A chat channel, linked where the platform knows it; else its id."""

    channel: Channel


Span = str | Strong | Verbatim | Struck | Mention | Link | ChannelMention
Spans = Sequence[Span]


class Headline(Struct, frozen=True, gc=False):
    """The answer itself."""

    spans: Spans


class Alarm(Struct, frozen=True, gc=False):
    """The loud answer: nobody is named."""

    spans: Spans


class Line(Struct, frozen=True, gc=False):
    """One more fact."""

    spans: Spans


class Bullet(Struct, frozen=True, gc=False):
    """One item of a list."""

    spans: Spans


class Fineprint(Struct, frozen=True, gc=False):
    """Where it comes from, and what was corrected."""

    spans: Spans


class Action(StrEnum):
    """What pressing a button does."""

    ASK = "ask"  # ask the question that is its value
    ASIDE = "aside"  # the same, of a message that stays for others: the answer is said beside it
    SHARE = "share"  # answer the question that is its value in the channel, for all to read
    OPEN = "open"  # open the web address that is its value
    FORM = "form"  # open the form that its value names, as in `declare fraud-model model-quality`


class Button(Struct, frozen=True, gc=False):
    """One button; `value` is at most 2,000 characters."""

    label: str
    action: Action
    value: str


class Buttons(Struct, frozen=True, gc=False):
    """Buttons side by side.

    Those that go `by_label` can be typed as what stands on them, too: a terminal gives them no
    number, since a number may be an answer of its own.
    """

    buttons: Sequence[Button]
    by_label: bool = False


class Picture(Struct, frozen=True, gc=False):
    """A PNG image. `alt` says all that it shows, for whoever cannot see it."""

    png: bytes
    title: str
    alt: str

    @property
    def spans(self) -> Spans:
        """What is read where no picture can be shown."""
        return (self.alt,)


Part = Headline | Alarm | Line | Bullet | Fineprint | Buttons | Picture


class Reply(Struct, frozen=True, gc=False):
    """What is said back. An aside concerns only whoever asked: help, a refusal, a question back."""

    parts: Sequence[Part]
    aside: bool = False


CONSOLE: Final = "console"
"""The terminal as a platform, where people go by their id in the map."""


class Place(Struct, frozen=True, gc=False):
    """Where something was said. A direct one is between somebody and the bot alone."""

    platform: str
    channel: str | None = None
    thread: str | None = None
    is_direct: bool = False


class Message(Struct, frozen=True, gc=False):
    """What somebody said. `sender` is the id by which the platform knows them.

    `only_sender` tells that the reply will be seen by nobody else.
    """

    text: str
    sender: str | None = None
    place: Place = Place(CONSOLE)
    only_sender: bool = False


@dataclass(frozen=True, slots=True)
class Posted:
    """Where a message of ours stands, and the id that its platform gave it."""

    place: Place
    message: str


@dataclass(frozen=True, slots=True)
class Notice:
    """Something that somebody else is told, or a channel.

    What is told under a `key` can get another text later, by an `Edit` of the same key.
    """

    to: Person | Channel
    reply: Reply
    key: str | None = None


@dataclass(frozen=True, slots=True)
class Edit:
    """Another text for everything that was told under a key: an offer that is settled."""

    key: str
    reply: Reply


@dataclass(frozen=True, slots=True)
class Reaction:
    """What is said back to whoever spoke, who else is told, and what they read from now on."""

    reply: Reply
    notices: Sequence[Notice] = ()
    edits: Sequence[Edit] = ()
