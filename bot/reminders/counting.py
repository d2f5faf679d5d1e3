"""Counting the map once a day: what trends and transition signals are drawn from."""

from datetime import datetime

from knowledge.diagnosis.coverage import day_count
from knowledge.ownership import OwnershipMap
from knowledge.store import Readings, Store
from knowledge.wall_times import zone


def count_the_day(store: Store, ownership: OwnershipMap, now: datetime) -> None:
    """Keep today's count, unless it is kept already: today is where the organisation is."""
    readings = Readings(store)
    today = now.astimezone(zone(ownership.organisation.time_zone)).date()
    if not readings.is_counted(today):
        readings.count(day_count(ownership, now))
