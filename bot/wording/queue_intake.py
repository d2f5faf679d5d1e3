"""What a program is told that posts a reading of the central queue."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from pydantic import BaseModel

from bot.wording.quoting import quoted
from knowledge.backlog import LONGEST_WAIT, QueueReading

Said = Mapping[str, Any]

_WANTED: Final = {
    "depth": "a whole number of requests, from 0 to 1,000,000,000",
    "oldest_days": f"a whole number of days, from 0 to {LONGEST_WAIT:,}",
    "team": "the id of a team of the map",
    "at": "an instant with its offset, such as 2026-11-25T09:00:00Z",
    "by": "a name of at most 200 characters",
    "id": "a text of at most 200 characters",
}
_MOST_PROBLEMS: Final = 10


def recorded(reading: QueueReading) -> Said:
    return {"status": "recorded", "reading": _plain(reading)}


def known(reading: QueueReading) -> Said:
    return {"status": "known already", "reading": _plain(reading)}


def taken(reading: QueueReading) -> Said:
    return {
        **_error(f"the id {quoted(reading.request or '')} was used for another reading"),
        "reading": _plain(reading),
    }


def wrong_token() -> Said:
    return _error("the bearer token is missing or wrong")


def too_many() -> Said:
    return _error("too many readings at once; try again later")


def unreadable(status: int, limit: int) -> Said:
    too_long = f"a reading takes at most {limit:,} bytes"
    return _error(too_long if status == 413 else "the body is not whole, or not UTF-8")


def not_now() -> Said:
    return _error("the database can't be written to now; try again")


def failed(reference: str) -> Said:
    return _error(f"the reading was not kept; the log says why under {reference}")


def unknown_team(team: str) -> Said:
    return _error(f"team: the map has no team {quoted(team)}")


def in_the_future(at: datetime) -> Said:
    return _error(f"at: {at.isoformat()} lies in the future")


def too_early(at: datetime, first: int) -> Said:
    return _error(f"at: {at.isoformat()} lies before {first}")


def invalid(errors: Sequence[Mapping[str, Any]], report: type[BaseModel]) -> Said:
    """One sentence for each thing that is wrong."""
    problems = list(_problems(errors, tuple(report.model_fields)))
    return {"error": problems[0], "problems": problems[:_MOST_PROBLEMS]}


def _problems(errors: Sequence[Mapping[str, Any]], known_keys: tuple[str, ...]) -> Iterator[str]:
    for error in errors:
        key = str(error["loc"][0]) if error["loc"] else ""
        match error["type"]:
            case "json_invalid":
                yield "the body is no JSON"
            case "missing":
                yield f"{key} is missing: {_WANTED[key]}"
            case "extra_forbidden":
                yield f"{quoted(key)} is unknown; there are {', '.join(known_keys)}"
            case _ if key in _WANTED:
                yield f"{key} must be {_WANTED[key]}"
            case _:
                yield 'the body must be an object, such as {"depth": 31, "oldest_days": 12}'


def _error(sentence: str) -> Said:
    return {"error": sentence, "problems": [sentence]}


def _plain(reading: QueueReading) -> Said:
    return {
        "depth": reading.depth,
        "oldest_days": reading.oldest_days,
        "team": reading.team,
        "at": reading.at.isoformat(),
        "by": reading.reported_by,
        "id": reading.request,
    }
