"""Where people are reminded of a model, and what time it is for them. Pure.

The model's own channel, else that of the team that trains it, else that of the team that serves it,
else the fallback channel. Where the first of these can't be written to, the fallback stands in for
the rest of the day. Where there is no channel at all, an admin is told.
"""

from collections.abc import Iterator
from typing import NamedTuple

from bot.reminders.situation import Situation
from knowledge.entities import Channel, Id, Model, Person, Team
from knowledge.ownership import OwnershipMap, PageKey
from knowledge.reminders import Addressee, address, addressee_at


class Home(NamedTuple):
    """Whom to write to, and their time zone. `instead_of` is the address that can't be written to."""

    to: Addressee
    zone: str
    instead_of: str | None = None

    @property
    def place(self) -> str:
        """Its address."""
        return address(self.to)


def home_of(model_id: Id, situation: Situation) -> Home | None:
    """Where to speak of a model; None where there is nobody to tell."""
    model = situation.ownership.models.get(model_id)
    own = _own(model, situation.ownership) if model else None
    if own and not is_barred(own, situation):
        return own
    barred = own.place if own else None
    fallback = fallback_home(situation)
    if fallback and not is_barred(fallback, situation):
        return fallback._replace(instead_of=barred)
    reachable = (person_home(admin, situation) for admin in situation.admins())
    open_ = (home for home in reachable if not is_barred(home, situation))
    found = next(open_, None)
    return found._replace(instead_of=barred) if found else None


def untold(situation: Situation) -> list[PageKey]:
    """The pages of which nobody hears: there is no channel of theirs, no fallback and no admin."""
    if situation.policy.fallback or situation.admins():
        return []
    models = {tracked.page.model for tracked in situation.tracked}
    homeless = {model for model in models if home_of(model, situation) is None}
    return [tracked.page for tracked in situation.tracked if tracked.page.model in homeless]


def fallback_home(situation: Situation) -> Home | None:
    """The channel for what has none of its own."""
    fallback = situation.policy.fallback
    return channel_home(fallback, situation) if fallback else None


def channel_home(channel: Channel, situation: Situation) -> Home:
    """A channel, with its ids elsewhere and its zone where it is known as a team's."""
    teams = situation.ownership.teams.values()
    for team in teams:
        if team.channel and address(team.channel) == address(channel):
            return Home(team.channel, _zone(team.channel, team, situation.ownership))
    return Home(channel, _zone(channel, None, situation.ownership))


def home_of_addressee(to: Addressee, situation: Situation) -> Home:
    """A channel or somebody's direct messages, with the zone there."""
    if isinstance(to, Person):
        return person_home(to, situation)
    return channel_home(to, situation)


def home_at(place: str, situation: Situation) -> Home | None:
    """What an address leads to; None where nobody goes by it any more."""
    to = addressee_at(place, situation.ownership.people)
    return home_of_addressee(to, situation) if to else None


def person_home(person: Person, situation: Situation) -> Home:
    """Somebody's direct messages."""
    return Home(person, person.time_zone or situation.ownership.organisation.time_zone)


def lead_of(model_id: Id, ownership: OwnershipMap) -> Person | None:
    """The active lead of the team that trains a model, else of the one that serves it."""
    model = ownership.models.get(model_id)
    teams = _teams(model, ownership) if model else iter(())
    leads = (ownership.people.get(team.lead) for team in teams if team.lead)
    return next((lead for lead in leads if lead and lead.active), None)


def platform_channels(ownership: OwnershipMap) -> Iterator[Channel]:
    """The channel of the team that works off the central queue, then those of platform teams."""
    queue_team = ownership.queue.team if ownership.queue else None
    named = ownership.teams.get(queue_team) if queue_team else None
    platform = (team for team in ownership.teams.values() if team.kind == "platform")
    for team in (named, *platform):
        if team and team.channel and team.channel.chat_ids:
            yield team.channel


def _own(model: Model, ownership: OwnershipMap) -> Home | None:
    teams = list(_teams(model, ownership))
    if model.channel and model.channel.chat_ids:
        near = next(iter(teams), None)
        return Home(model.channel, _zone(model.channel, near, ownership))
    for team in teams:
        if team.channel and team.channel.chat_ids:
            return Home(team.channel, _zone(team.channel, team, ownership))
    return None


def _teams(model: Model, ownership: OwnershipMap) -> Iterator[Team]:
    """The team that trains it, then the one that serves it."""
    for team_id in (model.trained_by, model.served_by):
        if team_id and team_id in ownership.teams:
            yield ownership.teams[team_id]


def _zone(channel: Channel, team: Team | None, ownership: OwnershipMap) -> str:
    lead = ownership.people.get(team.lead) if team and team.lead else None
    of_lead = lead.time_zone if lead else None
    return channel.time_zone or of_lead or ownership.organisation.time_zone


def is_barred(home: Home, situation: Situation) -> bool:
    """Whether it was tried today and did not work; on another day it is tried again."""
    day_of, zone = situation.policy.schedule.day_of, home.zone
    return any(
        hindered.place == home.place
        and day_of(hindered.tried_at, zone) == day_of(situation.now, zone)
        for hindered in situation.hindrances
    )
