"""The transition signals, told to the platform team: seldom, and never twice the same."""

from collections.abc import Iterator
from typing import Final, NamedTuple

from bot.drawing.safely import drawn
from bot.reminders.due import Due
from bot.reminders.homes import Home, home_of_addressee, is_barred, platform_channels
from bot.reminders.kind import Kind
from bot.reminders.situation import Situation
from bot.wording.announcing import announcement
from bot.wording.pictures import trend_picture
from knowledge.backlog import Backlog
from knowledge.diagnosis.announcing import Occasion, Told, occasion
from knowledge.ownership import OwnershipMap
from knowledge.questions.outcome import When
from knowledge.questions.signals import SignalsQuestion, answer
from knowledge.reminders import Addressee, Sent
from knowledge.store import Readings, Store

KIND: Final = "signals"


class Facts(NamedTuple):
    """What is kept of the queue."""

    backlog: Backlog


def look(store: Store, _situation: Situation) -> Facts:
    return Facts(Readings(store).backlog())


def due(situation: Situation, facts: Facts) -> Iterator[Due]:
    ownership, now = situation.ownership, situation.now
    schedule, zone = situation.policy.schedule, ownership.organisation.time_zone
    home = _home(ownership, situation)
    if home is None or not schedule.is_open(now, home.zone):
        return
    found = answer(SignalsQuestion(When(now, now, zone)), ownership, lambda: facts.backlog)
    told = [_told(sent) for (kind, _), sent in situation.sent.items() if kind == KIND]
    said = sorted(each for each in told if each)
    why = occasion(found.found, said, facts.backlog.acknowledged(now), now)
    episode = found.found.episode
    if why is None or episode is None:
        return
    day = schedule.day_of(now, home.zone).isoformat()
    # The day and the place: where nothing got through, it is tried elsewhere, and again tomorrow.
    key = f"{KIND} {why} {episode.firings} {episode.began:%Y%m%dT%H%M%S} {day} {home.place}"
    picture = None if why is Occasion.CLEAR else drawn(lambda: trend_picture(found))
    reply, closes = announcement(found, why, picture), schedule.closes(now, home.zone)
    yield Due(KIND, key, home.to, reply, (KIND,), closes)


SIGNALS: Final = Kind(look, due)


def _told(sent: Sent) -> Told | None:
    """What was said before, as its key tells; None where it did not get through."""
    if sent.failure is not None:
        return None
    _, why, firings, *_ = sent.claim.key.split(" ")
    return Told(sent.at, Occasion(why), int(firings))


def _home(ownership: OwnershipMap, situation: Situation) -> Home | None:
    """The channel of the queue's team, of a platform team, the fallback's; else an admin."""
    fallback = situation.policy.fallback
    admins = (admin for admin in situation.admins() if admin.chat_ids)
    addressees: list[Addressee] = [*platform_channels(ownership)]
    addressees += [*([fallback] if fallback else []), *admins]
    homes = (home_of_addressee(to, situation) for to in addressees)
    return next((home for home in homes if not is_barred(home, situation)), None)
