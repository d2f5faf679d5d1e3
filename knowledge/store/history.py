"""The audit trail, read back: each statement gives the changes of some revisions."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Final, NamedTuple

from sqlite_utils import Database

from knowledge.audit import Entry
from knowledge.changes import ITSELF, KNOWLEDGE, Declared, Kind, Place, place_id
from knowledge.entities import PageKind
from knowledge.store.rows import declared
from knowledge.store.snapshot import stamp

_NEAREST: Final = """(
    SELECT id FROM declaration AS near INDEXED BY declaration_history
    WHERE near.kind = {0}.kind AND near.subject = {0}.subject AND near.aspect = {0}.aspect
      AND near.from_revision {1} {0}.from_revision ORDER BY near.from_revision {2} LIMIT 1)"""
_DECLARED: Final = "declaration AS event"
_NEXT_DECLARED: Final = f"""
declaration AS said CROSS JOIN declaration AS event ON event.id = {_NEAREST.format("said", ">", "ASC")}
"""
_EVENTS: Final = """
SELECT * FROM (
    SELECT event.id FROM {declared} WHERE {conditions}
    ORDER BY event.from_revision DESC, event.kind, event.subject, event.aspect LIMIT :limit)
"""
_ENTRIES: Final = """
WITH wanted AS ({events})
SELECT event.from_revision, made.at, made.actor, made.source, made.reason,
       event.kind, event.subject, event.aspect, event.value,
       old.value, earlier.at, earlier.actor, earlier.source, earlier.reason
FROM wanted CROSS JOIN declaration AS event ON event.id = wanted.id
JOIN revision AS made ON made.number = event.from_revision
LEFT JOIN declaration AS old ON old.id = {before}
LEFT JOIN revision AS earlier ON earlier.number = old.from_revision
ORDER BY event.from_revision DESC, event.kind, event.subject, event.aspect LIMIT :limit
"""
_BEFORE: Final = _NEAREST.format("event", "<", "DESC")
_LAST_WORDS: Final = """
WITH place AS (SELECT kind, subject, aspect FROM declaration WHERE from_revision = :revision)
SELECT DISTINCT last.reason FROM place JOIN revision AS last ON last.number = (
    SELECT max(from_revision) FROM declaration AS said INDEXED BY declaration_history
    WHERE said.kind = place.kind AND said.subject = place.subject AND said.aspect = place.aspect)
WHERE last.number > :revision
"""
_KIND: Final = "{0}.kind = :kind"
_ANY_KIND: Final = "{{0}}.kind IN ({})".format(", ".join(f"'{kind}'" for kind in Kind))
"""So that a subject is found by an index that begins with the kind."""
_MADE_THEN: Final = "IN (SELECT number FROM revision WHERE at BETWEEN :since AND :until)"
_PARTY: Final = """
({0}.kind IN ('person', 'team', 'rotation') AND {0}.subject = :party
 OR instr({0}.value, json_quote(:party)) AND EXISTS (
    SELECT 1 FROM json_tree({0}.value) WHERE atom = :party AND (
        path IN ('$', '$.says') AND key IN ('owner', 'lead', 'team', 'sponsor', 'trained_by', 'served_by',
                               'business-domain', 'model', 'infrastructure')
        OR path IN ('$.escalation', '$.members', '$.admins',
                    '$.says.escalation', '$.says.members', '$.says.admins')
        OR (path LIKE '$.overrides[%' OR path LIKE '$.says.overrides[%') AND key = 'person')))
"""
"""Wherever a declaration holds an id of a person, team or rotation; a name or text does not."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which changes: those for which all that is given holds. Both instants are included."""

    kind: Kind | None = None
    subject: str | None = None
    party: str | None = None
    since: datetime | None = None
    until: datetime | None = None
    revision: int | None = None
    limit: int | None = None


def entries(db: Database, wanted: Wanted) -> list[Entry]:
    """The changes that are wanted, newest first."""
    statement = _ENTRIES.format(events=_events(wanted), before=_BEFORE)
    found = [_entry(_Row._make(row)) for row in db.execute(statement, _values(wanted))]
    if wanted.kind is None or wanted.subject is None or wanted.kind is Kind.CONFLICT:
        return found
    about = [e for place in _places(wanted) for e in entries(db, _of_conflict(wanted, place))]
    if not about:
        return found
    return sorted([*found, *about], key=lambda entry: -entry.revision)[: wanted.limit]


def last_words(db: Database, revision: int) -> list[str | None]:
    """Why there was something declared after a revision where that declared something: the latest."""
    return [reason for (reason,) in db.execute(_LAST_WORDS, {"revision": revision})]


def _places(wanted: Wanted) -> Iterator[str]:
    """The places of one subject, about which there may be conflicts."""
    aspects = (ITSELF, KNOWLEDGE, *PageKind) if wanted.kind is Kind.MODEL else (ITSELF,)
    for aspect in aspects:
        yield place_id(Place(wanted.kind or Kind.MODEL, wanted.subject or "", aspect))


def _of_conflict(wanted: Wanted, place: str) -> Wanted:
    return replace(wanted, kind=Kind.CONFLICT, subject=place)


def _events(wanted: Wanted) -> str:
    """Where something was declared, or withdrawn; of a party also where it was spoken of until then."""
    events = _EVENTS.format(declared=_DECLARED, conditions=_conditions("event", wanted))
    if wanted.party is None:
        return events
    ended = _EVENTS.format(declared=_NEXT_DECLARED, conditions=_conditions("said", wanted))
    return f"{events} UNION {ended}"


def _conditions(said: str, wanted: Wanted) -> str:
    return " AND ".join(["TRUE", *_each_condition(said, wanted)])


def _each_condition(said: str, wanted: Wanted) -> Iterator[str]:
    if wanted.kind is not None or wanted.subject is not None:
        yield (_ANY_KIND if wanted.kind is None else _KIND).format(said)
    if wanted.subject is not None:
        yield f"{said}.subject = :subject"
    if wanted.party is not None:
        yield _PARTY.format(said)
    if wanted.revision is not None:
        yield "event.from_revision = :revision"
    if wanted.since is not None or wanted.until is not None:
        yield f"event.from_revision {_MADE_THEN}"


def _values(wanted: Wanted) -> dict[str, object]:
    return {
        "kind": wanted.kind,
        "subject": wanted.subject,
        "party": wanted.party,
        "revision": wanted.revision,
        "since": _instant(wanted.since) or "",
        "until": _instant(wanted.until) or "9999-12-31T23:59:59.999999+00:00",
        "limit": -1 if wanted.limit is None else wanted.limit,
    }


def _instant(at: datetime | None) -> str | None:
    return at.astimezone(UTC).isoformat() if at else None


class _Row(NamedTuple):
    revision: int
    at: str
    actor: str
    source: str
    reason: str | None
    kind: str
    subject: str
    aspect: str
    after: str | None
    before: str | None
    before_at: str
    before_actor: str
    before_source: str
    before_reason: str | None


def _entry(row: _Row) -> Entry:
    kind = Kind(row.kind)
    return Entry(
        revision=row.revision,
        at=datetime.fromisoformat(row.at),
        actor=row.actor,
        source=row.source,
        reason=row.reason,
        kind=kind,
        subject=row.subject,
        aspect=row.aspect,
        before=_before(kind, row) if row.before else None,
        after=_after(kind, row) if row.after else None,
    )


def _before(kind: Kind, row: _Row) -> Declared:
    earlier = stamp(row.before_at, row.before_actor, row.before_source, row.before_reason)
    return declared(kind, row.subject, row.aspect, row.before or "", earlier)


def _after(kind: Kind, row: _Row) -> Declared:
    made = stamp(row.at, row.actor, row.source, row.reason)
    return declared(kind, row.subject, row.aspect, row.after or "", made)
