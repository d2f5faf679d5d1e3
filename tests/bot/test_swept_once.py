"""A process dies between settling something and telling of it: it is told after, once or twice."""

import asyncio
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.delivering import deliver
from bot.errands.offers import answering
from bot.errands.onboarding.offering import offer_to_begin
from bot.errands.proposals import deciding
from bot.office import Office
from bot.outbox import Hindrance, Outboxes
from bot.reacting import react
from bot.render.plain import plain
from bot.reply import Message, Notice, Place, Posted, Reaction, Reply
from bot.sweeping import sweep, sweeping
from knowledge.entities import Person
from knowledge.store import Store
from knowledge.store.owed import Owed
from tests.bot.desk import PLACE, Desk, desk_at
from tests.bot.test_outbox import Recorded
from tests.northwind import NOW

LONG_AFTER = timedelta(minutes=3)
CONSUMER = "propose consumer fraud-model crm"
DECLARED = "set fraud-model model-quality tomas"
COVER = "cover fraud-quality from friday 18:00 to monday 09:00"


class Killed(BaseException):
    """The process ends here: nothing catches it."""


@dataclass
class Mortal(Recorded):
    """An outbox whose process dies before or after the next message has gone out."""

    dies: str | None = None

    async def post(self, place: Place, reply: Reply, key: str | None = None) -> Posted:
        if self.dies == "before":
            raise Killed
        posted = await super().post(place, reply, key)
        if self.dies == "after":
            raise Killed
        return posted

    def told(self) -> list[str]:
        return [plain(reply).splitlines()[0] for to, reply in self.out if to.startswith("dm ")]


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with desk_at(tmp_path, admins=frozenset({"sam-lee"})) as desk:
        yield desk


@pytest.fixture
def slack() -> Mortal:
    return Mortal("slack")


def swept(desk: Desk, slack: Mortal, dies: str | None = None) -> None:
    """What a process does when it starts, until it dies."""
    slack.dies = dies
    with suppress(Killed):
        asyncio.run(sweep(desk.office, Outboxes({"slack": slack})))


def lapsed(desk: Desk) -> str:
    desk.says("newcomer", CONSUMER)
    desk.passes(timedelta(days=15))
    return "Your proposal 1. It has lapsed: nobody decided within 14 days. Nothing was changed."


def expired(desk: Desk) -> str:
    desk.says("priya", COVER)
    desk.passes(timedelta(days=5))
    return (
        "About fraud-quality from Fri 27 Nov 18:00 to Mon 30 Nov 09:00 (Europe/London),"
        " which you offered: Nobody took it in time."
    )


@pytest.mark.parametrize("settle", [lapsed, expired])
def test_what_was_settled_just_before_a_crash_is_told_after_it_once(
    desk: Desk, slack: Mortal, settle: object
) -> None:
    news = settle(desk)  # type: ignore[operator]  # one of the functions above
    swept(desk, slack, dies="before")
    assert slack.told() == []
    swept(desk, slack)
    assert slack.told() == []  # another process may be about to tell it
    desk.passes(LONG_AFTER)
    for _ in range(3):
        swept(desk, slack)
        desk.passes(LONG_AFTER)
    assert slack.told() == [news]


@pytest.mark.parametrize("settle", [lapsed, expired])
def test_what_was_told_just_before_a_crash_is_told_once_more_at_most(
    desk: Desk, slack: Mortal, settle: object
) -> None:
    news = settle(desk)  # type: ignore[operator]  # one of the functions above
    for _ in range(4):
        swept(desk, slack, dies="after")
        desk.passes(LONG_AFTER)
    assert slack.told() == [news, news]
    assert Owed(desk.store).since(desk.now) == []


Said = tuple[str, str]

SAID: dict[str, tuple[tuple[Said, ...], timedelta, Said]] = {
    "proposed": ((), timedelta(), ("newcomer", CONSUMER)),
    "approved": ((("newcomer", CONSUMER),), timedelta(), ("priya", "approve 1")),
    "declined": ((("newcomer", CONSUMER),), timedelta(), ("priya", "decline 1 because no")),
    "lapsed": ((("newcomer", CONSUMER),), timedelta(days=15), ("priya", "approve 1")),
    "declared": ((), timedelta(), ("priya", DECLARED)),
    "registered": ((), timedelta(), ("elena", "consumes fraud-model crm")),
    "undone": ((("priya", DECLARED),), timedelta(), ("priya", "undo 2")),
    "made lead": ((), timedelta(), ("sam-lee", "team lead growth hana")),
    "relieved": (
        (),
        timedelta(),
        ("priya", "override fraud-quality tomas from now to friday 18:00"),
    ),
    "asked": ((), timedelta(), ("priya", COVER)),
    "taken": ((("priya", COVER),), timedelta(), ("tomas", "cover accept 1")),
    "refused": ((("priya", COVER),), timedelta(), ("tomas", "cover decline 1")),
    "expired": ((("priya", COVER),), timedelta(days=5), ("tomas", "cover accept 1")),
}
"""What was said before, how long ago, and what is said now that others have to hear of."""


def reacted(desk: Desk, way: str) -> tuple[Reaction, list[str]]:
    """What comes of it, of which nobody has heard yet; and what they are to hear."""
    before, since, (who, text) = SAID[way]
    for said in before:
        desk.says(*said)
    desk.passes(since)
    reaction = react(
        Message(text, desk.speaker(who).account, PLACE), desk.speaker(who), desk.office
    )
    news = [
        plain(notice.reply).splitlines()[0]
        for notice in reaction.notices
        if isinstance(notice.to, Person) and notice.to.slack
    ]
    assert news
    return reaction, news


@pytest.mark.parametrize("way", SAID)
def test_what_comes_of_a_click_is_told_after_a_crash_once(
    desk: Desk, slack: Mortal, way: str
) -> None:
    _, news = reacted(desk, way)
    swept(desk, slack)
    assert slack.told() == []  # the process that was clicked in may be about to tell it
    for _ in range(3):
        desk.passes(LONG_AFTER)
        swept(desk, slack)
    assert sorted(slack.told()) == sorted(news)


@pytest.mark.parametrize("way", SAID)
def test_what_comes_of_a_click_is_told_once_where_nothing_goes_wrong(
    desk: Desk, slack: Mortal, way: str
) -> None:
    reaction, news = reacted(desk, way)
    asyncio.run(deliver(reaction, Outboxes({"slack": slack}), desk.store))
    for _ in range(3):
        desk.passes(LONG_AFTER)
        swept(desk, slack)
    assert slack.told() == news
    assert Owed(desk.store).since(desk.now) == []


@pytest.mark.parametrize("refuses", [Hindrance.BUSY, Hindrance.FAILED])
@pytest.mark.parametrize("way", SAID)
def test_what_a_chat_did_not_take_is_told_once_it_does(
    desk: Desk, slack: Mortal, way: str, refuses: Hindrance
) -> None:
    reaction, news = reacted(desk, way)
    slack.refuses = refuses
    asyncio.run(deliver(reaction, Outboxes({"slack": slack}), desk.store))
    slack.refuses = None
    for _ in range(3):
        desk.passes(LONG_AFTER)
        swept(desk, slack)
    assert sorted(slack.told()) == sorted(news)
    assert Owed(desk.store).since(desk.now) == []


def test_of_two_things_the_one_that_nobody_heard_of_is_owed_still(
    desk: Desk, slack: Mortal
) -> None:
    people, keys = desk.ownership.people, ("revision 2", "lead growth newcomer")
    for key in keys:
        desk.office.owe(key, "slack")
    notices = [Notice(people["priya"], Reply(()), keys[0])]
    notices.append(Notice(Person(id="newcomer", name="Newcomer"), Reply(()), keys[1]))
    asyncio.run(deliver(Reaction(Reply(()), notices), Outboxes({"slack": slack}), desk.store))
    assert [Owed(desk.store).holds(key) for key in keys] == [False, True]


@pytest.mark.parametrize("settle", [lapsed, expired])
def test_what_a_chat_did_not_take_of_what_time_settled_is_told_once_it_does(
    desk: Desk, slack: Mortal, settle: object
) -> None:
    news = settle(desk)  # type: ignore[operator]  # one of the functions above
    slack.refuses = Hindrance.BUSY
    swept(desk, slack)
    slack.refuses = None
    for _ in range(3):
        desk.passes(LONG_AFTER)
        swept(desk, slack)
    assert slack.told() == [news]


def test_whoever_no_chat_reaches_is_tried_twice_and_no_more(desk: Desk, slack: Mortal) -> None:
    reaction, _ = reacted(desk, "declared")
    slack.refuses = Hindrance.UNREACHABLE_PERSON
    asyncio.run(deliver(reaction, Outboxes({"slack": slack}), desk.store))
    for _ in range(3):
        desk.passes(LONG_AFTER)
        swept(desk, slack)
    assert Owed(desk.store).since(desk.now) == []


def test_what_was_declared_anew_before_anybody_heard_of_it_is_not_told(
    desk: Desk, slack: Mortal
) -> None:
    reacted(desk, "declared")
    desk.says("priya", "set fraud-model model-quality elena")
    desk.passes(LONG_AFTER)
    swept(desk, slack)
    assert slack.told() == []
    assert Owed(desk.store).since(desk.now) == []


@dataclass
class Held(Recorded):
    """An outbox that a chat platform holds up, until it is let go."""

    at: str = "post"
    reached: asyncio.Event = field(default_factory=asyncio.Event)
    let_go: asyncio.Event = field(default_factory=asyncio.Event)

    async def _held(self, at: str) -> None:
        if at == self.at:
            self.reached.set()
            await self.let_go.wait()

    async def post(self, place: Place, reply: Reply, key: str | None = None) -> Posted:
        await self._held("post")
        return await super().post(place, reply, key)

    async def edit(self, posted: Posted, reply: Reply) -> None:
        await self._held("edit")
        await super().edit(posted, reply)


def wait_until_kept_off(desk: Desk) -> None:
    """Until other processes have been told what is on its way now."""
    deadline = time.monotonic() + 30
    while Owed(desk.store).since(desk.now - timedelta(seconds=1)):
        assert time.monotonic() < deadline
        time.sleep(0.01)


@pytest.mark.parametrize("at", ["post", "edit"])
def test_what_a_chat_holds_up_for_minutes_is_told_once_by_whoever_began(
    desk: Desk, at: str
) -> None:
    held, other = Held("slack", at=at), Mortal("slack")
    outboxes = Outboxes({"slack": held})
    asked, _ = reacted(desk, "asked")

    async def story() -> None:
        held.let_go.set()
        await deliver(asked, outboxes, desk.store)
        held.let_go.clear()
        held.reached.clear()
        held.out.clear()
        reaction = react(
            Message("cover accept 1", desk.speaker("tomas").account, PLACE),
            desk.speaker("tomas"),
            desk.office,
        )
        delivering = asyncio.ensure_future(deliver(reaction, outboxes, desk.store))
        await held.reached.wait()
        async with sweeping(desk.office, outboxes, every=0.02):
            for _ in range(3):
                desk.passes(timedelta(seconds=100))
                await asyncio.to_thread(wait_until_kept_off, desk)
                await sweep(desk.office, Outboxes({"slack": other}))
            held.let_go.set()
            await delivering
            await asyncio.sleep(0.1)

    asyncio.run(story())
    assert other.out == []
    assert len([to for to, _ in held.out if to == "dm priya"]) == 1
    assert not outboxes.in_hand
    assert Owed(desk.store).since(desk.now) == []


@pytest.mark.parametrize(
    ("who", "text", "news"),
    [
        ("tomas", "cover accept 1", "Nobody took it in time."),
        ("priya", DECLARED, "You are now paged for model-quality on fraud-model."),
    ],
)
def test_a_process_that_is_killed_as_it_tells_of_a_click_leaves_that_to_the_next(
    desk: Desk, slack: Mortal, who: str, text: str, news: str
) -> None:
    desk.says("priya", COVER)
    desk.passes(timedelta(days=5))
    command = [sys.executable, "-m", "tests.bot.sweeping_process", str(desk.store.path)]
    killed = subprocess.run([*command, desk.now.isoformat(), who, text], check=False)  # ours
    assert killed.returncode == -signal.SIGKILL
    if text == DECLARED:
        assert desk.ownership.revision == 2
    desk.passes(LONG_AFTER)
    swept(desk, slack)
    assert slack.told()[-1].endswith(news)


def test_what_is_said_in_a_terminal_is_told_to_nobody(desk: Desk, slack: Mortal) -> None:
    typist = replace(desk.speaker("priya"), source="console")
    react(Message(COVER), typist, desk.office)
    desk.passes(LONG_AFTER)
    swept(desk, slack)
    assert slack.told() == []


def test_a_process_that_is_killed_leaves_its_message_to_the_next(desk: Desk, slack: Mortal) -> None:
    news = lapsed(desk)
    command = [sys.executable, "-m", "tests.bot.sweeping_process"]
    killed = subprocess.run(
        [*command, str(desk.store.path), desk.now.isoformat()], check=False
    )  # ours
    assert killed.returncode == -signal.SIGKILL
    desk.passes(LONG_AFTER)
    swept(desk, slack)
    assert slack.told() == [news]
    assert desk.says("goran", "approve 1").startswith("It has lapsed")


def test_of_two_processes_that_come_after_one_tells(desk: Desk, slack: Mortal) -> None:
    news = lapsed(desk)
    swept(desk, slack, dies="before")
    desk.passes(LONG_AFTER)
    with desk.store.another() as store:
        swept(desk, slack, dies="after")
        swept(replace(desk, store=store), slack)
    assert slack.told() == [news]
    assert Owed(desk.store).since(desk.now) == ["proposal 1"]


def test_what_is_told_is_owed_no_more(desk: Desk, slack: Mortal) -> None:
    lapsed(desk)
    swept(desk, slack)
    desk.passes(LONG_AFTER)
    swept(desk, slack)
    assert len(slack.told()) == 1
    assert Owed(desk.store).since(desk.now) == []


def test_settling_and_owing_are_one(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    lapsed(desk)
    desk.says("priya", COVER)
    desk.passes(timedelta(days=5))

    def fails(*_: object) -> None:
        raise Killed

    monkeypatch.setattr(Owed, "owe", fails)
    for look in (deciding.lapse, answering.expire):
        with pytest.raises(Killed):
            list(look(desk.office))
    monkeypatch.undo()
    assert [settled.key for settled in deciding.lapse(desk.office)] == ["proposal 1"]
    assert [settled.key for settled in answering.expire(desk.office)] == ["offer 1"]


def test_a_lead_is_offered_the_questions_where_the_process_ended_with_the_revision(
    desk: Desk, slack: Mortal
) -> None:
    desk.office.declare("team lead growth hana", desk.speaker("sam-lee"))
    for _ in range(3):
        desk.passes(LONG_AFTER)
        swept(desk, slack)
    assert slack.told() == ["You lead Growth now."]
    assert Owed(desk.store).since(desk.now) == []


def test_one_whom_somebody_proposed_is_offered_them_when_that_is_approved(desk: Desk) -> None:
    desk.says("tomas", "propose team lead growth hana")
    desk.says("sam-lee", "approve 1")
    assert [told.splitlines()[0] for told in desk.told_to("hana")] == ["You lead Growth now."]


def test_who_is_made_a_lead_in_a_terminal_is_offered_them_when_that_is_said_in_chat(
    desk: Desk,
) -> None:
    typist = replace(desk.speaker("sam-lee"), source="console")
    react(Message("team lead growth hana"), typist, desk.office)
    desk.says("sam-lee", "team lead growth priya")
    desk.says("sam-lee", "team lead growth hana")
    assert [told.splitlines()[0] for told in desk.told_to("hana")] == ["You lead Growth now."]


def test_who_installs_the_app_is_offered_to_begin_after_a_crash_too(
    tmp_path: Path, slack: Mortal
) -> None:
    with Store.open(tmp_path / "empty.db") as store:
        now = [NOW]
        office = Office(store, store.load, lambda: now[0], frozenset({"U0ADMIN"}))
        assert [settled.key for settled in offer_to_begin(office)] == ["questionnaire U0ADMIN"]
        now[0] += LONG_AFTER
        for _ in range(2):
            asyncio.run(sweep(office, Outboxes({"slack": slack})))
    assert len(slack.told()) == 1
