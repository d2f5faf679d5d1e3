"""Instants as they stand in the tables: UTC, in ISO 8601, so that their order is that of texts."""

from datetime import UTC, datetime


def text(at: datetime) -> str:
    """An aware instant, as it is stored."""
    return at.astimezone(UTC).isoformat()


def instant(stored: str) -> datetime:
    """A stored one, read."""
    return datetime.fromisoformat(stored)
