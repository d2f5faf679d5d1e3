"""Questionnaires outlive the process, and two who write at once lose nothing."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from knowledge.questionnaire import Answer, Sort, State, Topic
from knowledge.store import Store
from knowledge.store.questionnaires import Questionnaires
from tests.databases import fresh
from tests.northwind import NOW

ANSWERS = {
    "models": Answer(Sort.GIVEN, 'churn, "fraud"\n\u202eleft'),
    "ci": Answer(Sort.SKIPPED),
    "knows-model/churn": Answer(Sort.UNKNOWN),
}


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with closing(fresh(tmp_path / "whoowns.db")) as store:
        yield store


def test_what_was_kept_is_there_after_a_restart(tmp_path: Path) -> None:
    with closing(Store.open(tmp_path / "whoowns.db")) as store:
        kept = Questionnaires(store)
        progress = kept.open(Topic.TEAM, "growth", "hana", "slack:U0HANA", NOW)
        progress = replace(
            progress,
            account="console:hana",
            at="infrastructure/churn",
            answers=ANSWERS,
            misread=1,
            state=State.PAUSED,
            touched=NOW + timedelta(hours=1),
        )
        assert kept.save(progress)
    with closing(Store.open(tmp_path / "whoowns.db")) as store:
        assert Questionnaires(store).get(progress.id) == replace(progress, version=1)


def test_one_is_open_at_a_time_about_the_same(store: Store) -> None:
    kept = Questionnaires(store)
    first = kept.open(Topic.TEAM, "growth", "hana", "slack:U0HANA", NOW)
    assert kept.open(Topic.TEAM, "growth", "hana", "console:hana", NOW) == first
    assert kept.open(Topic.TEAM, "risk-ml", "hana", "slack:U0HANA", NOW).id != first.id
    assert kept.open(Topic.TEAM, "growth", "priya", "slack:U0PRIYA", NOW).id != first.id
    kept.save(replace(first, state=State.DONE))
    assert kept.open(Topic.TEAM, "growth", "hana", "slack:U0HANA", NOW).id != first.id


def test_of_two_who_write_at_once_the_second_is_told(store: Store) -> None:
    kept = Questionnaires(store)
    progress = kept.open(Topic.ORGANISATION, "", "hana", "slack:U0HANA", NOW)
    assert kept.save(replace(progress, at="pattern"))
    assert not kept.save(replace(progress, at="context"))
    again = kept.get(progress.id)
    assert again is not None
    assert again.at == "pattern"


def test_only_what_is_open_and_fresh_listens(store: Store) -> None:
    kept = Questionnaires(store)
    progress = kept.open(Topic.ORGANISATION, "", "hana", "slack:U0HANA", NOW)
    assert kept.listening("slack:U0HANA", NOW) == progress
    assert kept.listening("slack:U0HANA", NOW + timedelta(seconds=1)) is None
    assert kept.listening("slack:U0OTHER", NOW) is None
    kept.save(replace(progress, state=State.PAUSED))
    assert kept.listening("slack:U0HANA", NOW) is None
    assert [p.id for p in kept.unfinished("nobody", "hana")] == [progress.id]


def test_finished_ones_are_told_from_the_others(store: Store) -> None:
    kept = Questionnaires(store)
    done = kept.open(Topic.ORGANISATION, "", "hana", "slack:U0HANA", NOW)
    kept.save(replace(done, state=State.DONE))
    kept.open(Topic.ORGANISATION, "", "hana", "slack:U0HANA", NOW)
    assert [p.id for p in kept.finished(NOW)] == [done.id]
    assert kept.finished(NOW + timedelta(seconds=1)) == []
    assert len(kept.all()) == 2


def test_somebody_is_offered_the_same_once(store: Store) -> None:
    kept = Questionnaires(store)
    assert kept.offer("hana", Topic.TEAM, "growth", NOW)
    assert not kept.offer("hana", Topic.TEAM, "growth", NOW + timedelta(days=30))
    assert kept.offer("hana", Topic.TEAM, "risk-ml", NOW)
