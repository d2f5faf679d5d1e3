"""Looking back: every change that was ever declared, newest first, a page at a time.

audit [NAME] [since INSTANT] [until INSTANT] [page NUMBER]
history [of] NAME [KIND] [since INSTANT] [until INSTANT] [page NUMBER]

NAME is that of a model, a person, a team or a rotation, also of one that is no more. An instant is
the latest one that the words fit: `90d`, `2 weeks ago`, `1 november`, `monday 09:00`. A day alone
means its first moment for `since`, its last for `until`.
"""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import Final

from bot.commands.pages import name_and_kind
from bot.commands.said import Said
from bot.commands.speaker import Speaker
from bot.commands.wish import Trouble
from bot.errands.meant import meanings_of
from bot.office import Office
from bot.reply import Reaction
from bot.wording.trail import (
    LOOKED_THROUGH,
    Trail,
    nothing_kept_reply,
    several_meant_reply,
    trail_reply,
)
from knowledge.audit import Entry
from knowledge.changes import Kind
from knowledge.entities import PageKind
from knowledge.meanings import Meaning
from knowledge.moments import Moment, read_moment
from knowledge.names import fold
from knowledge.store import AuditTrail, Store
from knowledge.wall_times import instant, wall_at

AUDIT = "audit [MODEL|PERSON|TEAM|ROTATION] [since 1 november] [until INSTANT] [page 2]"
HISTORY = "history MODEL [KIND] [since 90d] [page 2]"
EXAMPLES: tuple[str, ...] = (
    "history fraud-model",
    "audit priya since 90d",
    "audit since 1 november",
)

_ASKED: Final = re.compile(
    r"(?:of\s+)?(?P<name>.*?)"
    r"(?:(?:^|\s+)since\s+(?P<since>.+?))?(?:(?:^|\s+)until\s+(?P<until>.+?))?"
    r"(?:(?:^|\s+)page\s+(?P<page>\d{1,4}))?",
    re.IGNORECASE | re.DOTALL,
)
_BACK: Final = re.compile(r"(\d{1,5})\s*(d|days?|w|weeks?)(?:\s+ago)?", re.IGNORECASE)
_CLOCK: Final = re.compile(r"\d:\d|\d\s*[ap]m\b|\bnow\b|\bago\b|\bnoon\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Span:
    since: datetime | None
    until: datetime | None


def audit(command: Said, speaker: Speaker, office: Office) -> Reaction:
    """Every change, or those in which somebody or something occurs."""
    return _told("audit", command, speaker, office)


def history(command: Said, speaker: Speaker, office: Office) -> Reaction:
    """Every change of one thing; of all where none is named."""
    return _told("history", command, speaker, office)


def _told(verb: str, command: Said, speaker: Speaker, office: Office) -> Reaction:
    ownership = office.current()
    if ownership is None:
        return Reaction(nothing_kept_reply())
    asked = command.fits(_ASKED)
    if asked is None:
        raise command.objection(Trouble.GRAMMAR)
    home = ownership.organisation.time_zone
    zone_name = (speaker.person and speaker.person.time_zone) or home
    span = _Span(
        *(
            _instant(command, asked[edge], edge, zone_name, speaker.now)
            for edge in ("since", "until")
        )
    )
    name, kind = name_and_kind(asked["name"], ownership)
    found = meanings_of(command, name, office, ownership) if name else []
    if len(found) > 1:
        return Reaction(several_meant_reply(name, tuple(found), ownership))
    entries = _entries(office.store, found[0] if found else None, span, kind)
    said = " ".join((verb, *command.words[: -2 if asked["page"] else None]))
    page, bounded = max(int(asked["page"] or 1), 1), bool(span.since or span.until)
    trail = Trail(entries, said, page, asked["name"], zone_name, speaker.now, bounded)
    return Reaction(trail_reply(trail, ownership))


def _entries(
    store: Store, meant: Meaning | None, span: _Span, kind: PageKind | None
) -> list[Entry]:
    found = AuditTrail(store).about(
        meant, since=span.since, until=span.until, limit=LOOKED_THROUGH + 1
    )
    if meant is None or meant.kind is not Kind.MODEL:
        return found
    return [entry for entry in found if kind is None or entry.aspect == kind]


def _instant(
    command: Said, phrase: str | None, edge: str, zone_name: str, now: datetime
) -> datetime | None:
    if phrase is None:
        return None
    back = _BACK.fullmatch(phrase.strip())
    if back:
        days = int(back[1]) * (7 if back[2].lower().startswith("w") else 1)
        return now - timedelta(days=min(days, 36_500))
    local = wall_at(now, zone_name)
    midnight = instant(datetime.combine(local.date(), time()), zone_name)
    by_clock = _CLOCK.search(phrase) is not None
    # Words that look back mean the latest day that fits them.
    moment, _ = read_moment(
        f"who owned it {fold(phrase)}", now if by_clock else midnight, zone_name
    )
    if not isinstance(moment, Moment):
        raise command.objection(Trouble.INSTANT, phrase)
    whole_day = edge == "until" and not by_clock
    return (moment.at + timedelta(days=1, microseconds=-1) if whole_day else moment.at).astimezone(
        UTC
    )
