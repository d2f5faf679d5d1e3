"""The JSON object that programs read."""

import json
from typing import Any

import pytest

from bot.render.machine import machine
from knowledge.questions import ask
from knowledge.reading import Asker
from tests.northwind import NORTHWIND, NOW

KEYS = [
    "question",
    "at",
    "status",
    "intent",
    "answers",
    "candidates",
    "revision",
    "details",
    "text",
]


def answered(question: str) -> dict[str, Any]:
    found = machine(question, ask(question, NORTHWIND, Asker(), NOW), NOW)
    read_back: dict[str, Any] = json.loads(json.dumps(found))
    return read_back


def test_a_rotation_that_owns_a_page() -> None:
    found = answered("who owns model-quality pages for fraud-model")
    assert list(found) == KEYS
    assert found["text"].startswith("Priya Nair is paged for model-quality on fraud-model.")
    assert found | {"text": ""} == {
        "question": "who owns model-quality pages for fraud-model",
        "at": "2026-11-23T12:00:00+00:00",
        "status": "answered",
        "intent": "ownership",
        "answers": [
            {
                "model": "fraud-model",
                "page": "model-quality",
                "owner": {"id": "fraud-quality", "kind": "rotation", "name": "fraud-quality"},
                "named": True,
                "on_call": {"id": "priya", "name": "Priya Nair"},
                "until": "2026-11-30T09:00:00+00:00",
                "next": {"id": "tomas", "name": "Tomas Reyes"},
                "escalation": ["tomas", "risk-ml"],
                "reason": None,
            }
        ],
        "candidates": [],
        "revision": None,
        "details": None,
        "text": "",
    }


def test_an_owner_who_is_no_person_is_shown_but_not_named() -> None:
    (page,) = answered("churn quality")["answers"]
    assert page["owner"] == {"id": "growth", "kind": "team", "name": "Growth"}
    assert (page["named"], page["on_call"]) == (False, None)
    assert page["reason"] == "the owner is a team (Growth), not a person"


@pytest.mark.parametrize(
    ("question", "status", "intent", "pages"),
    [
        ("who owns fraud-model", "answered", "ownership", 2),
        ("fraud-model and churn", "answered", "ownership", 4),
        ("who owns churn", "answered", "ownership", 2),
        ("churn quality", "unowned", "ownership", 1),
        ("demand-2026", "unowned", "ownership", 2),
        ("escalation for fraud-model quality", "answered", "escalation", 1),
        ("escalation for churn infra", "unowned", "escalation", 1),
        ("who knows fraud-model", "answered", "knowledge", 2),
        ("who knows churn", "unowned", "knowledge", 2),
        ("what does goran own", "answered", "portfolio", 4),
        ("what does sam-lee own", "answered", "portfolio", 0),
        ("which models have no named quality owner", "answered", "gaps", 4),
        ("which models have no named owner", "answered", "gaps", 10),
        ("when was fraud-model quality declared", "answered", "history", 1),
        ("help", "answered", "help", 0),
        ("", "answered", "help", 0),
        ("who owns zebra", "unknown_model", "ownership", 0),
        ("who owns search", "ambiguous", "ownership", 0),
        ("what does sam own", "ambiguous", "portfolio", 0),
        ("how is the weather over there today my friend", "not_understood", "help", 0),
        ("who owns quality", "not_understood", "ownership", 0),
        ("fraud-model this weekend", "not_understood", "ownership", 0),
        ("fraud-model " * 400, "not_understood", "help", 0),
    ],
)
def test_status_intent_and_pages(question: str, status: str, intent: str, pages: int) -> None:
    found = answered(question)
    assert (found["status"], found["intent"], len(found["answers"])) == (status, intent, pages)


def test_candidates_are_model_ids() -> None:
    assert answered("who owns search")["candidates"] == ["search-ranker", "search-suggest"]
    assert answered("who owns fraud-model-eu")["candidates"] == ["fraud-model"]


def test_the_instant_asked_about_is_told() -> None:
    assert answered("fraud-model on 1 december at 9am")["at"] == "2026-12-01T09:00:00+00:00"
