"""Instants as JSON values say them."""

from datetime import UTC, datetime


def iso(at: datetime) -> str:
    """In UTC, however its zone."""
    return at.astimezone(UTC).isoformat()
