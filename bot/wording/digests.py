"""The daily digest: which pages need somebody, since when, why, and what to press."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum, auto

from bot.reply import (
    Action,
    Alarm,
    Bullet,
    Button,
    Buttons,
    Fineprint,
    Headline,
    Part,
    Reply,
    Span,
    Strong,
    Struck,
)
from bot.wording.counting import counted
from bot.wording.gaps import reason_text
from bot.wording.instants import day_text, instant_text
from bot.wording.quoting import shown
from bot.wording.remedies import declare_button
from knowledge.concerns import Cause, Concern
from knowledge.ownership import NobodyNamed, PageKey
from knowledge.reminders import Respite, Sort


class State(Enum):
    """How a row stands."""

    OPEN = auto()
    PUT_OFF = auto()
    CLOSED = auto()


@dataclass(frozen=True, slots=True)
class Row:
    """One page in a digest. `by` closed it; `respite` puts it off, or did until lately."""

    page: PageKey
    cause: Cause
    since: datetime
    state: State
    concern: Concern | None = None
    by: str | None = None
    respite: Respite | None = None


@dataclass(frozen=True, slots=True)
class Digest:
    """`hidden` pages are open too and not shown. `stand_in_for` can't be written to itself."""

    rows: Sequence[Row]
    hidden: int
    zone: str
    now: datetime
    is_homeless: bool = False
    stand_in_for: Sequence[str] = ()


_HOMELESS = (
    "You are told because these models have no channel: give their teams one, or set"
    " WHOOWNS_FALLBACK_CHANNEL."
)
_ALL_PUT_OFF = "Nobody is asked for anything here now: what was put off comes back by itself."
FULL_LIST = "which models have no named owner"


def digest_reply(digest: Digest) -> Reply:
    """Put a digest into words; the same words as long as the same holds."""
    return Reply(tuple(_parts(digest)))


def _parts(digest: Digest) -> Iterator[Part]:
    open_ = [row for row in digest.rows if row.state is State.OPEN]
    yield _heading(open_, digest)
    for row in digest.rows:
        yield from _row(row, digest)
    if digest.hidden:
        yield Fineprint((f"and {digest.hidden} more",))
    yield from _notes(digest)
    if open_:
        yield Fineprint(("For the whole channel:",))  # else they would share a row with the last
        yield Buttons(tuple(_for_all(digest)))


def _heading(open_: Sequence[Row], digest: Digest) -> Part:
    count = len(open_) + digest.hidden
    if count == 0:
        if any(row.state is State.PUT_OFF for row in digest.rows):
            return Headline((_ALL_PUT_OFF,))
        return Headline(("All closed: nobody is missing here any more.",))
    if all(row.cause is Cause.GAP for row in open_):
        pages = counted(count, "page")
        return Alarm((f"NOBODY is named for {pages} here. Who takes {_them(count)}?",))
    pages = "1 page here needs" if count == 1 else f"{count} pages here need"
    return Alarm((f"{pages} somebody.",))


def _them(count: int) -> str:
    return "it" if count == 1 else "them"


def _row(row: Row, digest: Digest) -> Iterator[Part]:
    match row.state:
        case State.CLOSED:
            yield Bullet((Struck(f"{row.page.model}, {row.page.kind}"), f": {row.by}"))
        case State.PUT_OFF:
            yield Bullet((Strong(row.page.model), f", {row.page.kind}: ", _put_off(row, digest)))
        case State.OPEN:
            yield Bullet((Strong(row.page.model), f", {row.page.kind}, {_why(row, digest)}"))
            yield Buttons(tuple(_buttons(row)))


def _why(row: Row, digest: Digest) -> str:
    lapsed = f"; {_lapsed(row.respite, digest)}" if row.respite else ""
    return f"{cause_text(row.cause, row.since, row.concern, digest)}{lapsed}"


def cause_text(cause: Cause, since: datetime, concern: Concern | None, digest: Digest) -> str:
    """`since 3 Nov: no owner is declared`, and the like."""
    nobody = concern.nobody if concern else None
    match cause:
        case Cause.GAP:
            began = f"since {day_text(since, digest.zone, digest.now)}"
            return f"{began}: {reason_text(nobody)}" if nobody else began
        case Cause.RUNS_OUT:
            begins = concern.begins if concern else None
            when = f" from {instant_text(begins, digest.zone, digest.now)}" if begins else " soon"
            return f"nobody is on call{when}: {_in_rotation(nobody)}"
        case Cause.UNCONFIRMED:
            at = concern.confirmed_at if concern else None
            day = f" since {day_text(at, digest.zone, digest.now)}" if at else ""
            return f"nobody has confirmed the owner{day}"


def _in_rotation(nobody: NobodyNamed | None) -> str:
    if nobody is None:
        return "the rotation runs out"
    owner = f" in {nobody.owner.name}" if nobody.owner else ""
    return f"{reason_text(nobody)}{owner if nobody.person else ''}"


def _put_off(row: Row, digest: Digest) -> Span:
    respite = row.respite
    if respite is None:
        return "put off"
    day = day_text(respite.until, digest.zone, digest.now)
    reason = f": {shown(respite.reason)}" if respite.reason else ""
    if respite.sort is Sort.RISK:
        return f"{row.by} accepts the risk until {day}{reason}"
    return f"put off until {day} by {row.by}{reason}"


def _lapsed(respite: Respite, digest: Digest) -> str:
    day = day_text(respite.until, digest.zone, digest.now)
    return f"the accepted risk ended on {day}" if respite.sort is Sort.RISK else "put off until now"


def _buttons(row: Row) -> Iterator[Button]:
    page = f"{row.page.model} {row.page.kind}"
    if row.cause is Cause.UNCONFIRMED:
        yield Button("Still true", Action.ASIDE, f"confirm {page}")
    elif row.cause is Cause.GAP:
        yield Button("I'll take it", Action.ASIDE, f"take {page}")
    yield declare_button(*row.page)
    yield Button("Snooze 1 week", Action.ASIDE, f"snooze {row.page.model} 1 week")
    if row.cause is Cause.GAP:
        yield Button("Accept until…", Action.FORM, f"accept {page}")


def _for_all(digest: Digest) -> Iterator[Button]:
    if digest.hidden:
        yield Button("Show all", Action.ASIDE, FULL_LIST)
    yield Button("Snooze this channel 1 week", Action.ASIDE, "snooze here 1 week")


def _notes(digest: Digest) -> Iterator[Part]:
    if digest.is_homeless:
        yield Fineprint((_HOMELESS,))
    if digest.stand_in_for:
        yield Fineprint(("Some of it belongs to a channel that I can't write to.",))


def settled_text(cause: Cause, name: str | None, *, retired: bool = False) -> str:
    """What became of a page, behind its name struck through."""
    if retired:
        return "the model is no more"
    match cause:
        case Cause.GAP:
            return f"{name} took it" if name else "it needs nobody any more"
        case Cause.RUNS_OUT:
            return "the coming days are covered" if name else "nobody is on call now"
        case Cause.UNCONFIRMED:
            return f"{name} stands by it" if name else "it needs no confirmation any more"


def room_taken(row: Row) -> int:
    """How many characters a row's buttons take: a platform allows only so many in a message."""
    return sum(len(b.label) + len(b.value) for b in _buttons(row)) if row.state is State.OPEN else 0
