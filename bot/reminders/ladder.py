"""The ladder: who is told when nobody answers a channel's digests.

The team's lead, the platform team's channel, the organisation's sponsor: each after as many
unanswered digests as the settings say, each once for a gap, and nobody after the last. A digest is
unanswered when the next day's hour has come and the gap is still open. Where a step leads to nobody
it is passed over.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from bot.reminders.due import Due
from bot.reminders.homes import (
    home_at,
    home_of,
    home_of_addressee,
    is_barred,
    lead_of,
    platform_channels,
)
from bot.reminders.kind import Kind
from bot.reminders.local_digest import KIND as DIGESTS
from bot.reminders.local_digest import day_of
from bot.reminders.respites import LATELY, PutOff
from bot.reminders.situation import Situation
from bot.wording.ladder import Step, Unanswered, ladder_reply
from knowledge.concerns import Cause
from knowledge.entities import Channel, Person
from knowledge.reminders import Addressee, Mentioned, Respite, Tracked, address
from knowledge.store import Store
from knowledge.store.reminders import Reminders
from knowledge.store.respites import Respites

KIND: Final = "ladder"
_STEPS: Final = tuple(Step)


@dataclass(frozen=True, slots=True)
class Facts:
    """How often each gap was spoken of in digests, and which steps it has reached."""

    digests: Mapping[str, Mentioned]
    told: Mapping[Step, Mapping[str, Mentioned]]
    respites: Sequence[Respite]


def look(store: Store, situation: Situation) -> Facts:
    """Count the digests that have spoken of each gap."""
    reminders = Reminders(store)
    subjects = [t.subject for t in situation.tracked if t.cause is Cause.GAP]
    return Facts(
        reminders.mentions(DIGESTS, subjects),
        {step: reminders.mentions(kind_of(step), subjects) for step in _STEPS},
        Respites(store).standing(situation.now - LATELY),
    )


def due(situation: Situation, facts: Facts) -> Iterator[Due]:
    """One message for everybody who is to be told of something, at most one a day and step."""
    told: dict[tuple[Step, str], list[tuple[Tracked, int]]] = defaultdict(list)
    put_off = PutOff.of(facts.respites, situation.ownership, situation.now)
    for tracked in situation.tracked:
        digests = _unanswered(tracked, situation, facts, put_off)
        if digests and (found := _next_step(tracked, digests, situation, facts)):
            step, to = found
            told[step, address(to)].append((tracked, digests))
    for (step, place), gaps in told.items():
        if message := _message(step, place, gaps, situation):
            yield message


LADDER: Final = Kind(look, due)


def kind_of(step: Step) -> str:
    """What reminders of a step are called: how often each gap was told of is counted by step."""
    return f"{KIND}-{step}"


def _unanswered(tracked: Tracked, situation: Situation, facts: Facts, put_off: PutOff) -> int:
    """How many digests have spoken of a gap in vain."""
    mentioned = facts.digests.get(tracked.subject)
    home = home_of(tracked.page.model, situation) if mentioned else None
    if mentioned is None or home is None or put_off.standing(tracked.page, home.place):
        return 0
    today = situation.policy.schedule.current_day(situation.now, home.zone)
    if today is None:
        return 0
    return mentioned.times - (day_of(mentioned.last_key) >= today)


def _next_step(
    tracked: Tracked, digests: int, situation: Situation, facts: Facts
) -> tuple[Step, Addressee] | None:
    """The highest step that is reached, was not taken yet, and leads to somebody."""
    reached = [s for s, n in zip(_STEPS, situation.policy.ladder, strict=False) if digests >= n]
    for step in reversed(reached):
        if tracked.subject in facts.told[step]:
            return None
        if to := _addressee(step, tracked, situation):
            return step, to
    return None


def _addressee(step: Step, tracked: Tracked, situation: Situation) -> Addressee | None:
    ownership = situation.ownership
    to: Person | Channel | None
    match step:
        case Step.LEAD:
            to = lead_of(tracked.page.model, ownership)
        case Step.PLATFORM:
            to = next(platform_channels(ownership), None)
        case Step.SPONSOR:
            sponsor = ownership.organisation.sponsor
            to = ownership.people.get(sponsor) if sponsor else None
            to = to if to and to.active else None
    return to if to and not is_barred(home_of_addressee(to, situation), situation) else None


def _message(
    step: Step, place: str, gaps: Sequence[tuple[Tracked, int]], situation: Situation
) -> Due | None:
    home = home_at(place, situation)
    schedule, now = situation.policy.schedule, situation.now
    if home is None or not schedule.is_open(now, home.zone):
        return None
    unanswered = [
        Unanswered(
            tracked.page,
            tracked.since,
            digests,
            concern.nobody
            if (concern := situation.found.get((tracked.page, tracked.cause)))
            else None,
        )
        for tracked, digests in gaps
    ]
    day = schedule.day_of(now, home.zone)
    return Due(
        kind_of(step),
        f"{kind_of(step)}/{place}/{day.isoformat()}",
        home.to,
        ladder_reply(step, unanswered, home.zone, now),
        tuple(tracked.subject for tracked, _ in gaps),
        schedule.closes(now, home.zone),
    )
