"""A small organisation in which nothing is wrong until a test says so."""

from dataclasses import replace
from typing import Any

from knowledge.entities import Holders, Model, Organisation, Page, Pages, Person, Team
from knowledge.ownership import OwnershipMap
from tests.northwind import weekly

PEOPLE = {i: Person(id=i, name=i.title()) for i in ("ana", "bo", "cy", "di")} | {
    "gone": Person(id="gone", name="Gone", active=False)
}


def a_map(*models: Model, **organisation: Any) -> OwnershipMap:
    """Two product teams (ana; bo), a platform team (cy, di), and these models."""
    teams = (
        Team(id="red", name="Red", kind="product", members=("ana",), uses={"ci": "jenkins"}),
        Team(id="blue", name="Blue", kind="product", members=("bo",), uses={"ci": "drone"}),
        Team(id="rails", name="Rails", kind="platform", members=("cy", "di"), uses={"ci": "drone"}),
    )
    return OwnershipMap(
        Organisation(name="Small", **organisation),
        people=PEOPLE,
        teams={team.id: team for team in teams},
        rotations={"shared": weekly("shared", "cy", "di")},
        models={model.id: model for model in models},
    )


def with_engineers(ownership: OwnershipMap, **counts: int) -> OwnershipMap:
    """The map with so many MLOps engineers in its teams."""
    told = {i: replace(ownership.teams[i], mlops_engineers=n) for i, n in counts.items()}
    return replace(ownership, teams={**ownership.teams, **told})


def a_model(model_id: str = "m", **parts: Any) -> Model:
    """One with nothing wrong: its team trains and serves it, and three people know it."""
    sound: dict[str, Any] = {
        "trained_by": "red",
        "served_by": "red",
        "consumers": ("shop",),
        "pages": Pages(Page("shared"), Page("ana", ("bo",))),
        "knowledge": Holders("ana", "bo", "cy"),
    }
    return Model(id=model_id, **sound | parts)
