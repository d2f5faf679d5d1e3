"""A model that is renamed keeps what was put off and put aside about it; one that comes after it doesn't."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.commands.handovers import handovers
from bot.commands.outcome import Declared
from bot.commands.wish import Wish
from knowledge.difference import difference
from knowledge.entities import Page, Pages
from knowledge.store import Dismissals
from knowledge.store.respites import Respites
from tests.bot.desk import Desk, desk_at
from tests.northwind import NOW

ACCEPT = "accept churn quality until 2027-01-31 because it is being replaced"
DISMISS = "dismiss gap:churn because it is a pilot"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with desk_at(tmp_path, admins=frozenset({"sam-lee"})) as desk:
        desk.passes(timedelta(hours=1))
        for text in ("snooze churn 2 weeks", ACCEPT, DISMISS):
            assert "churn" in then(desk, text)
        yield desk


def then(desk: Desk, text: str) -> str:
    """Said by an admin; a minute goes by."""
    heard = desk.says("sam-lee", text)
    desk.passes(timedelta(minutes=1))
    return heard


def put_off(desk: Desk) -> list[str]:
    return [respite.subject for respite in Respites(desk.store).standing(desk.now)]


def put_aside(desk: Desk) -> list[str]:
    return list(Dismissals(desk.store).standing())


def of(model: str) -> tuple[list[str], list[str]]:
    return [model, f"{model} model-quality"], [f"gap:{model}"]


def test_what_was_said_of_a_model_follows_it_from_name_to_name(desk: Desk) -> None:
    then(desk, "model rename churn to attrition")
    then(desk, "model alias attrition is leavers")
    then(desk, "model rename attrition to Attrition_2")
    then(desk, "model rename Attrition_2 to attrition-2")
    assert (put_off(desk), put_aside(desk)) == of("attrition-2")
    assert then(desk, "gaps accepted") == (
        "!! It is accepted that nobody is named for 1 page.\n"
        "  - attrition-2, model-quality until 31 Jan 2027, by Sam Lee: it is being replaced\n"
        "Put off:\n"
        "  - attrition-2 until 7 Dec, by Sam Lee"
    )
    assert "gap:attrition-2" not in then(desk, "health gap")


def test_it_is_taken_back_under_the_new_name(desk: Desk) -> None:
    then(desk, "model rename churn to attrition")
    then(desk, "unsnooze attrition")
    then(desk, "undismiss gap:attrition")
    assert (put_off(desk), put_aside(desk)) == (["attrition model-quality"], [])


def test_it_is_put_off_anew_under_the_new_name_and_found_once(desk: Desk) -> None:
    then(desk, "model rename churn to attrition")
    then(desk, "snooze attrition 3 days")
    then(desk, "dismiss no-consumers:attrition because it is a pilot")
    assert put_off(desk) == ["attrition", "attrition model-quality"]
    assert put_aside(desk) == ["gap:attrition", "no-consumers:attrition"]


@pytest.mark.parametrize("comes", ["model add churn", "model add churn trained by growth"])
def test_a_model_that_comes_under_the_old_name_inherits_nothing(desk: Desk, comes: str) -> None:
    then(desk, "model retire churn because it was replaced")
    assert (put_off(desk), put_aside(desk)) == ([], [])
    then(desk, comes)
    assert (put_off(desk), put_aside(desk)) == ([], [])


def test_nor_does_one_that_takes_the_name_which_another_gave_up(desk: Desk) -> None:
    then(desk, "model rename churn to attrition")
    models = dict(desk.ownership.models)
    models["attrition"] = replace(models["attrition"], aliases=())
    models["churn"] = replace(models["churn-uplift"], id="churn")
    new = replace(desk.ownership, models=models)
    changes = difference(desk.ownership, new)
    desk.store.record(changes, actor="elena", at=desk.now, source="import")
    desk.passes(timedelta(minutes=1))
    assert (put_off(desk), put_aside(desk)) == of("attrition")


def test_where_a_rename_or_an_end_is_undone_it_holds_on(desk: Desk) -> None:
    then(desk, "model rename churn to attrition")
    then(desk, "dismiss no-consumers:attrition because it is a pilot")
    then(desk, "undo 2")
    then(desk, "model retire churn because it was replaced")
    then(desk, "undo 4")
    assert put_off(desk)[0] == "churn"
    assert put_aside(desk) == ["gap:churn", "no-consumers:churn"]


def test_a_file_renames_too_but_where_two_could_be_meant_neither_is(desk: Desk) -> None:
    before = desk.ownership
    others = {i: m for i, m in before.models.items() if i != "churn"}
    one = replace(before.models["churn"], id="attrition", aliases=("Churn",))
    renamed = replace(before, models={**others, "attrition": one})
    desk.store.record(difference(before, renamed), actor="elena", at=desk.now, source="import")
    assert put_aside(desk) == ["gap:attrition"]
    desk.passes(timedelta(minutes=1))
    first, second = (replace(one, id=i, aliases=()) for i in ("leavers", "stayers"))
    before = desk.ownership
    named = replace(one, aliases=("leavers", "stayers"))
    known = replace(before, models={**others, "attrition": named})
    desk.store.record(difference(before, known), actor="elena", at=desk.now, source="import")
    assert put_aside(desk) == ["gap:attrition"]
    split = replace(before, models={**others, "leavers": first, "stayers": second})
    desk.store.record(
        difference(desk.ownership, split), actor="elena", at=desk.now, source="import"
    )
    assert (put_off(desk), put_aside(desk)) == ([], [])


def test_a_rename_declares_nobodys_page_anew(desk: Desk) -> None:
    then(desk, "model rename churn to attrition")
    after = desk.ownership.models["attrition"].pages.model_quality
    assert after
    assert after.declared
    assert (after.declared.by, after.declared.at) == ("elena", NOW)


def test_a_rename_is_told_as_one_and_nobody_loses_a_page_by_it(desk: Desk) -> None:
    assert then(desk, "model rename churn to attrition") == (
        "Declared.\n"
        "  - model attrition: was called churn; aliases was none, is churn\n"
        "!! NOBODY is named for model-quality pages on attrition now: the owner is a team (Growth),"
        " not a person.\n"
        "Revision 2.\n"
        "  1. Undo: undo 2"
    )
    assert then(desk, "undo 2").splitlines()[1:3] == [
        "  - model churn: was called attrition; aliases was churn, is none",
        "!! NOBODY is named for model-quality pages on churn now: the owner is a team (Growth), not a person.",
    ]
    assert desk.told == []


def test_whoever_loses_a_page_as_its_model_is_renamed_is_told_so(desk: Desk) -> None:
    before = desk.ownership
    renamed = replace(
        before.models["churn-uplift"],
        id="uplift",
        aliases=("churn-uplift",),
        pages=Pages(model_quality=Page(owner="elena")),
    )
    others = {i: m for i, m in before.models.items() if i != "churn-uplift"}
    after = replace(before, models={**others, "uplift": renamed})
    wish = Wish(tuple(difference(before, after)))
    declared = Declared(2, wish, before, after, desk.speaker("sam-lee"))
    assert [(h.person.id, h.page.model, h.gained) for h in handovers(declared)] == [
        ("hana", "uplift", False),
        ("elena", "uplift", True),
    ]


def told(heard: str) -> list[str]:
    """What changed, without who and when."""
    lines = [line for line in heard.splitlines() if line.startswith("  - rev")]
    return [" ".join((line.split(" · ")[0][4:], line.split(" · ")[3])) for line in lines]


def test_a_models_history_goes_back_beyond_its_name(desk: Desk) -> None:
    then(desk, "set churn quality hana")
    then(desk, "model rename churn to attrition")
    then(desk, "set attrition quality elena")
    expected = [
        "rev 4 attrition, model-quality pages: was Hana Ito, is Elena Ruiz",
        "rev 3 model attrition: added (aliases churn; trained by Growth)",
        "rev 3 attrition, infrastructure pages: was undeclared, is Goran Petrov",
        "rev 3 attrition, model-quality pages: was undeclared, is Hana Ito",
        "rev 3 model churn: withdrawn (trained by Growth)",
        "rev 3 churn, infrastructure pages: was Goran Petrov, is undeclared",
        "rev 3 churn, model-quality pages: was Hana Ito, is undeclared",
        "rev 2 churn, model-quality pages: was Growth, is Hana Ito",
        "rev 1 model churn: added (trained by Growth)",
        "rev 1 churn, infrastructure pages: was undeclared, is Goran Petrov",
    ]
    assert told(then(desk, "history attrition")) == expected
    assert told(then(desk, "history churn")) == expected
    assert told(then(desk, "history attrition quality")) == [
        line
        for line in [*expected, "rev 1 churn, model-quality pages: was undeclared, is Growth"]
        if "model-quality" in line
    ]


def test_and_back_to_it_where_it_has_that_name_again(desk: Desk) -> None:
    then(desk, "model rename churn to attrition")
    then(desk, "set attrition quality elena")
    then(desk, "model rename attrition to churn")
    heard = told(then(desk, "history churn quality"))
    assert heard == [
        "rev 4 attrition, model-quality pages: was Elena Ruiz, is undeclared",
        "rev 4 churn, model-quality pages: was undeclared, is Elena Ruiz",
        "rev 3 attrition, model-quality pages: was Growth, is Elena Ruiz",
        "rev 2 attrition, model-quality pages: was undeclared, is Growth",
        "rev 2 churn, model-quality pages: was Growth, is undeclared",
        "rev 1 churn, model-quality pages: was undeclared, is Growth",
    ]


def test_what_another_did_under_an_earlier_name_is_not_its_history(desk: Desk) -> None:
    then(desk, "model retire churn because it was replaced")
    then(desk, "model add churn")
    then(desk, "model rename churn to attrition")
    assert [line[:5] for line in told(then(desk, "history attrition"))] == ["rev 4"] * 2 + ["rev 3"]


def test_what_comes_under_a_name_again_keeps_its_history_from_its_beginning_on(desk: Desk) -> None:
    then(desk, "model retire churn because it was replaced")
    then(desk, "model add churn")
    then(desk, "runbook churn https://runbooks.example.com/churn")
    then(desk, "model rename churn to attrition")
    revisions = [line[:5] for line in told(then(desk, "history attrition"))]
    assert revisions == ["rev 5"] * 2 + ["rev 4", "rev 3"]


def test_the_same_name_is_none_and_another_spelling_is_told_as_one(desk: Desk) -> None:
    assert then(desk, "model rename churn-uplift to churn-uplift") == (
        "It is so already. Nothing was changed."
    )
    assert then(desk, "model rename churn-uplift to Churn_Uplift").splitlines()[1] == (
        "  - model Churn_Uplift: was called churn-uplift"
    )
    assert desk.told == []


def test_so_is_one_that_somebody_proposes(desk: Desk) -> None:
    desk.says("elena", "propose model rename churn to attrition")
    (asked, *_) = [text for _, text in desk.told]
    assert (
        asked.splitlines()[1] == "  - model attrition: was called churn; aliases was none, is churn"
    )
