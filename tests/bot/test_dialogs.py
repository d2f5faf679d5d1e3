"""What is said to the bot, and what is heard, word for word."""

import re
from dataclasses import replace
from datetime import datetime

import pytest

from bot.conversation import reply_to, reply_to_alert
from bot.render.plain import plain
from bot.reply import Action, Buttons, Message, Place
from knowledge.entities import Cadence, Override, Pause
from tests.northwind import NORTHWIND, NOW

DIALOGS = {
    "a named person": """
> who owns model-quality pages for fraud-model
Priya Nair is paged for model-quality on fraud-model.
On call until Mon 30 Nov 09:00 (Europe/London), in 6 days · next Tomas Reyes · escalate to Tomas Reyes, then Priya Nair (leads Risk ML) · declared owner fraud-quality (a rotation)
Infrastructure pages: Goran Petrov (platform-primary)
Knows the business: Elena Ruiz · the model: Priya Nair · the infrastructure: Goran Petrov
Declared by Elena Ruiz on 3 Nov
Runbook: https://runbooks.example.com/fraud
""",
    "an owner in person": """
> churn-uplift quality
Hana Ito is paged for model-quality on churn-uplift.
The declared owner in person, with no rotation behind · no escalation is declared
Infrastructure pages: NOBODY is named: no owner is declared
""",
    "another instant": """
> who is on call for fraud-model quality on 1 december at 9am
Tomas Reyes is paged for model-quality on fraud-model on Tue 1 Dec 09:00 (Europe/London).
On call until Mon 7 Dec 09:00 (Europe/London), in 13 days · next Priya Nair · escalate to Tomas Reyes, then Priya Nair (leads Risk ML) · declared owner fraud-quality (a rotation)
Infrastructure pages: Hana Ito (platform-primary)
Knows the business: Elena Ruiz · the model: Priya Nair · the infrastructure: Goran Petrov
Declared by Elena Ruiz on 3 Nov
Runbook: https://runbooks.example.com/fraud
""",
    "an offset from now": """
> who is on call for churn-uplift quality +2h
Hana Ito is paged for model-quality on churn-uplift on Mon 23 Nov 14:00 (Europe/London).
The declared owner in person, with no rotation behind · no escalation is declared
Infrastructure pages: NOBODY is named: no owner is declared
""",
    "nobody, since a team answers no pager": """
> churn quality
!! NOBODY is named for model-quality pages on churn.
Why: the owner is a team (Growth), not a person.
Ask, as none of them is the owner: Growth, the team that trains it; or in channel C0GROWTH.
To fix it, say `set churn model-quality SOMEBODY`, a person or a rotation. A team answers no pager.
Infrastructure pages: Goran Petrov
""",
    "nobody, since the rotation is empty": """
> search-suggest drift
!! NOBODY is named for model-quality pages on search-suggest.
Why: the rotation nobodys-turn has no members.
The map names nobody who would know.
To fix it, say `rotation members nobodys-turn SOMEBODY, SOMEBODY` or `set search-suggest model-quality SOMEBODY`.
Infrastructure pages: NOBODY is named: no owner is declared
""",
    "nobody, since the person left": """
> search-ranker quality
!! NOBODY is named for model-quality pages on search-ranker.
Why: Greta Gone is inactive.
The map names nobody who would know.
To fix it, say `set search-ranker model-quality SOMEBODY`, a person or a rotation.
Infrastructure pages: NOBODY is named: no owner is declared
""",
    "a typo is corrected and told": """
> who owns qualty for chrun-uplift
Hana Ito is paged for model-quality on churn-uplift.
The declared owner in person, with no rotation behind · no escalation is declared
Infrastructure pages: NOBODY is named: no owner is declared
I read "chrun-uplift" as churn-uplift.
""",
    "two fit, so it asks": """
> search quality
"search" fits several models. Which one?
  1. search-ranker: who owns model-quality pages for search-ranker
  2. search-suggest: who owns model-quality pages for search-suggest
""",
    "none fits, so near names are offered": """
> who owns quality for fraud-model-eu
I know no model called `fraud-model-eu`.
Did you mean this one?
  1. fraud-model: who owns model-quality pages for fraud-model
""",
    "none comes near": """
> who owns zebra
I know no model called `zebra`.
No model's name comes near it. It may not be in the map yet, so nobody is named.
""",
    "no model at all": """
> who owns quality
Which model is this about? Name it, or ask in a channel that belongs to it.
Try `who owns model-quality pages for fraud-model`, or `help`.
""",
    "an hour that is left open": """
> who is on call for fraud-model this weekend
When is "this weekend"? A wrong hour could be a wrong person.
Say a day and a time, such as `saturday 02:00`.
""",
    "a past without an instant": """
> who was on call for fraud-model
When in the past do you mean? A wrong hour could be a wrong person.
Say a day and a time, such as `yesterday 02:00`.
""",
    "escalation": """
> nobody answers for fraud-model quality, who is next in line?
Escalate model-quality pages of fraud-model to Tomas Reyes, then Priya Nair (leads Risk ML).
Paged first: Priya Nair · On call until Mon 30 Nov 09:00 (Europe/London), in 6 days · next Tomas Reyes
Knows the business: Elena Ruiz · the model: Priya Nair · the infrastructure: Goran Petrov
Runbook: https://runbooks.example.com/fraud
""",
    "no escalation": """
> who do I escalate to for churn infra
!! No escalation is declared for infrastructure pages of churn.
Paged first: Goran Petrov · The declared owner in person, with no rotation behind
""",
    "knowledge": """
> who knows the business side of fraud-model
Elena Ruiz knows the business behind fraud-model.
Knows the model: Priya Nair · the infrastructure: Goran Petrov
Infrastructure pages: Goran Petrov (platform-primary)
Model-quality pages: Priya Nair (fraud-quality)
Runbook: https://runbooks.example.com/fraud
""",
    "which team trains it": """
> who trains churn
churn is trained by Growth and served by no team that is declared.
A team answers no pager. Who is paged: `who owns churn`.
""",
    "which teams, of several": """
> which team serves fraud-model and chrun-uplift
fraud-model is trained by Risk ML and served by ML Platform.
churn-uplift is trained by Growth and served by no team that is declared.
A team answers no pager. Who is paged: `who owns fraud-model`.
I read "chrun-uplift" as churn-uplift.
""",
    "who takes turns": """
> members of platform-primary?
Goran Petrov is on call for platform-primary until Mon 30 Nov 09:00 (Europe/London); next is Hana Ito.
platform-primary is declared for 2 pages.
  - infrastructure on fraud-model: Goran Petrov is on call, by platform-primary (a rotation)
  - infrastructure on quality-inspection: Goran Petrov is on call, by platform-primary (a rotation)
Takes turns: Goran Petrov, Hana Ito
""",
    "a portfolio": """
> what does goran own
Goran Petrov is declared for 4 pages.
  - infrastructure on churn: on call
  - model-quality on infra-cost-forecaster: on call
  - infrastructure on fraud-model: on call, by platform-primary (a rotation)
  - infrastructure on quality-inspection: on call, by platform-primary (a rotation)
No chat account is known, so nobody is notified: `link goran @SOMEBODY`.
""",
    "two of whom one answer would be half of it": """
> what do goran and hana own
One at a time, please. Which one?
Goran Petrov, id goran, Hana Ito, id hana
""",
    "somebody in a rotation that is asked about": """
> is tomas on call for fraud-quality
Tomas Reyes is not on call for fraud-quality; next from Mon 30 Nov 09:00 (Europe/London) until Mon 7 Dec 09:00 (Europe/London), then Priya Nair.
Priya Nair is on call for fraud-quality until Mon 30 Nov 09:00 (Europe/London); next is Tomas Reyes.
fraud-quality is declared for 1 page.
  - model-quality on fraud-model: Priya Nair is on call, by fraud-quality (a rotation) · escalate to Tomas Reyes, then Priya Nair (leads Risk ML)
Takes turns: Priya Nair, Tomas Reyes
""",
    "somebody who isn't in a rotation that is asked about": """
> is elena on call for nobodys-turn
Elena Ruiz takes no turns in nobodys-turn.
!! NOBODY is on call for nobodys-turn: the rotation nobodys-turn has no members.
nobodys-turn is declared for 1 page.
  - model-quality on search-suggest: nobody is named: the rotation nobodys-turn has no members
Takes turns: nobody
""",
    "who comes after somebody": """
> who takes over from priya
Priya Nair is on call for fraud-quality until Mon 30 Nov 09:00 (Europe/London); next is Tomas Reyes, and Priya Nair again from Mon 7 Dec 09:00 (Europe/London).
Priya Nair is declared for 1 page.
  - model-quality on fraud-model: on call, by fraud-quality (a rotation) · escalate to Tomas Reyes, then Priya Nair (leads Risk ML)
""",
    "when somebody is on call": """
> when is tomas next on call
Tomas Reyes is not on call for fraud-quality; next from Mon 30 Nov 09:00 (Europe/London) until Mon 7 Dec 09:00 (Europe/London), then Priya Nair.
Tomas Reyes is declared for 1 page.
  - model-quality on fraud-model: Priya Nair is on call, by fraud-quality (a rotation) · escalate to Tomas Reyes, then Priya Nair (leads Risk ML)
""",
    "when somebody is on call who owns in person": """
> who covers for elena
Elena Ruiz takes no turns in any rotation.
Elena Ruiz is declared for 2 pages.
  - model-quality on quality-inspection: on call
  - model-quality on drift: on call
No chat account is known, so nobody is notified: `link elena @SOMEBODY`.
""",
    "what is somebody's who may leave": """
> what happens if priya leaves
Priya Nair is declared for 1 page.
  - model-quality on fraud-model: on call, by fraud-quality (a rotation)
""",
    "a team's portfolio": """
> what does Growth own
Growth is declared for 1 page.
  - model-quality on churn: nobody is named: the owner is a team (Growth), not a person
Members: nobody · no lead is declared
Trains 2: churn, churn-uplift
""",
    "a rotation": """
> who is on call for fraud-quality at 2am
Priya Nair is on call for fraud-quality on Tue 24 Nov 02:00 (Europe/London) until Mon 30 Nov 09:00 (Europe/London); next is Tomas Reyes.
fraud-quality is declared for 1 page.
  - model-quality on fraud-model: Priya Nair is on call, by fraud-quality (a rotation)
Takes turns: Priya Nair, Tomas Reyes
""",
    "a rotation, by its name alone": """
> who's on fraud-quality on 1 december
Tomas Reyes is on call for fraud-quality on Tue 1 Dec 12:00 (Europe/London) until Mon 7 Dec 09:00 (Europe/London); next is Priya Nair.
fraud-quality is declared for 1 page.
  - model-quality on fraud-model: Tomas Reyes is on call, by fraud-quality (a rotation)
Takes turns: Priya Nair, Tomas Reyes
""",
    "a team where a model was to be named": """
> who owns quality for risk-ml
I know no model called `risk-ml`.
Did you mean this one?
  1. fraud-model: who owns model-quality pages for fraud-model
""",
    "two questions in one": """
> who owns churn and which models have no owner
One question at a time, please.
Ask about the model by itself, and about all the others apart.
""",
    "a wish that is no command": """
> hand over churn to tomas
That asks nothing, and I have changed nothing.
To declare an owner, say `set MODEL model-quality OWNER`; `help commands` lists what else can be told.
""",
    "an instant that has only just passed": """
> who is on call for fraud-model at 11am
When is "at 11am"? A wrong hour could be a wrong person.
Say a day and a time, such as `saturday 02:00`.
""",
    "a word that may make another name": """
> churn for the uplift voucher
"churn … uplift" fits several models. Which one?
  1. churn: who owns churn
  2. churn-uplift: who owns churn-uplift
""",
    "one name of two people": """
> what does sam own
That name is that of several. Which one?
Sam Lee, id sam-lee, Sam Fox, id sam-fox
""",
    "a person's name that is misspelt is offered, never corrected": """
> what does gorna own
I know no person, rotation or team by that name: gorna.
Did you mean this one?
  1. Goran Petrov: what does goran own
""",
    "gaps": """
> which models have no named quality owner
!! 4 of 9 models have nobody named for model-quality pages.
  - churn, model-quality: the owner is a team (Growth), not a person
  - demand-2026, model-quality: no owner is declared
  - search-ranker, model-quality: Greta Gone is inactive
  - search-suggest, model-quality: the rotation nobodys-turn has no members
""",
    "gaps of a team": """
> which models of Growth have no quality owner
!! 1 of 2 models of Growth has nobody named for model-quality pages.
  - churn, model-quality: the owner is a team (Growth), not a person
""",
    "gaps of several teams": """
> gaps in growth and risk ml
One at a time, please. Which one?
Growth (a team), id growth, Risk ML (a team), id risk-ml
""",
    "when it was declared": """
> when was fraud-model quality declared
Model-quality pages of fraud-model were declared by Elena Ruiz on Tue 3 Nov 10:00 (Europe/London).
Model-quality pages: Priya Nair (fraud-quality)
Runbook: https://runbooks.example.com/fraud
""",
    "small talk": """
> how is the weather over there in london today my friend
I didn't understand that.
Try `who owns model-quality pages for fraud-model`, or `help`.
""",
}


def heard(said: str, **message: object) -> str:
    return plain(reply_to(Message(said, **message), NORTHWIND, NOW))  # type: ignore[arg-type]


def test_a_runbook_is_told_apart_from_that_of_another_model_that_was_asked_about() -> None:
    """Of the other one none is known."""
    said = plain(reply_to(Message("churn-uplift and fraud-model"), NORTHWIND, NOW))
    assert "Runbook fraud-model: https://runbooks.example.com/fraud" in said.splitlines()


@pytest.mark.parametrize("dialog", DIALOGS.values(), ids=DIALOGS.keys())
def test_dialog(dialog: str) -> None:
    said, _, expected = dialog.strip().removeprefix("> ").partition("\n")
    assert heard(said) == expected


@pytest.mark.parametrize(
    ("said", "named"),
    [
        ("fraud-model and fraud-quality", "fraud-model (a model), fraud-quality (a rotation)"),
        ("fraud-model, fraud-quality", "fraud-model (a model), fraud-quality (a rotation)"),
        ("fraud-quality and fraud-model", "fraud-model (a model), fraud-quality (a rotation)"),
        (
            "fraud-model and platform-primary",
            "fraud-model (a model), platform-primary (a rotation)",
        ),
        (
            "churn or the fraud quality rotation",
            "churn (a model), fraud-quality (a rotation)",
        ),
        (
            "platform primary and fraud quality",
            "platform-primary (a rotation), fraud-quality (a rotation)",
        ),
        (
            "fraud quality or platform primary",
            "fraud-quality (a rotation), platform-primary (a rotation)",
        ),
    ],
)
def test_a_rotation_that_is_listed_is_never_ignored(said: str, named: str) -> None:
    text = heard(f"who is on call for {said}")
    assert text.startswith("One at a time, please. Which one?\n")
    assert re.sub(", id [a-z-]+", "", text).splitlines()[1] == named


def test_a_rotation_that_is_only_told_of_stands_in_no_models_way() -> None:
    for said in (
        "is platform-primary on call for fraud-model",
        "fraud-model latency, page platform-primary",
        "platform-primary, fraud-model latency is bad",
        "churn infra is owned by platform-primary",
    ):
        assert " is paged for infrastructure on " in heard(said)


@pytest.mark.parametrize(
    "said",
    [
        "escalation for fraud-quality",
        "backup for fraud-quality",
        "who is on call after priya in fraud-quality",
    ],
)
def test_who_is_next_in_a_rotation_is_told_with_who_has_it(said: str) -> None:
    assert heard(said).startswith("Priya Nair is on call for fraud-quality until ")
    assert "next is Tomas Reyes" in heard(said)


@pytest.mark.parametrize(
    ("said", "unknown"),
    [
        ("fraud-model-*", "fraud-model-*"),
        ("who owns fraud-model-<region>?", "fraud-model-<region>"),
        ("latency on *-fraud-model", "*-fraud-model"),
        ("who owns fraud-model and everything else", "everything else"),
        ("who is on call for churn and all the other models?", "all the other models"),
        ("who owns all models including fraud-model", "all models"),
        ("churn drifts, who owns churn or the rest", "rest"),
        ("who owns fraud-model in germany", "fraud-model in germany"),
        ("quality of fraud-model for the retail segment", "fraud-model for the retail"),
    ],
)
def test_whatever_else_is_asked_for_is_never_ignored(said: str, unknown: str) -> None:
    assert heard(said).startswith(f"I know no model called `{unknown}`.\nDid you mean this one?")


@pytest.mark.parametrize(
    "said",
    [
        "who owns *fraud-model*",
        "fraud-model- latency",
        "fraud-model latency, everything else is fine",
        "fraud-model latency and everything else is fine",
        "fraud-model and everything else is down",
        "fraud-model timeouts in germany",
        "fraud-model outage in production",
    ],
)
def test_what_is_only_told_beside_a_model_stands_in_no_way(said: str) -> None:
    assert "is paged for infrastructure on fraud-model" in heard(said)


@pytest.mark.parametrize(
    "said",
    [
        "who trained churn and who is on call for it",
        "who serves churn, latency is bad",
        "churn was trained on friday, who owns it",
    ],
)
def test_a_page_is_asked_for_also_where_training_is_told(said: str) -> None:
    assert "Goran Petrov is paged for infrastructure on churn" in heard(said)


@pytest.mark.parametrize(
    "said",
    [
        "ERROR 2026-11-23T01:59:12Z fraud-model inference timeout after 30000ms",
        "2026-11-22 01:59:12,345 ERROR fraud-model timeout, who do I page",
        "who do I page?\n[2026-11-22 01:59:12] fraud-model timeout",
        '{"ts":"2026-11-22T01:59:12.123Z","model":"fraud-model","msg":"timeout"}',
        "20261122T015912Z fraud-model timeout who is on call",
    ],
)
def test_when_a_pasted_line_was_logged_is_no_instant_asked_about(said: str) -> None:
    assert heard(said).startswith("Goran Petrov is paged for infrastructure on fraud-model.")


@pytest.mark.parametrize(
    "said",
    [
        "who is on call for fraud-model infra at 2026-11-22T01:59:12Z",
        "who is on call for fraud-model infra 2026-11-22T01:59:12Z please",
        "at 2026-11-22T01:59:12Z who had the fraud-model infra pager",
        "2026-11-22T01:59:12Z who was on call for fraud-model infra",
        "fraud-model infra 2026-11-22T01:59:12Z",
        "2026-11-22T01:59 fraud-model infra",
    ],
)
def test_an_instant_to_the_second_may_be_asked_about(said: str) -> None:
    assert "fraud-model on Sun 22 Nov 01:59" in heard(said)


def test_a_past_that_is_doubted_is_no_present() -> None:
    for said in (
        "wasn't hana on call for churn last week",
        "wasn\u2019t hana paged for churn last week",
    ):
        assert heard(said).startswith("When in the past do you mean?")


def test_whoever_else_knows_a_model_is_not_who_is_next() -> None:
    assert heard("who else knows fraud-model").startswith("Elena Ruiz knows the business behind")
    for said in ("nobody picked up for", "no one answered for", "nobody responded about"):
        assert heard(f"{said} fraud-model quality").startswith("Escalate model-quality pages of")


def test_a_name_in_the_plural_is_that_of_all_which_hold_it() -> None:
    assert heard("who owns the churn models").splitlines() == [
        '"churn" fits several models. Which one?',
        "  1. churn: who owns churn",
        "  2. churn-uplift: who owns churn-uplift",
    ]
    assert "on search-ranker" in heard("who owns the search-ranker models")


def test_in_the_channel_of_a_model_here_means_that_model() -> None:
    place = Place("slack", "C0FRAUD")
    assert heard("who owns quality here?", place=place).startswith("Priya Nair is paged for model")


def test_in_the_channel_of_a_team_here_asks_among_its_models() -> None:
    assert heard("who owns quality here", place=Place("slack", "C0GROWTH")).splitlines() == [
        "Several models are meant here. Which one?",
        "  1. churn: who owns model-quality pages for churn",
        "  2. churn-uplift: who owns model-quality pages for churn-uplift",
    ]


def test_a_channel_that_is_mentioned_stands_for_its_model() -> None:
    assert heard("who owns quality in <#C0FRAUD|fraud>").startswith("Priya Nair")


def test_the_asker_is_known_by_the_chat_id_and_thinks_in_their_own_zone() -> None:
    slack = Place("slack")
    hana = heard("what do I own", sender="U0HANA", place=slack)
    assert hana.startswith("Hana Ito is declared for 3 pages.")
    quality = heard("fraud-model quality", sender="U0HANA", place=slack)
    assert "Mon 30 Nov 18:00 (Asia/Tokyo)" in quality
    stranger = heard("what do I own", sender="U0X", place=slack)
    assert stranger.startswith("I don't know which person")


def test_in_the_terminal_the_asker_goes_by_the_id_in_the_map() -> None:
    assert heard("what do I own", sender="hana").startswith("Hana Ito")


@pytest.mark.parametrize("said", ["what does my team own", "which models does our team own?"])
def test_the_team_of_whoever_asks_is_no_person(said: str) -> None:
    assert heard(said, sender="priya").startswith("Risk ML is declared for no page.")
    assert "led by Priya Nair" in heard("who is on my team", sender="priya")
    assert heard(said, sender="elena") == (
        "The map has you in no team, so I can't tell which is yours.\n"
        "Ask by name, as in `what does TEAM own`."
    )
    assert heard(said).startswith("I don't know which person")
    led = {**NORTHWIND.teams, "growth": replace(NORTHWIND.teams["growth"], lead="priya")}
    both = plain(reply_to(Message(said, "priya"), replace(NORTHWIND, teams=led), NOW))
    assert both.startswith("One at a time, please. Which one?\n")


def test_help_alone_asks_for_help_though_a_model_is_called_so() -> None:
    named = {**NORTHWIND.models, "help": replace(NORTHWIND.models["drift"], id="help")}
    ownership = replace(NORTHWIND, models=named)
    helped = plain(reply_to(Message("help"), ownership, NOW))
    assert helped.startswith("I answer who is paged for an ML model.")
    owned = plain(reply_to(Message("who owns help"), ownership, NOW))
    assert "model-quality on help" in owned


def test_who_comes_next_is_said_to_be_inactive_or_nobody() -> None:
    gone = replace(NORTHWIND.rotations["fraud-quality"], members=("priya", "gone"))
    standing_in = Override(NOW.replace(tzinfo=None), datetime(2026, 11, 24, 9), "tomas")  # noqa: DTZ001  # wall times
    alone = replace(NORTHWIND.rotations["fraud-quality"], members=(), overrides=(standing_in,))
    for rotation, successor in ((gone, "next Greta Gone (inactive)"), (alone, "next NOBODY")):
        ownership = replace(NORTHWIND, rotations={**NORTHWIND.rotations, rotation.id: rotation})
        reply = plain(reply_to(Message("fraud-model quality"), ownership, NOW))
        assert successor in reply
        of_rotation = plain(reply_to(Message("fraud-quality"), ownership, NOW))
        assert successor.replace("next ", "next is ") in of_rotation


def test_somebody_mentioned_in_the_channel_of_a_model_changes_nothing() -> None:
    place = Place("slack", "C0FRAUD")
    assert heard("<@U0PRIYA> latency!", place=place).startswith("Goran Petrov is paged for infra")
    for said in ("<@U0PRIYA> who owns quality here", "<@U0TOMAS> quality in <#C0FRAUD|fraud>?"):
        assert heard(said, place=place).startswith("Priya Nair is paged for model-quality"), said


def test_an_empty_map_is_said_to_be_empty() -> None:
    empty = plain(reply_to(Message("who owns churn"), None, NOW))
    assert empty.startswith("Nobody has declared an ownership map yet, so I can't name anybody.")


def test_a_text_of_forty_thousand_characters_is_refused_in_a_sentence() -> None:
    assert heard("fraud-model " * 4000) == (
        "That is too long for a question: keep it under 2,000 characters."
    )


def test_an_answer_that_only_its_asker_sees_can_be_shared() -> None:
    private = reply_to(Message("churn infra", only_sender=True), NORTHWIND, NOW)
    assert isinstance(private.parts[-1], Buttons)
    (share,) = private.parts[-1].buttons
    assert (share.action, share.value) == (Action.SHARE, "churn infra")


ALERT = """[FIRING:1] ModelPrecisionLow (prod-eu-west-1 critical)
*Alert:* precision of the fraud-model champion is 0.71, below 0.80 for 30m
*Labels:* alertname=ModelPrecisionLow, model=fraud-model, severity=critical
<https://grafana.example.com/d/abc|Dashboard>"""


def test_an_alert_that_somebody_else_posted_is_read_for_its_model_and_symptom() -> None:
    reply = plain(reply_to_alert(Message(ALERT), NORTHWIND, NOW))
    assert reply.startswith("Priya Nair is paged for model-quality on fraud-model.")


def test_an_alert_about_nothing_that_is_declared_names_nobody() -> None:
    alert = ALERT.replace("fraud-model", "zebra-model")
    reply = plain(reply_to_alert(Message(alert), NORTHWIND, NOW))
    assert reply.startswith("I know no model called `zebra-model`.")
    assert "is paged for" not in reply


@pytest.mark.parametrize(
    "named", ["FraudModelUS", "FraudModelV2", "fraud-model-us", "Retail-FraudModel"]
)
def test_an_alert_about_a_longer_name_names_nobody(named: str) -> None:
    reply = plain(reply_to_alert(Message(f"[FIRING:1] {named} precision is low"), NORTHWIND, NOW))
    assert "is paged for" not in reply


@pytest.mark.parametrize(
    "said", ["fraud: model drift", "fraud - model drift", "fraud. Model drift"]
)
def test_a_name_does_not_reach_over_a_colon_or_a_dash(said: str) -> None:
    for reply in (
        reply_to(Message(said), NORTHWIND, NOW),
        reply_to_alert(Message(said), NORTHWIND, NOW),
    ):
        assert "on fraud-model" not in plain(reply)


def test_a_label_of_an_alert_does_not_outweigh_its_symptom() -> None:
    alert = "[FIRING:1] ModelAUCLow namespace: ml-serving model=fraud-model"
    reply = plain(reply_to_alert(Message(alert), NORTHWIND, NOW))
    assert "Priya Nair is paged for model-quality on fraud-model." in reply


def test_who_stood_in_once_owns_nothing_by_it_any_more() -> None:
    rotation = replace(
        NORTHWIND.rotations["fraud-quality"],
        overrides=(
            Override(
                start=datetime(2026, 11, 16, 9),  # noqa: DTZ001  # a wall time
                end=datetime(2026, 11, 17, 9),  # noqa: DTZ001
                person="sam-fox",
            ),
        ),
    )
    ownership = replace(NORTHWIND, rotations={**NORTHWIND.rotations, rotation.id: rotation})
    said = Message("what does sam fox own", None, Place("console"))
    assert plain(reply_to(said, ownership, NOW)).startswith("Sam Fox is declared for no page.")


@pytest.mark.parametrize(
    "said",
    [
        "who takes over from priya",
        "who is taking over from priya?",
        "who took over from priya",
        "who does priya hand over to",
        "who is after priya",
        "who's on call after priya",
        "who do I wake after priya",
        "who follows priya in fraud-quality",
        "who is after priya in fraud-quality",
        "who covers for priya",
        "who is covering for priya",
        "who stands in for priya",
        "who is standing in for priya",
        "who backs up priya",
        "who is priya's backup",
        "priya isn't answering",
        "when does priya's shift end",
        "when is priya's next shift",
        "until when is priya on call",
        "is priya on call tonight",
        "who takes over from me",
        "who stands in for me",
        "who do I hand over to",
        "when am I next on call",
        "when's my next shift",
        "my shifts",
        "am I on call",
        "am I on call for fraud-quality",
    ],
)
def test_who_comes_after_somebody_is_told_with_their_turns(said: str) -> None:
    first = heard(said, sender="priya").splitlines()[0]
    assert first.startswith("Priya Nair is on call for fraud-quality ")
    assert "; next is Tomas Reyes, and Priya Nair again from Mon 7 Dec 09:00 " in first


@pytest.mark.parametrize(
    "said", ["who is elena", "who owns elena's models", "elena quit, who owns hers"]
)
def test_who_somebody_is_or_what_is_theirs_is_told_without_their_turns(said: str) -> None:
    assert heard(said).startswith("Elena Ruiz is declared for 2 pages.")


@pytest.mark.parametrize("said", ["can i turn it off", "should i turn off the model"])
def test_who_turns_a_model_off_asks_of_no_turn(said: str) -> None:
    assert heard(said, sender="priya").startswith("I didn't understand that.")


def test_the_turns_of_a_past_instant_and_of_another() -> None:
    assert heard("is tomas on call on 1 december").startswith(
        "Tomas Reyes is on call for fraud-quality on Tue 1 Dec 12:00 (Europe/London)"
        " until Mon 7 Dec 09:00 (Europe/London); next is Priya Nair, and Tomas Reyes again from "
    )
    assert heard("is hana on call for fraud-model").startswith("Goran Petrov is paged for ")


def test_whoever_is_inactive_has_no_turns() -> None:
    quality = replace(NORTHWIND.rotations["fraud-quality"], members=("priya", "gone"))
    ownership = replace(NORTHWIND, rotations={**NORTHWIND.rotations, "fraud-quality": quality})

    def said(text: str) -> str:
        return plain(reply_to(Message(text), ownership, NOW)).splitlines()[0]

    assert said("who takes over from greta gone") == (
        "Greta Gone is inactive: nobody is on call for fraud-quality in their turns."
    )
    assert "; next is Greta Gone (inactive), and Priya Nair again from " in said(
        "who takes over from priya"
    )


def test_a_turn_that_is_taken_over_or_followed_by_nobody() -> None:
    fraud = NORTHWIND.rotations["fraud-quality"]
    stood_in = Override(
        start=datetime(2026, 11, 23, 9),  # noqa: DTZ001  # wall times
        end=datetime(2026, 11, 30, 9),  # noqa: DTZ001
        person="elena",
    )
    pause = Pause(
        start=datetime(2026, 12, 14, 9),  # noqa: DTZ001
        end=datetime(2026, 12, 16, 9),  # noqa: DTZ001
    )
    rotations = {"fraud-quality": replace(fraud, overrides=(stood_in,), pauses=(pause,))}
    ownership = replace(NORTHWIND, rotations={**NORTHWIND.rotations, **rotations})

    def said(text: str) -> list[str]:
        return plain(reply_to(Message(text), ownership, NOW)).splitlines()

    priya = said("who stands in for priya")
    assert priya[0] == (
        "Priya Nair is not on call for fraud-quality; next from Mon 7 Dec 09:00 (Europe/London)"
        " until Mon 14 Dec 09:00 (Europe/London), then NOBODY."
    )
    assert "  - model-quality on fraud-model: Elena Ruiz is on call, by fraud-quality" in priya[2]
    assert said("when is elena on call")[0] == (
        "Elena Ruiz is on call for fraud-quality until Mon 30 Nov 09:00 (Europe/London)"
        "; next is Tomas Reyes."
    )


@pytest.mark.parametrize("number", [0, 150, 299])
def test_a_turn_is_found_behind_many_of_others(number: int) -> None:
    crowd = {
        f"member-{n}": replace(NORTHWIND.people["sam-lee"], id=f"member-{n}", name=f"Member {n}")
        for n in range(300)
    }
    hourly = replace(
        NORTHWIND.rotations["fraud-quality"],
        id="hourly",
        name="hourly",
        members=tuple(crowd),
        every=Cadence.parse("1 hour"),
    )
    ownership = replace(
        NORTHWIND,
        people={**NORTHWIND.people, **crowd},
        rotations={**NORTHWIND.rotations, "hourly": hourly},
    )
    said = plain(reply_to(Message(f"when is member-{number} next on call"), ownership, NOW))
    assert f"Member {number} is not on call for hourly; next from " in said


def test_a_shift_to_come_is_no_instant_for_a_model() -> None:
    assert heard("who has fraud-model the next shift").startswith('When is "next shift"?')


@pytest.mark.parametrize("said", ["who is next", "who takes over tonight", "whose turn is it"])
def test_whose_turn_it_is_takes_a_model(said: str) -> None:
    assert heard(said).startswith("Which model is this about?")
    quality = heard(said, place=Place("slack", "C0FRAUD"))
    assert "Priya Nair is paged for model-quality on fraud-model" in quality


def test_who_does_not_answer_where_a_model_is_at_home_is_of_that_model() -> None:
    answer = heard("priya isn't answering", place=Place("slack", "C0FRAUD"))
    assert answer.startswith("Escalate infrastructure pages of fraud-model to Goran Petrov.")


@pytest.mark.parametrize(
    ("called", "said", "begins"),
    [
        ("models", "which models have no owner", "!! 8 of 10 models have nobody named "),
        ("models", "which models does goran own", "Goran Petrov is declared for "),
        ("models", "who owns models", "!! NOBODY is named for infrastructure pages on models."),
        ("models", "models", "!! NOBODY is named for infrastructure pages on models."),
        ("team", "who is on my team", "Risk ML is declared for no page."),
        ("team", "gaps in team growth", "!! 2 of 2 models of Growth have nobody named "),
        ("team", "team ml-platform", "ML Platform is declared for no page."),
        ("team", "latency of team", "!! NOBODY is named for infrastructure pages on team."),
        ("drill", "who owns drill", "!! NOBODY is named for infrastructure pages on drill."),
        ("drill", "drill for churn", "!! NOBODY would be woken for 1 of the 2 pages of churn"),
    ],
)
def test_an_everyday_word_is_no_model_that_is_called_so(
    called: str, said: str, begins: str
) -> None:
    named = {**NORTHWIND.models, called: replace(NORTHWIND.models["drift"], id=called)}
    ownership = replace(NORTHWIND, models=named)
    reply = plain(reply_to(Message(said, "priya"), ownership, NOW))
    assert reply.startswith(begins), reply
