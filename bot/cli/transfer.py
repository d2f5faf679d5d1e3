"""`whoowns import`, `whoowns export` and `whoowns backup`: the map in, the map out, a copy."""

import os
from contextlib import ExitStack, suppress
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import NamedTuple

import click

from bot.cli.instants import stated_instant
from bot.cli.options import MapFile, by_whom, database_option
from bot.wording import transfer as wording
from bot.wording.audit import nothing_declared_then_text
from bot.wording.quoting import shown
from bot.wording.trouble import trouble_text
from knowledge.changes import Change
from knowledge.collecting import without_collections
from knowledge.difference import difference
from knowledge.entities import Declaration
from knowledge.errors import RejectedMap, UnreadableMap
from knowledge.importing import Plan, planned
from knowledge.mapfile import (
    Known,
    Ledger,
    content_of,
    is_json,
    outlined,
    parse_map,
    retold,
    to_json,
    to_yaml,
)
from knowledge.ownership import OwnershipMap
from knowledge.renaming import still_declared
from knowledge.restating import Restated
from knowledge.store import Origins, Store, back_up, looking_into

_REJECTED = 1
_UNREADABLE = 2
_NOTHING_DECLARED = 1
_STANDARD_OUTPUT = Path("-")

_path = click.Path(dir_okay=False, path_type=Path)


@click.command("import")
@click.argument("file", type=MapFile(path_type=Path))
@click.option("--dry-run", is_flag=True, help="Only tell what would change.")
@click.option(
    "--replace", is_flag=True, help="Make the map equal to the file, also where people said more."
)
@by_whom("Who declares it.")
@database_option
@click.pass_context
def import_map(
    ctx: click.Context, *, file: Path, database: Path, actor: str, dry_run: bool, replace: bool
) -> None:
    """Take a map FILE into the database.

    What people declared in chat stays: where the file says something else, the two are in conflict
    until somebody settles it. Everything else becomes what the file says; what it doesn't hold any
    more is withdrawn, and stays in the history. Exits with 1 if there are problems, 2 if the file
    cannot be read: then nothing is imported.
    """
    with without_collections(ever_after=True), ExitStack() as opened:
        # A database that isn't there yet is not made for looking into it.
        opening = looking_into if dry_run else Store.open
        store = opened.enter_context(opening(database)) if database.exists() else None
        name = shown(click.format_filename(file.name))
        by = Declaration(by=actor, at=datetime.now(UTC), source=f"import {name}")
        changes, since = _told(ctx, file, store, by, replace=replace)
        if not changes:
            return
        if dry_run:
            click.echo(wording.dry_run_text())
            return
        store = store or opened.enter_context(Store.open(database))
        revision = store.record(
            changes, actor=by.by, at=by.at, source=by.source or "", expected_revision=since
        )
    click.echo(wording.imported_text(file, database, revision))


def _told(
    ctx: click.Context, file: Path, store: Store | None, by: Declaration, *, replace: bool
) -> tuple[list[Change | Restated], int | None]:
    """What the file changes, told to the operator; and since which revision.

    Nothing else is kept: the file and the two maps are most of the memory that an import takes, and
    recording needs as much once more.
    """
    taking = _taking(ctx, file, store)
    plan = _plan(store, taking, by, replace=replace)
    if plan.problems:
        click.echo(trouble_text(RejectedMap(str(file), plan.problems)))
        click.echo(wording.contradicts_what_people_said_text())
        ctx.exit(_REJECTED)
    stays = bool(plan.contested or plan.kept)
    click.echo(wording.stays_text(plan, taking.before), nl=stays)
    if plan.changes:
        click.echo(wording.plan_text(plan.changes))
    elif store:  # without a database everything is new
        click.echo(wording.nothing_new_text(file, store.path, same=not stays))
    return still_declared(plan.changes), taking.before.revision if taking.before else None


class _Taking(NamedTuple):
    """What is declared, what the file declares, and the changes that lie between."""

    before: OwnershipMap | None
    declared: OwnershipMap
    changes: list[Change | Restated]


def _taking(ctx: click.Context, file: Path, store: Store | None) -> _Taking:
    """Read what is declared and what the file declares."""
    try:
        content = content_of(file)
        if store is None or store.revision() == 0:
            declared = parse_map(content, str(file)).ownership
            return _Taking(None, declared, [*difference(None, declared)])
        found = _retold(content, store) if is_json(str(file)) else None
        return found or _read_whole(content, file, store)
    except UnreadableMap as error:
        click.echo(trouble_text(error), err=True)
        ctx.exit(_UNREADABLE)
    except RejectedMap as error:
        click.echo(trouble_text(error))
        click.echo(wording.rejected_text())
        ctx.exit(_REJECTED)


def _retold(content: bytes, store: Store) -> _Taking | None:
    outline = outlined(content)
    if outline is None:
        return None
    beside = store.load_beside_models()
    if beside is None:
        return None
    texts = partial(store.texts_of_models, beside.revision)
    models = partial(store.models_of, revision=beside.revision)
    found = retold(outline, Ledger(beside, texts, models))
    return _Taking(*found) if found else None


def _read_whole(content: bytes, file: Path, store: Store) -> _Taking:
    before, bodies = store.load_with_bodies()
    known = Known(before.models if before else {}, bodies)
    declared = parse_map(content, str(file), known).ownership
    return _Taking(before, declared, [*difference(before, declared)])


def _plan(store: Store | None, taking: _Taking, by: Declaration, *, replace: bool) -> Plan:
    """What the file changes of what is declared."""
    before, declared, changes = taking
    if store is None or before is None or replace:
        return Plan(changes)
    return planned(before, declared, changes, Origins(store).spoken(), by)


@click.command("export")
@click.argument("file", type=_path, required=False)
@click.option(
    "--format",
    "form",
    type=click.Choice(["yaml", "json"]),
    help="By default json for a FILE that ends in .json, else yaml.",
)
@click.option("--at", metavar="ISO8601", help="The map as it was declared at this instant.")
@database_option
@click.pass_context
def export_map(
    ctx: click.Context, *, file: Path | None, form: str | None, at: str | None, database: Path
) -> None:
    """Write the map to a FILE, or (without one, or with -) to standard output."""
    declared = _declared_in(database)
    if declared is None:
        click.echo(wording.nothing_declared_text(database), err=True)
        ctx.exit(_NOTHING_DECLARED)
    if at:
        declared = _declared_at(ctx, database, at, declared.organisation.time_zone)
    as_json = form == "json" or (form is None and file is not None and is_json(str(file)))
    text = to_json(declared) if as_json else to_yaml(declared)
    if file is None or file == _STANDARD_OUTPUT:
        click.echo(text.encode(), nl=False)  # a map is UTF-8 wherever it is read
        return
    try:
        if file.exists() and not file.is_file():  # a pipe, perhaps the one that we print to
            file.write_text(text, "utf-8")
            return
        _write_whole(file, text)
    except BrokenPipeError:  # nobody reads on, which ends any command alike
        raise
    except OSError as error:
        raise click.FileError(str(file), error.strerror) from error
    click.echo(wording.exported_text(file))


def _declared_in(database: Path) -> OwnershipMap | None:
    if not database.exists():
        return None
    with looking_into(database) as store:
        return store.load_with_bodies()[0]


def _declared_at(ctx: click.Context, database: Path, text: str, zone: str) -> OwnershipMap:
    at = stated_instant(text, zone, "--at")
    with looking_into(database) as store:
        declared = store.at(at)
    if declared is None:
        sentence = nothing_declared_then_text(database, at, zone, datetime.now(UTC))
        click.echo(sentence, err=True)
        ctx.exit(_NOTHING_DECLARED)
    return declared


def _write_whole(file: Path, text: str) -> None:
    """Replace a file at once, so that nobody ever reads half of it."""
    whole = file.resolve()
    partial = whole.with_name(f".{whole.name}.{os.getpid()}.partial")
    try:
        with partial.open("w", encoding="utf-8") as written:
            written.write(text)
            written.flush()
            os.fsync(written.fileno())
        partial.replace(whole)
    finally:
        with suppress(OSError):  # of a directory that is none, or may not be entered
            partial.unlink(missing_ok=True)


@click.command()
@click.argument("file", type=_path)
@database_option
def backup(*, file: Path, database: Path) -> None:
    """Copy the database to a new FILE, while others go on using it."""
    back_up(database, file)
    click.echo(wording.backed_up_text(database, file))
