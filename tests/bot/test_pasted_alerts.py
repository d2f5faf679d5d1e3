"""Alerts and log lines that somebody pastes as a question, or below one."""

import pytest

from bot.conversation import reply_to
from bot.render.plain import plain
from bot.reply import Message, Place
from tests.northwind import NORTHWIND, NOW

ALERT = "[FIRING:1] PrecisionLow (prod critical)\nmodel: fraud-model\nseverity: critical"
UNNAMED = "[FIRING:1] HighLatency (prod critical)\nseverity: critical"


def heard(said: str, channel: str | None = None) -> str:
    """The first line of the answer, with the first that is offered."""
    message = Message(said, None, Place("slack", channel))
    first, *more = plain(reply_to(message, NORTHWIND, NOW)).splitlines()
    offered = [line.partition(". ")[2].partition(":")[0] for line in more if line[:4] == "  1."]
    return " ".join([first, *offered])


@pytest.mark.parametrize(
    "alert",
    [
        ALERT,
        ALERT.replace("\n", "\n&gt; "),
        f"```\n{ALERT}\n```",
        "<https://alerts.example.com/1|[FIRING:1] PrecisionLow>\n*Model:* fraud-model",
        '{"labels": {"alertname": "PrecisionLow", "model": "fraud-model"}, "endsAt": "0001-01-01T00:00:00Z"}',
        '{"message": "precision", "tags": ["model:fraud-model", "env:prod"], "alias": "fraud-model-low"}',
        "#12: precision fell\nPriority: P1\nTags: model:fraud-model, env:prod, team:risk",
        "model_name=fraud-model model_version=12 metric=auc value=0.71",
        "Model: fraud-model\nMetric: precision\nTime: 02:00\nEscalation policy: default",
        "Model: fraud-model\nMetric: precision\nDate/Time: Mon Nov 23 01:59:12 GMT 2026",
        "Model: fraud-model\nMetric: precision\nOpened: Nov 22, 2026 at 01:59 UTC",
        "Monitor: precision | Model: fraud-model | Bin: 2026-11-23 01:00 UTC",
        "INC-1234 fraud-model precision drop",
        "INC-1234: fraud-model precision drop, who is on it",
        "Incident #48213 fraud-model precision drop",
    ],
)
def test_an_alert_is_answered_for_the_model_it_labels(alert: str) -> None:
    assert heard(alert) == "Priya Nair is paged for model-quality on fraud-model."


@pytest.mark.parametrize(
    "line",
    [
        "Nov 23 01:59:12 scorer-01 fraud-model[1234]: ERROR timeout",
        "Nov 22 01:59:12 fraud-model timeout",
        "Mon Nov 23 01:59:12 2026 fraud-model timeout",
        "[23/Nov/2026:01:59:12 +0000] fraud-model 503 timeout",
        "23.11.2026 01:59:12 ERROR fraud-model timeout",
        "2026/11/23 01:59:12 [error] fraud-model timeout",
        "01:59:12.123 ERROR [scorer] fraud-model timeout",
        "E1123 01:59:12.123456 1 server.go:123] fraud-model timeout",
        'Nov 23 01:59:12 scorer-01 app[7]: level=ERROR model=fraud-model msg="timeout"',
        "fraud-model timeout\nTime: Nov 22 01:59:12",
        "fraud-model timeout\nstartsAt=2026-11-22T01:59:12Z",
        '{"region":"eu","dimensions":[{"value":"fraud-model","name":"Endpoint"}],"firedDateTime":"x"}',
    ],
)
def test_a_log_line_is_answered_for_now_whenever_it_was_logged(line: str) -> None:
    assert heard(line) == "Goran Petrov is paged for infrastructure on fraud-model."


@pytest.mark.parametrize(
    "alert",
    [
        "[FIRING:1] PrecisionLow\nmodel: zebra-model\nconsumer: fraud-model",
        '{"labels": {"alertname": "PsiHigh", "model": "zebra-model", "upstream": "fraud-model"}}',
        "Tags: model:zebra-model, env:prod, upstream:fraud-model",
        "Model: zebra-model; Consumer: fraud-model; latency",
        "who gets this? Model: zebra-model; Consumer: fraud-model; latency",
        "who gets this?\n[FIRING:1] Latency\nmodel: zebra-model\nconsumer: fraud-model",
    ],
)
def test_an_alert_of_another_model_names_nobody_of_one_it_mentions(alert: str) -> None:
    assert heard(alert) == "I know no model called `zebra-model`. fraud-model"


def test_no_typo_of_an_alert_is_corrected_but_what_comes_near_is_offered() -> None:
    unknown = "I know no model called `fruad-model`. fraud-model"
    assert heard(ALERT.replace("fraud", "fruad")) == unknown
    assert heard("[P1] fruad-model latency") == unknown


def test_an_alert_about_several_models_is_asked_back() -> None:
    several = "Several models are meant here. Which one?"
    assert heard("[FIRING:2] Drift\n- model=fraud-model\n- model=churn").startswith(several)
    assert heard(f"who owns churn?\n{ALERT}").startswith(several)
    assert heard("service:fraud-model, service:zebra-model slow").startswith("I know no model")


@pytest.mark.parametrize("asked", ["", "who owns this?\n"])
def test_an_alert_that_names_no_model_is_of_none_even_in_a_models_channel(asked: str) -> None:
    assert heard(asked + UNNAMED, "C0FRAUD").startswith("That message names no model that I know")


def test_somebody_may_say_that_it_is_of_the_model_of_the_channel() -> None:
    answer = heard(f"who is on call here?\n{UNNAMED}", "C0FRAUD")
    assert answer == "Goran Petrov is paged for infrastructure on fraud-model."


def test_what_is_asked_of_an_alert_is_heard() -> None:
    assert heard(f"who is on call for this on saturday 02:00?\n{ALERT}") == (
        "Priya Nair is paged for model-quality on fraud-model on Sat 28 Nov 02:00 (Europe/London)."
    )
    assert heard(f"{ALERT}\nwhom do I escalate to?").startswith("Escalate model-quality pages of")
    assert heard(f"who knows the business side?\n{ALERT}").startswith(
        "Elena Ruiz knows the business"
    )
    assert "infrastructure on fraud-model" in heard(f"who has its infra pager?\n{ALERT}")


@pytest.mark.parametrize(
    "said",
    [
        "Model: fraud-model\nTime: saturday 02:00",
        "Model: fraud-model\nTime: 2026-11-28 02:00",
        "model=fraud-model page=infra saturday 02:00",
        "2026-11-28 02:00:00 fraud-model latency",
        '{"model": "fraud-model", "env": "prod"} who owns its infra on saturday 02:00?',
        'saturday 02:00, who has the infra pager? {"model": "fraud-model", "env": "prod"}',
        '{"model": "fraud-model", "page": "infra"}\nsaturday 02:00',
    ],
)
def test_a_day_to_come_is_asked_about_though_it_is_laid_out_like_an_alert(said: str) -> None:
    assert "on fraud-model on Sat 28 Nov 02:00" in heard(said)


def test_troubles_of_several_models_are_no_labels() -> None:
    assert heard("fraud-model: latency\nchurn: drift").startswith("Goran Petrov is paged for infra")
