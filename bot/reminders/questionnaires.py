"""Questionnaires that somebody left off, or finished a while ago: one gentle word about each."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from bot.onboarding.respondents import About
from bot.onboarding.returning import reminder_due
from bot.onboarding.standing import respondent_in
from bot.reminders.due import Due
from bot.reminders.kind import Kind
from bot.reminders.situation import Situation
from bot.wording.onboarding.offers import reminder_reply
from knowledge.questionnaire import Progress
from knowledge.store import Store
from knowledge.store.questionnaires import Questionnaires
from knowledge.store.reminders import Reminders

KIND: Final = "questionnaire"


@dataclass(frozen=True, slots=True)
class Facts:
    """Every questionnaire, the latest first; what was said of them."""

    progresses: tuple[Progress, ...]
    said: frozenset[str]


def look(store: Store, _: Situation) -> Facts:
    said = frozenset(map(_matter, Reminders(store).got_through(KIND)))
    return Facts(tuple(Questionnaires(store).all()), said)


def due(situation: Situation, facts: Facts) -> Iterator[Due]:
    """The latest of each person about each subject, until it got through to them."""
    ownership, now = situation.ownership, situation.now
    schedule, zone = situation.policy.schedule, ownership.organisation.time_zone
    seen: set[tuple[About, str]] = set()
    for progress in facts.progresses:
        person = respondent_in(progress, ownership)
        about = About(progress.topic, progress.subject)
        if person is None or (about, person.id) in seen:
            continue
        seen.add((about, person.id))
        reminder, there = reminder_due(progress, now), person.time_zone or zone
        is_there = not progress.subject or progress.subject in ownership.teams
        if reminder and person.active and is_there and schedule.is_open(now, there):
            key = f"{KIND} {progress.id} {reminder} {schedule.day_of(now, there).isoformat()}"
            if _matter(key) not in facts.said:
                reply = reminder_reply(reminder, progress, ownership)
                yield Due(KIND, key, person, reply, (KIND,), schedule.closes(now, there))


QUESTIONNAIRES: Final = Kind(look, due)


def _matter(key: str) -> str:
    """What a key is about, whatever the day."""
    return " ".join(key.split(" ")[:3])
