"""Bad input: each gets a sentence that says what would work, and nothing half-done is stored."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.commands.speaker import Speaker
from bot.office import Office
from bot.reacting import react
from bot.render.plain import plain
from bot.reply import Message, Place
from knowledge.store import AuditTrail
from tests.databases import store_of
from tests.northwind import NORTHWIND, NOW

ADMIN = Speaker(NORTHWIND.people["sam-lee"], "Sam Lee", "slack", NOW, is_admin=True)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    with store_of(tmp_path / "whoowns.db", source="import a.yaml") as store:
        yield Office(store, store.load, lambda: NOW)


def heard(office: Office, said: str, speaker: Speaker = ADMIN) -> str:
    message = Message(said, speaker.account, Place("slack", "C1"))
    return plain(react(message, speaker, office).reply)


REFUSED = {
    "set zorro quality hana": 'I know no model called "zorro"; for a change I need its name',
    "set churn quality zorro": 'I know no person, rotation or team called "zorro".',
    "set churn quality <@U0BOT>": "The map doesn't know that account.",
    "set churn quality gone": '"Greta Gone" is inactive, so nobody would be paged.',
    "person add priya Priya Again": '"priya" is taken already.',
    "rotation add growth members hana every 1 week from monday 09:00": '"growth" is taken already.',
    "model add churn": '"churn" is taken already.',
    "model alias churn is fraud scoring": '"fraud scoring" is taken already.',
    "model alias churn is FRAUD_SCORING": '"FRAUD_SCORING" is taken already.',
    "override fraud-quality elena from soon to later": 'I can\'t tell which time "soon" is',
    "override fraud-quality elena from monday 09:00 CET to tuesday 09:00": "I can't tell which",
    f"set churn quality {'x' * 40_000}": 'I know no person, rotation or team called "xxx',
    f"model add {'x' * 40_000}": "I didn't understand",
    f"set {'fraud ' * 8_000}quality hana": "I know no model called",
    "set churn quality 🦄🦄🦄": 'I know no person, rotation or team called "🦄🦄🦄".',
    "model add 🦄": "I didn't understand",
    "model add \u202eledom": "I didn't understand",
    "set churn quality \u05e4\u05e8\u05d9\u05d4": "I know no person, rotation or team called",
    "person add mallory <!channel> <script>\x07": "I didn't understand",
    "undo 99999999999999999999": "Revision",
    "undo -1": "Revision",
    "undo 7": 'Revision "7" can\'t be undone: there is none, or something has changed since.',
    "link priya <@U0TOMAS>": '"priya" is taken already.',
    "link nobody-here <@U0NEW>": "I know no person",
    "set": "I need to know which model.\nIt goes like this: `set MODEL KIND OWNER",
    "set churn": "I need to know which kind.",
    "set churn quality": "I need to know who.",
    "handoff churn": "It takes a web address there.",
    "model add": "Something is missing there.",
    "link": "Something is missing there.",
    "snooze churn": "I need to know when; say a day and an hour, such as friday 18:00.",
    "approve": "I need to know which proposal; say proposals",
    "undo": "I need to know which revision.",
}


@pytest.mark.parametrize("said", REFUSED, ids=lambda said: said[:40])
def test_it_is_refused_and_nothing_is_stored(office: Office, said: str) -> None:
    answer = heard(office, said)
    assert answer.startswith(REFUSED[said]), answer[:300]
    assert not answer.startswith("Declared.")
    assert len(answer) < 1_000
    assert office.store.revision() == 1


def test_names_of_any_script_are_names(office: Office) -> None:
    assert heard(office, "person add parya \u05e4\u05e8\u05d9\u05d4 \u05e0\u05d9\u05d9\u05e8").startswith("Declared.")  # fmt: skip
    assert heard(office, "set churn quality \u05e4\u05e8\u05d9\u05d4 \u05e0\u05d9\u05d9\u05e8").startswith("Declared.")  # fmt: skip


def test_a_reason_of_many_words_is_cut_and_kept_on_one_line(office: Office) -> None:
    said = f"set churn quality hana because {'she knows it ' * 3_000}\nand <!channel>"
    assert heard(office, said).startswith("Declared.")
    assert all(len(entry.reason or "") <= 1_000 for entry in AuditTrail(office.store).history())
    assert max(map(len, heard(office, "audit churn").splitlines())) < 500


def test_a_time_without_a_zone_is_one_of_the_rotations_clocks_and_says_so(office: Office) -> None:
    tokyo = replace(ADMIN, person=NORTHWIND.people["hana"])
    answer = heard(office, "override fraud-quality elena from friday 18:00 to monday 09:00", tokyo)
    assert "from 2026-11-27 18:00 to 2026-11-30 09:00 (Europe/London)" in answer


def test_a_second_click_on_undo_changes_nothing(office: Office) -> None:
    heard(office, "set churn quality hana")
    assert heard(office, "undo 2").startswith("Declared.")
    assert heard(office, "undo 2").startswith('Revision "2" can\'t be undone')
    assert office.store.revision() == 3


def test_a_click_from_last_month_on_a_page_that_changed_since_is_refused(office: Office) -> None:
    heard(office, "set churn quality hana")
    heard(office, "set churn quality elena")
    heard(office, "model retire drift because it is over")
    assert heard(office, "undo 2").startswith('Revision "2" can\'t be undone')
    assert heard(office, "confirm drift").startswith('I know no model called "drift"')
    assert office.store.revision() == 4


def test_saying_who_one_is_gives_nobody_a_right(office: Office) -> None:
    stranger = Speaker(None, "Somebody", "slack", NOW, account="U0NEW")
    assert heard(office, "link goran", stranger).startswith("You may not declare that.")
    admin = replace(ADMIN, account="U0SAM")
    assert "slack was none, is U0SAM" in heard(office, "link sam-lee", admin)
