"""What is said when something can't be delivered: where, why, and what to do about it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.outbox import Hindrance
from bot.reply import (
    Alarm,
    Bullet,
    ChannelMention,
    Fineprint,
    Part,
    Reply,
    Span,
    Strong,
)
from bot.wording.quoting import spans_of
from knowledge.entities import Channel, Person
from knowledge.reminders import Addressee

_SHOWN = 20

_REMEDIES: dict[str, str] = {
    Hindrance.NOT_A_MEMBER: "I am not in it; invite me there",
    Hindrance.ARCHIVED: "it is archived; give the model or the team another channel",
    Hindrance.MISSING_SCOPE: (
        "my app lacks a scope; reinstall it with what `whoowns manifest` prints"
    ),
    Hindrance.UNKNOWN_PLACE: "no platform that I run on has it; correct its id in the map",
    Hindrance.UNREACHABLE_PERSON: "I know no account of theirs; declare it with `link`",
    Hindrance.BUSY: "the platform is busy; I go on trying",
    Hindrance.FAILED: "the platform refuses what I send; whoever runs me finds it in the log",
}


@dataclass(frozen=True, slots=True)
class Blocked:
    """A place that can't be written to, and why."""

    to: Addressee | None
    place: str
    reason: str


def hindrances_reply(blocked: Sequence[Blocked]) -> Reply:
    """Tell where reminders don't get through."""
    return Reply(tuple(_parts(blocked)))


def _parts(blocked: Sequence[Blocked]) -> Iterator[Part]:
    places = "a place" if len(blocked) == 1 else f"{len(blocked)} places"
    yield Alarm((f"My reminders don't reach {places}.",))
    for one in blocked[:_SHOWN]:
        yield Bullet((_name(one), *spans_of(f": {_remedy(one.reason)}.")))
    if len(blocked) > _SHOWN:
        yield Fineprint((f"and {len(blocked) - _SHOWN} more",))
    yield Fineprint(("Until then what belongs there is said in the fallback channel.",))


def _name(blocked: Blocked) -> Span:
    match blocked.to:
        case Channel():
            return ChannelMention(blocked.to)
        case Person():
            return Strong(blocked.to.name)
        case None:
            return blocked.place


def _remedy(reason: str) -> str:
    return _REMEDIES.get(reason, _REMEDIES[Hindrance.FAILED])
