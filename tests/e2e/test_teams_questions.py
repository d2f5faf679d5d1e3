"""Asking in Teams: personal chat, channel, buttons, the message extension, an alert."""

import json
from typing import Any

import pytest

from tests.bot.render.card_rules import elements, faults
from tests.e2e.teams_bot import BOT, CHANNEL, MENTION, TeamsBot
from tests.e2e.teams_peer import BOT_ID, TENANT, Call, Scripted, TeamsPeer

MENTIONED = [MENTION]


def buttons(card: dict[str, Any]) -> list[dict[str, Any]]:
    return [e for e in elements(card) if e["type"].startswith("Action.")]


def answer(peer: TeamsPeer) -> Call:
    (call,) = peer.wait_for()
    assert faults(call.card) == []
    return call


def test_a_question_in_a_personal_chat_is_answered_there(
    teams: TeamsBot, teams_peer: TeamsPeer
) -> None:
    assert teams.say("who owns model-quality pages for fraud-model").status == 200

    call = answer(teams_peer)
    assert call.path == "/connector/v3/conversations/a:personal/activities"
    assert call.said.startswith("Priya Nair is paged for model-quality on fraud-model.")
    assert call.card["body"][0]["text"].startswith("<at>Priya Nair</at> is paged")
    assert call.body["summary"] == "Priya Nair is paged for model-quality on fraud-model."
    assert call.token  # the managed identity's


@pytest.mark.parametrize(
    "text",
    [
        "<at>WhoOwns</at> who owns fraud-model quality",
        "<at>WhoOwns</at> <at>WhoOwns</at>&nbsp;who owns fraud-model quality",
        "who owns <at>WhoOwns</at> fraud-model quality\n",
    ],
    ids=["before", "twice", "in the middle"],
)
def test_a_mention_in_a_channel_is_answered_in_its_thread(
    teams: TeamsBot, teams_peer: TeamsPeer, text: str
) -> None:
    teams.say(text, conversation=CHANNEL, entities=MENTIONED)

    call = answer(teams_peer)
    assert call.path.endswith("/19:risk@thread.tacv2;messageid=1700000000001/activities")
    assert call.said.startswith("Priya Nair is paged for model-quality on fraud-model.")


def test_in_the_channel_an_aside_is_one_line_and_the_way_to_a_personal_chat(
    teams: TeamsBot, teams_peer: TeamsPeer
) -> None:
    teams.say("<at>WhoOwns</at> credit-risk", conversation=CHANNEL, entities=MENTIONED)

    call = answer(teams_peer)
    (go_on,) = buttons(call.card)
    assert len(call.card["body"]) == 2
    assert go_on["url"].startswith(f"https://teams.microsoft.com/l/chat/0/0?users=28%3A{BOT_ID}")
    assert "message=credit-risk" in go_on["url"]


def test_a_doubt_is_settled_by_a_button_and_the_card_is_replaced(
    teams: TeamsBot, teams_peer: TeamsPeer
) -> None:
    teams.say("who owns credit-risk quality")
    asked = answer(teams_peer)
    choice = next(b for b in buttons(asked.card) if b["title"] == "credit-risk-eu")

    pressed = teams.press(choice)

    assert (pressed["statusCode"], pressed["type"]) == (
        200,
        "application/vnd.microsoft.card.adaptive",
    )
    assert "Priya Nair is paged" in pressed["value"]["fallbackText"].replace("\n", " ")
    (edited,) = teams_peer.wait_for(method="PUT")
    assert edited.path.endswith("/a:personal/activities/card-1")
    assert edited.said == pressed["value"]["fallbackText"]


def test_a_message_that_is_delivered_twice_is_answered_once(
    teams: TeamsBot, teams_peer: TeamsPeer
) -> None:
    for _ in range(2):
        assert teams.say("who owns fraud-model", id="the same").status == 200

    assert len(teams_peer.wait_for()) == 1
    assert teams_peer.heard_for(0.3) == []


def test_a_bot_is_not_answered(teams: TeamsBot, teams_peer: TeamsPeer) -> None:
    teams.say("who owns fraud-model", **{"from": {"id": "28:another", "name": "Bot"}})

    assert teams_peer.heard_for(0.3) == []


def test_the_connector_is_asked_again_when_it_is_busy(
    teams: TeamsBot, teams_peer: TeamsPeer
) -> None:
    teams_peer.script(Scripted(429, {"Retry-After": "1"}), Scripted(412), Scripted(502))
    teams.say("who owns fraud-model")

    first, second, *_ = teams_peer.wait_for(4)
    assert second.at - first.at >= 1


def test_a_mention_that_is_refused_becomes_a_name(teams: TeamsBot, teams_peer: TeamsPeer) -> None:
    teams_peer.script(Scripted(400))
    teams.say("who owns fraud-model quality")

    mentioning, plain = teams_peer.wait_for(2)
    assert "msteams" in mentioning.card
    assert "msteams" not in plain.card


def test_a_search_finds_models_and_inserts_their_cards(teams: TeamsBot) -> None:
    parameters = [{"name": "model", "value": "CREDIT"}]
    found = teams.invoke(
        "composeExtension/query", {"commandId": "searchModels", "parameters": parameters}
    )

    offers = found["composeExtension"]["attachments"]
    assert [offer["preview"]["content"]["title"] for offer in offers] == [
        "credit-risk-eu",
        "credit-risk-us",
    ]
    assert all(faults(offer["content"]) == [] for offer in offers)
    assert "is paged for" in offers[0]["content"]["fallbackText"]


@pytest.mark.parametrize("typed", ["zzzzzz", "zzz\ud800zzz", "zzz\x07zzz"])
def test_a_search_for_what_is_not_there_says_so(teams: TeamsBot, typed: str) -> None:
    parameters = [{"name": "model", "value": typed}]
    found = teams.invoke("composeExtension/query", {"parameters": parameters})

    assert found["composeExtension"] == {"type": "message", "text": "I know no model like zzzzzz."}


GRAFANA = {
    "id": "1700000000001",
    "body": {"contentType": "html", "content": "<div>[FIRING:1] <b>ModelDriftHigh</b></div>"},
    "attachments": [
        {
            "contentType": "application/vnd.microsoft.card.adaptive",
            "content": json.dumps(
                {
                    "type": "AdaptiveCard",
                    "body": [
                        {"type": "TextBlock", "text": "PSI is 0.4"},
                        {"type": "FactSet", "facts": [{"title": "model", "value": "fraud-model"}]},
                    ],
                }
            ),
        }
    ],
}
POINTED_AT = {"commandId": "whoOwnsThis", "messagePayload": GRAFANA}


def test_who_owns_this_is_answered_in_a_dialog_and_in_the_thread(
    teams: TeamsBot, teams_peer: TeamsPeer
) -> None:
    teams.say("<at>WhoOwns</at> help", conversation=CHANNEL, entities=MENTIONED)
    teams_peer.wait_for()
    teams_peer.forget()

    dialog = teams.invoke("composeExtension/fetchTask", POINTED_AT, conversation=CHANNEL)
    shared = teams.invoke("composeExtension/submitAction", POINTED_AT, conversation=CHANNEL)

    card = dialog["task"]["value"]["card"]["content"]
    assert faults(card) == []
    assert card["fallbackText"].startswith("Priya Nair is paged for model-quality on fraud-model.")
    assert [action["title"] for action in card["actions"]] == ["Answer in the thread"]
    assert shared == {}
    call = answer(teams_peer)
    assert call.path.endswith("/19:risk@thread.tacv2;messageid=1700000000001/activities")


def test_where_the_bot_is_not_the_dialog_says_that_only_the_asker_sees_it(
    teams: TeamsBot,
) -> None:
    elsewhere = {**CHANNEL, "id": "19:elsewhere@thread.tacv2"}
    shared = teams.invoke("composeExtension/submitAction", POINTED_AT, conversation=elsewhere)

    text = shared["task"]["value"]["card"]["content"]["fallbackText"]
    assert "I am not in this team" in text


def test_an_invoke_that_nobody_knows_is_not_implemented(teams: TeamsBot) -> None:
    activity = teams.activity("invoke", name="fileConsent/invoke", value={})
    assert teams.send(activity).status == 501


def test_who_installs_the_app_is_greeted(teams: TeamsBot, teams_peer: TeamsPeer) -> None:
    teams.send(teams.activity("installationUpdate", action="add"))

    assert answer(teams_peer).said.startswith("I answer who is paged for an ML model.")


def test_a_team_is_known_with_its_channels_until_the_app_is_removed(
    teams: TeamsBot, teams_peer: TeamsPeer
) -> None:
    alerts = {**CHANNEL, "id": "19:alerts@thread.tacv2"}
    teams_peer.channels = [{"id": "19:alerts@thread.tacv2", "name": "alerts"}]
    team = {"team": {"id": "19:general@thread.tacv2"}, "tenant": {"id": TENANT}}
    installed = teams.activity(
        "conversationUpdate",
        conversation={**CHANNEL, "id": "19:general@thread.tacv2"},
        channelData=team,
        membersAdded=[BOT],
    )
    teams.send(installed)
    teams.wait_until_shared(alerts, POINTED_AT, works=True)

    teams.send({**installed, "id": "removal", "membersAdded": [], "membersRemoved": [BOT]})
    teams.wait_until_shared(alerts, POINTED_AT, works=False)


def test_readiness_and_slacks_endpoint_are_what_they_are_without_slack(teams: TeamsBot) -> None:
    assert teams.get("/readyz").status == 200
    assert teams.request("POST", "/slack/events", b"{}", {}).status == 404
