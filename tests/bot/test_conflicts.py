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
    write, name = written
    read = parse_map(write(desk.map()).encode(), name).ownership
    assert replace(read, revision=desk.map().revision) == desk.map()
    assert len(read.conflicts) == 2
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
