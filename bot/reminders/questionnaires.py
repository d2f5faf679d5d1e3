"""Questionnaires that somebody left off, or finished a while ago: one gentle word about each."""

from collections.abc import Iterator
from typing import Final

from bot.onboarding.respondents import About
from bot.onboarding.returning import Reminder, reminder_due
from bot.onboarding.standing import respondent_in
from bot.reminders.due import Due
from bot.reminders.kind import Kind
from bot.reminders.situation import Situation
from bot.wording.onboarding.offers import reminder_reply
from knowledge.questionnaire import Progress
from knowledge.store import Store
from knowledge.store.questionnaires import Questionnaires

KIND: Final = "questionnaire"


def look(store: Store, _: Situation) -> tuple[Progress, ...]:
    return tuple(Questionnaires(store).all())


def due(situation: Situation, progresses: tuple[Progress, ...]) -> Iterator[Due]:
    """The latest of each person about each subject. Its key sees to it that nothing comes twice."""
    ownership, now = situation.ownership, situation.now
    zone, seen = ownership.organisation.time_zone, set[tuple[About, str]]()
    for progress in progresses:
        person = respondent_in(progress, ownership)
        about = About(progress.topic, progress.subject)
        if person is None or (about, person.id) in seen:
            continue
        seen.add((about, person.id))
        reminder = reminder_due(progress, now)
        is_there = not progress.subject or progress.subject in ownership.teams
        is_open = situation.policy.schedule.is_open(now, person.time_zone or zone)
        if reminder and person.active and is_there and is_open:
            reply = reminder_reply(reminder, progress, ownership)
            yield Due(KIND, _key(reminder, progress), person, reply, (KIND,))


QUESTIONNAIRES: Final = Kind(look, due)


def _key(reminder: Reminder, progress: Progress) -> str:
    return f"{KIND} {progress.id} {reminder}"
