"""Chat against an imported file: what stands, what is contested, and how it is settled."""

from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from bot.cli import whoowns
from bot.office import Office
from bot.platforms.console import reacting
from bot.render.plain import plain
from knowledge.changes import Change, Kind, place_of
from knowledge.conflicts import conflict_about
from knowledge.consistency import problems_in
from knowledge.difference import difference
from knowledge.mapfile import parse_map, to_json, to_yaml
from knowledge.ownership import OwnershipMap
from knowledge.store import Store
from tests.northwind import NORTHWIND, NOW

Say = Callable[..., str]
_GROWTH = "ownership.yaml"


class Desk:
    """Northwind, imported from a file; an admin chats, and the file is imported again."""

    def __init__(self, folder: Path) -> None:
        self.file, self.database = folder / _GROWTH, folder / "whoowns.db"
        self.file.write_text(to_yaml(NORTHWIND), "utf-8")
        self.imports()

    def imports(self, *options: str) -> str:
        """What `whoowns import` prints."""
        arguments = ["import", str(self.file), "--database", str(self.database), "--as", "ci"]
        return CliRunner().invoke(whoowns, [*arguments, *options], catch_exceptions=False).output

    def edited(self, old: str, new: str) -> None:
        """Somebody changes the file."""
        text = self.file.read_text("utf-8")
        assert old in text
        self.file.write_text(text.replace(old, new), "utf-8")

    def say(self, said: str, sender: str = "sam-lee") -> str:
        """What is heard in chat."""
        with closing(Store.open(self.database)) as store:
            office = Office(store, store.load, lambda: NOW, frozenset({"sam-lee"}))
            return plain(reacting(office, sender)(said))

    def map(self) -> OwnershipMap:
        """What is declared now."""
        with closing(Store.open(self.database)) as store:
            ownership = store.load()
        assert ownership is not None
        return ownership


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def test_what_chat_declared_stands_and_says_that_the_file_contests_it(desk: Desk) -> None:
    desk.say("set churn quality hana because she trained it")
    printed = desk.imports()
    assert "  ! churn, model-quality pages: Hana Ito stands, the file says Growth\n" in printed
    heard = desk.say("churn quality")
    assert heard.startswith("Hana Ito is paged for model-quality on churn.")
    assert "Model-quality pages are contested: ownership.yaml (ci, " in heard
    assert "says Growth (a team). Settle it: `settle churn model-quality as chat`" in heard
    assert "Take the file's: settle churn model-quality as file" in heard
    assert desk.say("conflicts").splitlines()[1] == (
        "  - churn, model-quality pages: Hana Ito stands, ownership.yaml says Growth"
    )
    assert "contested by ownership.yaml, which says Growth" in desk.say("history churn")


def test_settled_for_chat_the_file_does_not_raise_it_again_until_it_says_something_new(
    desk: Desk,
) -> None:
    desk.say("set churn quality hana")
    desk.imports()
    assert "stands, though ownership.yaml says Growth" in desk.say(
        "settle churn model-quality as chat"
    )
    assert "contested" not in desk.say("churn quality")
    assert desk.imports().splitlines() == [
        "Kept as people declared it; the file doesn't mention it, or was turned down:",
        "  = churn, model-quality pages",
        f"{desk.file} says nothing new. Nothing was imported.",
    ]
    desk.edited("model-quality: {owner: growth}", "model-quality: {owner: elena}")
    assert "Hana Ito stands, the file says Elena Ruiz" in desk.imports()
    assert "says Elena Ruiz." in desk.say("churn quality")


@pytest.mark.parametrize("undone", [False, True])
def test_a_conflict_follows_its_model_when_that_is_renamed(desk: Desk, undone: bool) -> None:  # noqa: FBT001  # a parameter
    desk.say("set churn quality hana")
    desk.imports()
    heard = desk.say("model rename churn to attrition")
    assert heard.startswith("Declared.")
    name = "attrition"
    if undone:
        desk.say(f"undo {desk.map().revision}")
        name = "churn"
    asked = desk.say(f"{name} quality")
    assert f"says Growth (a team). Settle it: `settle {name} model-quality as chat`" in asked
    assert desk.say("conflicts").splitlines()[1] == (
        f"  - {name}, model-quality pages: Hana Ito stands, ownership.yaml says Growth"
    )
    assert desk.say(f"settle {name} quality as file").startswith("Declared.")
    assert desk.say("conflicts").startswith("There is no conflict")


@pytest.mark.parametrize("side", ["chat", "file"])
def test_what_a_file_says_of_a_model_by_its_old_name_is_settled_by_that_name(
    desk: Desk, side: str
) -> None:
    desk.say("model rename churn to attrition")
    assert "  ! model churn: nothing stands, the file says trained by Growth\n" in desk.imports()
    assert "settle churn as chat" in desk.say("conflicts")
    heard = desk.say(f"settle churn as {side}")
    if side == "chat":
        assert heard.startswith("Declared.")
        assert desk.say("conflicts").startswith("There is no conflict")
        assert desk.imports().endswith("says nothing new. Nothing was imported.\n")
    else:
        assert heard.startswith("That would make the map contradict itself. Nothing was changed.")


@pytest.mark.parametrize("settled", [[], ["settle churn quality as chat"]])
def test_a_file_that_comes_to_agree_ends_the_conflict(desk: Desk, settled: list[str]) -> None:
    desk.say("set churn quality hana")
    desk.imports()
    for said in settled:
        desk.say(said)
    desk.edited("model-quality: {owner: growth}", "model-quality: {owner: hana}")
    assert "1 removed" in desk.imports()
    assert desk.map().conflicts == {}
    assert "contested" not in desk.say("churn quality")


def test_what_was_exported_with_its_conflicts_says_nothing_new(desk: Desk) -> None:
    desk.say("set churn quality hana")
    desk.imports()
    desk.file.write_text(to_yaml(desk.map()), "utf-8")
    assert f"says the same as {desk.file} already. Nothing was imported." in desk.imports()


def test_imported_twice_a_file_with_conflicts_says_nothing_new_the_second_time(
    desk: Desk,
) -> None:
    desk.say("set churn quality hana")
    desk.imports()
    exported = to_yaml(desk.map())
    desk.edited("model-quality: {owner: growth}", "model-quality: {owner: elena}")
    desk.imports()
    desk.file.write_text(exported, "utf-8")
    assert "conflict about model churn model-quality" in desk.imports()
    assert "Nothing was imported." in desk.imports()


def test_settled_for_the_file_it_is_declared_as_the_file_says(desk: Desk) -> None:
    desk.say("set churn-uplift quality elena")
    desk.imports()
    heard = desk.say("settle churn-uplift quality as file because it was agreed")
    assert "churn-uplift, model-quality pages: was Elena Ruiz, is Hana Ito" in heard
    assert desk.say("conflicts") == "There is no conflict: chat and files say the same."
    assert desk.say("churn-uplift quality").startswith("Hana Ito is paged")
    assert desk.say("undo 4").startswith("Declared.")
    assert "contested" in desk.say("churn-uplift quality")


def test_who_may_not_declare_may_not_settle(desk: Desk) -> None:
    desk.say("set churn quality hana")
    desk.imports()
    assert desk.say("settle churn quality as file", "tomas").startswith("You may not declare that.")


def test_of_a_rotation_each_key_counts_by_itself(desk: Desk) -> None:
    desk.say("override fraud-quality elena from friday 18:00 to monday 09:00")
    desk.say("person zone hana Europe/Paris")
    desk.edited("members: [priya, tomas]", "members: [priya, tomas, elena]")
    desk.edited("name: Hana Ito", "name: Hana Itō")
    assert (
        "  ! person Hana Itō (hana): time zone Europe/Paris stands, the file says Asia/Tokyo\n"
        in desk.imports()
    )
    rotation = desk.map().rotations["fraud-quality"]
    assert (rotation.members, len(rotation.overrides)) == (("priya", "tomas", "elena"), 1)
    assert desk.say("conflicts").splitlines()[1:-3] == [
        "  - person Hana Itō (hana): time zone Europe/Paris stands, ownership.yaml says Asia/Tokyo"
    ]
    assert desk.imports().endswith("says nothing new. Nothing was imported.\n")


def _contested_members(desk: Desk) -> None:
    desk.say("rotation members fraud-quality priya, tomas, sam-fox")
    desk.edited("members: [priya, tomas]", "members: [tomas, priya]")
    desk.imports()


def test_only_the_keys_that_are_contested_are_settled_for_the_file(desk: Desk) -> None:
    _contested_members(desk)
    desk.say("override fraud-quality elena from 2026-11-23 09:00 to 2026-11-28 09:00")
    assert desk.say("conflicts").splitlines()[1] == (
        "  - rotation fraud-quality: members Priya Nair, Tomas Reyes, Sam Fox stands,"
        " ownership.yaml says Tomas Reyes, Priya Nair"
    )
    heard = desk.say("settle fraud-quality as file")
    assert "members was Priya Nair, Tomas Reyes, Sam Fox, is Tomas Reyes, Priya Nair\n" in heard
    assert "On call" not in heard
    rotation = desk.map().rotations["fraud-quality"]
    assert (rotation.members, len(rotation.overrides)) == (("tomas", "priya"), 1)
    assert desk.map().conflicts == {}


def _contested_runbook(desk: Desk) -> None:
    desk.say("runbook fraud-model https://x.io/chat")
    desk.edited("runbook: https://runbooks.example.com/fraud", "runbook: https://x.io/file")
    desk.imports()


def test_a_key_that_was_settled_stays_so_whatever_else_the_file_says(desk: Desk) -> None:
    _contested_runbook(desk)
    says = "model fraud-model: stands, though ownership.yaml says runbook https://x.io/file\n"
    assert says in desk.say("settle fraud-model as chat")
    desk.edited("runbook: https://x.io/file", "runbook: https://x.io/file\n    description: Cards")
    printed = desk.imports()
    assert "Contested" not in printed
    assert "  = model fraud-model: runbook\n" in printed
    assert desk.map().models["fraud-model"].description == "Cards"
    assert desk.say("conflicts").startswith("There is no conflict")
    desk.edited("runbook: https://x.io/file", "runbook: https://x.io/new")
    assert "runbook https://x.io/chat stands, the file says https://x.io/new" in desk.imports()


def test_a_key_that_was_settled_stays_so_while_another_is_contested(desk: Desk) -> None:
    _contested_runbook(desk)
    desk.say("settle fraud-model as chat")
    desk.say("handoff fraud-model https://x.io/by-chat")
    desk.edited(
        "runbook: https://x.io/file", "runbook: https://x.io/file\n    handoff: https://f.io"
    )
    contested = "model fraud-model: handoff https://x.io/by-chat stands, {} says https://f.io"
    printed = desk.imports()
    assert f"  ! {contested.format('the file')}\n" in printed
    assert "  = model fraud-model: runbook\n" in printed
    assert desk.say("conflicts").splitlines()[1] == f"  - {contested.format('ownership.yaml')}"
    heard = desk.say("settle fraud-model as file")
    assert heard.splitlines()[1:3] == [
        "  - model fraud-model: handoff was https://x.io/by-chat, is https://f.io",
        "  - model fraud-model: no longer contested by ownership.yaml",
    ]
    printed = desk.imports()
    assert "Contested" not in printed
    assert "  = model fraud-model: runbook\n" in printed


def test_what_a_file_says_otherwise_of_what_is_gone_is_no_conflict_until_it_says_all_of_it(
    desk: Desk,
) -> None:
    desk.say("runbook drift https://x.io/chat")
    desk.edited("  drift:\n", "  drift:\n    runbook: https://x.io/file\n")
    desk.imports()
    assert desk.say("conflicts").startswith("1 conflict.")
    desk.say("model retire drift because it drifted off")
    assert desk.say("conflicts").startswith("There is no conflict")
    printed = desk.imports()
    assert "  ! model drift: nothing stands, the file says runbook https://x.io/file\n" in printed
    assert desk.say("conflicts").startswith("2 conflicts.")
    desk.say("settle drift as file")
    assert desk.say("drift quality").startswith("Elena Ruiz is paged")


def test_the_history_tells_of_the_keys_that_were_contested(desk: Desk) -> None:
    _contested_runbook(desk)
    desk.say("settle fraud-model as chat")
    settled, contested = desk.say("history fraud-model").splitlines()[1:3]
    assert settled.endswith("stands, though ownership.yaml says runbook https://x.io/file")
    assert contested.endswith("contested by ownership.yaml, which says runbook https://x.io/file")


@pytest.mark.parametrize("name", ["fraud-quality", "hana", "growth"])
def test_the_history_of_whoever_can_own_a_page_tells_what_was_contested_of_it(
    desk: Desk, name: str
) -> None:
    desk.say("rotation members fraud-quality priya, tomas, sam-fox")
    desk.say("person zone hana Europe/Paris")
    desk.say("team rename growth to Growing")
    desk.edited("members: [priya, tomas]", "members: [tomas, priya]")
    desk.imports()
    desk.say(f"settle {name} as chat")
    heard = desk.say(f"history {name}")
    assert "contested by ownership.yaml, which says" in heard
    assert "stands, though ownership.yaml says" in heard


def _contested_members_in_the_old_form(desk: Desk, *, turned_down: bool = False) -> None:
    """A conflict as it was once kept: all that the file's side would come to."""
    _contested_members(desk)
    file = parse_map(desk.file.read_bytes(), desk.file.name).ownership
    ((words, now),) = desk.map().conflicts.items()
    whole = conflict_about(place_of(words), None, file.rotations["fraud-quality"], now.declared)
    change = Change(Kind.CONFLICT, words, "", now, replace(whole, turned_down=turned_down))
    with closing(Store.open(desk.database)) as store:
        store.record([change], actor="ci", at=NOW, source="import ownership.yaml")


def test_all_that_a_conflict_in_the_old_form_says_otherwise_is_contested(desk: Desk) -> None:
    _contested_members_in_the_old_form(desk)
    desk.say("override fraud-quality elena from 2026-11-23 09:00 to 2026-11-28 09:00")
    desk.say("rotation handoff fraud-quality 2026-11-30 10:00")
    assert desk.say("conflicts").splitlines()[1] == (
        "  - rotation fraud-quality: members Priya Nair, Tomas Reyes, Sam Fox stands,"
        " ownership.yaml says Tomas Reyes, Priya Nair;"
        " starts 2026-11-23 10:00 stands, ownership.yaml says 2026-11-23 09:00"
    )
    desk.say("settle fraud-quality as file")
    rotation = desk.map().rotations["fraud-quality"]
    assert (rotation.members, len(rotation.overrides)) == (("tomas", "priya"), 1)
    assert rotation.starts.hour == 9
    assert desk.map().conflicts == {}


def test_what_was_settled_in_the_old_form_stays_settled(desk: Desk) -> None:
    _contested_members_in_the_old_form(desk, turned_down=True)
    assert "  = rotation fraud-quality: members\n" in desk.imports()
    assert desk.say("conflicts").startswith("There is no conflict")
    printed = desk.imports()
    assert "Contested" not in printed
    assert printed.endswith("says nothing new. Nothing was imported.\n")


def test_what_the_file_does_not_mention_is_no_conflict_and_stays(desk: Desk) -> None:
    desk.say("model add basket trained by growth")
    desk.say("set basket quality elena")
    desk.say("set demand-2026 quality elena")
    printed = desk.imports()
    assert "  = model basket\n  = basket, model-quality pages\n" in printed
    assert "Contested" not in printed
    assert desk.say("basket quality").startswith("Elena Ruiz is paged")
    assert desk.say("demand-2026 quality").startswith("Elena Ruiz is paged")


def test_a_model_that_chat_retired_does_not_come_back_by_an_import(desk: Desk) -> None:
    desk.say("model retire quality-inspection because the belt is gone")
    desk.imports()
    assert "quality-inspection" not in desk.map().models
    assert desk.say("conflicts").startswith("3 conflicts.")
    assert "added" in desk.say("settle quality-inspection as file")
    assert desk.say("quality-inspection quality").startswith("Elena Ruiz is paged")


def test_what_a_kept_declaration_needs_is_not_withdrawn(desk: Desk) -> None:
    desk.say("set churn quality sam-fox")
    desk.edited("  sam-fox: {name: Sam Fox}\n", "")
    assert "  = person Sam Fox (sam-fox)\n" in desk.imports()
    assert desk.say("churn quality").startswith("Sam Fox is paged")


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("team lead growth sam-fox", "team Growth (growth): lead"),
        (
            "override fraud-quality sam-fox from friday 18:00 to monday 09:00",
            "rotation fraud-quality: overrides",
        ),
        ("admin add sam-fox", "the organisation: admins"),
    ],
)
def test_what_a_kept_key_needs_is_not_withdrawn(desk: Desk, said: str, kept: str) -> None:
    assert desk.say(said).startswith("Declared.")
    assert f"  = {kept}\n" in desk.imports()
    desk.edited("  sam-fox: {name: Sam Fox}\n", "")
    assert f"  = {kept}\n  = person Sam Fox (sam-fox)\n" in desk.imports()
    assert problems_in(desk.map()) == []


def test_a_model_that_chat_gave_as_an_alias_to_another_is_not_taken_in_beside_it(
    desk: Desk,
) -> None:
    desk.say("model alias drift is data drift")
    desk.edited("  demand-2026: {}\n", "  demand-2026: {}\n  data-drift: {}\n")
    printed = desk.imports()
    assert "the name `data drift` means `data-drift` already" in printed
    assert "The file contradicts what people declared in chat, which would stay." in printed
    assert "data-drift" not in desk.map().models


def test_replace_makes_the_map_equal_to_the_file(desk: Desk) -> None:
    desk.say("set churn quality hana")
    desk.imports()
    desk.imports("--replace")
    assert desk.map().models == NORTHWIND.models
    assert not desk.map().conflicts


def test_what_a_file_took_away_and_brings_back_is_all_its_own(desk: Desk) -> None:
    whole = desk.file.read_text("utf-8")
    drift = "  drift:\n    pages:\n      model-quality: {owner: elena}\n"
    desk.say("runbook drift https://x.example/chat")
    desk.edited(drift, "")
    desk.imports("--replace")
    desk.file.write_text(whole, "utf-8")
    desk.imports()
    desk.edited("  drift:\n", "  drift:\n    runbook: https://x.example/file\n")
    assert "Contested" not in desk.imports()
    assert desk.map().models["drift"].runbook == "https://x.example/file"


def test_a_dry_run_tells_of_conflicts_and_records_nothing(desk: Desk) -> None:
    desk.say("set churn quality hana")
    before = desk.map().revision
    assert "Hana Ito stands, the file says Growth" in desk.imports("--dry-run")
    assert desk.map().revision == before


@pytest.mark.parametrize("written", [(to_yaml, "a.yaml"), (to_json, "a.json")])
def test_conflicts_are_exported_and_imported_again(
    desk: Desk, written: tuple[Callable[[OwnershipMap], str], str]
) -> None:
    desk.say("set churn quality hana")
    desk.say("person zone hana Europe/Paris")
    desk.imports()
    desk.say("settle hana as chat")
    _contested_runbook(desk)
    desk.say("settle fraud-model as chat")
    desk.say("handoff fraud-model https://x.io/by-chat")
    desk.edited(
        "runbook: https://x.io/file", "runbook: https://x.io/file\n    handoff: https://f.io"
    )
    _contested_members(desk)
    assert {c.id: c.contested for c in desk.map().conflicts.values()} == {
        "model churn model-quality": None,
        "model fraud-model": ("handoff",),
        "person hana": (),
        "rotation fraud-quality": ("members",),
    }
    write, name = written
    read = parse_map(write(desk.map()).encode(), name).ownership
    assert replace(read, revision=desk.map().revision) == desk.map()
    assert len(read.conflicts) == 4
    assert difference(desk.map(), read) == []


@pytest.mark.parametrize(
    ("said", "heard"),
    [
        ("settle churn as file", 'Nothing about "churn" is contested.'),
        ("settle churn quality", 'I didn\'t understand "churn quality".'),
        ("settle sam as file", "That name is that of several. Say which, by id:"),
        ("conflicts zorro", 'No model, person, team or rotation called "zorro" was ever declared.'),
    ],
)
def test_what_cannot_be_settled_is_refused(desk: Desk, said: str, heard: str) -> None:
    assert desk.say(said).startswith(heard)
