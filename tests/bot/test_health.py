"""Health, dismissing and the plan: what is said, what is heard, and what is kept."""

import json
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given, settings

from bot.cli import whoowns
from bot.commands.speaker import Speaker
from bot.errands import errand_verb
from bot.form import Misfilled
from bot.forms import form_for, submitted
from bot.office import Office
from bot.platforms.console import reacting
from bot.reacting import react
from bot.render.block_kit import message
from bot.render.plain import plain
from bot.reply import Message, Reaction, Reply
from bot.wording.fixes import fix
from bot.wording.health import MOST_SHOWN, findings_reply, health_reply, why
from bot.wording.seen import seen_text
from knowledge.diagnosis.finding import Rule
from knowledge.diagnosis.health import health, most_urgent
from knowledge.difference import difference
from knowledge.dismissal import OF_MODELS, Dismissal
from knowledge.entities import Model, Pattern
from knowledge.ownership import OwnershipMap
from knowledge.store import Dismissals, Store
from tests.databases import fresh
from tests.knowledge.mapfile.maps import ownership_maps
from tests.northwind import NORTHWIND, NOW

Say = Callable[..., str]


def an_office(store: Store, ownership: OwnershipMap = NORTHWIND) -> Office:
    store.record(difference(None, ownership), actor="elena", at=NOW, source="import")
    return Office(store, store.load, lambda: NOW, frozenset({"sam-lee"}))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with closing(fresh(tmp_path / "whoowns.db")) as store:
        yield store


@pytest.fixture
def heard(store: Store) -> Say:
    office = an_office(store)

    def say(said: str, sender: str = "sam-lee") -> str:
        return plain(reacting(office, sender)(said))

    return say


def with_model(model: Model) -> OwnershipMap:
    return replace(NORTHWIND, models={**NORTHWIND.models, model.id: model})


def test_the_score_adds_up(heard: Say) -> None:
    lines = heard("health").splitlines()
    assert lines[0].endswith(" for Northwind's map.")
    sums, _, result = lines[1].removesuffix(", taken by:").partition(" = ")
    first, *taken = (int(number) for number in sums.split(" − "))  # noqa: RUF001  # a minus
    assert first - sum(taken) == int(result) == int(lines[0].split(" ")[0])


def test_it_says_what_was_seen_why_and_what_to_do(heard: Say) -> None:
    said = heard("health gap:churn")
    assert said == (
        "churn names nobody for model-quality (the owner is a team (Growth), not a person).\n"
        "Do: `set churn model-quality SOMEBODY` · id `gap:churn`\n"
        "Why it matters: None of the four says who is woken at 2 a.m. when a model's quality"
        " drops. A pattern never counts as an answer to that: name a person for each model."
        " [1, 2]\n"
        "[1] asleekgeek, Four organisational patterns for shipping ML, and when each one breaks"
        " · [2] D. Sculley et al., Hidden Technical Debt in Machine Learning Systems, NeurIPS 2015\n"
        "  1. All of health: health"
    )


def test_a_finding_is_told_from_its_kind_by_a_space_too(heard: Say) -> None:
    told = heard("health gap:churn")
    assert told.startswith("churn names nobody for model-quality")
    for said in ("health gap churn", "health GAP Churn?", "health gap: churn"):
        assert heard(said) == told
    assert "fraud-model" in heard("health handoff fraud scoring")
    assert heard("health gap fraud-model").startswith('No finding called "gap fraud-model" stands')


def test_what_it_says_to_do_mends_it(heard: Say) -> None:
    assert heard("set churn model-quality hana").startswith("Declared.")
    assert "No finding called" in heard("health gap:churn")
    assert heard("handoff fraud-model https://wiki.example.com/x").startswith("Declared.")
    assert heard("health handoff").startswith("No models handed over without a contract")


def test_one_is_dismissed_with_a_reason_and_taken_up_again(heard: Say) -> None:
    assert heard("dismiss gap:churn").startswith("That takes a reason")
    said = heard("dismiss gap:churn because it is switched off next week")
    assert said.startswith("Dismissed gap:churn: it is switched off next week\n")
    assert "gap:churn" not in heard("health gap").replace("gap:churn-uplift", "")
    assert "1 finding is dismissed: `health dismissed`." in heard("health")
    assert heard("health dismissed") == (
        "1 finding is dismissed.\n"
        "  - gap:churn by sam-lee on 23 Nov: it is switched off next week\n"
        "  1. Take up gap:churn: undismiss gap:churn"
    ).replace("sam-lee", "Sam Lee")
    assert heard("dismiss gap:churn because again").startswith("No finding called")
    assert heard("undismiss gap:churn").startswith("gap:churn counts again")
    assert heard("undismiss gap:churn").startswith("gap:churn is not dismissed")
    assert "`gap:churn`" in heard("health gap")
    assert heard("health dismissed") == "No finding is dismissed."


@pytest.mark.parametrize("said", ["gap for churn", "two-leave now", "gap:", "gap churn:x", "gap"])
def test_what_is_no_finding_is_not_dismissed(heard: Say, said: str) -> None:
    assert heard(f"dismiss {said} because of reasons").startswith("No finding called")
    assert heard(f"undismiss {said}").endswith("health")


def test_dismissing_never_answers_the_question(heard: Say) -> None:
    heard("dismiss gap:churn because it is switched off next week")
    assert heard("churn quality").startswith("!! NOBODY is named for model-quality pages on churn.")


@pytest.mark.parametrize(
    ("finding", "who", "heard_then"),
    [
        ("gap:churn", "goran", "Dismissed gap:churn"),  # owns a page of it
        ("gap:churn", "elena", "You may not put that aside"),
        ("unheld:churn", "elena", "You may not put that aside"),
        ("unheld:quality-inspection", "elena", "Dismissed unheld:quality-inspection"),
        ("bus-factor:nobody", "elena", "No finding called"),
        ("gap:churn", "gone", "You may not put that aside"),
        ("gap:churn", "somebody-else", "You may not put that aside"),
    ],
)
def test_whoever_may_declare_it_may_put_it_aside(
    heard: Say, finding: str, who: str, heard_then: str
) -> None:
    assert heard(f"dismiss {finding} because of reasons", who).startswith(heard_then)


def test_a_finding_that_comes_back_is_still_dismissed_by_its_id(heard: Say) -> None:
    heard("dismiss gap:churn because it is switched off next week")
    heard("set churn model-quality hana")
    heard("set churn model-quality growth")
    assert "1 finding is dismissed" in heard("health")


@pytest.mark.parametrize(
    "said",
    [
        "health checks failing on fraud-model",
        "health check fraud-model",
        "health of fraud-model",
        "health",
        "plan quality",
        "plan to escalate fraud-model",
        "dismiss this alert about fraud-model",
        "dismissed",
    ],
)
def test_a_question_stays_a_question(said: str) -> None:
    assert errand_verb(said) is None or said == "health"


def test_a_model_that_is_called_so_is_answered_for(store: Store) -> None:
    ownership = replace(
        with_model(Model(id="health")),
        models={"health": Model(id="health")} | {"plan": Model("plan")},
    )
    say = reacting(an_office(store, ownership), "sam-lee")
    for name in ("health", "plan"):
        assert "NOBODY is named" in plain(say(name))
        assert "NOBODY is named" in plain(say(f"{name}?"))
    assert "for Northwind's map" in plain(say("health report"))
    assert plain(say("plan transition")).startswith("From centralised to federated")


def test_a_guest_looks_where_guests_may_ask_and_puts_nothing_aside(store: Store) -> None:
    office = replace(an_office(store), guests_may_ask=True)
    guest = Speaker(None, "A Guest", "slack", NOW, is_member=False)
    assert "for Northwind's map" in plain(react(Message("health"), guest, office).reply)
    said = plain(react(Message("dismiss gap:churn because x"), guest, office).reply)
    assert said.startswith("Only full members")


def test_the_form_asks_for_the_reason(store: Store) -> None:
    office = an_office(store)
    admin = Speaker(None, "sam-lee", "slack", NOW, is_admin=True)
    form = form_for("dismiss gap:churn", office, admin)
    assert not isinstance(form, Reply)
    assert [field.key for field in form.fields] == ["reason"]
    empty = submitted(form.name, form.arguments, {}, admin, office)
    assert isinstance(empty, Misfilled)
    assert "reason" in empty.by_field
    done = submitted(form.name, form.arguments, {"reason": "a pilot"}, admin, office)
    assert isinstance(done, Reaction)
    assert plain(done.reply).startswith("Dismissed gap:churn: a pilot")


def test_the_plan_lists_what_is_missing_and_ticks_itself(heard: Say) -> None:
    assert "☐ quality owner: `set churn model-quality SOMEBODY`" in heard("plan for churn")
    for said in (
        "set churn model-quality hana and escalate to goran",
        "model served-by churn growth",
    ):
        assert heard(said).startswith("Declared."), said
    assert heard("plan for churn") == (
        "churn is ready to change hands.\n"
        "  - ☑ quality owner\n"
        "  - ☑ infrastructure owner\n"
        "  - ☑ escalation\n"
        "  - ☑ handoff\n"
        "  1. The whole plan: plan"
    )
    said = heard("plan")
    assert said.startswith("From centralised to federated: 1 of 9 models are ready.")
    assert "ML Platform keeps the pager of the shared infrastructure." in said
    assert "No team is said to train" in said


def test_a_plan_is_for_one_model_and_for_nothing_else(heard: Say) -> None:
    assert heard("plan for Fraud Scoring?").startswith("fraud-model is not ready")
    assert "is paged for infrastructure on fraud-model" in heard("plan for fraud-model outage")
    assert heard("plan for nothing").startswith("I know no model called")
    assert heard("plan for churn and fraud-model?") == (
        "Several models are meant here. Which one?\n"
        "  1. churn: plan for churn\n"
        "  2. fraud-model: plan for fraud-model"
    )


def test_the_plan_speaks_of_the_pattern_that_is_declared(heard: Say) -> None:
    assert "You have declared no pattern" in heard("plan")
    heard("organisation pattern centralised")
    assert "You have declared" not in heard("plan")
    heard("queue 31 oldest 12d")
    assert "Requests in the central queue: 31 on 23 Nov" in heard("plan")


def test_what_is_kept_is_never_changed(store: Store, tmp_path: Path) -> None:
    an_office(store)
    dismissals = Dismissals(store)
    dismissals.dismiss(Dismissal("gap:churn", "elena", NOW, "slack", "a pilot"))
    later = Dismissal("gap:churn", "goran", NOW + timedelta(hours=1), "slack", None)
    assert dismissals.restore(later)
    assert not dismissals.restore(later)
    assert dismissals.standing() == {}
    with closing(sqlite3.connect(tmp_path / "whoowns.db")) as db:
        assert db.execute("SELECT by, dismissed FROM dismissal").fetchall() == [
            ("elena", 1),
            ("goran", 0),
        ]
        for statement in ("DELETE FROM dismissal", "UPDATE dismissal SET reason = 'x'"):
            with pytest.raises(sqlite3.IntegrityError):
                db.execute(statement)


@settings(max_examples=40)
@given(ownership_maps())
def test_every_finding_can_be_worded_mended_and_shown(ownership: OwnershipMap) -> None:
    found = health(ownership, NOW)
    assert set(Rule) >= OF_MODELS
    for finding in found.findings:
        assert finding.rule not in OF_MODELS or finding.subject in ownership.models
        assert seen_text(finding, ownership, NOW).endswith(".")
        assert fix(finding, ownership).command
        assert why(finding).sources
        assert message(findings_reply([finding], 1, ownership, NOW))["blocks"]
    sent = message(health_reply(found, ownership, NOW))
    assert len(sent["blocks"]) <= 50
    assert all(len(b["text"]["text"]) <= 3000 for b in sent["blocks"] if b["type"] == "section")


def test_all_is_shown_within_the_limits_whatever_there_is() -> None:
    models = {f"m{n}": Model(id=f"m{n}" + "x" * 90) for n in range(300)}
    crowded = replace(NORTHWIND, models={m.id: m for m in models.values()})
    found = health(crowded, NOW)
    for rule, findings in found.standing.items():
        first = most_urgent(findings, MOST_SHOWN)
        sent = message(findings_reply(first, len(findings), crowded, NOW))
        assert len(json.dumps(sent)) < 40_000, rule
        assert f"and {len(findings) - 10} more" in json.dumps(sent) or len(findings) <= 10


def test_the_command_line_prints_the_same(tmp_path: Path) -> None:
    run = CliRunner().invoke
    text = run(whoowns, ["health", "--sample"]).output
    found = json.loads(run(whoowns, ["health", "--sample", "--json"]).output)
    assert text.startswith(f"{found['score']} of 100 for Northwind's map.")
    assert found["score"] == 100 - sum(d["points"] for d in found["deductions"])
    assert {f["rule"] for f in found["findings"]} <= set(Rule)
    assert all(f["seen"] and f["why"] and f["do"] and f["references"] for f in found["findings"])
    assert run(whoowns, ["plan", "--sample"]).output.startswith("From centralised to federated")
    nothing = run(whoowns, ["health", "--database", str(tmp_path / "none.db")])
    assert nothing.exit_code == 3


def test_what_was_dismissed_in_chat_is_so_on_the_command_line(store: Store, heard: Say) -> None:
    heard("dismiss gap:churn because it is switched off next week")
    printed = CliRunner().invoke(
        whoowns, ["health", "--json", "--database", str(store.path), "--at", NOW.isoformat()]
    )
    assert json.loads(printed.output)["dismissed"] == ["gap:churn"]


def test_advice_leads_on_to_the_plan(heard: Say) -> None:
    for said in ("pattern centralised", "maturity 3", "context hybrid", "mandate no", "rails no"):
        assert heard(f"organisation {said}").startswith("Declared."), said
    heard("organisation ml-engineers 12")
    said = heard("advice")
    assert said.startswith("Federated fits. Sure")
    assert f"You have declared {Pattern.CENTRALISED}, which fits less well." in said
    assert "Plan the transition: plan" in said
    assert "mismatch:maturity" in heard("health mismatch")
