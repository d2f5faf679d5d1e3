"""Offering a team's questions to whoever was made its lead, once for each team.

That they are offered is kept with what makes them lead (`Office.declare`), and owed to them from then on.
"""

from bot.commands.leads import new_leads
from bot.commands.outcome import Declared, Outcome
from bot.office import Office
from bot.reply import Notice, Reaction
from bot.wording.onboarding.offers import team_offer_reply
from knowledge.store.owed import Owed


def offers_to_leads(outcome: Outcome, office: Office) -> tuple[Notice, ...]:
    """What those are offered who are owed it by what was declared."""
    owed = Owed(office.store)
    leads = new_leads(outcome) if isinstance(outcome, Declared) else ()
    return tuple(
        Notice(lead.person, team_offer_reply(lead.team), lead.key)
        for lead in leads
        if owed.holds(lead.key)
    )


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
