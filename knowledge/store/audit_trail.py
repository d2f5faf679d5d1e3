"""AuditTrail: every change that was ever declared, as it is read back."""

from dataclasses import replace
from datetime import datetime

from knowledge.audit import Entry
from knowledge.changes import Change, Kind
from knowledge.entities import Id
from knowledge.meanings import NAMED_KINDS, Meaning
from knowledge.store.history import Wanted, entries, last_words
from knowledge.store.store import Store
from knowledge.store.successions import Successions


class AuditTrail:
    """The audit trail of a store."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def history(
        self,
        *,
        kind: Kind | None = None,
        subject: str | None = None,
        party: str | None = None,
        since: datetime | None = None,
        until: datetime | None = None,
        limit: int | None = None,
    ) -> list[Entry]:
        """Every change that was ever declared, newest first, as far as all that is given holds.

        `party` finds each change in which a person, a team or a rotation occurs, by their id.
        Both instants are included.
        """
        wanted = Wanted(kind, subject, party, since, until, limit=limit)
        with self._store.reading() as db:
            return entries(db, wanted)

    def about(
        self,
        meant: Meaning | None,
        *,
        since: datetime | None = None,
        until: datetime | None = None,
        limit: int | None = None,
    ) -> list[Entry]:
        """Every change of a model, every one in which a party occurs; all where none is meant."""
        if meant is None:
            return self.history(since=since, until=until, limit=limit)
        kind, subject = meant
        if kind is Kind.MODEL:
            return self._of_model(subject, since, until, limit)
        return self.history(party=subject, since=since, until=until, limit=limit)

    def _of_model(
        self, model: Id, since: datetime | None, until: datetime | None, limit: int | None
    ) -> list[Entry]:
        """Under whatever name: what others did who had an earlier one of its names is theirs."""
        with self._store.reading() as db:
            wanted = Wanted(Kind.MODEL, model, since=since, until=until, limit=limit)
            found = entries(db, wanted)
            for once in Successions(db).once(model):
                under = replace(wanted, subject=once.name, limit=None)
                found += [e for e in entries(db, under) if once.begun <= e.revision <= once.ended]
        each = {(-e.revision, e.kind, e.subject, e.aspect): e for e in found}
        return [each[place] for place in sorted(each)][:limit]

    def once_called(self, name: str) -> list[Meaning]:
        """What had this id once, whether or not it is still there."""
        return [
            Meaning(k, name) for k in NAMED_KINDS if self.history(kind=k, subject=name, limit=1)
        ]

    def changes_of(self, revision: int) -> list[Change]:
        """What one revision declared; empty where there is none of that number."""
        with self._store.reading() as db:
            return [entry.change for entry in entries(db, Wanted(revision=revision))]

    def last_words_since(self, revision: int) -> list[str | None]:
        """The latest reasons at those places of a revision that were declared anew after it."""
        with self._store.reading() as db:
            return last_words(db, revision)
