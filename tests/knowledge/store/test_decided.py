"""What was proposed, offered and decided stays as it was; one transaction inside another."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from knowledge.offers import End, Ending, Offer, Way, Window
from knowledge.proposals import Decision, Proposal, Verdict
from knowledge.store import Store
from knowledge.store.offers import Offers
from knowledge.store.proposals import Proposals
from tests.databases import fresh

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
WANTED = Proposal(0, NOON, "elena", "Elena", "slack", "U1", "clear churn quality", "nobody", 1)
WINDOW = Window(NOON + timedelta(days=1), NOON + timedelta(days=2))
OFFERED = Offer(0, NOON, "priya", "slack", Way.SWAP, "nights", WINDOW, ("tomas",), WINDOW, "leave")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with fresh(tmp_path / "whoowns.db") as store:
        yield store


def filled(store: Store) -> None:
    Proposals(store).add(WANTED)
    Proposals(store).decide(1, Decision(NOON, "goran", Verdict.APPROVED, "fine", 2))
    Offers(store).add(OFFERED)
    Offers(store).decline(1, "tomas", NOON)
    Offers(store).end(1, Ending(NOON, "nobody", End.REFUSED))


def test_what_is_kept_comes_back_as_it_was(store: Store) -> None:
    filled(store)
    proposal, offer = Proposals(store).of(1), Offers(store).of(1)
    assert proposal is not None
    assert (proposal.command, proposal.meaning, proposal.at) == (WANTED.command, "nobody", NOON)
    assert proposal.decision == Decision(NOON, "goran", Verdict.APPROVED, "fine", 2)
    assert offer is not None
    assert (offer.window, offer.back, offer.asked) == (WINDOW, WINDOW, ("tomas",))
    assert (offer.declined, offer.reason) == (frozenset({"tomas"}), "leave")
    assert offer.ending == Ending(NOON, "nobody", End.REFUSED)
    assert not Proposals(store).undecided()
    assert not Offers(store).open()


def test_the_first_decision_counts(store: Store) -> None:
    filled(store)
    assert not Proposals(store).decide(1, Decision(NOON, "hana", Verdict.DECLINED))
    assert not Offers(store).end(1, Ending(NOON, "tomas", End.ACCEPTED, 3))


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM proposal",
        "UPDATE proposal SET command = 'clear fraud-model quality'",
        "INSERT OR REPLACE INTO proposal SELECT * FROM proposal",
        "DELETE FROM proposal_decision",
        "UPDATE proposal_decision SET verdict = 'declined'",
        "INSERT OR REPLACE INTO proposal_decision SELECT * FROM proposal_decision",
        "DELETE FROM offer",
        "UPDATE offer SET rotation = 'days'",
        "INSERT OR REPLACE INTO offer SELECT * FROM offer",
        "DELETE FROM offer_declined",
        "INSERT OR REPLACE INTO offer_declined SELECT * FROM offer_declined",
        "UPDATE offer_ending SET by = 'tomas'",
        "INSERT OR REPLACE INTO offer_ending SELECT * FROM offer_ending",
    ],
)
def test_none_of_it_is_changed_or_dropped(store: Store, statement: str) -> None:
    filled(store)
    with (
        closing(sqlite3.connect(store.path, isolation_level=None)) as raw,
        pytest.raises(sqlite3.IntegrityError),
    ):
        raw.execute(statement)


class Interrupted(Exception):
    """Something that goes wrong in the middle."""


def interrupted(store: Store) -> None:
    """Something is kept, and then goes wrong."""
    with store.writing():
        Proposals(store).add(WANTED)
        raise Interrupted


def test_a_part_is_undone_alone_and_kept_only_with_the_whole(store: Store) -> None:
    proposals = Proposals(store)
    with store.writing():
        proposals.add(WANTED)
        with pytest.raises(Interrupted):
            interrupted(store)
    assert len(proposals.undecided()) == 1
    with pytest.raises(Interrupted):
        interrupted(store)
    assert len(proposals.undecided()) == 1
