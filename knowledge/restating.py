"""Models that say something else of themselves, told in the words that are recorded.

A large import restates many, and hardly anybody looks at them one by one.
"""

from collections.abc import Iterable, Mapping
from typing import ClassVar, Final

import msgspec
from msgspec import Struct
from pydantic import TypeAdapter

from knowledge.changes import ITSELF, Change, Kind
from knowledge.entities import Id, Model

_MODELS: Final = TypeAdapter(list[Model])


class Restated(Struct, frozen=True, gc=False):
    """A change of a model itself, not of its parts: what it said, and what it says."""

    kind: ClassVar = Kind.MODEL
    aspect: ClassVar = ITSELF
    subject: Id
    before: bytes
    after: bytes


def bare_models(texts: Mapping[Id, bytes]) -> dict[Id, Model]:
    """Models without their parts, many at once: that is far quicker than one by one."""
    values = msgspec.json.decode(b"[" + b",".join(texts.values()) + b"]")
    said = [value | {"id": model_id} for model_id, value in zip(texts, values, strict=True)]
    return dict(zip(texts, _MODELS.validate_python(said), strict=True))


def as_changes(told: Iterable[Change | Restated]) -> list[Change]:
    """The same, with the values for the words."""
    told = list(told)
    restated = [one for one in told if isinstance(one, Restated)]
    before = bare_models({one.subject: one.before for one in restated})
    after = bare_models({one.subject: one.after for one in restated})
    return [
        Change(one.kind, one.subject, one.aspect, before[one.subject], after[one.subject])
        if isinstance(one, Restated)
        else one
        for one in told
    ]
