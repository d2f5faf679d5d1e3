"""Where reminders don't get through: the fallback channel and each admin are told once."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from bot.reminders.due import Due
from bot.reminders.homes import Home, fallback_home, is_barred, person_home
from bot.reminders.kind import Kind
from bot.reminders.situation import Situation
from bot.wording.hindrances import Blocked, hindrances_reply
from knowledge.reminders import Hindered, Mentioned, addressee_at
from knowledge.store import Store
from knowledge.store.reminders import Reminders

KIND: Final = "hindrances"


@dataclass(frozen=True, slots=True)
class Facts:
    """Which hindrances were told of, at each address."""

    told: Mapping[str, Mapping[str, Mentioned]]


def look(store: Store, situation: Situation) -> Facts:
    """What was told to whom."""
    subjects = [hindered.subject for hindered in situation.hindrances]
    reminders = Reminders(store)
    homes = _homes(situation) if subjects else []
    return Facts({h.place: reminders.mentions(kind_at(h.place), subjects) for h in homes})


def due(situation: Situation, facts: Facts) -> Iterator[Due]:
    """One message an address about what is new there, as soon as it may be disturbed."""
    for home in _homes(situation):
        told = facts.told.get(home.place, {})
        news = [h for h in situation.hindrances if h.subject not in told]
        is_open = situation.policy.schedule.is_open(situation.now, home.zone)
        if news and is_open and not is_barred(home, situation):
            yield _message(home, news, situation)


HINDRANCES: Final = Kind(look, due)


def kind_at(place: str) -> str:
    """What is told at one address counts for that one only."""
    return f"{KIND}/{place}"


def _homes(situation: Situation) -> list[Home]:
    fallback = fallback_home(situation)
    admins = [person_home(admin, situation) for admin in situation.admins()]
    return [*([fallback] if fallback else []), *admins]


def _message(home: Home, news: list[Hindered], situation: Situation) -> Due:
    people = situation.ownership.people
    blocked = [Blocked(addressee_at(h.place, people), h.place, h.reason) for h in news]
    kind, schedule, now = kind_at(home.place), situation.policy.schedule, situation.now
    day = schedule.day_of(now, home.zone).isoformat()
    return Due(
        kind,
        f"{kind}/{news[-1].number}/{day}",  # where it doesn't get through it is tried again tomorrow
        home.to,
        hindrances_reply(blocked),
        tuple(one.subject for one in news),
        schedule.closes(now, home.zone),
    )
