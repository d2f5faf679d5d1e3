"""Where models are at home: in their own chat channel, else in that of the team that trains them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from knowledge.entities import Channel, Id, Model, Team


class Home(NamedTuple):
    """What decides in which channels a model is at home."""

    model: Id
    channel: Channel | None
    team: Id | None


def home_of(model: Model) -> Home:
    """The home of a model: its own channel, and the team that trains it."""
    return Home(model.id, model.channel, model.trained_by)


@dataclass(slots=True)
class Homes:
    """Where many models are at home: ids of models by chat channel, and by the team that trains them."""

    own: dict[str, list[Id]] = field(default_factory=dict)
    trained: dict[Id, list[Id]] = field(default_factory=dict)

    def add(self, home: Home) -> None:
        """Take in the home of a model."""
        model, channel, team = home
        for chat_id in chat_ids(channel):
            self.own.setdefault(chat_id, []).append(model)
        if team:
            self.trained.setdefault(team, []).append(model)

    def by_channel(self, teams: Mapping[Id, Team]) -> dict[str, tuple[Id, ...]]:
        """Models by the channel that is theirs; else by that of the team that trains them."""
        found: dict[str, list[Id]] = {}
        for team_id, models in self.trained.items():
            team = teams.get(team_id)
            for chat_id in chat_ids(team.channel if team else None):
                found.setdefault(chat_id, []).extend(models)
        return {chat_id: tuple(sorted(ids)) for chat_id, ids in (found | self.own).items()}


def chat_ids(channel: Channel | None) -> set[str]:
    """A channel's ids, on whichever platforms it is."""
    return set(channel.chat_ids.values()) if channel else set()
