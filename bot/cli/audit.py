"""`whoowns audit`: every change that was ever declared, newest first."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple, NoReturn

import click

from bot.cli.existing import existing_map
from bot.cli.instants import instant_or_days_back
from bot.cli.options import database_option
from bot.cli.words import print_json
from bot.wording import audit as wording
from knowledge.audit import Entry
from knowledge.changes import Declared
from knowledge.meanings import NAMED_KINDS, Meaning, meanings, near_names
from knowledge.ownership import OwnershipMap
from knowledge.store import AuditTrail, Store
from knowledge.store.rows import value_text

_UNCLEAR_NAME = 2


class _Span(NamedTuple):
    since: datetime | None
    until: datetime | None


@click.command()
@click.argument("name", metavar="[MODEL|PERSON|TEAM|ROTATION]", required=False)
@click.option(
    "--kind",
    type=click.Choice([kind.value for kind in NAMED_KINDS]),
    help="What the name is of, where it is of several.",
)
@click.option("--since", metavar="ISO8601|90d", help="Only what was declared then or later.")
@click.option("--until", metavar="ISO8601|90d", help="Only what was declared then or before.")
@click.option("--limit", type=click.IntRange(min=1), help="Only that many, the latest.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a change.")
@database_option
@click.pass_context
def audit(
    ctx: click.Context,
    *,
    name: str | None,
    kind: str | None,
    since: str | None,
    until: str | None,
    limit: int | None,
    as_json: bool,
    database: Path,
) -> None:
    """Tell every change of a model, or every change in which a person, team or rotation occurs.

    Without a name it tells all changes. Newest first. Exits with 2 if the name is unknown or that
    of several, 3 if there is no usable map.
    """
    with existing_map(ctx, database) as (store, declared):
        now = datetime.now(UTC)
        span = _span(since, until, declared.organisation.time_zone, now)
        meaning = _meaning(ctx, name, kind, declared, store) if name else None
        wanted = limit + 1 if limit else None
        trail = AuditTrail(store)
        found = trail.about(meaning, since=span.since, until=span.until, limit=wanted)
    if as_json:
        _print_machine(found[:limit])
        return
    _print_text(found[:limit], declared, now)
    if not found:
        click.echo(wording.no_entries_text(name, bounded=any(span)))
    if limit and len(found) > limit:
        click.echo(wording.more_entries_text(limit), err=True)


def _span(since: str | None, until: str | None, zone: str, now: datetime) -> _Span:
    return _Span(
        instant_or_days_back(since, zone, "--since", now) if since else None,
        instant_or_days_back(until, zone, "--until", now) if until else None,
    )


def _print_text(found: list[Entry], declared: OwnershipMap, now: datetime) -> None:
    for entry in found:
        click.echo(wording.entry_text(entry, declared, now, declared.organisation.time_zone))


def _print_machine(found: list[Entry]) -> None:
    for entry in found:
        print_json(_machine(entry))


def _stop(ctx: click.Context, sentence: str, code: int) -> NoReturn:
    click.echo(sentence, err=True)
    ctx.exit(code)


def _meaning(
    ctx: click.Context, name: str, kind: str | None, declared: OwnershipMap, store: Store
) -> Meaning:
    """The one entity that goes by the name, or did so once."""
    found = meanings(name, declared) or AuditTrail(store).once_called(name)
    fitting = [meaning for meaning in found if kind in {None, meaning.kind}]
    if not fitting:
        _stop(ctx, wording.unknown_name_text(name, near_names(name, declared)), _UNCLEAR_NAME)
    if len(fitting) > 1:
        _stop(ctx, _several(name, fitting, declared), _UNCLEAR_NAME)
    return fitting[0]


def _several(name: str, meant: list[Meaning], declared: OwnershipMap) -> str:
    remedy = "Give the id, and --kind if need be"
    return wording.several_meant_text(name, tuple(meant), declared, remedy)


def _machine(entry: Entry) -> dict[str, object]:
    return {
        "revision": entry.revision,
        "at": entry.at.isoformat(),
        "actor": entry.actor,
        "source": entry.source,
        "reason": entry.reason,
        "kind": entry.kind,
        "subject": entry.subject,
        "aspect": entry.aspect,
        "before": _keys(entry, entry.before),
        "after": _keys(entry, entry.after),
    }


def _keys(entry: Entry, declared: Declared | None) -> object:
    """What was declared, in the keys of the map file."""
    if declared is None:
        return None
    return json.loads(value_text(entry.kind, entry.aspect, declared))
