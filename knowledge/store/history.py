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
_EVENTS: Final = """
WITH wanted AS (
    SELECT id FROM declaration AS event WHERE {places} AND {times}
    ORDER BY from_revision DESC, kind, subject, aspect LIMIT :limit)
"""
_OF_PARTY: Final = f"""
WITH mention AS (SELECT * FROM declaration WHERE {{places}}),
wanted AS (SELECT id FROM mention UNION SELECT {_NEAREST.format("mention", ">", "ASC")} FROM mention)
"""  # noqa: S608  # made of constants
"""What declares something of a party, and what comes after that at the same place."""
_ENTRIES: Final = f"""
SELECT event.from_revision, made.at, made.actor, made.source, made.reason,
       event.kind, event.subject, event.aspect, event.value,
       old.value, earlier.at, earlier.actor, earlier.source, earlier.reason
FROM wanted CROSS JOIN declaration AS event ON event.id = wanted.id
JOIN revision AS made ON made.number = event.from_revision
LEFT JOIN declaration AS old ON old.id = {_NEAREST.format("event", "<", "DESC")}
LEFT JOIN revision AS earlier ON earlier.number = old.from_revision
WHERE {{times}} ORDER BY event.from_revision DESC, event.kind, event.subject, event.aspect LIMIT :limit
"""  # noqa: S608  # made of constants
_LAST_WORDS: Final = """
WITH place AS (SELECT kind, subject, aspect FROM declaration WHERE from_revision = :revision)
SELECT DISTINCT last.reason FROM place JOIN revision AS last ON last.number = (
    SELECT max(from_revision) FROM declaration AS said INDEXED BY declaration_history
    WHERE said.kind = place.kind AND said.subject = place.subject AND said.aspect = place.aspect)
WHERE last.number > :revision
"""
_KIND: Final = "kind = :kind"
_ANY_KIND: Final = "kind IN ({})".format(", ".join(f"'{kind}'" for kind in Kind))
"""So that a subject is found by an index that begins with the kind."""
_MADE_THEN: Final = "IN (SELECT number FROM revision WHERE at BETWEEN :since AND :until)"
_PARTY: Final = """
(kind IN ('person', 'team', 'rotation') AND subject = :party
 OR kind = 'conflict' AND subject IN ('person ' || :party, 'team ' || :party, 'rotation ' || :party)
 OR instr(value, json_quote(:party)) AND EXISTS (
    SELECT 1 FROM json_tree(declaration.value) WHERE atom = :party AND (
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
    events = _OF_PARTY if wanted.party else _EVENTS
    statement = (events + _ENTRIES).format(places=_places(wanted), times=_times(wanted))
    found = [_entry(_Row._make(row)) for row in db.execute(statement, _values(wanted))]
    if wanted.kind is None or wanted.subject is None or wanted.kind is Kind.CONFLICT:
        return found
    about = [e for place in _places_of(wanted) for e in entries(db, _of_conflict(wanted, place))]
    if not about:
        return found
    return sorted([*found, *about], key=lambda entry: -entry.revision)[: wanted.limit]


def last_words(db: Database, revision: int) -> list[str | None]:
    """Why there was something declared after a revision where that declared something: the latest."""
    return [reason for (reason,) in db.execute(_LAST_WORDS, {"revision": revision})]


def _places_of(wanted: Wanted) -> Iterator[str]:
    """The places of one subject, about which there may be conflicts."""
    aspects = (ITSELF, KNOWLEDGE, *PageKind) if wanted.kind is Kind.MODEL else (ITSELF,)
    for aspect in aspects:
        yield place_id(Place(wanted.kind or Kind.MODEL, wanted.subject or "", aspect))


def _of_conflict(wanted: Wanted, place: str) -> Wanted:
    return replace(wanted, kind=Kind.CONFLICT, subject=place)


def _places(wanted: Wanted) -> str:
    """Where something is declared, or what is declared there."""
    conditions = ["TRUE"]
    if wanted.kind is not None or wanted.subject is not None:
        conditions.append(_ANY_KIND if wanted.kind is None else _KIND)
    if wanted.subject is not None:
        conditions.append("subject = :subject")
    if wanted.party is not None:
        conditions.append(_PARTY)
    return " AND ".join(conditions)


def _times(wanted: Wanted) -> str:
    """When it was."""
    conditions = ["TRUE"]
    if wanted.revision is not None:
        conditions.append("event.from_revision = :revision")
    if wanted.since is not None or wanted.until is not None:
        conditions.append(f"event.from_revision {_MADE_THEN}")
    return " AND ".join(conditions)


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
