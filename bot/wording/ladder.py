"""What is said further up when nobody answers a digest."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.reply import (
    Action,
    Alarm,
    Bullet,
    Button,
    Buttons,
    Fineprint,
    Line,
    Part,
    Reply,
    Strong,
)
from bot.wording.digests import FULL_LIST
from bot.wording.gaps import reason_text
from bot.wording.instants import day_text
from bot.wording.remedies import declare_button
from knowledge.ownership import NobodyNamed, PageKey

_SHOWN = 10


class Step(StrEnum):
    """Who is told, one after the other."""

    LEAD = "lead"
    PLATFORM = "platform"
    SPONSOR = "sponsor"


@dataclass(frozen=True, slots=True)
class Unanswered:
    """A gap that so many digests have spoken of in vain."""

    page: PageKey
    since: datetime
    digests: int
    nobody: NobodyNamed | None = None


_WHY_YOU = {
    Step.LEAD: "You are told because you lead the team.",
    Step.PLATFORM: "You are told because the models' own teams have not answered.",
    Step.SPONSOR: "You are told as the sponsor, and last: nobody else has answered.",
}


def ladder_reply(step: Step, unanswered: Sequence[Unanswered], zone: str, now: datetime) -> Reply:
    """Tell somebody further up which gaps nobody has answered for."""
    return Reply(tuple(_parts(step, unanswered, zone, now)))


def _parts(
    step: Step, unanswered: Sequence[Unanswered], zone: str, now: datetime
) -> Iterator[Part]:
    count = len(unanswered)
    pages = "a page" if count == 1 else f"{count} pages"
    asked = min(gap.digests for gap in unanswered)
    them = "it" if count == 1 else "them"
    digests = "a digest" if asked == 1 else f"{asked} digests"
    yield Alarm((f"NOBODY is named for {pages}, though {digests} asked who takes {them}.",))
    for gap in unanswered[:_SHOWN]:
        why = f": {reason_text(gap.nobody)}" if gap.nobody else ""
        since = day_text(gap.since, zone, now)
        yield Bullet((Strong(gap.page.model), f", {gap.page.kind}, since {since}{why}"))
        yield Buttons(tuple(_buttons(gap)))
    if count > _SHOWN:
        yield Fineprint((f"and {count - _SHOWN} more",))
        yield Buttons((Button("Show all", Action.ASIDE, FULL_LIST),))
    yield Line((_WHY_YOU[step],))


def _buttons(gap: Unanswered) -> Iterator[Button]:
    page = f"{gap.page.model} {gap.page.kind}"
    yield declare_button(*gap.page)
    yield Button("Accept until…", Action.FORM, f"accept {page}")
