"""What the audit trail says: each change with what was and what is."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from bot.wording.fields import differences, keys_text, name_of, one_line, stated_text
from bot.wording.instants import instant_text
from bot.wording.joining import joined
from bot.wording.quoting import quoted, shown
from knowledge.audit import Entry
from knowledge.changes import ITSELF, Change, Declared, Kind, place_of
from knowledge.conflicts import is_open, open_keys, stated, taken
from knowledge.entities import Conflict, Declaration, Id, Model, PageKind
from knowledge.ownership import OwnershipMap
from knowledge.wall_times import YEARS

UNNAMED: Final = {
    Kind.ORGANISATION: "the organisation",
    Kind.QUEUE: "the central queue",
    Kind.VOCABULARY: "the vocabulary",
}
"""What there is one of."""


def entry_text(entry: Entry, ownership: OwnershipMap, now: datetime, zone: str) -> str:
    """One change on one line, with its revision: when, who, from where, what, why."""
    return joined(
        (
            f"rev {entry.revision}",
            instant_text(entry.at, zone, now),
            f"{one_line(ownership.called(entry.actor))}, {one_line(entry.source)}",
            change_text(entry.change, ownership),
            _because(entry.reason),
        )
    )


def change_text(change: Change, ownership: OwnershipMap) -> str:
    """`fraud-model, model-quality pages: was Priya Nair, is fraud-quality`."""
    if change.kind is Kind.CONFLICT:
        return f"{subject_text(change, ownership)}: {_of_conflict(change, ownership)}"
    return f"{subject_text(change, ownership)}: {_was_and_is(change, ownership)}"


def subject_text(change: Change, ownership: OwnershipMap) -> str:
    """What a change is about: `fraud-model, model-quality pages`, `person Priya Nair (priya)`."""
    if change.kind in UNNAMED:
        return UNNAMED[change.kind]
    if change.kind is Kind.CONFLICT:
        return subject_text(Change(*place_of(change.subject), None, None), ownership)
    if change.kind is not Kind.MODEL:
        name = _name(change, ownership)
        return f"{change.kind} {name if name == change.subject else f'{name} ({change.subject})'}"
    if change.aspect == ITSELF:
        return f"model {change.subject}"
    pages = " pages" if change.aspect in set(PageKind) else ""
    return f"{change.subject}, {change.aspect}{pages}"


def _name(change: Change, ownership: OwnershipMap) -> str:
    declared = change.after or change.before
    return one_line(getattr(declared, "name", "")) or name_of(change.subject, ownership)


def _was_and_is(change: Change, ownership: OwnershipMap) -> str:
    before, after = change.before, change.after
    if before is not None and after is not None:
        said = "; ".join((*_called(before, after), *differences(before, after, ownership)))
        return said or f"still {_stated(after, ownership)}"
    if change.aspect == ITSELF:
        fate, declared = ("withdrawn", before) if after is None else ("added", after)
        said = stated_text(declared, ownership) if declared else ""
        return f"{fate} ({said})" if said else fate
    was, is_ = (_stated(side, ownership) if side else "undeclared" for side in (before, after))
    return f"was {was}, is {is_}"


def _called(before: Declared, after: Declared) -> Iterator[str]:
    """Another id, where a rename is told as one."""
    if isinstance(before, Model) and isinstance(after, Model) and before.id != after.id:
        yield f"was called {before.id}"


def _of_conflict(change: Change, ownership: OwnershipMap) -> str:
    was, is_ = (
        side if isinstance(side, Conflict) else None for side in (change.before, change.after)
    )
    if is_ is None or (was and is_open(was) and is_ == taken(was)):
        conflict = was or is_
        return (
            f"no longer contested by {source_text(conflict.declared)}" if conflict else "contested"
        )
    source, says = source_text(is_.declared), _said(was, is_, ownership)
    if is_open(is_):
        return f"contested by {source}, which says {says}"
    return f"stands, though {source} says {says}"


def _said(was: Conflict | None, conflict: Conflict, ownership: OwnershipMap) -> str:
    """What is contested or, if nothing is any more, what came to be settled."""
    if conflict.contested is None:
        return _stated(stated(conflict), ownership)
    before = open_keys(was).keys() if was else set()
    news = conflict.contested or (before & conflict.says.keys()) or conflict.says
    return keys_text(stated(conflict), news, ownership)


def source_text(declared: Declaration) -> str:
    """Where something was said: `ownership.yaml`."""
    return shown(one_line((declared.source or "a file").removeprefix("import ")))


def contrast_text(change: Change, ownership: OwnershipMap, source: str) -> str:
    """What stands (`before`) and what another source says instead."""
    before, after = change.before, change.after
    whole = before is None or after is None or change.aspect != ITSELF
    if not whole and before is not None and after is not None:
        form = f"{{field}} {{was}} stands, {_literal(source)} says {{is_}}"
        said = "; ".join(differences(before, after, ownership, form))
        return f"{subject_text(change, ownership)}: {said}"
    stands, says = (_stated(side, ownership) if side else "nothing" for side in (before, after))
    return f"{subject_text(change, ownership)}: {stands} stands, {source} says {says}"


def _literal(text: str) -> str:
    """Somebody's own words within a form."""
    return text.replace("{", "{{").replace("}", "}}")


def _stated(declared: Declared, ownership: OwnershipMap) -> str:
    return stated_text(declared, ownership) or "nobody"


def _because(reason: str | None) -> str:
    said = one_line(reason or "")
    return said if not said or said.casefold().startswith("because ") else f"because {said}"


def no_entries_text(name: str | None, *, bounded: bool) -> str:
    """Nothing was declared, of that or at all; `bounded` if only a span of time was asked for."""
    about = f" about {quoted(name)}" if name else ""
    return f"Nothing was declared{about}{' in that time' if bounded else ''}."


def more_entries_text(limit: int) -> str:
    """After the last line of a list that was cut."""
    these = "This is the latest one" if limit == 1 else f"These are the latest {limit:,}"
    return f"{these}. Older ones are there: use --limit or --until."


def unknown_name_text(name: str, near: tuple[str, ...]) -> str:
    """Nothing of that name is declared, or ever was."""
    offer = f" Did you mean {' or '.join(map(quoted, near))}?" if near else ""
    return f"No model, person, team or rotation called {quoted(name)} was ever declared.{offer}"


def several_meant_text(
    name: str, meanings: tuple[tuple[Kind, Id], ...], ownership: OwnershipMap, remedy: str
) -> str:
    """A name that is that of several, and what would tell them apart."""
    listed = ", ".join(
        subject_text(Change(kind, subject, ITSELF, None, None), ownership)
        for kind, subject in meanings
    )
    return f"{quoted(name)} is the name of several: {listed}. {remedy}."


def no_span_text(text: str, largest: timedelta) -> str:
    """An option that takes an instant, or a number of days back from now."""
    return (
        f"{quoted(text)} is neither an ISO 8601 instant, such as 2026-11-03 or 2026-11-28T02:00+00:00,"
        f" nor a number of days, such as 90d, up to {largest.days:,}d"
    )


def no_instant_text(text: str) -> str:
    """An option that takes an instant."""
    return (
        f"{quoted(text)} is no ISO 8601 instant of the years {YEARS[0]} to {YEARS[-1]},"
        " such as 2026-11-28T02:00+00:00"
    )


def nothing_declared_then_text(database: Path, at: datetime, zone: str, now: datetime) -> str:
    """There was no map at that instant."""
    return f"{database} held no map yet on {instant_text(at, zone, now)}."
