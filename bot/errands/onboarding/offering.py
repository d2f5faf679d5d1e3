"""Offering somebody the questionnaire, once: whoever is made a team's lead."""

from collections.abc import Iterator

from bot.commands.outcome import Declared
from bot.errands.onboarding.desk import Desk
from bot.reply import Notice
from bot.wording.onboarding.offers import team_offer_reply
from knowledge.entities import Person, Team
from knowledge.questionnaire import Topic
from knowledge.store.questionnaires import Questionnaires


def offers_to_leads(declared: Declared, desk: Desk) -> tuple[Notice, ...]:
    """What those are offered who were made a team's lead by somebody else, once for each team."""
    kept = Questionnaires(desk.office.store)
    now = desk.speaker.now
    return tuple(
        Notice(person, team_offer_reply(team))
        for person, team in _new_leads(declared)
        if kept.offer(person.id, Topic.TEAM, team.id, now)
    )


def _new_leads(declared: Declared) -> Iterator[tuple[Person, Team]]:
    speaker = declared.speaker.person
    for change in declared.wish.changes:
        was = change.before.lead if isinstance(change.before, Team) else None
        if isinstance(change.after, Team) and change.after.lead not in {None, was}:
            person = declared.after.people.get(change.after.lead or "")
            if person and (speaker is None or person.id != speaker.id):
                yield person, change.after
