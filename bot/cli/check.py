"""`whoowns check`: lint map files, without a database."""

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import click

from bot.cli.options import MapFile
from bot.cli.words import print_json
from bot.wording.check import Remark, Sort, of_map, of_rejected, of_unreadable, summary
from knowledge.errors import RejectedMap, UnreadableMap
from knowledge.mapfile import read_map
from knowledge.wall_times import YEARS, instant

_EXIT_CODES = {Sort.UNREADABLE: 2, Sort.PROBLEM: 1, Sort.GAP: 1, Sort.WARNING: 0}


class _Instant(click.ParamType[datetime]):
    """An ISO 8601 time; one without an offset means the wall clock of each file's organisation."""

    name = "ISO8601"

    def convert(
        self, value: str, param: click.Parameter | None, ctx: click.Context | None
    ) -> datetime:
        try:
            stated = datetime.fromisoformat(value)
        except ValueError:
            stated = None
        if stated is None or stated.year not in YEARS:
            self.fail(f"{value!r} is no ISO 8601 time, such as 2026-11-28T02:00+00:00", param, ctx)
        return stated


@dataclass(frozen=True, slots=True)
class _Checked:
    """What is remarked of one file; `models` is None where it gives no map."""

    file: str
    remarks: list[Remark]
    models: int | None = None
    at: datetime | None = None

    @property
    def exit_code(self) -> int:
        return max((_EXIT_CODES[remark.sort] for remark in self.remarks), default=0)

    @property
    def is_unreadable(self) -> bool:
        return any(remark.sort is Sort.UNREADABLE for remark in self.remarks)


@click.command()
@click.option("--at", type=_Instant(), help="Look for gaps as of this instant instead of now.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=MapFile(path_type=Path))
@click.pass_context
def check(
    ctx: click.Context, *, files: tuple[Path, ...], at: datetime | None, as_json: bool
) -> None:
    """Tell what is wrong with each map FILE, or whom it fails to name.

    Exits with 0 if all is well, 1 if there are gaps or problems, 2 if a file cannot be read.
    """
    stated = at or datetime.now(UTC)
    checked = [_checked(file, stated) for file in files]
    if as_json:
        print_json({"files": [_object(one) for one in checked]})
    else:
        for one in checked:
            _print(one)
    ctx.exit(max(one.exit_code for one in checked))


def _checked(path: Path, stated: datetime) -> _Checked:
    file = str(path)
    try:
        map_file = read_map(path)
    except UnreadableMap as error:
        return _Checked(file, of_unreadable(error))
    except RejectedMap as error:
        return _Checked(file, of_rejected(error))
    zone = map_file.ownership.organisation.time_zone
    now = stated if stated.tzinfo else instant(stated, zone)
    return _Checked(file, of_map(map_file, now), len(map_file.ownership.models), now)


def _print(checked: _Checked) -> None:
    for remark in checked.remarks:
        click.echo(remark.line(checked.file), err=remark.sort is Sort.UNREADABLE)
    if not checked.is_unreadable:
        click.echo(summary(checked.file, checked.models, checked.remarks))


def _object(checked: _Checked) -> dict[str, object]:
    return {
        "file": checked.file,
        "at": checked.at.isoformat() if checked.at else None,
        "models": checked.models,
        "exit_code": checked.exit_code,
        "findings": [_remark_object(remark) for remark in checked.remarks],
    }


def _remark_object(remark: Remark) -> dict[str, object]:
    position = remark.position
    return {
        "sort": remark.sort.value,
        "line": position.line if position else None,
        "column": position.column if position else None,
        **remark.facts,
        "text": remark.text,
    }
