"""Origins: which parts of the map people declared by themselves, rather than by a file."""

from collections.abc import Iterator
from typing import Final, NamedTuple

from pydantic_core import from_json
from sqlite_utils import Database

from knowledge.changes import Kind, Place
from knowledge.conflicts import SILENT, Spoken
from knowledge.store.store import Store

_OF_FILES: Final = "(source = 'sample' OR source LIKE 'import %')"
_TOUCHED: Final = f"""
WITH spoken AS (SELECT number FROM revision WHERE NOT {_OF_FILES})
SELECT kind, subject, aspect FROM declaration WHERE from_revision IN spoken AND kind <> 'conflict'
UNION
SELECT kind, subject, aspect FROM declaration WHERE until_revision IN spoken AND kind <> 'conflict'
"""  # noqa: S608  # made of constants
_STATES: Final = f"""
SELECT state.value, state.from_revision, state.until_revision,
       (SELECT NOT {_OF_FILES} FROM revision WHERE number = state.from_revision),
       (SELECT NOT {_OF_FILES} FROM revision WHERE number = state.until_revision)
FROM declaration AS state INDEXED BY declaration_history
WHERE state.kind = ? AND state.subject = ? AND state.aspect = ? ORDER BY state.from_revision
"""  # noqa: S608  # made of constants


class _State(NamedTuple):
    value: str
    begun: int
    ended: int | None
    begun_by_people: int
    ended_by_people: int | None


class Origins:
    """Reads from the history whose word the last one was."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def spoken(self) -> dict[Place, Spoken]:
        """Every place on which people had a word that a file hasn't taken back since."""
        with self._store.reading() as db:
            places = [Place(Kind(kind), *rest) for kind, *rest in db.execute(_TOUCHED).fetchall()]
            found = ((place, _spoken(list(_states(db, place)))) for place in places)
            return {place: said for place, said in found if said != SILENT}


def _states(db: Database, place: Place) -> Iterator[_State]:
    return map(_State._make, db.execute(_STATES, list(place)).fetchall())


def _spoken(states: list[_State]) -> Spoken:
    """Who changed each key last, going through the states of a place since it was last declared anew."""
    last = states[-1]
    if last.ended is not None:
        return Spoken(whole=True) if last.ended_by_people else SILENT
    by_people: dict[str, bool] = {}
    before: dict[str, object] = {}
    ended: int | None = None
    for state in states:
        if ended != state.begun:
            before, by_people = {}, {}
        said: dict[str, object] = from_json(state.value)
        changed = {key for key in {**before, **said} if before.get(key) != said.get(key)}
        by_people |= dict.fromkeys(changed, bool(state.begun_by_people))
        before, ended = said, state.ended
    keys = frozenset(key for key, people in by_people.items() if people)
    return Spoken(keys, whole=bool(last.begun_by_people))
