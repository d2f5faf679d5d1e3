"""`whoowns import`, `whoowns export` and `whoowns backup`: the map in, the map out, a copy."""

import getpass
import os
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import click

from bot.cli.instants import stated_instant
from bot.cli.options import database_option
from bot.wording import transfer as wording
from bot.wording.audit import nothing_declared_then_text
from bot.wording.trouble import trouble_text
from knowledge.changes import Change, difference
from knowledge.collecting import without_collections
from knowledge.entities import Declaration, Id
from knowledge.errors import RejectedMap, UnreadableMap
from knowledge.importing import Plan, planned
from knowledge.mapfile import Known, read_map, to_json, to_yaml
from knowledge.ownership import OwnershipMap
from knowledge.store import Body, Origins, Store, back_up

_REJECTED = 1
_UNREADABLE = 2
_NOTHING_DECLARED = 1
_STANDARD_OUTPUT = Path("-")

_path = click.Path(dir_okay=False, path_type=Path)


@click.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--dry-run", is_flag=True, help="Only tell what would change.")
@click.option(
    "--replace", is_flag=True, help="Make the map equal to the file, also where people said more."
)
@click.option("--as", "actor", metavar="NAME", default=getpass.getuser, help="Who declares it.")
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
    with without_collections(ever_after=True):
        before, bodies = _declared_in(database)
        declared = _read(ctx, file, Known(before.models if before else {}, bodies))
        by = Declaration(by=actor, at=datetime.now(UTC), source=f"import {file.name}")
        plan = _plan(database, before, declared, by, replace=replace)
        if plan.problems:
            click.echo(trouble_text(RejectedMap(str(file), plan.problems)))
            click.echo(wording.contradicts_what_people_said_text())
            ctx.exit(_REJECTED)
        click.echo(wording.stays_text(plan, before), nl=bool(plan.contested or plan.kept))
        if not plan.changes:
            click.echo(
                wording.nothing_new_text(file, database, same=not (plan.contested or plan.kept))
            )
            return
        click.echo(wording.plan_text(plan.changes))
        if dry_run:
            click.echo(wording.dry_run_text())
            return
        revision = _record(database, plan.changes, before, by)
    click.echo(wording.imported_text(file, database, revision))


def _plan(
    database: Path,
    before: OwnershipMap | None,
    declared: OwnershipMap,
    by: Declaration,
    *,
    replace: bool,
) -> Plan:
    """What the file changes of what is declared."""
    if before is None or replace:
        return Plan(difference(before, declared))
    with closing(Store.open(database)) as store:
        return planned(before, declared, Origins(store).spoken(), by)


def _read(ctx: click.Context, file: Path, known: Known) -> OwnershipMap:
    try:
        return read_map(file, known=known).ownership
    except UnreadableMap as error:
        click.echo(trouble_text(error), err=True)
        ctx.exit(_UNREADABLE)
    except RejectedMap as error:
        click.echo(trouble_text(error))
        click.echo(wording.rejected_text())
        ctx.exit(_REJECTED)


def _declared_in(database: Path) -> tuple[OwnershipMap | None, dict[Id, Body]]:
    """What is declared; a database that isn't there yet is not made for looking into it."""
    if not database.exists():
        return None, {}
    with closing(Store.open(database)) as store:
        return store.load_with_bodies()


def _record(
    database: Path, changes: list[Change], before: OwnershipMap | None, by: Declaration
) -> int:
    with closing(Store.open(database)) as store:
        return store.record(
            changes,
            actor=by.by,
            at=by.at,
            source=by.source or "",
            expected_revision=before.revision if before else None,
        )


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
    declared, _ = _declared_in(database)
    if declared is None:
        click.echo(wording.nothing_declared_text(database), err=True)
        ctx.exit(_NOTHING_DECLARED)
    if at:
        declared = _declared_at(ctx, database, at, declared.organisation.time_zone)
    is_json = form == "json" or (form is None and file is not None and file.suffix == ".json")
    text = to_json(declared) if is_json else to_yaml(declared)
    if file is None or file == _STANDARD_OUTPUT:
        click.echo(text, nl=False)
    else:
        _write_whole(file, text)
        click.echo(wording.exported_text(file))


def _declared_at(ctx: click.Context, database: Path, text: str, zone: str) -> OwnershipMap:
    at = stated_instant(text, zone, "--at")
    with closing(Store.open(database)) as store:
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
    except OSError as error:
        raise click.FileError(str(file), error.strerror) from error
    finally:
        partial.unlink(missing_ok=True)


@click.command()
@click.argument("file", type=_path)
@database_option
def backup(*, file: Path, database: Path) -> None:
    """Copy the database to a new FILE, while others go on using it."""
    back_up(database, file)
    click.echo(wording.backed_up_text(database, file))
