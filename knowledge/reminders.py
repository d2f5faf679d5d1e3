"""What is known of reminders, as values: what was sent, what it was about, what was put off."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final, NamedTuple

from knowledge.concerns import Cause
from knowledge.entities import PLATFORMS, Channel, Id, PageKind, Person, channel_on
from knowledge.ownership import OwnershipMap, PageKey

Addressee = Channel | Person

_PERSON: Final = "person:"


def address(to: Addressee) -> str:
    """`slack:C0RISK`, `teams:19:…`, `person:priya`: the same wherever the bot runs."""
    if isinstance(to, Person):
        return f"{_PERSON}{to.id}"
    return next((f"{platform}:{i}" for platform, i in to.chat_ids.items()), "nowhere")


def addressee_at(place: str, people: Mapping[Id, Person]) -> Addressee | None:
    """Whom an address leads to; None where nobody goes by it any more."""
    if place.startswith(_PERSON):
        return people.get(place.removeprefix(_PERSON))
    return channel_at(place)


def channel_at(place: str) -> Channel | None:
    """The channel that an address leads to."""
    name, _, chat_id = place.partition(":")
    return next((channel_on(p, chat_id) for p in PLATFORMS if p == name), None)


@dataclass(frozen=True, slots=True)
class Claim:
    """Something that one process is about to send, or died over.

    `place` is an address; `about` are the subjects that
    it speaks of, in its kind's own terms; `body` is a fingerprint of what it says. `platform` and
    `channel` are where the message goes, as that platform calls it.
    """

    key: str
    kind: str
    place: str
    about: tuple[str, ...]
    body: str
    claimed_at: datetime
    platform: str | None = None
    channel: str | None = None


@dataclass(frozen=True, slots=True)
class Sent:
    """A reminder that was sent, and its id there; or one that could not be, and why."""

    claim: Claim
    at: datetime
    message: str | None = None
    failure: str | None = None


class Mentioned(NamedTuple):
    """How often reminders of one kind have spoken of a subject, and the last that did."""

    times: int
    last_key: str


@dataclass(frozen=True, slots=True)
class Tracked:
    """A concern that is kept an eye on: since when, and when its model first appeared."""

    number: int
    page: PageKey
    cause: Cause
    since: datetime
    appeared: datetime
    closed_at: datetime | None = None

    @property
    def subject(self) -> str:
        """What reminders call it."""
        return str(self.number)


class Sort(StrEnum):
    """What is put off."""

    MODEL = "model"  # everything about one model: a snooze
    CHANNEL = "channel"  # everything in one channel: a snooze
    RISK = "risk"  # one page, by somebody who accepts the risk


@dataclass(frozen=True, slots=True)
class Respite:
    """What somebody put off until an instant: why, and from where they said so.

    `subject` is a model's id, a channel's address, or for a risk `MODEL KIND`.
    """

    sort: Sort
    subject: str
    until: datetime
    by: str
    at: datetime
    source: str
    reason: str | None = None


def risk_subject(page: PageKey) -> str:
    """How an accepted risk calls its page: no id holds a space."""
    return f"{page.model} {page.kind}"


def is_overtaken(respite: Respite, ownership: OwnershipMap) -> bool:
    """Whether a risk was accepted before its page was last declared: a gap after that is another.

    The same where the page is no more. Whatever else is put off says nothing of any one gap.
    """
    if respite.sort is not Sort.RISK:
        return False
    model_id, _, kind = respite.subject.partition(" ")
    model = ownership.models.get(model_id)
    if model is None:
        return True
    page = model.pages.of(PageKind(kind))
    return bool(page and page.declared and page.declared.at > respite.at)


@dataclass(frozen=True, slots=True)
class Hindered:
    """A place that could not be written to, why, and when that was last tried."""

    number: int
    place: str
    reason: str
    since: datetime
    tried_at: datetime

    @property
    def subject(self) -> str:
        """What reminders call it."""
        return str(self.number)


class Opening(NamedTuple):
    """A concern that has just come up."""

    page: PageKey
    cause: Cause
    since: datetime
    appeared: datetime


class Step(NamedTuple):
    """What is to be noted, so that what is tracked is what there is, by today's names.

    What is closed or moved goes by the name that its model has now.
    """

    opened: list[Opening]
    closed: list[Tracked]
    moved: list[Tracked]


ModelsSince = dict[Id, datetime]
"""When models were first declared."""
