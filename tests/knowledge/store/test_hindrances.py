"""Places that could not be written to: since when, why, and that it works again."""

from datetime import timedelta
from pathlib import Path

from knowledge.store.hindrances import Hindrances
from tests.databases import fresh
from tests.northwind import NOW

LATER = NOW + timedelta(hours=1)
LAST = NOW + timedelta(hours=2)


def test_the_same_reason_is_one_hindrance_and_another_is_news(tmp_path: Path) -> None:
    with fresh(tmp_path / "whoowns.db") as store:
        hindrances = Hindrances(store)

        def open_now() -> list[object]:
            return [(h.place, h.reason, h.since, h.tried_at) for h in hindrances.open()]

        hindrances.met("slack:C1", "archived", NOW)
        hindrances.met("slack:C1", "archived", LATER)
        hindrances.met("slack:C2", "archived", LATER)
        assert open_now() == [
            ("slack:C1", "archived", NOW, LATER),
            ("slack:C2", "archived", LATER, LATER),
        ]
        hindrances.met("slack:C1", "not-a-member", LAST)
        assert open_now() == [
            ("slack:C2", "archived", LATER, LATER),
            ("slack:C1", "not-a-member", LAST, LAST),
        ]
        hindrances.overcome("slack:C1", LAST)
        assert open_now() == [("slack:C2", "archived", LATER, LATER)]
