"""Which model an alert is taken to be about, as the tools write alerts."""

import pytest

from bot.conversation import reply_to_alert
from bot.render.plain import plain
from bot.reply import Message
from tests.northwind import NORTHWIND, NOW


def answered(alert: str) -> str:
    """The first line of the answer, with as much as is offered."""
    first, *more = plain(reply_to_alert(Message(alert), NORTHWIND, NOW)).splitlines()
    offered = [line.partition(". ")[2].partition(":")[0] for line in more if line[:3] == "  1"]
    return " ".join([first, *offered])


@pytest.mark.parametrize(
    "alert",
    [
        "[FIRING:1] KubePodCrashLooping fraud-model (critical prod)",
        "[FIRING:1] ScorerDown (fraud-model us-east-1 critical)",
        "[FIRING:1] FraudModelEndpointDown (fraud-model prod)",
        "High latency ;\nGrafana v10.1.0 ;\nfraud-model",
        "host-7.example.com: fraud-model latency",
        "model=fraud-model az = us-east-1a latency",
        "service=fraud-model, region=us-east-1",
        'latency {model="fraud-model", pod="fraud-model-7d9f8b-x2z"}',
        "*Model:* `fraud-model` ;\n*Pod:* fraud-model-canary is slow",
        "latency high ;\nTags: model:fraud-model, env:prod, team:risk",
        "[Warn on {service:fraud-model,env:prod}] p95 latency",
        'level=error model=fraud-model msg="latency"',
        '"items":["fraud-model"],"firedDateTime":"01:59" latency',
        "*Model name* ;\nfraud-model ;\n*Image* ;\nfraud-model-v3 latency",
    ],
)
def test_names_of_alerts_hosts_and_pods_hide_no_model(alert: str) -> None:
    assert answered(alert) == "Goran Petrov is paged for infrastructure on fraud-model."


@pytest.mark.parametrize(
    ("alert", "unknown"),
    [
        ("Model: zebra-model ;\nConsumer: fraud-model ;\nlatency", "zebra-model"),
        ("latency model=zebra-model upstream=fraud-model", "zebra-model"),
        ("*Model* ;\nzebra-model ;\n*Feeds* ;\nfraud-model", "zebra-model"),
        ('ml_model="zebra" service=fraud-model', "zebra"),
        ("model=fraud-model-us baseline=fraud-model", "fraud-model-us"),
        ("model: fraud-model eu is slow", "fraud-model eu"),
        ("drift on zebra-model, fraud-model", "zebra-model"),
        ("pod fraud-model-canary, service fraud-model: latency", "fraud-model-canary"),
        ("service:fraud-model, service:zebra-model", "service:zebra-model"),
        ("service=fraud-model, service=zebra-model", "service=zebra-model"),
        ("fraud-model, zebra:v2 drift", "zebra:v2"),
        ("drift of fruad-model", "fruad-model"),
        ("[FIRING:1] fraud-model-latency-high", "fraud-model-latency-high"),
    ],
)
def test_an_alert_that_labels_another_model_is_not_answered_for_one_it_mentions(
    alert: str, unknown: str
) -> None:
    assert answered(alert) == f"I know no model called `{unknown}`. fraud-model"


def test_an_alert_that_labels_an_unknown_model_and_mentions_none_says_which() -> None:
    for alert in ("[FIRING:1] DriftHigh model=zebra", "model=zebra region=eu env=prod az=one"):
        assert answered(alert) == "I know no model called `zebra`."


def test_a_label_tells_a_model_whose_name_says_something_by_itself() -> None:
    assert "on quality-inspection" in answered("latency, model: quality-inspection, p99 2 s")


@pytest.mark.parametrize("alert", ["model=churn consumer=fraud-model", "churn, fraud-model slow"])
def test_an_alert_about_several_models_is_asked_back(alert: str) -> None:
    assert answered(alert).startswith("Several models are meant here. Which one?")


def test_prose_behind_a_colon_is_no_label() -> None:
    assert "on fraud-model" in answered("New from the model: it is down again, fraud-model I mean")


def test_a_rotation_listed_in_an_alert_is_nothing_that_is_asked() -> None:
    for alert in (
        "fraud-model latency; notified: fraud-quality",
        "fraud-model, fraud-quality paged",
    ):
        assert "on fraud-model" in answered(alert)
