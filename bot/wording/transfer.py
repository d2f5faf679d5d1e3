"""What importing, exporting and backing up say."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields
from itertools import groupby, islice
from operator import attrgetter
from pathlib import Path
from typing import Final

from bot.wording.audit import UNNAMED, contrast_text, subject_text
from knowledge.changes import ITSELF, KNOWLEDGE, Change, Declared, Kind
from knowledge.entities import Page
from knowledge.importing import Plan
from knowledge.ownership import OwnershipMap
from knowledge.restating import Restated, as_changes

MOST_LINES: Final = 50

_SUBJECT: Final = attrgetter("kind", "subject")
_SIGNS: Final = {"added": "+", "changed": "~", "removed": "-"}


def plan_text(changes: Sequence[Change | Restated], most_lines: int = MOST_LINES) -> str:
    """What an import would change: the sum, then a line for each subject."""
    subjects = [list(of_one) for _, of_one in groupby(changes, _SUBJECT)]
    counts = dict.fromkeys(_SIGNS, 0)
    for of_one in subjects:
        counts[_fate(of_one)] += 1
    total = ", ".join(f"{count:,} {fate}" for fate, count in counts.items())
    lines = [f"  {_line(as_changes(of_one))}" for of_one in islice(subjects, most_lines)]
    if len(subjects) > most_lines:
        lines.append(f"  ... and {len(subjects) - most_lines:,} more")
    return "\n".join([f"{total}:", *lines])


def _fate(changes: Sequence[Change | Restated]) -> str:
    for change in changes:
        if change.aspect == ITSELF:
            if change.before is None:
                return "added"
            return "removed" if change.after is None else "changed"
    return "changed"


def _line(changes: Sequence[Change]) -> str:
    kind, subject, *_ = changes[0]
    about = f"conflict about {subject}" if kind is Kind.CONFLICT else f"{kind} {subject}"
    name = UNNAMED.get(kind) or about
    fate = _fate(changes)
    details = f": {'; '.join(_details(changes))}" if fate == "changed" else ""
    return f"{_SIGNS[fate]} {name}{details}"


def _details(changes: Iterable[Change]) -> Iterator[str]:
    for change in changes:
        if change.aspect in {ITSELF, KNOWLEDGE}:
            what = ", ".join(_changed_fields(change.before, change.after))
            yield f"{change.aspect} {what}".strip() if what else change.aspect
        else:
            yield f"{change.aspect} pages {_pages(change.before, change.after)}"


def _changed_fields(before: Declared | None, after: Declared | None) -> Iterator[str]:
    if before is None or after is None:
        return
    for field in fields(after):
        told_apart = field.name in {"pages", "knowledge"}
        if not told_apart and getattr(before, field.name) != getattr(after, field.name):
            yield field.name.replace("_", " ")


def _pages(before: Declared | None, after: Declared | None) -> str:
    old, new = (_owner(page) if isinstance(page, Page) else None for page in (before, after))
    if old != new:
        return f"from {old or 'undeclared'} to {new or 'undeclared'}"
    return "declared anew" if before == after else "escalate otherwise"


def _owner(page: Page) -> str:
    return page.owner or "nobody"


def stays_text(plan: Plan, before: OwnershipMap | None) -> str:
    """What people declared and the file would have changed; nothing where there is none of it."""
    if before is None or not (plan.contested or plan.kept):
        return ""
    lines = []
    if plan.contested:
        lines.append(
            "Contested: people said otherwise, and what they said stands until it is settled."
        )
        lines += [
            f"  ! {contrast_text(c, before, 'the file')}" for c in plan.contested[:MOST_LINES]
        ]
    if plan.kept:
        lines.append("Kept as people declared it; the file doesn't mention it, or was turned down:")
        lines += [f"  = {_kept_text(c, before)}" for c in plan.kept[:MOST_LINES]]
    hidden = len(plan.contested[MOST_LINES:]) + len(plan.kept[MOST_LINES:])
    if hidden:
        lines.append(f"  ... and {hidden:,} more")
    if plan.contested:
        lines.append("Settle it in chat (`conflicts` tells how), or import with --replace.")
    return "\n".join(lines)


def _kept_text(change: Change, before: OwnershipMap) -> str:
    keys = ", ".join(_changed_fields(change.before, change.after))
    what = subject_text(change, before)
    return f"{what}: {keys}" if keys and change.aspect in {ITSELF, KNOWLEDGE} else what


def contradicts_what_people_said_text() -> str:
    """The file is right by itself, but not together with what stays."""
    return (
        "The file contradicts what people declared in chat, which would stay."
        " Nothing was imported; --replace would make the map equal to the file."
    )


def nothing_new_text(file: Path, database: Path, *, same: bool = True) -> str:
    """The file says what is declared already, or nothing that it hasn't said before."""
    if not same:
        return f"{file} says nothing new. Nothing was imported."
    return f"{database} says the same as {file} already. Nothing was imported."


def dry_run_text() -> str:
    """It was only asked what would happen."""
    return "This was a dry run. Nothing was imported."


def imported_text(file: Path, database: Path, revision: int) -> str:
    """The file is the map now."""
    return f"Imported {file} into {database} as revision {revision}."


def rejected_text() -> str:
    """After the report on a file that can't be imported."""
    return "Nothing was imported."


def nothing_declared_text(database: Path) -> str:
    """There is no map, and what to do."""
    return f"{database} holds no map yet. Load one with `whoowns import ownership.yaml`."


def nothing_to_go_by_text(database: Path) -> str:
    """The same where a map can come from elsewhere too."""
    return (
        f"{database} holds no map yet. Load one with `whoowns import ownership.yaml`,"
        " name a file with --map, or try --sample."
    )


def exported_text(file: Path) -> str:
    """The map was written to a file."""
    return f"Wrote {file}."


def backed_up_text(database: Path, to: Path) -> str:
    """A copy was made."""
    return f"Copied {database} to {to}."
