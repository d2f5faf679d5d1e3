"""A made-up organisation of any size, the same in every run.

One person for 20 models, one team and one rotation for 50. One model in 20 has nobody named for
its model-quality page.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime

from benchmarks.words import model_name, person_name
from knowledge.entities import (
    Cadence,
    Channel,
    Declaration,
    Holders,
    Id,
    Model,
    Organisation,
    Page,
    Pages,
    Person,
    Rotation,
    Team,
)
from knowledge.ownership import OwnershipMap

MOVED = "handbook.example.com"
"""Where the runbooks of `moved` models are, and no others."""

_ZONES = ("Europe/London", "Europe/Berlin", "America/New_York", "Asia/Tokyo")
_EVERY_GAP = 20
_AT = datetime(2026, 11, 3, 10, tzinfo=UTC)
_STARTS = datetime(2026, 1, 5, 9)  # noqa: DTZ001  # a wall time


def organisation(models: int) -> OwnershipMap:
    """The map of an organisation with that many models."""
    people = [_person(index) for index in range(max(models // 20, 4))]
    teams = [_team(index, len(people)) for index in range(max(models // 50, 2))]
    rotations = [_rotation(index, len(people)) for index in range(max(models // 50, 2))]
    every = [_model(index, len(people), len(teams)) for index in range(models)]
    return OwnershipMap(
        Organisation(name="Northwind", time_zone="Europe/London"),
        people={person.id: person for person in people},
        teams={team.id: team for team in teams},
        rotations={rotation.id: rotation for rotation in rotations},
        models={model.id: model for model in every},
    )


def moved(ownership: OwnershipMap, every: int) -> OwnershipMap:
    """The map with another runbook for each model whose turn it is."""
    models: Mapping[Id, Model] = {
        model.id: replace(model, runbook=f"https://{MOVED}/{model.id}")
        if index % every == 0
        else model
        for index, model in enumerate(ownership.models.values())
    }
    return replace(ownership, models=models)


def _person(index: int) -> Person:
    return Person(
        id=f"p{index}",
        name=person_name(index),
        slack=f"U0{index:08}",
        time_zone=_ZONES[index % len(_ZONES)],
    )


def _someone(index: int, people: int) -> Id:
    return f"p{index % people}"


def _team(index: int, people: int) -> Team:
    members = tuple(_someone(5 * index + place, people) for place in range(4))
    return Team(
        id=f"team-{index}",
        name=f"Team {index}",
        kind="product",
        channel=Channel(slack=f"C0TEAM{index:06}"),
        lead=members[0],
        members=members,
    )


def _rotation(index: int, people: int) -> Rotation:
    return Rotation(
        id=f"rotation-{index}",
        name=f"rotation-{index}",
        members=tuple(_someone(3 * index + place, people) for place in range(4)),
        time_zone=_ZONES[index % len(_ZONES)],
        starts=_STARTS,
        every=Cadence(1, "week"),
    )


def _model(index: int, people: int, groups: int) -> Model:
    name, team = model_name(index), f"team-{index % groups}"
    return Model(
        id=name,
        description=f"Made-up model number {index}",
        trained_by=team,
        served_by=f"team-{(index + 1) % groups}",
        handoff=f"https://handoffs.example.com/{name}",
        runbook=f"https://runbooks.example.com/{name}",
        pages=Pages(
            infrastructure=_page(f"rotation-{(index + 1) % groups}", index, people),
            model_quality=_page(_quality_owner(index, people, groups), index, people),
        ),
        knowledge=Holders(
            business_domain=_someone(index + 1, people),
            model=_someone(index + 2, people),
            infrastructure=_someone(index + 3, people),
        ),
    )


def _quality_owner(index: int, people: int, groups: int) -> Id | None:
    """Nobody, or a team, for each twentieth model; else a rotation or a person."""
    if index % _EVERY_GAP == 0:
        return None if index % (2 * _EVERY_GAP) else f"team-{index % groups}"
    return _someone(index, people) if index % 5 < 2 else f"rotation-{index % groups}"


def _page(owner: Id | None, index: int, people: int) -> Page:
    return Page(
        owner=owner,
        escalation=(_someone(index + 4, people), _someone(index + 5, people)),
        declared=Declaration(by=_someone(index + 1, people), at=_AT),
    )
