"""The same questions in a personal chat in Teams: by what is written, and by what is pressed."""

from tests.bot.render.card_rules import elements, faults
from tests.e2e.teams_bot import ADMIN, TeamsBot, member
from tests.e2e.teams_peer import TeamsPeer

ADMIN_SPEAKS = {"id": f"29:{ADMIN}", "name": "Admin", "aadObjectId": ADMIN}


def test_what_is_written_is_the_answer_to_what_is_asked(
    teams: TeamsBot, teams_peer: TeamsPeer
) -> None:
    teams_peer.members = {ADMIN: member(ADMIN, name="Admin")}
    teams.say("onboard team risk-ml", **{"from": ADMIN_SPEAKS})
    (asked,) = teams_peer.wait_for()
    assert asked.said.startswith("Which channel is Risk ML's?")
    assert faults(asked.card) == []
    teams_peer.forget()

    teams.say("19:risk@thread.tacv2", **{"from": ADMIN_SPEAKS})
    (asked,) = teams_peer.wait_for()
    assert asked.said.startswith("What does Risk ML watch its models with?")

    pressable = [e for e in elements(asked.card) if e["type"] == "Action.Execute"]
    later = next(button for button in pressable if button["title"] == "Finish later")
    pressed = teams.press(later, **{"from": ADMIN_SPEAKS})
    assert pressed["value"]["fallbackText"].startswith("Your answers are kept")
