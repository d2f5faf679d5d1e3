"""What can be told to the bot is listed, all of it."""

from pathlib import Path

import pytest

from bot import commands, errands
from bot.office import Office
from bot.platforms.console import reacting
from bot.render.block_kit import block_kit
from bot.render.plain import plain
from bot.wording import advice
from knowledge.store import Store
from tests.northwind import NORTHWIND, NOW


def test_every_command_and_errand_is_listed_and_fits_a_message(tmp_path: Path) -> None:
    with Store.open(tmp_path / "whoowns.db") as store:
        reply = reacting(Office(store, lambda: NORTHWIND, lambda: NOW))("help commands")
    said = plain(reply)
    usages = [command.usage for command in commands.VERBS.values()]
    usages += [errand.usage for errand in errands.VERBS.values()]
    assert [usage for usage in usages if usage not in said] == []
    shown = "".join(b["text"]["text"] for b in block_kit(reply) if b["type"] == "section")
    assert [usage for usage in usages if usage.split(" ")[0] not in shown] == []


@pytest.mark.parametrize("command", advice.HOW_TO_TELL.values())
def test_what_advice_says_to_declare_can_be_said(command: str) -> None:
    assert commands.verb_of(command) is not None


@pytest.mark.parametrize(
    ("said", "verb"),
    [
        ("take churn model-quality", "take"),
        ("take churn quality because I trained it", "take"),
        ("take churn", "take"),
        ("take rate is down on fraud-model", None),
        ("accept churn quality until 2027-01-31 because it goes", "accept"),
        ("accept churn quality", "accept"),
        ("accept rate dropped on fraud-model today", None),
    ],
)
def test_a_symptom_that_begins_as_a_command_does_is_a_question(said: str, verb: str | None) -> None:
    assert errands.errand_verb(said) == verb
