"""The central queue in chat: reported, acknowledged, and what its signals say."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bot.conversation import Terms
from bot.errands import errand_verb
from bot.office import Office
from bot.platforms.console import reacting
from bot.render.machine import machine
from bot.render.plain import plain
from bot.reply import Picture, Reply
from knowledge.backlog import NOTHING_KEPT, DayCount, QueueReading
from knowledge.entities import Pattern, Queue, Team, Thresholds
from knowledge.questions import ask
from knowledge.reading import Asker
from knowledge.store import Readings, Store
from tests.databases import store_of
from tests.northwind import NORTHWIND, NOW

CENTRAL = replace(
    NORTHWIND,
    organisation=replace(
        NORTHWIND.organisation, pattern=Pattern.CENTRALISED, ml_engineers=24, admins=("elena",)
    ),
    teams={
        **NORTHWIND.teams,
        "ml-platform": Team(
            id="ml-platform", name="ML Platform", lead="goran", members=("goran", "hana")
        ),
    },
    queue=Queue(team="ml-platform", signals=Thresholds(depth=25)),
)
Say = Callable[..., Reply]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with store_of(tmp_path / "whoowns.db", CENTRAL) as store:
        yield store


@pytest.fixture
def say(store: Store) -> Say:
    """Say something as a person, hear the reply."""

    def said(text: str, sender: str = "goran", now: datetime = NOW) -> Reply:
        terms = Terms(kept=Readings(store).backlog)
        office = Office(store, store.load, lambda: now, frozenset({"sam-lee"}), terms)
        return reacting(office, sender)(text)

    return said


DIALOG = """
> queue 31 oldest 12d
Recorded: 31 requests wait in the central queue, the oldest for 12 days.
The signal fires at 25 (as your map says), after 3 high readings in a row; there is 1 so far.
  1. Show the trend: signals
> queue 1 oldest 1 day for Growth
Recorded: 1 request of Growth waits in the central queue, the oldest for 1 day.
A team's share is shown beside the queue; the signal goes by reports of the whole queue.
  1. Show the trend: signals
> queue 30 oldest 2 weeks
Recorded: 30 requests wait in the central queue, the oldest for 14 days.
The signal fires at 25 (as your map says), after 3 high readings in a row; there are 2 so far.
  1. Show the trend: signals
> queue 26
Recorded: 26 requests wait in the central queue.
The signal fires at 25 (as your map says). It fires now.
  1. Show the trend: signals
> are we outgrowing our pattern?
!! 1 of 3 transition signals fires at Northwind: it is outgrowing its central team.
  - Requests in the central queue: 26 on 23 Nov; fires at 25 (as your map says). It fires since 23 Nov.
  - Model-producing teams: 2 now; fires at 5 (one central team fits fewer than 5 [1]; your map sets no number).
  - Models: 9 now; no threshold is set, so it never fires; no number is published for it, so yours is to set: `queue threshold models NUMBER`.
Last reported by team: Growth 1.
A federated shape suits three or more model-producing teams, or more than ten ML engineers [1, 2]; Northwind has 24.
A federated shape takes: the platform team keeps the shared infrastructure, and its pager, as rails with a published interface; each product team takes its models, their pipelines and their model-quality pages. Before that every model needs a quality owner, an infrastructure owner, an escalation and a handoff. `plan` lists what is missing.
A signal fires after 3 readings in a row at its threshold or above, and clears below 80 % of it. Teams and models are counted once a day.
[1] asleekgeek, Four organisational patterns for shipping ML, and when each one breaks · [2] M. Skelton and M. Pais, Team Topologies, IT Revolution, 2019
  1. Show the plan: plan
  2. Show the trend: signals
> acknowledge signals until 2026-12-20 because the plan is being made
Acknowledged until 20 Dec: the signals that fire are not repeated.
A further signal is told all the same, and when all are clear.
"""


def test_a_queue_grows_until_its_signal_fires(say: Say) -> None:
    for number, exchange in enumerate(DIALOG.strip().split("\n> ")):
        said, heard = exchange.removeprefix("> ").split("\n", 1)
        assert plain(say(said, now=NOW + timedelta(minutes=number))) == heard
    answer = plain(say("signals", now=NOW + timedelta(days=1)))
    assert "Acknowledged by Goran Petrov until 20 Dec: the plan is being made." in answer


def test_the_verb_brings_a_picture_and_its_alternative_text(say: Say) -> None:
    for number, depth in enumerate((20, 28, 31)):
        say(f"queue {depth}", now=NOW + timedelta(days=number))
    parts = say("signals", now=NOW + timedelta(days=3)).parts
    (picture,) = (part for part in parts if isinstance(part, Picture))
    assert picture.png.startswith(b"\x89PNG")
    assert picture.alt == (
        "A chart. Requests in the central queue: from 20 on 23 Nov to 31 on 25 Nov, at most 31;"
        " fires at 25. Model-producing teams: from 2 on 23 Nov to 2 on 25 Nov, at most 2; fires"
        " at 5. Models: from 9 on 23 Nov to 9 on 25 Nov, at most 9; no threshold is set."
    )


def test_before_the_first_reading_there_is_nothing_to_draw(say: Say) -> None:
    reply = say("signals")
    assert "nobody has reported it yet" in plain(reply)
    assert not any(isinstance(part, Picture) for part in reply.parts)


@pytest.mark.parametrize(
    ("said", "change"),
    [
        ("queue team growth", "team was ML Platform, is Growth"),
        ("queue threshold depth 40", "signals was depth 25, is depth 40"),
        ("queue threshold depth none", "signals was depth 25, is none"),
        ("queue threshold teams 4", "is depth 25, model producing teams 4"),
        ("queue in-a-row 5", "is depth 25, in a row 5"),
    ],
)
def test_an_admin_sets_who_works_it_off_and_where_it_fires(
    say: Say, store: Store, said: str, change: str
) -> None:
    assert plain(say(said, "goran")).startswith("You may not declare that.")
    assert change in plain(say(said, "elena"))
    assert plain(say("undo 2", "elena")).startswith("Declared.")
    restored = store.load()
    assert restored is not None
    assert restored.queue == CENTRAL.queue


@pytest.mark.parametrize(
    ("said", "heard"),
    [
        ("queue team priya", 'It takes a team there, and "Priya Nair" is none.'),
        ("queue threshold", "Something is missing there."),
        ("queue threshold height 3", 'I didn\'t understand "height 3".'),
        ("queue threshold depth", "It takes a number there."),
        ("queue threshold depth -1", 'It takes a number there, and "-1" is none that I can use.'),
        ("queue threshold depth 9999999999", "It takes a number there"),
        ("queue in-a-row 0", 'It takes a number there, and "0" is none that I can use.'),
        ("queue in-a-row many", 'It takes a number there, and "many" is none that I can use.'),
    ],
)
def test_what_is_no_threshold_changes_nothing(
    say: Say, store: Store, said: str, heard: str
) -> None:
    assert plain(say(said, "elena")).startswith(heard)
    assert store.revision() == 1


@pytest.mark.parametrize("sender", ["goran", "hana", "elena", "sam-lee"])
def test_the_queues_team_and_admins_may_report(say: Say, store: Store, sender: str) -> None:
    say("queue 31", sender)
    (reading,) = Readings(store).backlog().readings
    assert (reading.reported_by, reading.source) == (sender, "console")


@pytest.mark.parametrize("said", ["queue 31", "acknowledge signals until 2026-12-20"])
@pytest.mark.parametrize("sender", ["priya", "gone", "a stranger"])
def test_nobody_else_may(say: Say, store: Store, said: str, sender: str) -> None:
    heard = plain(say(said, sender))
    assert heard == (
        "Only the team that works the central queue off, and admins, may say that.\n"
        "These people can: Goran Petrov, Hana Ito, Elena Ruiz."
    )
    assert Readings(store).backlog() == NOTHING_KEPT


@pytest.mark.parametrize(
    ("said", "heard"),
    [
        ("queue -3", 'It takes a number there, and "-3" is none that I can use.'),
        ("queue 3x", 'It takes a number there, and "3x" is none that I can use.'),
        ("queue 99999999999", 'It takes a number there, and "99999999999" is none that I can use.'),
        ("queue 31 because it is", 'I didn\'t understand "because it is".'),
        ("queue 31 oldest soon", 'I didn\'t understand "soon".'),
        ("queue 31 oldest 99999w", 'I didn\'t understand "99999w".'),
        ("queue 31 and growing", 'I didn\'t understand "and growing".'),
        (
            "queue 31 for nobody-i-know",
            'I know no person, rotation or team called "nobody-i-know".',
        ),
        ("queue 31 for priya", 'It takes a team there, and "Priya Nair" is none.'),
        ("acknowledge signals", "I need to know when"),
        ("acknowledge signals until 2020-01-01", '"2020-01-01" is over already.'),
        ("acknowledge signals until 2030-01-01", '"2030-01-01" is too far ahead: at most a year.'),
        ("acknowledge signals until whenever", 'I can\'t tell which time "whenever" is'),
    ],
)
def test_what_does_not_fit_is_refused_in_one_sentence(
    say: Say, store: Store, said: str, heard: str
) -> None:
    assert plain(say(said)).startswith(heard)
    assert Readings(store).backlog() == NOTHING_KEPT


@pytest.mark.parametrize(
    "text", ["queue is growing on fraud-model", "queue signals", "signals of fraud-model"]
)
def test_a_question_that_begins_like_an_errand_is_none(text: str) -> None:
    assert errand_verb(text) is None


@pytest.mark.parametrize("text", ["queue 31", "QUEUE  31 oldest 2d", "signals", "drill churn"])
def test_an_errand_is_known_by_its_verb(text: str) -> None:
    assert errand_verb(text) is not None


@pytest.mark.parametrize(
    "question",
    [
        "signals",
        "transition signals",
        "queue signals",
        "are we outgrowing our pattern",
        "have we outgrown our pattern?",
        "show me the transition signals",
        "is it time for federated",
        "how long is the central queue",
    ],
)
def test_signals_are_asked_for_in_many_words(question: str) -> None:
    found = machine(question, ask(question, CENTRAL, Asker(), NOW), NOW)
    assert (found["status"], found["intent"], found["answers"]) == ("answered", "signals", [])


@pytest.mark.parametrize(
    ("question", "model"),
    [("who owns churn signals", None), ("central queue is stuck on fraud-model", "fraud-model")],
)
def test_a_model_outweighs_them(question: str, model: str | None) -> None:
    found = machine(question, ask(question, CENTRAL, Asker(), NOW), NOW)
    assert found["intent"] == "ownership"
    assert {page["model"] for page in found["answers"]} == ({model} if model else set())


def test_signals_at_a_past_instant_know_nothing_later(store: Store) -> None:
    readings = Readings(store)
    for number in range(3):
        at = NOW + timedelta(days=number)
        readings.record(QueueReading(at=at, depth=40, reported_by="x", source="x", reported_at=at))
        readings.count(DayCount(day=at.date(), at=at, models=9, producing_teams=2, named=5))
    later = NOW + timedelta(days=9)
    question = "transition signals at 2026-11-24T13:00Z"
    outcome = ask(question, CENTRAL, Asker(), later, readings.backlog, looking_back=True)
    found = machine(question, outcome, later)
    assert "2 of 3 high readings so far" in found["text"]
