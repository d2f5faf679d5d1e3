"""How answers are read: what is taken, what is asked back, and who is made up from a name."""

import pytest

from bot.onboarding.answers import chosen, number, zone
from bot.onboarding.catalogue import models_named
from bot.onboarding.groups import team_named, teams_named
from bot.onboarding.people import chain_named, owner_named, people_named, person_named
from bot.onboarding.script import Changes, Misread, Misreading, Respondent, Sight
from knowledge.entities import Model, Person, Team
from tests.northwind import NORTHWIND, NOW

SIGHT = Sight(NORTHWIND, Respondent(NORTHWIND.people["priya"]), NOW, subject="growth")


def noted(value: object, _: Sight) -> Changes:
    return (value,)  # type: ignore[return-value]  # what was read, for all to see


@pytest.mark.parametrize(
    ("said", "read"),
    [
        ("12", 12),
        ("about 12 people", 12),
        ("none", 0),
        ("0", 0),
        ("10-15", None),
        ("two of 3 or 4", None),
        ("-3", None),
        ("1.5", None),
        ("1,200", None),
        ("a dozen", None),
        ("99999999999", None),
        ("v2", None),
        ("", None),
    ],
)
def test_numbers(said: str, read: int | None) -> None:
    found = number(noted)(said, SIGHT)
    assert found == ((read,) if read is not None else Misread(Misreading.NO_NUMBER, said))


@pytest.mark.parametrize(
    ("said", "read"),
    [
        ("pure-cloud", "pure-cloud"),
        ("Pure Cloud", "pure-cloud"),
        ("pure", "pure-cloud"),
        ("p", None),
        ("", None),
        ("the cloud", None),
    ],
)
def test_options(said: str, read: str | None) -> None:
    found = chosen(("pure-cloud", "private"), noted)(said, SIGHT)
    assert found == ((read,) if read else Misread(Misreading.NOT_AN_OPTION, said))


@pytest.mark.parametrize(
    ("said", "read"),
    [
        ("Europe/London", "Europe/London"),
        ("london", "Europe/London"),
        ("new york", "America/New_York"),
        ("UTC", "UTC"),
        ("mars", None),
        ("../../etc/passwd", None),
    ],
)
def test_zones(said: str, read: str | None) -> None:
    found = zone(noted)(said, SIGHT)
    assert found == ((read,) if read else Misread(Misreading.NO_ZONE, said))


@pytest.mark.parametrize(
    ("said", "ids"),
    [
        ("priya", ("priya",)),
        ("@priya", ("priya",)),
        ("Priya Nair", ("priya",)),
        ("me", ("priya",)),
        ("<@U0PRIYA>", ("priya",)),
        ("Priya Nair <@U0PRIYA>", ("priya",)),
        ("priya, tomas and Elena Ruiz", ("priya", "tomas", "elena")),
        ("priya\ntomas", ("priya", "tomas")),
        ("priya, priya", ("priya",)),
        ("Rina Sol", ("rina",)),
        ("priya, Rina Sol, Rina Ray", ("priya", "rina", "rina-ray")),
        ("new Priya Nairn", ("priya-nairn",)),
        ("Rina Sol <@U0RINA00>", ("rina",)),
        ("Jean-Luc O'Neil", ("jean-luc",)),
        ("\u00c9lodie", ("\u00e9lodie",)),
    ],
)
def test_people(said: str, ids: tuple[str, ...]) -> None:
    found = people_named(said, SIGHT)
    assert not isinstance(found, Misread)
    assert found.ids == ids
    assert [c.subject for c in found.changes] == [i for i in ids if i not in NORTHWIND.people]


@pytest.mark.parametrize(
    ("said", "why", "offers"),
    [
        ("pryia", Misreading.NEAR, ("priya", "new pryia")),
        ("sam", Misreading.SEVERAL, ("sam-lee", "sam-fox")),
        ("gone", Misreading.INACTIVE, ()),
        ("growth", Misreading.NOT_A_PERSON, ()),
        ("fraud-quality", Misreading.NOT_A_PERSON, ()),
        ("priya or tomas", Misreading.NOT_ONE, ()),
        ("priya, tomas", Misreading.NOT_ONE, ()),
        ("the data science people on the third floor", Misreading.NO_NAME, ()),
        ("whoever is on duty", Misreading.NO_NAME, ()),
        ("everyone", Misreading.NO_NAME, ()),
        ("the team", Misreading.NO_NAME, ()),
        ("555-1234", Misreading.NO_NAME, ()),
        ("<!channel>", Misreading.NO_NAME, ()),
        ("<@U0STRANGER>", Misreading.ACCOUNT, ()),
        ("Tomas Reyes <@U0PRIYA>", Misreading.ACCOUNT, ()),
        ("x" * 2_000, Misreading.NO_NAME, ()),
        ("", Misreading.NO_NAME, ()),
    ],
)
def test_who_cannot_be_told(said: str, why: Misreading, offers: tuple[str, ...]) -> None:
    found = person_named(said, SIGHT)
    assert isinstance(found, Misread)
    assert (found.why, found.offers) == (why, offers)


def test_a_rotation_answers_a_pager_and_a_team_does_not() -> None:
    rotation = owner_named("fraud-quality", SIGHT)
    assert not isinstance(rotation, Misread)
    assert rotation.ids == ("fraud-quality",)
    assert owner_named("Growth", SIGHT) == Misread(Misreading.TEAM, "Growth")


def test_an_escalation_may_lead_to_a_team() -> None:
    chain = chain_named("tomas then Risk ML \u2192 goran", SIGHT)
    assert not isinstance(chain, Misread)
    assert chain.ids == ("tomas", "risk-ml", "goran")


def test_an_account_that_is_told_beside_a_name_is_linked() -> None:
    found = person_named("Elena Ruiz <@U0ELENA00>", SIGHT)
    assert not isinstance(found, Misread)
    (person,) = found.parties
    assert isinstance(person, Person)
    assert (person.id, person.slack) == ("elena", "U0ELENA00")


def test_teams_are_known_or_new() -> None:
    found = teams_named("growth, Search and Ads Ranking", NORTHWIND, "product")
    assert not isinstance(found, Misread)
    assert [team.id for team in found.teams] == ["growth", "search", "ads-ranking"]
    assert team_named("Grwoth", NORTHWIND, "product") == Misread(
        Misreading.NEAR, "Grwoth", ("growth", "new Grwoth")
    )
    assert not isinstance(team_named(80 * "n", NORTHWIND, "product"), Misread)
    assert team_named(81 * "n", NORTHWIND, "product") == Misread(Misreading.NO_NAME, 81 * "n")
    # a person has that id already
    new = team_named("Priya", NORTHWIND, "product")
    assert not isinstance(new, Misread)
    assert new.teams == (Team(id="priya-2", name="Priya", kind="product"),)
    assert team_named("!!!", NORTHWIND, "product") == Misread(Misreading.NO_NAME, "!!!")


def new_models(found: Changes | Misread) -> list[Model]:
    assert not isinstance(found, Misread)
    return [change.after for change in found if isinstance(change.after, Model)]


def test_models_are_known_or_new() -> None:
    growth = NORTHWIND.teams["growth"]
    found = models_named("churn, basket-ranker and `Next Offer`", growth, NORTHWIND)
    assert [m.id for m in new_models(found)] == ["basket-ranker", "Next-Offer"]
    claimed = new_models(models_named("drift", growth, NORTHWIND))
    assert [(m.id, m.trained_by) for m in claimed] == [("drift", "growth")]


@pytest.mark.parametrize(
    ("said", "misread"),
    [
        ("fraud-model", Misread(Misreading.ELSEWHERE, "fraud-model")),
        ("chrun", Misread(Misreading.NEAR, "chrun", ("churn", "new chrun"))),
        ("\U0001f916", Misread(Misreading.BAD_ID, "\U0001f916")),
        ("x" * 200, Misread(Misreading.BAD_ID, "x" * 200)),
        (",", Misread(Misreading.NO_NAME, ",")),
        ("basket, hana", Misread(Misreading.NOT_A_MODEL, "hana")),
        ("me", Misread(Misreading.NOT_A_MODEL, "me")),
        ("Risk ML", Misread(Misreading.NOT_A_MODEL, "Risk ML")),
        (",".join(f"m{n}" for n in range(60)), None),
    ],
)
def test_models_that_cannot_be_told(said: str, misread: Misread | None) -> None:
    found = models_named(said, NORTHWIND.teams["growth"], NORTHWIND)
    assert found == (misread or Misread(Misreading.TOO_LONG, said))


def test_a_longer_name_is_no_typo() -> None:
    found = models_named("churn-eu", NORTHWIND.teams["growth"], NORTHWIND)
    assert [m.id for m in new_models(found)] == ["churn-eu"]
