"""Forms: what is filled in is what could have been said, and is refused at the field it is about."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from bot.commands.speaker import Speaker
from bot.form import Form, Misfilled, TextField
from bot.forms import FORMS, form_for, submitted
from bot.office import Office
from bot.reacting import react
from bot.render.plain import plain
from bot.reply import Message, Reaction, Reply
from knowledge.store import Store
from tests.databases import store_of
from tests.northwind import NORTHWIND, NOW

SAM = Speaker(NORTHWIND.people["sam-lee"], "Sam Lee", "test", NOW, is_admin=True)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    with store_of(tmp_path / "whoowns.db") as store:
        yield Office(store, store.load, lambda: NOW)


def form(office: Office, value: str) -> Form:
    built = form_for(value, office, SAM)
    assert isinstance(built, Form), built
    return built


def heard(office: Office, value: str, filled: dict[str, str], speaker: Speaker = SAM) -> str:
    """What is said back to what is filled in."""
    built = form(office, value)
    outcome = submitted(built.name, built.arguments, filled, speaker, office)
    assert isinstance(outcome, Reaction), outcome
    return plain(outcome.reply)


def wrong(office: Office, value: str, **filled: str) -> dict[str, str]:
    """What is wrong at which field."""
    built = form(office, value)
    outcome = submitted(built.name, built.arguments, filled, SAM, office)
    assert isinstance(outcome, Misfilled), outcome
    assert set(outcome.by_field) <= {field.key for field in built.fields}
    return dict(outcome.by_field)


QUALITY = {"kind": "model-quality"}


@pytest.mark.parametrize(
    ("value", "filled", "said"),
    [
        (
            "declare churn model-quality",
            {**QUALITY, "person": "<@U0HANA>", "reason": "she trained it"},
            "churn, model-quality pages: was Growth, is Hana Ito",
        ),
        (
            "declare churn",
            {"kind": "infrastructure", "group": "platform-primary", "escalation": "hana, goran"},
            "churn, infrastructure pages: was Goran Petrov, is platform-primary",
        ),
        (
            "correct fraud-model model-quality",
            {**QUALITY, "escalation": "elena", "reason": "agreed"},
            "fraud-model, model-quality pages: escalation was Tomas Reyes",
        ),
        (
            "knows churn model",
            {"kind": "business-domain", "person": "<@U0PRIYA>"},
            "churn, knowledge: was undeclared, is business-domain Priya Nair",
        ),
        (
            "override fraud-quality",
            {
                "person": "<@U0HANA>",
                "from": "2026-11-27T18:00:00+00:00",
                "to": "2026-11-30T09:00:00+00:00",
            },
            "rotation fraud-quality: new override Hana Ito from 2026-11-27 18:00 to 2026-11-30 09:00",
        ),
        (
            "acknowledge",
            {"until": "2026-12-20T09:00:00+00:00", "reason": "planned"},
            "Acknowledged until 20 Dec",
        ),
    ],
)
def test_what_is_filled_in_is_declared(
    office: Office, value: str, filled: dict[str, str], said: str
) -> None:
    assert said in heard(office, value, filled)


def test_a_form_that_shows_what_has_changed_since_declares_nothing(office: Office) -> None:
    shown = form(office, "correct fraud-model model-quality")
    filled = {**QUALITY, "person": "<@U0HANA>", "reason": "agreed"}
    office.declare("set fraud-model quality elena", SAM)

    outcome = submitted(shown.name, shown.arguments, filled, SAM, office)

    assert isinstance(outcome, Reaction)
    assert plain(outcome.reply) == (
        "Somebody else has changed that meanwhile. Nothing of yours was recorded.\n"
        "  - it would now be: fraud-model, model-quality pages: was Elena Ruiz, is Hana Ito\n"
        "If you still want it, say it again."
    )
    assert office.store.revision() == 2
    assert "was Elena Ruiz, is Hana Ito" in heard(office, "correct fraud-model quality", filled)


def test_a_form_that_is_shown_again_shows_the_map_as_it_is_by_then(office: Office) -> None:
    first = form(office, "declare churn")
    office.declare("set churn infra hana", SAM)
    again = form(office, f"{first.name} {first.arguments}")
    assert (first.arguments, again.arguments) == ("churn @1", "churn @2")


@pytest.mark.parametrize(("letters", "is_shown"), [(40, True), (90, False)])
def test_an_escalation_is_shown_whole_or_not_at_all(
    office: Office, letters: int, *, is_shown: bool
) -> None:
    chain = [letter * letters for letter in "abcdef"]
    for person in chain:
        office.declare(f"person add {person}", SAM)
    office.declare(f"set churn quality hana and escalate to {' then '.join(chain)}", SAM)

    fields = {field.key: field for field in form(office, "correct churn quality").fields}
    escalation = fields["escalation"]

    assert isinstance(escalation, TextField)
    assert escalation.initial == (" then ".join(chain) if is_shown else "")


def test_what_has_changed_elsewhere_since_is_no_matter(office: Office) -> None:
    shown = form(office, "declare churn model-quality")
    office.declare("set churn infra hana", SAM)

    outcome = submitted(shown.name, shown.arguments, {**QUALITY, "group": "hana"}, SAM, office)

    assert isinstance(outcome, Reaction)
    assert "model-quality pages: was Growth, is Hana Ito" in plain(outcome.reply)


WEEKEND = {"from": "2026-11-27T18:00:00+00:00", "to": "2026-11-30T09:00:00+00:00"}


@pytest.mark.parametrize(
    ("value", "filled", "field", "said"),
    [
        ("declare churn", QUALITY, "person", "Choose a person"),
        (
            "declare churn",
            {**QUALITY, "person": "<@U0HANA>", "group": "growth"},
            "group",
            "are both chosen",
        ),
        ("declare churn", {**QUALITY, "person": "<@U0X>"}, "person", "doesn't know that account"),
        ("declare churn", {**QUALITY, "group": "gone"}, "group", "is inactive"),
        ("declare churn", {**QUALITY, "group": "sam"}, "group", "sam-fox (Sam Fox)"),
        (
            "declare churn",
            {**QUALITY, "person": "<@U0HANA>", "escalation": "goran then gone"},
            "escalation",
            '"Greta Gone" is inactive',
        ),
        ("declare churn", {"kind": "latency", "person": "<@U0HANA>"}, "kind", "which kind"),
        ("correct churn", {**QUALITY, "reason": "x"}, "person", "Choose who is paged"),
        ("knows churn", {"kind": "model", "person": "growth"}, "person", "takes a person"),
        ("override fraud-quality", {**WEEKEND, "person": "gone"}, "person", "is inactive"),
        (
            "override fraud-quality",
            {"person": "hana", "from": WEEKEND["to"], "to": WEEKEND["from"]},
            "to",
            "ends before it starts",
        ),
        (
            "override fraud-quality",
            {"person": "hana", "from": "2026-11-20T09:00:00Z", "to": "2026-11-21T09:00:00Z"},
            "to",
            "is over already",
        ),
        ("override fraud-quality", {**WEEKEND, "person": "hana", "to": "soon"}, "to", "which time"),
        ("cover fraud-quality", {**WEEKEND, "from": "soon"}, "from", "which time"),
        ("swap fraud-quality", {"person": "growth", "on": WEEKEND["from"]}, "person", "a person"),
        ("swap fraud-quality", {"person": "hana", "on": "2026-11-20T09:00:00Z"}, "on", "over"),
        ("acknowledge", {"until": "2020-01-01T00:00:00Z"}, "until", "is over already"),
        ("acknowledge", {"until": "2030-01-01T00:00:00Z"}, "until", "at most a year"),
        ("acknowledge", {}, "until", "which time"),
    ],
)
def test_each_refusal_is_told_at_its_own_field(
    office: Office, value: str, filled: dict[str, str], field: str, said: str
) -> None:
    told = wrong(office, value, **filled)
    assert list(told) == [field]
    assert said in told[field]
    assert office.store.revision() == 1


def test_a_window_that_is_taken_is_told_at_its_beginning(office: Office) -> None:
    heard(office, "override fraud-quality", {"person": "hana", **WEEKEND})
    assert (
        "is taken already"
        in wrong(office, "override fraud-quality", person="goran", **WEEKEND)["from"]
    )


def test_who_may_not_hears_it_in_a_message(office: Office) -> None:
    elena = Speaker(NORTHWIND.people["elena"], "Elena Ruiz", "test", NOW)
    said = heard(office, "declare churn", {**QUALITY, "person": "<@U0HANA>"}, elena)
    assert said.startswith("You may not declare that.")


def test_a_guest_neither_opens_a_form_nor_submits_one(office: Office) -> None:
    guest = replace(SAM, is_member=False, is_admin=False)
    assert isinstance(form_for("declare churn", office, guest), Reply)
    said = heard(office, "declare churn", {**QUALITY, "person": "<@U0HANA>"}, guest)
    assert said.startswith("Only full members")
    assert office.store.revision() == 1


def test_without_a_map_there_is_no_form(tmp_path: Path) -> None:
    with closing(Store.open(tmp_path / "empty.db")) as store:
        reply = form_for("declare churn", Office(store, store.load, lambda: NOW), SAM)
    assert isinstance(reply, Reply)
    assert plain(reply).startswith("Nobody has declared an ownership map yet")


def test_a_form_is_known_by_the_name_that_it_comes_back_with(office: Office) -> None:
    for name in FORMS.keys() - {"answer", "decline"}:  # which take what is open
        about = "fraud-quality" if name in {"override", "cover", "swap"} else "churn"
        assert form(office, f"{name} {about}").name == name


def test_a_proposal_that_waits_no_more_is_told_of_in_the_place_of_the_form(office: Office) -> None:
    unknown = form_for("decline 7", office, SAM)
    assert isinstance(unknown, Reply)
    assert plain(unknown).startswith('I know of no proposal "7"')

    react(Message("propose consumer fraud-model crm"), replace(SAM, is_admin=False), office)
    assert form(office, "decline 1").name == "decline"
    react(Message("approve 1"), SAM, office)
    settled = form_for("decline 1", office, SAM)
    assert isinstance(settled, Reply)
    assert plain(settled).startswith("Sam Lee approved it")


@pytest.mark.parametrize("name", ["cover", "swap", "override"])
def test_a_form_about_a_rotation_that_is_no_more_says_so_at_no_field(
    office: Office, name: str
) -> None:
    said = {**WEEKEND, "on": WEEKEND["from"], "person": "<@U0HANA>"}
    shown = {field.key for field in form(office, f"{name} fraud-quality").fields}
    filled = {key: value for key, value in said.items() if key in shown}

    outcome = submitted(name, "bygone-quality", filled, SAM, office)

    assert isinstance(outcome, Reaction), outcome
    assert 'called "bygone-quality"' in plain(outcome.reply)
