"""What is of no page, for programs: patterns and advice, signals, drills, consumers, health, plan."""

import json
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from click.testing import CliRunner

from bot.cli import whoowns
from bot.render.machine import machine
from knowledge.backlog import Acknowledgement, Backlog, QueueReading
from knowledge.dismissal import Dismissal
from knowledge.questions import ask
from knowledge.reading import Asker
from knowledge.store import Dismissals, Store
from tests.northwind import NORTHWIND, NOW

SAMPLE = str(Path(__file__).parents[3] / "bot" / "sample" / "ownership.yaml")
READINGS = tuple(
    QueueReading(at=at, depth=40 + day, reported_by="goran", source="slack", reported_at=at)
    for day in range(3)
    for at in [NOW - timedelta(days=3 - day)]
)
KNOWN = Acknowledgement(by="goran", at=NOW, until=NOW + timedelta(days=9), reason="planned")


def details(question: str, kept: Backlog | None = None) -> Any:
    outcome = ask(question, NORTHWIND, Asker(), NOW, lambda: kept or Backlog())
    return json.loads(json.dumps(machine(question, outcome, NOW)))["details"]


def test_a_pattern_is_told_with_its_numbers_and_every_fact_with_its_references() -> None:
    found = details("what is the federated pattern")
    assert (found["pattern"], found["declared"]) == ("federated", False)
    assert all(len(found[span]) == 2 for span in ("team_size", "per_ten_teams"))
    assert set(found["facts"]) >= {"bet", "staffing", "quality_pages", "next"}
    assert all(fact["says"] and fact["references"] for fact in found["facts"].values())
    assert found["failures"][0]["references"]


def test_patterns_side_by_side() -> None:
    found = details("compare federated with embedded")
    assert [sheet["pattern"] for sheet in found["patterns"]] == ["federated", "embedded"]
    assert found["declared"] is None


def test_advice_comes_with_its_points_its_grounds_and_what_would_change_it() -> None:
    found = details("which pattern fits us")
    assert (found["fitting"], found["sureness"]) == (["centralised"], "unsure")
    assert found["known"]["teams"] == 2
    assert found["patterns"][0]["pattern"] == "centralised"
    for pattern in found["patterns"]:
        assert pattern["points"] == sum(reason["points"] for reason in pattern["reasons"])
        assert all(reason["ground"] and reason["references"] for reason in pattern["reasons"])
    changing = {change["unknown"]: change["values"] for change in found["would_change"]}
    assert changing["shared_rails"] == [{"value": True, "fitting": ["centralised", "embedded"]}]
    assert found["breakpoints"] == {
        "central_fits_below_teams": 5,
        "federated_from_teams": 3,
        "federated_above_ml_engineers": 10,
        "platform_from_maturity": 3,
    }


def test_signals_come_with_their_readings_and_thresholds() -> None:
    found = details("signals", Backlog(READINGS, (), (KNOWN,)))
    depth, teams, _ = found["signals"]
    assert depth == {
        "signal": "depth",
        "threshold": None,
        "origin": "unset",
        "latest": {"at": "2026-11-22T12:00:00+00:00", "value": 42},
        "now": None,
        "high_in_a_row": 0,
        "firing_since": None,
    }
    assert (teams["threshold"], teams["origin"], teams["now"]) == (5, "published", 2)
    assert (found["in_a_row"], found["firing"], found["shares"]) == (3, [], [])
    assert found["acknowledged"] == {
        "by": "goran",
        "at": "2026-11-23T12:00:00+00:00",
        "until": "2026-12-02T12:00:00+00:00",
        "reason": "planned",
    }


def test_a_drill_tells_each_hole_of_each_page() -> None:
    found = details("drill for churn")
    assert (found["models"], found["pages"], found["pages_with_holes"]) == (1, 2, 1)
    assert found["woken"] == [{"id": "goran", "name": "Goran Petrov", "pages": 1}]
    (hole,) = found["holes"]
    assert (hole["model"], hole["page"], hole["owner"]) == ("churn", "model-quality", "growth")
    assert hole["times"] == [
        {
            "from": "2026-11-23T12:00:00+00:00",
            "until": found["until"],
            "reason": "the owner is a team (Growth), not a person",
        }
    ]


def test_consumers_come_by_model() -> None:
    assert details("who consumes churn") == {"models": [{"model": "churn", "consumers": []}]}


@pytest.mark.parametrize("question", ["who owns churn", "gaps", "help", "churn or nonesuch-x"])
def test_what_the_pages_say_has_no_details(question: str) -> None:
    assert details(question) is None


def asked(*words: str) -> tuple[int, dict[str, Any]]:
    ran = CliRunner().invoke(whoowns, ["ask", "--json", *words])
    found: dict[str, Any] = json.loads(ran.output)
    return ran.exit_code, found


@time_machine.travel(NOW, tick=False)
def test_health_can_be_asked_for_by_programs() -> None:
    code, found = asked("--sample", "--at", "2026-11-23T12:00+00:00", "health")
    assert (code, found["status"], found["intent"]) == (0, "answered", "health")
    assert found["text"].startswith("51 of 100 for Northwind's map.")
    assert 100 - sum(d["points"] for d in found["details"]["deductions"]) == 51
    alone = CliRunner().invoke(whoowns, ["health", "--json", "--sample", "--at", found["at"]])
    assert json.loads(alone.output).items() >= found["details"].items()
    assert [f["rule"] for f in asked("--sample", "health gap")[1]["details"]["findings"]] == (
        ["gap"] * 5
    )
    (one,) = asked("--sample", "Health", "gap:churn?")[1]["details"]["findings"]
    assert (one["id"], one["do"]) == ("gap:churn", "set churn model-quality SOMEBODY")


@time_machine.travel(NOW, tick=False)
def test_the_plan_can_be_asked_for_by_programs() -> None:
    code, found = asked("--sample", "plan")
    assert (code, found["status"], found["intent"]) == (0, "answered", "plan")
    plan = found["details"]
    assert (plan["models"], plan["ready"], len(plan["lacking"])) == (7, 2, 5)
    assert plan["steps"][0] == {"step": "quality owner", "done": 3}
    assert asked("--sample", "plan for churn")[1]["details"] == {
        "model": "churn",
        "team": "growth",
        "ready": False,
        "missing": ["quality owner", "escalation", "handoff"],
    }


def test_a_look_that_finds_nothing_says_what_would_work() -> None:
    code, found = asked("--sample", "health gap:nonesuch")
    assert (code, found["status"], found["details"]) == (2, "not_understood", None)
    assert "It goes like this: `health" in found["text"]
    assert asked("--sample", "plan for chrun")[1]["status"] == "not_understood"


def test_what_begins_like_a_look_is_a_question() -> None:
    assert asked("--sample", "health checks fail on churn")[1]["intent"] == "ownership"
    assert asked("--sample", "plan for churn latency")[1]["intent"] == "ownership"


def test_what_was_put_aside_is_asked_for_from_a_database(tmp_path: Path) -> None:
    database = tmp_path / "whoowns.db"
    CliRunner().invoke(whoowns, ["import", SAMPLE, "--database", str(database)])
    with closing(Store.open(database)) as store:
        Dismissals(store).dismiss(Dismissal("gap:churn", "elena", NOW, "slack", "a pilot"))
    of_database = ("--database", str(database))
    assert asked(*of_database, "health dismissed")[1]["details"] == {
        "dismissed": [
            {
                "id": "gap:churn",
                "by": "elena",
                "at": "2026-11-23T12:00:00+00:00",
                "reason": "a pilot",
            }
        ]
    }
    found = asked(*of_database, "health")[1]["details"]
    assert found["dismissed"] == ["gap:churn"]
    assert "gap:churn" not in [finding["id"] for finding in found["findings"]]


def test_a_file_of_questions_may_hold_looks_too() -> None:
    lines = "health\nwho owns churn\nplan\n"
    ran = CliRunner().invoke(whoowns, ["ask", "--json", "--sample", "-"], input=lines)
    intents = [json.loads(line)["intent"] for line in ran.output.splitlines()]
    assert intents == ["health", "ownership", "plan"]
