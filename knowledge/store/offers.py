"""Shifts that others were asked to take, and what they answered. Nothing of it is ever changed."""

import json
from dataclasses import replace
from datetime import datetime
from typing import Any

from knowledge.entities import Id
from knowledge.offers import End, Ending, Offer, Way, Window
from knowledge.store.instants import instant, text
from knowledge.store.store import Store

_SELECT = """
SELECT number, offer.at, offer.by, source, way, rotation, starts, ends, back_starts, back_ends,
       asked, reason,
       (SELECT json_group_array(declined.by) FROM offer_declined AS declined
        WHERE declined.offer = number),
       ended.at, ended.by, ending, ended.revision
FROM offer LEFT JOIN offer_ending AS ended ON ended.offer = number
"""


class Offers:
    """Every offer that was ever made."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def add(self, offer: Offer) -> Offer:
        """Keep a new one, under the next number."""
        back = offer.back or (None, None)
        row = [
            text(offer.at),
            offer.by,
            offer.source,
            offer.way,
            offer.rotation,
            *map(text, offer.window),
            *(at and text(at) for at in back),
            json.dumps(offer.asked),
            offer.reason,
        ]
        with self._store.writing() as db:
            made = db.execute(
                "INSERT INTO offer (at, by, source, way, rotation, starts, ends, back_starts,"
                " back_ends, asked, reason) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                row,
            )
            return replace(offer, number=int(made.lastrowid or 0))

    def of(self, number: int) -> Offer | None:
        """The offer of that number."""
        with self._store.reading() as db:
            row = db.execute(f"{_SELECT} WHERE number = ?", [number]).fetchone()
            return _offer(row) if row else None

    def open(self) -> list[Offer]:
        """Every offer that has not ended, the oldest first."""
        with self._store.reading() as db:
            rows = db.execute(f"{_SELECT} WHERE ending IS NULL ORDER BY number")
            return [_offer(row) for row in rows]

    def decline(self, number: int, by: Id, at: datetime) -> None:
        """Note that one of those who were asked will not."""
        with self._store.writing() as db:
            said = "SELECT 1 FROM offer_declined WHERE offer = ? AND by = ?"
            if not db.execute(said, [number, by]).fetchone():
                declined = "INSERT INTO offer_declined (offer, by, at) VALUES (?, ?, ?)"
                db.execute(declined, [number, by, text(at)])

    def end(self, number: int, ending: Ending) -> bool:
        """End an offer; False where it has ended before."""
        with self._store.writing() as db:
            if db.execute("SELECT 1 FROM offer_ending WHERE offer = ?", [number]).fetchone():
                return False
            db.execute(
                "INSERT INTO offer_ending (offer, at, by, ending, revision) VALUES (?, ?, ?, ?, ?)",
                [number, text(ending.at), ending.by, ending.end, ending.revision],
            )
            return True


def _offer(row: Any) -> Offer:
    number, at, by, source, way, rotation, starts, ends, back_starts, back_ends, *rest = row
    asked, reason, declined, *ended = rest
    return Offer(
        number=number,
        at=instant(at),
        by=by,
        source=source,
        way=Way(way),
        rotation=rotation,
        window=_window(starts, ends),
        asked=tuple(json.loads(asked)),
        back=_window(back_starts, back_ends) if back_starts else None,
        reason=reason,
        declined=frozenset(json.loads(declined)),
        ending=_ending(*ended) if ended[0] else None,
    )


def _window(starts: str, ends: str) -> Window:
    return Window(instant(starts), instant(ends))


def _ending(at: str, by: str, end: str, revision: int | None) -> Ending:
    return Ending(instant(at), by, End(end), revision)
