"""A model that is renamed is nagged of on and on: it is the same gap, whatever it is called."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.commands.speaker import Speaker
from bot.office import Office
from bot.reacting import react
from bot.reminders.gap_digests import GAP_DIGESTS
from bot.reminders.ladder import LADDER
from bot.reminders.policy import Policy
from bot.reminders.registry import KINDS
from bot.reminders.ticking import Ticking, foreseen_situation, unsent
from bot.reminders.watching import reconciled
from bot.render.plain import plain
from bot.reply import Message, Place
from knowledge.concerns import Cause, Concern
from knowledge.entities import PageKind
from knowledge.ownership import PageKey
from knowledge.reminders import Step, Tracked
from tests.bot.reminders.stage import Clock, Stage, takes_over
from tests.bot.reminders.test_digests import A_DAY, FRIDAY, MONDAY_TEN, model, organisation, rows

A_MINUTE = timedelta(minutes=1)


class Room:
    """A chat in which an admin speaks, and a process that ticks beside."""

    def __init__(self, path: Path) -> None:
        self.stage = Stage(path, None, Clock(FRIDAY), (GAP_DIGESTS, LADDER), Policy())
        self.stage.declare(organisation(model("churn"), model("fraud", "priya")))
        self.process: Ticking = self.stage.process()
        self.stage.tick(self.process)

    def says(self, *texts: str) -> str:
        """One after the other, before the next tick."""
        heard = ""
        for text in texts:
            office = Office(self.stage.store, self.stage.store.load, self.stage.clock)
            speaker = Speaker(None, "Goran", "slack", self.stage.clock(), is_admin=True)
            heard = plain(
                react(Message(text, "U0GORAN", Place("slack", "C1")), speaker, office).reply
            )
            assert heard.startswith(("Declared.", "Goran accepts", "I say nothing")), heard
            self.stage.ownership = self.stage.store.load()
            self.stage.clock.pass_(timedelta(seconds=1))
        return heard

    def gives_up_its_alias(self, name: str) -> None:
        known = self.stage.ownership
        assert known is not None
        renamed = replace(known.models[name], aliases=())
        self.stage.declare(replace(known, models={**known.models, name: renamed}))

    def after(self, span: timedelta) -> None:
        self.stage.clock.pass_(span)
        self.stage.tick(self.process)

    def digests(self) -> list[str]:
        return [message.text for message in self.stage.chat.in_("C0RISK")]

    def told(self, who: str) -> list[str]:
        return [message.text for message in self.stage.chat.in_(who)]

    def foreseen(self) -> list[str]:
        """What `remind --dry-run` shows."""
        ownership, now = self.stage.ownership, self.stage.clock()
        assert ownership is not None
        situation = foreseen_situation(self.stage.store, ownership, Policy(), now, now)
        return [plain(one.reply) for one in unsent(self.stage.store, situation, KINDS)]


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Room]:
    room = Room(tmp_path / "whoowns.db")
    room.after(MONDAY_TEN)
    yield room
    room.stage.close()


RENAMES = (
    ("model rename churn to attrition",),
    ("model rename churn to attrition", "undo 2"),
    ("model rename churn to leavers", "model rename leavers to attrition"),
    ("model retire churn because it was replaced", "undo 2"),
    ("model rename churn to attrition", "model add leavers", "model retire leavers because of a typo"),
)  # fmt: skip


@pytest.mark.parametrize("said", RENAMES)
def test_the_ladder_goes_on(room: Room, said: tuple[str, ...]) -> None:
    room.says(*said)
    room.after(A_MINUTE)
    for _ in range(2):
        room.after(A_DAY)
    now = "churn" if said[-1] == "undo 2" else "attrition"
    (lead,) = room.told("U0PRIYA")
    assert lead.startswith("!! NOBODY is named for a page, though 2 digests asked who takes it.")
    assert rows(lead) == [f"{now}, model-quality, since 20 Nov: no owner is declared"]
    for _ in range(8):
        room.after(A_DAY)
    assert [len(room.told(who)) for who in ("U0PRIYA", "C0PLAT", "U0ELENA")] == [1, 1, 1]


def test_the_days_digest_calls_it_by_its_new_name(room: Room) -> None:
    room.says("model rename churn to attrition")
    assert [rows(text) for text in room.foreseen()] == [
        ["attrition, model-quality, since 20 Nov: no owner is declared"]
    ]
    room.after(A_MINUTE)
    assert [rows(text) for text in room.digests()] == [
        ["attrition, model-quality, since 20 Nov: no owner is declared"]
    ]


def test_so_it_does_with_what_was_seen_to_before_the_rename(room: Room) -> None:
    room.says("set churn quality priya")
    room.after(A_MINUTE)
    room.says("model rename churn to attrition")
    room.after(A_MINUTE)
    assert [rows(text) for text in room.digests()] == [
        ["~~attrition, model-quality~~: Priya Nair took it"]
    ]


def test_and_with_what_was_renamed_and_seen_to_at_once(room: Room) -> None:
    room.says("model rename churn to attrition", "set attrition quality priya")
    room.gives_up_its_alias("attrition")
    room.says("model add churn trained by risk")
    room.after(A_MINUTE)
    assert [rows(text) for text in room.digests()] == [
        ["~~attrition, model-quality~~: Priya Nair took it"]
    ]


def test_a_model_that_comes_under_the_old_name_climbs_by_itself(room: Room) -> None:
    room.after(A_DAY)
    room.says("model rename churn to attrition")
    room.gives_up_its_alias("attrition")
    room.says("model add churn trained by risk")
    room.after(A_DAY)
    assert [rows(text) for text in room.told("U0PRIYA")] == [
        ["attrition, model-quality, since 20 Nov: no owner is declared"]
    ]
    room.after(A_DAY)
    room.after(A_DAY)
    assert rows(room.digests()[-1]) == [
        "attrition, model-quality, since 20 Nov: no owner is declared",
        "churn, model-quality, since 24 Nov: no owner is declared",
    ]
    room.after(A_DAY * 3)
    assert [row.split(",")[0] for text in room.told("U0PRIYA") for row in rows(text)] == [
        "attrition",
        "churn",
    ]


def test_two_that_exchange_their_names_between_two_ticks_exchange_nothing_else(room: Room) -> None:
    room.says("clear fraud quality because she moved")
    room.after(A_DAY)
    room.after(A_DAY)
    assert len(room.told("U0PRIYA")) == 1
    known = room.stage.ownership
    assert known is not None
    churn, fraud = known.models["churn"], known.models["fraud"]
    for one in ({"third": replace(churn, id="third", aliases=("churn",)), "fraud": fraud},
                {"third": replace(churn, id="third"), "churn": replace(fraud, id="churn", aliases=("fraud",))},
                {"fraud": replace(churn, id="fraud", aliases=("third",)), "churn": replace(fraud, id="churn")}):  # fmt: skip
        room.stage.declare(replace(known, models=one))
        room.stage.clock.pass_(timedelta(seconds=1))
    room.after(A_DAY)
    first, second = room.told("U0PRIYA")
    assert rows(first) == ["churn, model-quality, since 20 Nov: no owner is declared"]
    assert rows(second) == ["churn, model-quality, since 23 Nov: no owner is declared"]


def test_one_that_is_no_more_leaves_nothing_to_its_namesake(room: Room) -> None:
    room.after(A_DAY)
    room.says("model retire churn because it was replaced", "model add churn trained by risk")
    for _ in range(2):
        room.after(A_DAY)
    assert room.told("U0PRIYA") == []


def test_a_process_whose_map_is_older_leaves_the_names_alone(room: Room) -> None:
    late, before = room.stage.process("two"), room.stage.ownership
    room.says("model rename churn to attrition")
    room.after(A_MINUTE)
    room.process.courier.leadership.stop()
    late = takes_over(room.stage, "two")
    said, room.stage.ownership = room.digests(), before
    room.stage.only_tick(late)
    assert room.digests() == said
    room.stage.ownership = room.stage.store.load()
    for _ in range(2):
        room.stage.clock.pass_(A_DAY)
        room.stage.tick(late)
    assert len(room.told("U0PRIYA")) == 1


def test_a_new_name_makes_no_new_model_of_it(room: Room) -> None:
    """The grace is for models that are new."""
    room.after(5 * A_MINUTE)
    room.says("model rename fraud to scams", "clear scams quality because she moved")
    room.says("model add fraud2 trained by risk")
    room.after(A_DAY - 5 * A_MINUTE)
    assert [row.split(",")[0] for row in rows(room.digests()[-1])] == ["churn", "scams"]


def test_where_two_come_to_one_name_the_older_goes_on() -> None:
    page = PageKey("churn", PageKind.MODEL_QUALITY)
    older, later = (
        Tracked(n, page._replace(model=name), Cause.GAP, FRIDAY, FRIDAY)
        for n, name in ((1, "leavers"), (2, "stayers"))
    )
    step = reconciled(
        [Concern(page, Cause.GAP)],
        [older, later],
        {"leavers": "churn", "stayers": "churn"},
        {},
        FRIDAY,
    )
    assert step == Step([], [replace(later, page=page)], [replace(older, page=page)])


ACCEPT = "accept churn quality until 2027-01-31 because it is being replaced"


@pytest.mark.parametrize(
    "said",
    [
        *RENAMES,
        ("set churn quality priya", "undo 2"),
        ("model rename churn to attrition", "undo 2", "undo 3", "undo 4"),
    ],
)
def test_an_accepted_risk_holds_on(room: Room, said: tuple[str, ...]) -> None:
    room.says(ACCEPT, *said)
    for _ in range(3):
        room.after(A_DAY)
    assert len(room.digests()) == 1
    assert "Elena" not in str(room.told("U0PRIYA"))
    assert room.told("U0PRIYA") == []


def test_it_ends_where_the_page_is_declared_anew(room: Room) -> None:
    room.says(ACCEPT, "model rename churn to attrition", "set attrition quality priya")
    room.says("clear attrition quality because she moved")
    room.after(A_DAY)
    assert len(room.digests()) == 2
