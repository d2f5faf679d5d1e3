"""Who there is, and where they are found: people, teams, channels."""

from collections.abc import Mapping
from dataclasses import field
from typing import Annotated, Final, Literal

from pydantic import StringConstraints
from pydantic.dataclasses import dataclass

from knowledge.entities.fields import ENTITY, ChatId, Count, Id, Name, Zone

Platform = Literal["slack", "teams"]
PLATFORMS: Final[tuple[Platform, ...]] = ("slack", "teams")
"""The chat platforms; who and what is found there has a field for each, of the same name."""


def _chat_ids(found: "Channel | Person") -> dict[Platform, str]:
    return {platform: i for platform in PLATFORMS if (i := getattr(found, platform))}


@dataclass(frozen=True, slots=True, config=ENTITY)
class Channel:
    """One conversation, by its id on each platform where it exists.

    `time_zone` is that of the people in it, where it isn't that of the team.
    """

    slack: ChatId | None = None
    teams: ChatId | None = None
    time_zone: Zone | None = None

    @property
    def chat_ids(self) -> dict[Platform, str]:
        """Its id on each platform where it exists."""
        return _chat_ids(self)


def channel_on(platform: Platform, chat_id: str) -> Channel:
    """The channel that has an id on a platform."""
    return Channel(**{platform: chat_id})


@dataclass(frozen=True, slots=True, config=ENTITY)
class Person:
    """`slack` is a member id (U…), `teams` an AAD object id."""

    id: Id
    name: Name
    slack: ChatId | None = None
    teams: ChatId | None = None
    email: Annotated[str, StringConstraints(max_length=320, pattern=r"^\S+@\S+$")] | None = None
    time_zone: Zone | None = None
    active: bool = True

    @property
    def chat_ids(self) -> dict[Platform, str]:
        """By which id each platform knows them, as far as the map tells."""
        return _chat_ids(self)


@dataclass(frozen=True, slots=True, config=ENTITY)
class Team:
    """`uses` names the tool that the team runs for a purpose: monitoring, registry, ci."""

    id: Id
    name: Name
    kind: Literal["product", "platform"] | None = None
    channel: Channel | None = None
    lead: Id | None = None
    members: tuple[Id, ...] = ()
    mlops_engineers: Count | None = None
    uses: Mapping[Name, Name] = field(default_factory=dict)

    @property
    def people(self) -> tuple[Id, ...]:
        """Its lead, if it has one, and its members."""
        return (self.lead, *self.members) if self.lead else self.members
