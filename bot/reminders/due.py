"""Something due: what to send to whom, or what an earlier reminder has to say now. Values."""

import hashlib
from dataclasses import dataclass, replace
from datetime import datetime
from typing import ClassVar

from bot.reply import Buttons, Part, Picture, Reply
from knowledge.reminders import Addressee, Claim, Sent, address


@dataclass(frozen=True, slots=True)
class Due:
    """A reminder to be sent once, ever: by its key it is known again.

    `about` are the subjects that it speaks of, in its kind's own terms: how often each was
    mentioned is counted. From `until` on it is too late, and people are left alone.
    """

    kind: str
    key: str
    to: Addressee
    reply: Reply
    about: tuple[str, ...] = ()
    until: datetime | None = None

    is_edit: ClassVar[bool] = False

    @property
    def place(self) -> str:
        """The address that it goes to."""
        return address(self.to)

    def claim(self, now: datetime) -> Claim:
        """What is stored before it is sent."""
        return Claim(self.key, self.kind, self.place, self.about, fingerprint(self.reply), now)


@dataclass(frozen=True, slots=True)
class Amendment:
    """What a reminder that was sent has to say now; harmless to do twice."""

    sent: Sent
    reply: Reply
    about: tuple[str, ...] = ()

    is_edit: ClassVar[bool] = True

    @property
    def place(self) -> str:
        """The address that it stands at."""
        return self.sent.claim.place

    def claim(self) -> Claim:
        """What is stored once it says so."""
        return replace(self.sent.claim, about=self.about, body=fingerprint(self.reply))


Outgoing = Due | Amendment


def changed(sent: Sent, reply: Reply) -> bool:
    """Whether a reminder says something else than it did when it was sent or edited."""
    return sent.claim.body != fingerprint(reply)


def fingerprint(reply: Reply) -> str:
    """What a reply says, in 16 characters."""
    said = "\n".join(_said(part) for part in reply.parts)
    return hashlib.sha256(said.encode("utf-8", "replace")).hexdigest()[:16]


def _said(part: Part) -> str:
    match part:
        case Buttons(buttons):
            return "|".join(f"{b.label}={b.action}:{b.value}" for b in buttons)
        case Picture(alt=alt, title=title):
            return f"{title}: {alt}"
        case _:
            return f"{type(part).__name__} {part.spans!r}"
