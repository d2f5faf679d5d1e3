"""Offering somebody the questionnaire, once: who installs the app, who is made a team's lead."""

import re
from collections.abc import Iterator
from functools import partial

from bot.commands.outcome import Declared
from bot.commands.speaker import Speaker
from bot.errands.settled import Settled, settles
from bot.office import Office
from bot.reply import Notice, Reaction
from bot.wording.onboarding.offers import installed_offer_reply, team_offer_reply
from knowledge.entities import Person, Team
from knowledge.questionnaire import Topic
from knowledge.store.questionnaires import Questionnaires

_SLACK_ACCOUNT = re.compile(r"[UW][A-Z0-9]{2,20}")
_QUESTIONNAIRE = "questionnaire "


def offers_to_leads(declared: Declared, office: Office) -> tuple[Notice, ...]:
    """What those are offered who were made a team's lead by somebody else, once for each team."""
    return tuple(
        Notice(person, team_offer_reply(team), _key(team, person))
        for person, team in _new_leads(declared)
        if _offers(person, team, declared.speaker, office)
    )


def _key(team: Team, person: Person) -> str:
    return f"lead {team.id} {person.id}"


def _offers(person: Person, team: Team, speaker: Speaker, office: Office) -> bool:
    """Keep that somebody is offered their team's questions, and has to hear of it; False if they were."""
    with office.store.writing():
        kept = Questionnaires(office.store)
        is_new = kept.offer(person.id, Topic.TEAM, team.id, speaker.now)
        if is_new:
            office.owe(_key(team, person), speaker.source)
        return is_new


def offered_to_lead_again(key: str, office: Office) -> Reaction | None:
    """The same once more, to somebody who may not have heard of it, if they still lead the team."""
    _, team_id, person_id = key.split(" ")
    ownership = office.current()
    team = ownership.teams.get(team_id) if ownership else None
    person = ownership.people.get(person_id) if ownership else None
    if team is None or person is None or team.lead != person.id:
        return None
    offer = team_offer_reply(team)
    return Reaction(offer, [Notice(person, offer, key)])


def offer_to_begin(office: Office) -> Iterator[Settled]:
    """What the admins in the settings are offered, once each, while nothing is declared yet.

    Whoever installs the app names them. Only Slack's accounts look like what they are.
    """
    if office.current() is not None:
        return
    kept, now = Questionnaires(office.store), office.clock()
    for account in filter(_SLACK_ACCOUNT.fullmatch, sorted(office.admins)):
        key = f"{_QUESTIONNAIRE}{account}"
        offer = partial(kept.offer, f"slack:{account}", Topic.ORGANISATION, "", now)
        if settles(key, offer, office):
            yield Settled(key, _offer(account))


def offered_again(key: str, office: Office) -> Reaction | None:
    """The same once more, to somebody who may not have heard of it, if it still makes sense."""
    return _offer(key.removeprefix(_QUESTIONNAIRE)) if office.current() is None else None


def _offer(account: str) -> Reaction:
    offer = installed_offer_reply()
    return Reaction(offer, [Notice(Person(id=account, name=account, slack=account), offer)])


def _new_leads(declared: Declared) -> Iterator[tuple[Person, Team]]:
    speaker = declared.speaker.person
    for change in declared.wish.changes:
        was = change.before.lead if isinstance(change.before, Team) else None
        if isinstance(change.after, Team) and change.after.lead not in {None, was}:
            person = declared.after.people.get(change.after.lead or "")
            if person and (speaker is None or person.id != speaker.id):
                yield person, change.after
