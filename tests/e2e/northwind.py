"""A small organisation in a database, as `whoowns import` leaves it."""

from datetime import UTC, datetime
from pathlib import Path

from knowledge.mapfile import parse_map
from tests.databases import database_of

NORTHWIND = b"""
organisation: {name: Northwind, time_zone: Europe/London}
people:
  priya: {name: Priya Nair, slack: U0PRIYA, teams: 00000000-0000-4000-8000-0000000000a1}
  tomas: {name: "Tomas <!channel> Reyes"}
teams:
  risk-ml: {name: Risk ML, lead: priya, members: [priya, tomas]}
models:
  fraud-model:
    trained_by: risk-ml
    pages: {infrastructure: {owner: tomas}, model-quality: {owner: priya, escalation: [tomas]}}
  payload-classifier:
    pages: {infrastructure: {owner: priya}, model-quality: {owner: priya}}
  churn: {pages: {model-quality: {owner: risk-ml}}}
  credit-risk-eu: {pages: {model-quality: {owner: priya}}}
  credit-risk-us: {pages: {model-quality: {owner: tomas}}}
"""


def declare_northwind(directory: Path) -> None:
    """Fill `whoowns.db` in a directory."""
    ownership = parse_map(NORTHWIND, "ownership.yaml").ownership
    at = datetime(2026, 11, 3, 10, tzinfo=UTC)
    database_of(directory / "whoowns.db", ownership, at=at, source="import ownership.yaml")
