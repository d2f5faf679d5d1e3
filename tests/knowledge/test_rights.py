"""Who may declare what, as a table."""

from dataclasses import replace

import pytest

from knowledge.changes import ITSELF, Change, Kind
from knowledge.entities import Model, Page, Person, Team
from knowledge.ownership import OwnershipMap
from knowledge.rights import allowed_to, may_declare, who_may_declare
from tests.northwind import NORTHWIND, weekly

ORGANISED = replace(
    NORTHWIND,
    organisation=replace(NORTHWIND.organisation, admins=("sam-lee",)),
    teams={**NORTHWIND.teams, "growth": Team(id="growth", name="Growth", members=("hana",))},
    models={
        **NORTHWIND.models,
        "demand-2026": replace(NORTHWIND.models["demand-2026"], served_by="growth"),
    },
)
FRAUD_QUALITY = Change(
    Kind.MODEL, "fraud-model", "model-quality", None, Page(owner="tomas", escalation=())
)
CHURN_QUALITY = Change(Kind.MODEL, "churn", "model-quality", None, Page(owner="hana"))
SERVED_QUALITY = Change(Kind.MODEL, "demand-2026", "model-quality", None, Page(owner="hana"))
GROWTH = Change(Kind.TEAM, "growth", ITSELF, None, Team(id="growth", name="Growth"))
TURNS = Change(Kind.ROTATION, "fraud-quality", ITSELF, None, weekly("fraud-quality", "tomas"))
NEW_TURNS = Change(Kind.ROTATION, "new", ITSELF, None, weekly("new", "tomas"))
NEW_OF_GROWTH = Change(Kind.MODEL, "basket", ITSELF, None, Model(id="basket", trained_by="growth"))
NEW_OF_NOBODY = Change(Kind.MODEL, "basket", ITSELF, None, Model(id="basket"))
HIRED = Change(Kind.PERSON, "noor", ITSELF, None, Person(id="noor", name="Noor"))


@pytest.mark.parametrize(
    ("who", "change", "may"),
    [
        ("sam-lee", FRAUD_QUALITY, True),  # an admin
        ("sam-lee", HIRED, True),
        ("priya", FRAUD_QUALITY, True),  # leads the team that trains it
        ("goran", FRAUD_QUALITY, True),  # leads the team that serves it, and takes turns
        ("hana", SERVED_QUALITY, True),  # a member of the team that serves it, and no more
        ("priya", SERVED_QUALITY, False),
        ("tomas", FRAUD_QUALITY, True),  # takes turns in the rotation that owns a page of it
        ("elena", FRAUD_QUALITY, False),  # knows the business, and no more
        ("hana", CHURN_QUALITY, True),  # a member of the team that trains it
        ("priya", CHURN_QUALITY, False),
        ("hana", GROWTH, True),
        ("priya", GROWTH, False),
        ("tomas", TURNS, True),
        ("hana", TURNS, False),
        ("priya", NEW_TURNS, True),  # leads a team
        ("tomas", NEW_TURNS, False),
        ("hana", NEW_OF_GROWTH, True),
        ("hana", NEW_OF_NOBODY, False),
        ("priya", HIRED, False),
        ("gone", FRAUD_QUALITY, False),  # inactive
    ],
)
def test_who_may(who: str, change: Change, may: bool) -> None:  # noqa: FBT001  # a table's column
    assert may_declare(ORGANISED.people[who], [change], ORGANISED) is may


def test_a_stranger_may_nothing() -> None:
    assert not may_declare(None, [FRAUD_QUALITY], ORGANISED)


def test_a_stranger_may_register_a_consumer_and_not_pass_for_it_with_anything_else() -> None:
    churn = NORTHWIND.models["churn"]
    consumed = replace(churn, unconfirmed_consumers=("billing",))

    def may(after: Model) -> bool:
        return may_declare(None, [Change(Kind.MODEL, "churn", ITSELF, churn, after)], ORGANISED)

    assert may(consumed)
    assert not may(churn)
    assert not may(replace(consumed, runbook="https://example.com/mine"))
    assert not may(replace(consumed, consumers=("billing",)))


def test_an_admin_who_left_may_nothing() -> None:
    left = replace(ORGANISED.people["sam-lee"], active=False)
    assert not may_declare(left, [FRAUD_QUALITY], ORGANISED)


def test_all_changes_of_a_wish_must_be_allowed() -> None:
    priya = ORGANISED.people["priya"]
    assert not may_declare(priya, [FRAUD_QUALITY, CHURN_QUALITY], ORGANISED)


def able(*changes: Change, ownership: OwnershipMap = ORGANISED) -> list[str]:
    return [person.id for person in who_may_declare(changes, ownership)]


def test_those_who_can_are_named_the_nearest_first_and_admins_last() -> None:
    assert able(FRAUD_QUALITY) == ["priya", "goran", "hana", "tomas", "sam-lee"]
    assert able(HIRED) == ["sam-lee"]
    assert able(FRAUD_QUALITY, CHURN_QUALITY) == ["goran", "hana", "sam-lee"]


def test_what_is_said_at_once_of_a_new_model_is_judged_by_the_teams_that_it_names() -> None:
    hana = ORGANISED.people["hana"]
    page = Change(Kind.MODEL, "basket", "model-quality", None, Page(owner="hana"))
    assert may_declare(hana, [NEW_OF_GROWTH, page], ORGANISED)
    assert not may_declare(hana, [NEW_OF_NOBODY, page], ORGANISED)
    assert not may_declare(hana, [page], ORGANISED)
    assert hana in who_may_declare([NEW_OF_GROWTH, page], ORGANISED)


def test_what_somebody_may_is_told_from_what_they_may_not() -> None:
    hana = ORGANISED.people["hana"]
    assert allowed_to(hana, [HIRED, GROWTH, TURNS], ORGANISED) == (GROWTH,)
