"""What a program hears that posts a reading of the central queue."""

import asyncio
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr

from bot.http.allowance import Allowance
from bot.queue_intake import CLOCKS_DIFFER, LONGEST_BODY, SOURCE, QueueIntake
from knowledge.backlog import QueueReading
from knowledge.store import Readings, Store
from tests.databases import fresh
from tests.northwind import NORTHWIND, NOW

TOKEN = "a long and random token"


@dataclass
class Poster:
    """Posts bodies, as a program would, to an intake over a store of its own."""

    store: Store
    allowance: Allowance = field(default_factory=lambda: Allowance(clock=lambda: 0))

    def __post_init__(self) -> None:
        self.intake = QueueIntake(
            SecretStr(TOKEN), self.store, lambda: NORTHWIND, lambda: NOW, self.allowance
        )

    def post(self, body: str | bytes, authorization: str = f"Bearer {TOKEN}") -> tuple[int, Any]:
        said: list[Any] = []
        headers = [(b"authorization", authorization.encode())] if authorization else []
        raw = body.encode() if isinstance(body, str) else body

        async def receive() -> dict[str, Any]:
            return {"type": "http.request", "body": raw, "more_body": False}

        async def send(message: Any) -> None:
            said.append(message)

        asyncio.run(self.intake({"headers": headers}, receive, send))
        self.headers = dict(said[0]["headers"])
        return said[0]["status"], json.loads(said[1]["body"])

    def kept(self) -> tuple[QueueReading, ...]:
        return Readings(self.store).backlog().readings


@pytest.fixture
def poster(tmp_path: Path) -> Iterator[Poster]:
    with fresh(tmp_path / "whoowns.db") as store:
        yield Poster(store)


def test_a_reading_is_kept(poster: Poster) -> None:
    at = (NOW - timedelta(hours=1)).isoformat()
    posted = {"depth": 31, "oldest_days": 12, "team": "growth", "at": at, "by": "jira"}
    status, said = poster.post(json.dumps(posted))
    assert (status, said["status"]) == (201, "recorded")
    (kept,) = poster.kept()
    assert (kept.depth, kept.oldest_days, kept.team) == (31, 12, "growth")
    assert (kept.at, kept.reported_at) == (NOW - timedelta(hours=1), NOW)
    assert (kept.reported_by, kept.source) == ("jira", SOURCE)


@pytest.mark.parametrize("at", ["2026-11-23T10:00:00Z", "2026-11-23t10:00:00z", "20261123T11+01"])
def test_an_instant_may_be_written_as_the_standards_have_it(poster: Poster, at: str) -> None:
    assert poster.post(json.dumps({"depth": 31, "at": at}))[0] == 201
    assert [reading.at for reading in poster.kept()] == [datetime(2026, 11, 23, 10, tzinfo=UTC)]


def test_with_the_first_reading_of_a_day_the_map_is_counted(poster: Poster) -> None:
    for _ in range(2):
        poster.post('{"depth": 31}')
    (count,) = Readings(poster.store).backlog().counts
    assert (count.models, count.producing_teams, count.named) == (9, 2, 5)


def test_the_depth_is_enough(poster: Poster) -> None:
    assert poster.post('{"depth": 0}')[0] == 201
    (kept,) = poster.kept()
    assert (kept.depth, kept.at, kept.team, kept.oldest_days) == (0, NOW, None, None)


def test_what_is_repeated_is_kept_once(poster: Poster) -> None:
    body = '{"depth": 31, "id": "nightly-23"}'
    assert [poster.post(body)[0] for _ in range(3)] == [201, 200, 200]
    status, said = poster.post('{"depth": 32, "id": "nightly-23"}')
    assert (status, said["error"]) == (409, "the id `nightly-23` was used for another reading")
    assert [reading.depth for reading in poster.kept()] == [31]


@pytest.mark.parametrize("authorization", ["", "Bearer", "Bearer wrong", f"Basic {TOKEN}", TOKEN])
def test_without_the_token_nothing_is_kept(poster: Poster, authorization: str) -> None:
    status, said = poster.post('{"depth": 31}', authorization)
    assert (status, said["error"]) == (401, "the bearer token is missing or wrong")
    assert poster.headers[b"www-authenticate"] == b"Bearer"
    assert poster.kept() == ()


@pytest.mark.parametrize(
    ("body", "status", "error"),
    [
        ("", 400, "the body is no JSON"),
        ("{", 400, "the body is no JSON"),
        (b"\xff", 400, "the body is not whole, or not UTF-8"),
        ("[31]", 422, 'the body must be an object, such as {"depth": 31, "oldest_days": 12}'),
        ("{}", 422, "depth is missing: a whole number of requests, from 0 to 1,000,000,000"),
        (
            '{"depth": "31"}',
            422,
            "depth must be a whole number of requests, from 0 to 1,000,000,000",
        ),
        (
            '{"depth": true}',
            422,
            "depth must be a whole number of requests, from 0 to 1,000,000,000",
        ),
        ('{"depth": -1}', 422, "depth must be a whole number of requests, from 0 to 1,000,000,000"),
        (
            '{"depth": 3.5}',
            422,
            "depth must be a whole number of requests, from 0 to 1,000,000,000",
        ),
        (
            '{"depth": 3, "deepth": 3}',
            422,
            "`deepth` is unknown; there are depth, oldest_days, team, at, by, id",
        ),
        (
            '{"depth": 3, "at": "2026-11-23T09:00:00"}',
            422,
            "at must be an instant with its offset, such as 2026-11-25T09:00:00Z",
        ),
        (
            '{"depth": 3, "at": "1795424400"}',
            422,
            "at must be an instant with its offset, such as 2026-11-25T09:00:00Z",
        ),
        (
            '{"depth": 3, "at": "1795424400.5"}',
            422,
            "at must be an instant with its offset, such as 2026-11-25T09:00:00Z",
        ),
        (
            '{"depth": 3, "at": 1795424400}',
            422,
            "at must be an instant with its offset, such as 2026-11-25T09:00:00Z",
        ),
        (
            '{"depth": 3, "at": "2026-11-24T12:00:00Z"}',
            422,
            "at: 2026-11-24T12:00:00+00:00 lies in the future",
        ),
        (
            '{"depth": 3, "at": "0001-01-01T00:00:00Z"}',
            422,
            "at: 0001-01-01T00:00:00+00:00 lies before 1970",
        ),
        (
            '{"depth": 3, "at": "0001-01-01T00:00:00+14:00"}',
            422,
            "at: 0001-01-01T00:00:00+14:00 lies before 1970",
        ),
        ('{"depth": 3, "team": "grwth"}', 422, "team: the map has no team `grwth`"),
        ('{"depth": 3, "by": "\\u0000"}', 422, "by must be a name of at most 200 characters"),
        ('{"depth": 3, "id": " "}', 422, "id must be a text of at most 200 characters"),
        (
            f'{{"depth": 3, "id": "{"x" * LONGEST_BODY}"}}',
            413,
            "a reading takes at most 8,192 bytes",
        ),
    ],
)
def test_what_is_wrong_is_said_in_one_sentence(
    poster: Poster, body: str | bytes, status: int, error: str
) -> None:
    assert poster.post(body) == (status, {"error": error, "problems": [error]})
    assert poster.kept() == ()


def test_clocks_may_differ_and_a_body_may_be_as_long_as_is_said(poster: Poster) -> None:
    def posted(ahead: timedelta) -> int:
        return poster.post(f'{{"depth": 3, "at": "{(NOW + ahead).isoformat()}"}}')[0]

    assert posted(CLOCKS_DIFFER) == 201
    assert posted(CLOCKS_DIFFER + timedelta(seconds=1)) == 422
    reading = '{"depth": 3}'
    assert poster.post(reading.ljust(LONGEST_BODY))[0] == 201
    assert poster.post(reading.ljust(LONGEST_BODY + 1))[0] == 413


def test_all_that_is_wrong_is_said_at_once(poster: Poster) -> None:
    _, said = poster.post('{"oldest_days": -1, "team": ""}')
    assert len(said["problems"]) == 3


def test_too_many_at_once_are_told_when_to_come_again(poster: Poster) -> None:
    now = 0.0
    poster.allowance = Allowance(at_once=2, a_second=0.5, clock=lambda: now)
    poster.__post_init__()
    assert [poster.post('{"depth": 1}')[0] for _ in range(4)] == [201, 201, 429, 429]
    assert poster.headers[b"retry-after"] == b"3"
    now = 2.0
    assert [poster.post('{"depth": 1}')[0] for _ in range(2)] == [201, 429]


def test_a_stranger_uses_nothing_up(poster: Poster) -> None:
    poster.allowance = Allowance(at_once=1, clock=lambda: 0)
    poster.__post_init__()
    assert [poster.post('{"depth": 1}', "Bearer no")[0] for _ in range(3)] == [401, 401, 401]
    assert poster.post('{"depth": 1}')[0] == 201


def test_a_database_that_is_gone_is_trouble_of_ours(poster: Poster, tmp_path: Path) -> None:
    (tmp_path / "whoowns.db").unlink()
    status, said = poster.post('{"depth": 1}')
    assert (status, said["error"]) == (503, "the database can't be written to now; try again")
