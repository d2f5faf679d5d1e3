"""One person on two platforms: recognised on both, linked on both, written to once."""

import asyncio
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.commands.speaker import Speaker
from bot.identity import person_of, platform_of
from bot.office import Office
from bot.onboarding.spelling import spelled
from bot.outbox import Outboxes
from bot.reacting import needs_speaker, react
from bot.render.plain import plain
from bot.reply import Headline, Message, Reply
from knowledge.changes import ITSELF, Change, Kind
from knowledge.entities import Channel, Person
from knowledge.store.preferences import Preferences
from tests.bot.test_outbox import Recorded
from tests.databases import store_of
from tests.northwind import NORTHWIND, NOW

PRIYA_ID = "00000000-0000-4000-8000-0000000000a1"
OTHER_ID = "00000000-0000-4000-8000-0000000000a9"
PRIYA = replace(NORTHWIND.people["priya"], teams=PRIYA_ID)
ELENA = replace(NORTHWIND.people["elena"], email="Elena@Example.com")
BOTH = replace(NORTHWIND, people={**NORTHWIND.people, "priya": PRIYA, "elena": ELENA})
HELLO = Reply((Headline(("Hello.",)),))


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    with store_of(tmp_path / "whoowns.db", BOTH) as store:
        yield Office(store, store.load, lambda: NOW)


@pytest.fixture
def say(office: Office) -> Callable[..., str]:
    def said(text: str, person: Person | None = PRIYA) -> str:
        assert needs_speaker(text)
        speaker = Speaker(person, "Somebody", "teams", NOW, is_admin=True)
        return plain(react(Message(text), speaker, office).reply)

    return said


@pytest.mark.parametrize(
    ("account", "email", "platform", "expected"),
    [
        (PRIYA_ID, None, "teams", "priya"),
        ("U0PRIYA", None, "slack", "priya"),
        (PRIYA_ID, "elena@example.com", "teams", "priya"),
        (OTHER_ID, "elena@example.com", "teams", "elena"),
        (OTHER_ID, "priya@example.com", "teams", None),
        (OTHER_ID, None, "teams", None),
        (None, "elena@example.com", "teams", None),
    ],
    ids=["id", "slack id", "id first", "e-mail", "another has her account", "unknown", "nobody"],
)
def test_somebody_is_who_their_account_says_then_their_email(
    account: str | None, email: str | None, platform: str, expected: str | None
) -> None:
    person = person_of(account, email, "slack" if platform == "slack" else "teams", BOTH)
    assert (person.id if person else None) == expected


def test_an_email_that_two_people_have_says_of_neither_who_somebody_is() -> None:
    sam = replace(BOTH.people["sam-lee"], email="elena@example.com")
    shared = replace(BOTH, people={**BOTH.people, "sam-lee": sam})
    assert person_of(OTHER_ID, "elena@example.com", "teams", BOTH) == ELENA
    assert person_of(OTHER_ID, "elena@example.com", "teams", shared) is None


@pytest.mark.parametrize(
    ("chat_id", "platform"),
    [
        ("U0PRIYA", "slack"),
        ("C0FRAUD", "slack"),
        (PRIYA_ID, "teams"),
        ("19:risk@thread.tacv2", "teams"),
    ],
)
def test_an_id_tells_its_platform(chat_id: str, platform: str) -> None:
    assert platform_of(chat_id) == platform


def test_a_mention_from_teams_links_the_teams_account(
    office: Office, say: Callable[..., str]
) -> None:
    assert say(f"link tomas <@{OTHER_ID}>").startswith("Declared.")
    assert not say(f"link goran <@{PRIYA_ID}>").startswith("Declared.")
    ownership = office.current()
    assert ownership
    tomas = ownership.people["tomas"]
    assert (tomas.slack, tomas.teams) == ("U0TOMAS", OTHER_ID)


def test_a_channel_mentioned_from_teams_is_the_teams_channel(
    office: Office, say: Callable[..., str]
) -> None:
    assert say("team channel growth <#19:growth@thread.tacv2>").startswith("Declared.")
    ownership = office.current()
    assert ownership
    channel = ownership.teams["growth"].channel
    assert channel == Channel(slack="C0GROWTH", teams="19:growth@thread.tacv2")


def test_a_person_added_by_a_mention_from_teams_is_known_there(
    office: Office, say: Callable[..., str]
) -> None:
    assert say(f"person add noor Noor Haddad <@{OTHER_ID}>").startswith("Declared.")
    ownership = office.current()
    assert ownership
    assert ownership.people["noor"] == Person(id="noor", name="Noor Haddad", teams=OTHER_ID)


def test_people_say_where_they_want_to_be_written_to(
    office: Office, say: Callable[..., str]
) -> None:
    assert say("prefer teams") == "From now on I write to you in Teams."
    assert Preferences(office.store).of("priya") == "teams"
    assert say("prefer slack") == "From now on I write to you in Slack."
    assert Preferences(office.store).of("priya") == "slack"


def test_only_where_they_are_known(say: Callable[..., str]) -> None:
    assert say("prefer teams", ELENA).startswith("I don't know your account in Teams.")
    assert say("prefer teams", None).startswith("I don't know which person of the map you are")
    assert not needs_speaker("prefer churn")


def test_somebody_on_both_platforms_is_written_to_once_where_they_prefer_it() -> None:
    slack, teams = Recorded("slack"), Recorded("teams")
    preferred: list[str | None] = [None, "teams", "slack"]
    outboxes = Outboxes({"slack": slack, "teams": teams}, prefers=lambda _: preferred.pop(0))

    posted = [asyncio.run(outboxes.tell(PRIYA, HELLO)) for _ in range(3)]

    assert [p.place.platform for p in posted] == ["slack", "teams", "slack"]


def test_a_channel_on_both_platforms_is_written_to_once() -> None:
    slack, teams = Recorded("slack"), Recorded("teams")
    outboxes = Outboxes({"slack": slack, "teams": teams})
    asyncio.run(outboxes.post(Channel(slack="C1", teams="19:x"), HELLO))
    assert (len(slack.out), len(teams.out)) == (1, 0)


def test_what_the_questionnaire_heard_in_teams_is_said_with_teams_ids() -> None:
    newcomer = Person(id="noor", name="Noor Haddad", slack="U0NOOR", teams=OTHER_ID)
    tomas = NORTHWIND.people["tomas"]
    growth = NORTHWIND.teams["growth"]
    moved = replace(growth, channel=Channel(slack="C0GROWTH", teams="19:g@thread.tacv2"))
    changes = (
        Change(Kind.PERSON, "noor", ITSELF, None, newcomer),
        Change(Kind.PERSON, "tomas", ITSELF, tomas, replace(tomas, teams=PRIYA_ID)),
        Change(Kind.TEAM, "growth", ITSELF, growth, moved),
    )
    assert [line for change in changes for line in spelled(change)] == [
        "person add noor Noor Haddad <@U0NOOR>",
        f"link noor <@{OTHER_ID}>",
        f"link tomas <@{PRIYA_ID}>",
        "team channel growth <#19:g@thread.tacv2>",
    ]
