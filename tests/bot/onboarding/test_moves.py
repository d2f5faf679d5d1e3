"""Whatever is said, pressed, pressed twice or late: a questionnaire ends in a consistent state."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.onboarding.moves import Do, Move, Note, begun, moved, typed
from bot.onboarding.saying import Confirm, Spoken, heard, saying
from bot.onboarding.script import Respondent
from bot.onboarding.walking import walk
from knowledge.consistency import problems_in
from knowledge.entities import Person
from knowledge.ownership import OwnershipMap
from knowledge.questionnaire import Progress, Sort, State, Topic
from knowledge.revising import applied
from tests.northwind import NORTHWIND, NOW

PRIYA = Respondent(NORTHWIND.people["priya"])
NOOR = Respondent(Person(id="noor", name="noor"), is_named=False)
BLANK = Progress(1, Topic.ORGANISATION, "", "console:noor", "console:noor", NOW, NOW)
RISK = Progress(2, Topic.TEAM, "risk-ml", "priya", "slack:U0PRIYA", NOW, NOW)
GROWTH = replace(RISK, subject="growth")

STEPS = st.sampled_from(
    [
        "organisation",
        "called",
        "zone",
        "pattern",
        "context",
        "mandate",
        "autonomy",
        "maturity",
        "ml-engineers",
        "teams",
        "platform",
        "platform-engineers",
        "rails",
        "queue",
        "depth",
        "lead/risk-ml",
        "lead/ml",
        "team-lead",
        "channel",
        "members",
        "ci",
        "models",
        "model-quality/churn",
        "infrastructure/churn",
        "model-quality/fraud-model",
        "knows-model/churn",
        "quality-escalation/churn",
        "infrastructure-escalation/basket",
        "model-quality/basket",
        "nonsense",
    ]
)
TEXTS = st.sampled_from(
    [
        "Northwind",
        "Noor Haddad",
        "london",
        "federated",
        "regulated",
        "yes",
        "no",
        "3",
        "12",
        "none",
        "Risk ML, Growth",
        "ML",
        "me",
        "priya",
        "priya, tomas",
        "Tomas Reyes",
        "growth",
        "fraud-quality",
        "sam",
        "gone",
        "Rina Sol",
        "new Rina Sol",
        "C0RISK001",
        "basket",
        "basket, churn",
        "fraud-model",
        "",
        "two 2s or 3",
        "MLflow",
        "<@U0PRIYA>",
        "nobody",
    ]
)
MOVES = st.builds(Move, st.sampled_from(Do), STEPS, TEXTS)
HISTORIES = st.sampled_from(
    [(BLANK, None, NOOR), (RISK, NORTHWIND, PRIYA), (GROWTH, NORTHWIND, PRIYA)]
)


def played(
    start: Progress, moves: list[Move | None], declared: OwnershipMap | None, by: Respondent
) -> Progress:
    """None answers what is asked at the moment, as typed text does."""
    progress = begun(start, declared, by, NOW).progress
    for number, move in enumerate(moves):
        here = move or typed("yes" if number % 2 else "priya", progress.at or "")
        progress = moved(progress, here, declared, by, NOW + timedelta(minutes=number)).progress
    return progress


@settings(max_examples=60)
@given(HISTORIES, st.lists(st.none() | MOVES, max_size=15))
def test_any_order_of_moves_ends_in_a_consistent_state(
    history: tuple[Progress, OwnershipMap | None, Respondent], moves: list[Move | None]
) -> None:
    start, declared, by = history
    progress = played(start, moves, declared, by)
    walked = walk(progress, declared, by, NOW)
    keys = [seen.step.key for seen in walked.steps]
    assert len(keys) == len(set(keys))
    if progress.state is State.OPEN:
        assert progress.at is None or progress.at in keys
        assert (progress.at is None) <= (walked.first_open() is None)
    assert progress.misread <= 1 or progress.at == "organisation"
    if walked.changes:
        before = set() if declared is None else {(p.code, p.path) for p in problems_in(declared)}
        assert {(p.code, p.path) for p in problems_in(walked.draft)} <= before
    if declared is not None:
        assert applied(declared, walked.changes).models == walked.draft.models
        assert applied(declared, walked.changes).people == walked.draft.people


@settings(max_examples=40)
@given(HISTORIES, st.lists(st.none() | MOVES, max_size=8), MOVES)
def test_a_second_press_on_the_same_button_changes_nothing_more(
    history: tuple[Progress, OwnershipMap | None, Respondent], moves: list[Move | None], move: Move
) -> None:
    start, declared, by = history
    progress = played(start, moves, declared, by)
    once = moved(progress, move, declared, by, NOW).progress
    twice = moved(once, move, declared, by, NOW).progress
    assert (once.answers, once.state) == (twice.answers, twice.state) or (
        # a misreading is counted, and the second one sets the question aside
        once.misread > progress.misread
    )


@settings(max_examples=40)
@given(HISTORIES, st.lists(MOVES, max_size=8), MOVES)
def test_what_is_over_stays_as_it_is(
    history: tuple[Progress, OwnershipMap | None, Respondent], moves: list[Move | None], move: Move
) -> None:
    start, declared, by = history
    for state in (State.DONE, State.DISCARDED):
        over = replace(played(start, moves, declared, by), state=state)
        turn = moved(over, move, declared, by, NOW)
        assert turn.progress == over
        assert turn.note is Note.OVER


@given(st.integers(0, 10**11), MOVES)
def test_what_a_button_says_is_heard_as_it_was_meant(number: int, move: Move) -> None:
    said = saying(number, move)
    spoken = heard(tuple(said.split()[1:]))
    if move.do in {Do.LATER, Do.RESUME, Do.DISCARD}:
        assert spoken == Spoken(number, Move(move.do))
    elif move.do is not Do.GIVE:
        assert spoken == Spoken(number, Move(move.do, move.step))
    elif move.text.strip():
        assert spoken == Spoken(number, replace(move, text=" ".join(move.text.split())))


def test_a_confirming_button_carries_what_was_read() -> None:
    said = saying(7, Confirm("3-abcdef01"))
    assert said == "onboard 7 confirm 3-abcdef01"
    assert heard(tuple(said.split()[1:])) == Spoken(7, Confirm("3-abcdef01"))


@pytest.mark.parametrize(
    ("text", "do"),
    [
        ("I don't know", Do.UNKNOWN),
        ("Don\u2019t know", Do.UNKNOWN),
        ("no idea", Do.UNKNOWN),
        ("nobody", Do.UNKNOWN),
        ("Skip", Do.SKIP),
        ("back", Do.BACK),
        ("finish later", Do.LATER),
        ("priya", Do.GIVE),
        ("skipper", Do.GIVE),
    ],
)
def test_what_can_be_typed_beside_the_buttons(text: str, do: Do) -> None:
    assert typed(text, "channel").do is do


def test_an_answer_out_of_order_counts_and_the_place_stays() -> None:
    progress = begun(RISK, NORTHWIND, PRIYA, NOW).progress
    here = progress.at
    after = moved(progress, Move(Do.GIVE, "ci", "Jenkins"), NORTHWIND, PRIYA, NOW).progress
    assert after.at == here
    assert after.answers["ci"].sort is Sort.GIVEN


def test_an_old_button_changes_no_answer_and_says_how_it_can_be_changed() -> None:
    progress = begun(RISK, NORTHWIND, PRIYA, NOW).progress
    one = moved(progress, Move(Do.GIVE, "members", "priya"), NORTHWIND, PRIYA, NOW).progress
    late = moved(one, Move(Do.GIVE, "members", "tomas"), NORTHWIND, PRIYA, NOW)
    assert (late.progress, late.note, late.about) == (one, Note.ANSWERED_ALREADY, "members")
    back = moved(one, Move(Do.GO, "members"), NORTHWIND, PRIYA, NOW).progress
    two = moved(back, Move(Do.GIVE, "members", "tomas"), NORTHWIND, PRIYA, NOW).progress
    assert two.answers["members"].text == "tomas"


def test_back_pressed_twice_goes_back_once() -> None:
    progress = begun(RISK, NORTHWIND, PRIYA, NOW).progress
    for _ in range(2):
        progress = moved(progress, Move(Do.SKIP, progress.at or ""), NORTHWIND, PRIYA, NOW).progress
    press = Move(Do.BACK, progress.at or "")
    once = moved(progress, press, NORTHWIND, PRIYA, NOW).progress
    assert once.at != progress.at
    assert moved(once, press, NORTHWIND, PRIYA, NOW).progress == once


def test_skipping_keeps_an_answer_and_not_knowing_takes_it_back() -> None:
    progress = begun(RISK, NORTHWIND, PRIYA, NOW).progress
    given_ = moved(progress, Move(Do.GIVE, "members", "priya"), NORTHWIND, PRIYA, NOW).progress
    back = moved(given_, Move(Do.GO, "members"), NORTHWIND, PRIYA, NOW).progress
    kept = moved(back, Move(Do.SKIP, "members"), NORTHWIND, PRIYA, NOW).progress
    assert kept.answers["members"].text == "priya"
    gone = moved(back, Move(Do.UNKNOWN, "members"), NORTHWIND, PRIYA, NOW).progress
    assert gone.answers["members"].sort is Sort.UNKNOWN


def test_what_cannot_be_left_out_is_asked_until_it_is_answered() -> None:
    progress = begun(BLANK, None, NOOR, NOW).progress
    turn = moved(progress, Move(Do.SKIP, "organisation"), None, NOOR, NOW)
    assert (turn.progress.at, turn.note) == ("organisation", Note.REQUIRED)
    other = moved(progress, Move(Do.GIVE, "pattern", "federated"), None, NOOR, NOW)
    assert other.walk.owed() == "organisation"
