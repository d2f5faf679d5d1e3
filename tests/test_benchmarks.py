"""The benchmarks run; how fast anything is, no test says."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from slack_sdk.signature import SignatureVerifier

from benchmarks.__main__ import measured
from benchmarks.load import Job, Stream
from benchmarks.organisation import MOVED, moved, organisation
from benchmarks.questions import asked, misspelt
from benchmarks.samples import Sample, percentile, typical
from benchmarks.servers import FLOOR, serving
from benchmarks.table import at_least, at_most, table
from benchmarks.wire import SECRET, NotAnswered, slash_command, whole_answer
from benchmarks.workbench import Plan, Workbench, workbench
from bot.platforms.slack.endpoint import is_signed
from knowledge.mapfile import parse_map, to_json
from knowledge.ownership import OnCall, OwnershipMap
from knowledge.questions import ask
from knowledge.questions.ownership import OwnershipAnswer
from knowledge.reading import Asker

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
TINY = Plan(sizes=(120,), clients=(2,), seconds=0.2, rounds=1)


@pytest.fixture(scope="module")
def bench() -> Iterator[Workbench]:
    with workbench(TINY) as made:
        yield made


@pytest.fixture(scope="module")
def ownership() -> OwnershipMap:
    return organisation(600)


def test_the_made_up_organisation_is_one_that_could_be_imported(ownership: OwnershipMap) -> None:
    read = parse_map(to_json(ownership).encode(), "ownership.json").ownership

    assert read.models == ownership.models


def test_one_model_in_twenty_has_nobody_named_for_quality(ownership: OwnershipMap) -> None:
    assert len(ownership.gaps(NOW)) == len(ownership.models) // 20


def test_every_question_is_about_another_model_and_answered_in_full(
    ownership: OwnershipMap,
) -> None:
    answers = [ask(text, ownership, Asker(), NOW) for text in asked(ownership)]

    assert len(answers) == len(ownership.models) * 19 // 20
    assert all(_is_full(answer) for answer in answers)


def _is_full(answer: object) -> bool:
    if not isinstance(answer, OwnershipAnswer) or answer.corrections:
        return False
    brief = answer.briefs[0]
    page = brief.pages[0]
    other = [isinstance(page.resolution, OnCall) for page in brief.others]
    asked_about = page.named and page.escalation and page.declared_by
    return bool(asked_about and other == [True] and len(brief.holders) == 3 and brief.model.runbook)


def test_a_misspelt_name_is_never_a_right_one(ownership: OwnershipMap) -> None:
    right, wrong = asked(ownership), misspelt(ownership)

    assert len(right) == len(wrong)
    assert not set(right) & set(wrong)


def test_only_the_models_whose_turn_it_is_move(ownership: OwnershipMap) -> None:
    models = moved(ownership, every=10).models.values()

    assert sum(MOVED in (model.runbook or "") for model in models) == len(models) // 10


def test_requests_carry_slacks_signature() -> None:
    verifier, at = SignatureVerifier(SECRET), datetime.now(UTC).timestamp()
    head, _, body = slash_command("fraud-model quality", at).decode().partition("\r\n\r\n")
    headers = dict(re.findall(r"^([\w-]+): (.*?)\r?$", head.lower(), re.MULTILINE))

    assert is_signed(verifier, headers, body)
    assert not is_signed(verifier, headers, f"{body}x")


def test_an_answer_counts_once_it_is_whole() -> None:
    received = b"HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nfour"

    assert whole_answer(received) == b"four"
    assert whole_answer(received[:-1]) is None
    assert whole_answer(received[:10]) is None
    with pytest.raises(NotAnswered):
        whole_answer(received.replace(b"200 OK", b"401 Unauthorized"))


def test_percentiles_are_values_that_were_measured() -> None:
    assert percentile([3, 1, 2], 50) == 2
    assert percentile(range(1, 101), 99) == 99
    assert percentile([7], 99) == 7


def test_a_round_that_went_badly_does_not_decide() -> None:
    rounds = [Sample(rate, 0.001, 0.002, 0.1) for rate in (900, 20, 1000)]

    assert typical(rounds).rate == 900


def test_the_table_says_which_goals_are_met() -> None:
    rows = [
        at_least(0.80, 0.81, "answers a second", "81/s", "floor 100/s"),
        at_most(10, 11.5, "a misspelt name", "p50 2 ms", "", unit=" ms"),
    ]

    assert table(rows).splitlines() == [
        "measure           ours      beside       result    goal",
        "----------------  --------  -----------  --------  -------------  ------",
        "answers a second  81/s      floor 100/s  0.81      at least 0.80  met",
        "a misspelt name   p50 2 ms               11.50 ms  at most 10 ms  MISSED",
    ]


def test_answers_that_are_refused_stop_the_benchmark(bench: Workbench) -> None:
    with serving(FLOOR, bench.database(TINY.large)) as server:
        answered = bench.under(Job(server.port, (Stream(["a question"], 2),), 0.1))
    assert all(took > 0 for _, took in answered.answers[0])

    with pytest.raises(OSError, match="refused"):
        bench.under(Job(server.port, (Stream(["a question"], 2),), 0.1))


@pytest.mark.parametrize("name", ["throughput", "spelling", "gaps"])
def test_each_goal_is_measured(bench: Workbench, name: str) -> None:
    """The others start too many processes for a test; they are made of the same parts."""
    rows = [*measured(bench, [name])]

    assert any(row.goal for row in rows)
    assert all(row.measure and row.ours for row in rows)
