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
SELECT DISTINCT kind, subject, aspect FROM declaration
WHERE from_revision IN spoken AND kind <> 'conflict'
"""  # noqa: S608  # made of constants
_STATES: Final = f"""
SELECT value, (SELECT NOT {_OF_FILES} FROM revision WHERE number = from_revision)
FROM declaration INDEXED BY declaration_history
WHERE kind = ? AND subject = ? AND aspect = ? ORDER BY from_revision
"""  # noqa: S608  # made of constants


class _State(NamedTuple):
    value: str | None
    by_people: int


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
    if last.value is None:
        return Spoken(whole=True) if last.by_people else SILENT
    by_people: dict[str, bool] = {}
    before: dict[str, object] = {}
    for state in states:
        if state.value is None:
            before, by_people = {}, {}
            continue
        said: dict[str, object] = from_json(state.value)
        changed = {key for key in {**before, **said} if before.get(key) != said.get(key)}
        by_people |= dict.fromkeys(changed, bool(state.by_people))
        before = said
    keys = frozenset(key for key, people in by_people.items() if people)
    return Spoken(keys, whole=bool(last.by_people))
