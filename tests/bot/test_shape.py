"""Declaring what the advice is drawn from, and who consumes a model."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from bot.cli import whoowns
from bot.commands.speaker import Speaker
from bot.office import Office
from bot.platforms.console import reacting
from bot.reacting import react
from bot.render.plain import plain
from bot.reply import Message, Reaction
from knowledge.entities import Context, Person
from tests.databases import store_of
from tests.northwind import NORTHWIND, NOW

TABLE = Path(__file__).parents[2] / "docs" / "patterns-table.md"


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    with store_of(tmp_path / "whoowns.db") as store:
        yield Office(store, store.load, lambda: NOW, frozenset({"sam-lee"}))


@pytest.fixture
def heard(office: Office) -> Callable[..., str]:
    def say(said: str, sender: str = "sam-lee") -> str:
        return plain(reacting(office, sender)(said))

    return say


def said_by(office: Office, person: str | None, text: str) -> Reaction:
    known = NORTHWIND.people.get(person or "")
    speaker = Speaker(known, "Una Known", "slack", NOW)
    return react(Message(text, person), speaker, office)


@pytest.mark.parametrize(
    ("said", "field", "value"),
    [
        ("organisation pattern central", "pattern", "centralised"),
        ("organisation pattern is platform as mlops", "pattern", "platform-as-mlops"),
        ("organisation context on-prem", "context", Context.ON_PREM),
        ("organisation mandate yes", "single_accountable_operator", True),
        ("organisation autonomy no", "autonomy_permitted", False),
        ("organisation maturity governed", "maturity", 4),
        ("organisation maturity 2", "maturity", 2),
        ("organisation ml-engineers 24", "ml_engineers", 24),
        ("organisation platform-engineers 4", "platform_engineers", 4),
        ("organisation rails yes", "shared_rails", True),
    ],
)
def test_a_fact_is_declared_and_taken_back(
    office: Office, heard: Callable[..., str], said: str, field: str, value: object
) -> None:
    assert heard(said).startswith("Declared.")
    declared = office.current()
    assert declared is not None
    assert getattr(declared.organisation, field) == value
    assert heard(f"{' '.join(said.split()[:2])} unknown").startswith("Declared.")
    now = office.current()
    assert now is not None
    assert getattr(now.organisation, field) is None


@pytest.mark.parametrize(
    "said",
    [
        "organisation",
        "organisation maturity 6",
        "organisation maturity",
        "organisation context moon",
        "organisation ml-engineers -1",
        "organisation ml-engineers 9999999999999",
        "organisation mandate perhaps",
        "team kind risk-ml important",
        "team mlops-engineers risk-ml few",
        "team mlops-engineers 2",
        "team uses risk-ml monitoring",
        f"team uses risk-ml monitoring {'x' * 300}",
        "consumes fraud-model",
        "consumes fraud-model remove stale",
        f"consumes fraud-model {'x' * 300}",
        "consumes fraud-model a\x07b",
    ],
)
def test_what_does_not_fit_is_refused(heard: Callable[..., str], said: str) -> None:
    assert "It goes like this: " in heard(said)


def test_a_team_and_who_trains_and_serves(office: Office, heard: Callable[..., str]) -> None:
    for said in (
        "team kind risk-ml product",
        "team uses Risk ML monitoring evidently",
        "team uses risk-ml Monitoring prometheus",
        "model trained-by churn risk-ml",
        "model served-by churn to ML Platform",
    ):
        assert heard(said).startswith("Declared."), said
    now = office.current()
    assert now is not None
    assert now.teams["risk-ml"].kind == "product"
    assert dict(now.teams["risk-ml"].uses) == {"Monitoring": "prometheus"}
    assert (now.models["churn"].trained_by, now.models["churn"].served_by) == (
        "risk-ml",
        "ml-platform",
    )
    heard("team uses risk-ml monitoring nothing")
    later = office.current()
    assert later is not None
    assert dict(later.teams["risk-ml"].uses) == {}


def test_how_many_mlops_engineers_a_team_has(heard: Callable[..., str]) -> None:
    assert (
        "- team Risk ML (risk-ml): mlops engineers was none, is 2"
        in heard("team mlops-engineers Risk ML 2").splitlines()[1]
    )
    assert "mlops engineers was 2, is none" in heard("team mlops-engineers risk-ml unknown")


def test_the_organisation_takes_an_admin(heard: Callable[..., str]) -> None:
    assert heard("organisation maturity 3", "priya").startswith("You may not declare that.")


def test_anybody_registers_a_consumer_and_the_owner_confirms_it(office: Office) -> None:
    registered = said_by(office, None, "consumes fraud-model nightly report")
    assert plain(registered.reply).startswith("Declared.")
    (notice,) = registered.notices
    assert isinstance(notice.to, Person)
    assert notice.to.id == "priya"
    assert plain(notice.reply) == (
        "fraud-model is consumed by nightly report, says Una Known.\n"
        "It counts as unconfirmed until you, or whoever owns it, confirm it.\n"
        "  1. Confirm nightly report: consumer fraud-model nightly report\n"
        "  2. Strike out nightly report: consumer fraud-model remove nightly report"
    )
    refused = said_by(office, "elena", "consumer fraud-model nightly report")
    assert plain(refused.reply).startswith("You may not declare that.")
    confirmed = said_by(office, "priya", "consumer fraud-model Nightly Report")
    assert plain(confirmed.reply).startswith("Declared.")
    now = office.current()
    assert now is not None
    model = now.models["fraud-model"]
    assert (model.consumers, model.unconfirmed_consumers) == (("Nightly Report",), ())


def test_it_is_registered_once_and_not_without_end(office: Office) -> None:
    assert "Declared" in plain(said_by(office, None, "consumes churn crm").reply)
    assert "It is so already" in plain(said_by(office, "hana", "consumes churn CRM").reply)
    for number in range(49):
        said_by(office, None, f"consumes churn thing-{number}")
    assert "too many" in plain(said_by(office, None, "consumes churn one-more").reply)


def test_without_a_name_it_is_ones_own_team(office: Office) -> None:
    said = plain(said_by(office, "goran", "consumes churn").reply)
    assert "unconfirmed consumers was none, is ML Platform" in said
    assert "It goes like this" in plain(said_by(office, "hana", "consumes churn").reply)


def test_whoever_left_registers_nothing(office: Office) -> None:
    said = plain(said_by(office, "gone", "consumes churn crm").reply)
    assert said.startswith("You may not declare that.")


def test_registering_opens_no_way_to_change_anything_else(office: Office) -> None:
    said = plain(said_by(office, None, "consumer churn crm").reply)
    assert said.startswith("You may not declare that.")
    said = plain(said_by(office, None, "consumer churn remove crm").reply)
    assert "crm" not in said


def test_the_radius_goes_on_through_models_and_ends_in_a_circle(
    heard: Callable[..., str],
) -> None:
    for said in ("consumer churn churn-uplift", "consumer churn-uplift crm"):
        assert heard(said).startswith("Declared."), said
    heard("consumes churn-uplift churn")
    assert heard("blast-radius churn") == (
        "3 things would notice a change of churn, 1 of them unconfirmed.\n"
        "  - churn-uplift, a model\n"
        "  - crm, through churn-uplift\n"
        "  - churn, a model, through churn-uplift, unconfirmed\n"
        "Is one missing? `consumes churn NAME`.\n"
        "  1. Confirm churn: consumer churn-uplift churn"
    )
    assert "churn → churn-uplift → churn" in heard("consumer churn-uplift churn")


def test_the_table_in_the_docs_is_what_the_command_prints() -> None:
    printed = CliRunner().invoke(whoowns, ["patterns", "table"]).output
    assert TABLE.read_text("utf-8").endswith(f"\n\n{printed}")


@pytest.mark.parametrize(
    "said",
    [
        "consumer lag on fraud-model",
        "Consumer groups stuck on fraud-model",
        "runbook for fraud-model",
    ],
)
def test_what_only_begins_like_a_command_is_a_question(
    heard: Callable[..., str], said: str
) -> None:
    assert "is paged for infrastructure on fraud-model" in heard(said)


def test_a_consumer_that_is_called_so_can_still_be_declared(heard: Callable[..., str]) -> None:
    assert heard("consumer fraud-model lag-alerts").startswith("Declared.")
