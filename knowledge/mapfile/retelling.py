"""What a JSON map file changes of what is declared, without making what it says again.

The text of most models in a large file is the very text of what is declared. They are passed over
as they stand: no value is made of them on either side, nor of those that plainly say something else
of themselves alone. Whatever else the file says is checked as always. As soon as anything in it is
not as it should be, or cannot be told, it isn't retold: then it has to be read as a whole, which
finds everything that is wrong and says where.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final, NamedTuple

import msgspec

from knowledge.changes import Change
from knowledge.difference import difference_with, model_changes
from knowledge.entities import Id, Model
from knowledge.mapfile.entering import models_taken, taken
from knowledge.mapfile.glance import fits_together
from knowledge.mapfile.pieces import Pieces, pieces_of, value_of
from knowledge.mapfile.plain import is_plain
from knowledge.mapfile.reading import parse_map
from knowledge.ownership import OwnershipMap
from knowledge.restating import Restated, bare_models
from knowledge.unread import Unread
from knowledge.values import ModelText

_PARTS: Final = ("pages", "knowledge")
_NOTHING: Final = object()
_NAME: Final = "ownership.json"
"""Of a file that is known to be right, so that nobody hears it."""


class Outline(NamedTuple):
    """What a file says by itself: `rest` is all but the models."""

    content: bytes
    pieces: Pieces
    rest: OwnershipMap


class Ledger(NamedTuple):
    """What is declared: what is `beside` the models, and how to get at those.

    `texts` tells all of them, one after another; `models` makes some.
    """

    beside: OwnershipMap
    texts: Callable[[], Iterable[tuple[Id, ModelText]]]
    models: Callable[[Iterable[Id]], Mapping[Id, Model]]


class Retold(NamedTuple):
    """What is declared, what a file declares, all models unread, and what lies between."""

    before: OwnershipMap
    ownership: OwnershipMap
    changes: list[Change | Restated]


@dataclass(frozen=True, slots=True)
class _Sorted:
    """What may differ: of `bare` models not their parts, of `whole` ones anything.

    `restated` do differ, in themselves alone. `heads` is the text without the parts of every model
    whose parts are declared just so. `declared` are all ids, `formerly` is what `bare` ones said.
    """

    declared: dict[Id, None] = field(default_factory=dict)
    heads: dict[Id, bytes] = field(default_factory=dict)
    restated: dict[Id, Restated] = field(default_factory=dict)
    bare: dict[Id, Any] = field(default_factory=dict)
    formerly: dict[Id, bytes] = field(default_factory=dict)
    whole: dict[Id, Any] = field(default_factory=dict)


class _Doubt(NamedTuple):
    """What a file says of a model, and what is declared of it: the texts don't tell whether alike."""

    body: bytes
    text: ModelText


def outlined(content: bytes) -> Outline | None:
    """A JSON file, looked through by itself; None where it has to be read as a whole."""
    pieces = pieces_of(content)
    try:
        rest = taken(pieces.rest) if pieces else None
    except (ValueError, RecursionError):
        return None
    if pieces is None or rest is None or not (pieces.bodies or rest.teams):
        return None
    return Outline(content, pieces, rest)


def retold(outline: Outline, ledger: Ledger) -> Retold | None:
    """What a file changes of what is declared; None where it has to be read as a whole."""
    content, pieces, rest = outline
    try:
        found = _sorted(pieces.bodies, ledger.texts())
        new = models_taken(found.bare | found.whole)
        if new is None or not fits_together(_unproven(found, outline, ledger.beside), rest):
            return None
        of_models = _changes(new, found, pieces, ledger)
        changes = [*difference_with(ledger.beside, rest, of_models)]
    except (msgspec.MsgspecError, ValueError, RecursionError):
        return None
    before = Unread(found.declared, lambda: ledger.models(found.declared))
    models = Unread(pieces.bodies, lambda: parse_map(content, _NAME).ownership.models)
    return Retold(replace(ledger.beside, models=before), replace(rest, models=models), changes)


def _unproven(
    found: _Sorted, outline: Outline, beside: OwnershipMap
) -> Mapping[Id, bytes | msgspec.Raw]:
    """As much of each model as isn't declared: what its parts refer to is there, if all still is."""
    bodies, rest = outline.pieces.bodies, outline.rest
    stays = (
        beside.people.keys() <= rest.people.keys()
        and beside.teams.keys() <= rest.teams.keys()
        and beside.rotations.keys() <= rest.rotations.keys()
    )
    return {**bodies, **found.heads} if stays else bodies


def _sorted(bodies: Mapping[Id, msgspec.Raw], texts: Iterable[tuple[Id, ModelText]]) -> _Sorted:
    """The models of which the file doesn't say just what is declared; a ValueError for any doubt.

    What is declared is let go of as it is told: all of it would fill the memory.
    """
    found = _Sorted()
    unlike: dict[Id, _Doubt] = {}
    others: dict[Id, _Doubt] = {}
    for model_id, text in texts:
        found.declared[model_id] = None
        piece = bodies.get(model_id)
        if piece is None:
            continue
        body = bytes(piece)
        if not body.endswith(text.ending):
            if body != text.whole:
                others[model_id] = _Doubt(body, text)
            continue
        found.heads[model_id] = head = body[: -len(text.ending)] + b"}"
        if head == text.itself:
            continue
        if is_plain(head) and is_plain(text.itself):  # damage shows where it is read
            found.restated[model_id] = Restated(model_id, text.itself, head)
        else:
            unlike[model_id] = _Doubt(body, text)
    new = {m: bytes(piece) for m, piece in bodies.items() if m not in found.declared}
    found.whole.update(_values(new))
    _sort_by_head(unlike, others, found)
    _sort_by_value(others, found)
    return found


def _sort_by_head(unlike: Mapping[Id, _Doubt], others: dict[Id, _Doubt], found: _Sorted) -> None:
    """As above, for bodies that end as it is declared: if they end with all their parts."""
    for model_id, said in _values({m: found.heads[m] for m in unlike}):
        if any(part in said for part in _PARTS):
            others[model_id] = unlike[model_id]
            del found.heads[model_id]
        else:
            found.bare[model_id] = said
            found.formerly[model_id] = unlike[model_id].text.itself


def _sort_by_value(others: Mapping[Id, _Doubt], found: _Sorted) -> None:
    """As above, for bodies whose text is spelt or ordered in another way."""
    for model_id, said in _values({m: doubt.body for m, doubt in others.items()}):
        text = others[model_id].text
        known = msgspec.json.decode(text.whole)
        if not isinstance(said, dict) or not _same_parts(said, known):
            found.whole[model_id] = said
        elif said != known:
            found.bare[model_id] = {k: value for k, value in said.items() if k not in _PARTS}
            found.formerly[model_id] = text.itself


def _same_parts(said: dict[str, Any], known: dict[str, Any]) -> bool:
    return all(said.get(part, _NOTHING) == known.get(part, _NOTHING) for part in _PARTS)


def _values(texts: Mapping[Id, bytes]) -> Iterator[tuple[Id, Any]]:
    """The values of many pieces, read in one go."""
    values = value_of(b"[" + b",".join(texts.values()) + b"]")
    return zip(texts, values, strict=True)


def _changes(
    now: Mapping[Id, Model], found: _Sorted, pieces: Pieces, ledger: Ledger
) -> Iterator[Change | Restated]:
    gone = sorted(found.declared.keys() - pieces.bodies.keys())
    known = dict(ledger.models([m for m in found.whole if m in found.declared] + gone))
    known |= bare_models(found.formerly)
    for model_id in (*pieces.bodies, *gone):
        if restated := found.restated.get(model_id):
            yield restated
        elif model_id in now or model_id in known:
            yield from model_changes(model_id, known.get(model_id), now.get(model_id))
