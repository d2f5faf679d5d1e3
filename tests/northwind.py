"""Northwind in small: the organisation that the tests ask about."""

from datetime import UTC, datetime

from knowledge.entities import (
    Channel,
    Declaration,
    Holders,
    Model,
    Organisation,
    Page,
    Pages,
    Person,
    Rotation,
    Team,
    Vocabulary,
)
from knowledge.ownership import OwnershipMap

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
"""A Monday noon: Priya Nair has been on call for fraud-quality since 09:00."""

PEOPLE = (
    Person(id="priya", name="Priya Nair", slack="U0PRIYA", email="priya@example.com"),
    Person(id="tomas", name="Tomas Reyes", slack="U0TOMAS"),
    Person(id="goran", name="Goran Petrov"),
    Person(id="hana", name="Hana Ito", time_zone="Asia/Tokyo", slack="U0HANA"),
    Person(id="elena", name="Elena Ruiz"),
    Person(id="sam-lee", name="Sam Lee"),
    Person(id="sam-fox", name="Sam Fox"),
    Person(id="gone", name="Greta Gone", active=False),
)
TEAMS = (
    Team(id="risk-ml", name="Risk ML", lead="priya", channel=Channel(slack="C0RISK")),
    Team(id="growth", name="Growth", channel=Channel(slack="C0GROWTH")),
    Team(id="ml-platform", name="ML Platform", kind="platform", lead="goran"),
)


def weekly(rotation_id: str, *members: str) -> Rotation:
    """A rotation that hands off on Mondays at 09:00 London time; its first member has this week."""
    return Rotation(
        id=rotation_id,
        name=rotation_id,
        members=members,
        time_zone="Europe/London",
        starts=datetime(2026, 11, 23, 9),  # noqa: DTZ001  # a wall time
        every="1 week",  # type: ignore[arg-type]  # read as in a map file
    )


ROTATIONS = (
    weekly("fraud-quality", "priya", "tomas"),
    weekly("platform-primary", "goran", "hana"),
    weekly("nobodys-turn"),
)
DECLARED = Declaration(by="elena", at=datetime(2026, 11, 3, 10, tzinfo=UTC))
MODELS = (
    Model(
        id="fraud-model",
        aliases=("fraud scoring",),
        trained_by="risk-ml",
        served_by="ml-platform",
        runbook="https://runbooks.example.com/fraud",
        channel=Channel(slack="C0FRAUD"),
        pages=Pages(
            infrastructure=Page(owner="platform-primary", escalation=("goran",)),
            model_quality=Page(
                owner="fraud-quality", escalation=("tomas", "risk-ml"), declared=DECLARED
            ),
        ),
        knowledge=Holders(business_domain="elena", model="priya", infrastructure="goran"),
    ),
    Model(
        id="churn",
        trained_by="growth",
        pages=Pages(infrastructure=Page(owner="goran"), model_quality=Page(owner="growth")),
    ),
    Model(id="churn-uplift", trained_by="growth", pages=Pages(model_quality=Page(owner="hana"))),
    Model(
        id="quality-inspection",
        pages=Pages(
            infrastructure=Page(owner="platform-primary"), model_quality=Page(owner="elena")
        ),
    ),
    Model(id="infra-cost-forecaster", pages=Pages(model_quality=Page(owner="goran"))),
    Model(id="search-ranker", pages=Pages(model_quality=Page(owner="gone"))),
    Model(id="search-suggest", pages=Pages(model_quality=Page(owner="nobodys-turn"))),
    Model(id="drift", pages=Pages(model_quality=Page(owner="elena"))),
    Model(id="demand-2026"),
)

NORTHWIND = OwnershipMap(
    Organisation(name="Northwind", time_zone="Europe/London"),
    people={person.id: person for person in PEOPLE},
    teams={team.id: team for team in TEAMS},
    rotations={rotation.id: rotation for rotation in ROTATIONS},
    models={model.id: model for model in MODELS},
    vocabulary=Vocabulary(model_quality=("chargeback spike",)),
)
