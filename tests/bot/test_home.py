"""The home page: what is one's own, and a button where something can be done about it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.home import home
from bot.render.block_kit import block_kit
from bot.render.plain import plain
from bot.reply import Action, Buttons, Reply
from tests.bot.desk import Desk, desk_at
from tests.northwind import NORTHWIND, TEAMS

MAP = replace(
    NORTHWIND,
    teams={t.id: replace(t, members=("elena",)) if t.id == "growth" else t for t in TEAMS},
)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with desk_at(tmp_path, MAP) as desk:
        yield desk


def page(desk: Desk, who: str) -> Reply:
    return home(desk.speaker(who), desk.office)


def sections(desk: Desk, who: str) -> dict[str, str]:
    """What stands under each heading, as plain text."""
    text = plain(page(desk, who))
    names = ("Waiting for you", "Your pages", "Your shifts", "Questionnaires", "Changed lately")
    found, name = {"": ""}, ""
    for line in text.splitlines():
        if line.startswith(names):
            name, found[line] = line, ""
        else:
            found[name] += f"{line}\n"
    return found


def forms(desk: Desk, who: str) -> list[str]:
    """What the buttons open."""
    parts = page(desk, who).parts
    buttons = [b for part in parts if isinstance(part, Buttons) for b in part.buttons]
    return [button.value for button in buttons if button.action is Action.FORM]


def test_pages_and_shifts_are_shown_with_their_dates(desk: Desk) -> None:
    shown = sections(desk, "tomas")
    assert shown["Your pages"] == (
        "  - model-quality on fraud-model: Priya Nair is on call until"
        " Mon 30 Nov 09:00 (Europe/London), by fraud-quality (a rotation)\n"
    )
    assert shown["Your shifts"].splitlines()[:2] == [
        "  - fraud-quality: from Mon 30 Nov 09:00 to Mon 7 Dec 09:00 (Europe/London)",
        "  - fraud-quality: from Mon 14 Dec 09:00 to Mon 21 Dec 09:00 (Europe/London)",
    ]
    assert "cover fraud-quality" in forms(desk, "tomas")
    assert "fraud-quality: now until Mon 30 Nov 09:00" in sections(desk, "priya")["Your shifts"]


def test_a_time_is_shown_on_the_clock_of_whoever_looks(desk: Desk) -> None:
    assert (
        "from Mon 30 Nov 18:00 to Mon 7 Dec 18:00 (Asia/Tokyo)"
        in sections(desk, "hana")["Your shifts"]
    )


def test_the_gaps_of_ones_teams_each_have_a_button(desk: Desk) -> None:
    shown = plain(page(desk, "elena"))
    assert "!! NOBODY is named for 2 pages of your teams' models." in shown
    assert "  - model-quality on churn: the owner is a team (Growth), not a person" in shown
    assert forms(desk, "elena")[:2] == [
        "declare churn model-quality",
        "declare churn-uplift infrastructure",
    ]


def test_what_waits_for_somebody_comes_first(desk: Desk) -> None:
    desk.says("priya", "cover fraud-quality from friday 18:00 to sunday 09:00")
    desk.says("sam-lee", "propose consumer fraud-model crm")
    waiting = sections(desk, "tomas")["Waiting for you"]
    assert waiting == (
        "  - Priya Nair asks for cover of fraud-quality from Fri 27 Nov 18:00"
        " to Sun 29 Nov 09:00 (Europe/London)\n"
        "  1. I'll take it: cover accept 1\n"
        "  2. I can't: cover decline 1\n"
        "  - Sam Lee proposes `consumer fraud-model crm`\n"
        "  3. Approve: approve 1\n"
    )
    assert "decline 1" in forms(desk, "tomas")
    assert "Waiting for you" not in sections(desk, "elena")
    desk.passes(timedelta(days=20))
    assert "Waiting for you" not in sections(desk, "tomas")


def test_a_swap_is_called_one(desk: Desk) -> None:
    desk.says("priya", "swap fraud-quality with tomas on friday")
    waiting = sections(desk, "tomas")["Waiting for you"]
    assert "  1. Swap: swap accept 1\n" in waiting


def test_what_has_changed_of_ones_own_is_told(desk: Desk) -> None:
    nothing = "Nothing of yours in the last two weeks.\n"
    assert sections(desk, "tomas")["Changed lately"].startswith(nothing)
    desk.says("priya", "set fraud-model infra hana")
    assert (
        "fraud-model, infrastructure pages: was platform-primary, is Hana Ito"
        in (sections(desk, "tomas")["Changed lately"])
    )
    assert sections(desk, "sam-fox")["Changed lately"].startswith(nothing)


def test_whoever_the_map_does_not_know_is_told_how_to_be_known(desk: Desk) -> None:
    assert plain(page(desk, "newcomer")).startswith(
        "newcomer, I don't know which person of the map you are.\n"
        "Have your account linked: `link PERSON @you`."
    )
    guest = replace(desk.speaker("priya"), is_member=False)
    assert plain(home(guest, desk.office)) == (
        "Ask me here, or with /whoowns anywhere: `who owns fraud-model`."
    )


def test_a_full_page_keeps_within_slacks_limits(tmp_path: Path) -> None:
    model = NORTHWIND.models["churn"]
    many = {f"model-{n}": replace(model, id=f"model-{n}", trained_by="risk-ml") for n in range(200)}
    with desk_at(tmp_path, replace(NORTHWIND, models=many)) as desk:
        shown = page(desk, "priya")
    assert "and 192 more" in plain(shown)
    assert len(block_kit(shown)) <= 50


def test_without_a_map_it_tells_how_to_begin(desk: Desk) -> None:
    office = replace(desk.office, current=lambda: None)
    assert plain(home(desk.speaker("priya"), office)).startswith("Nobody has declared")
