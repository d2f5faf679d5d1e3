"""Models that were touched since a revision, as their rows tell it one lot after another."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

import msgspec
from pydantic_core import from_json

from knowledge.changes import ITSELF, Change, Kind
from knowledge.entities import Id, Model
from knowledge.revising import with_part
from knowledge.store.listings import Standing
from knowledge.store.rows import Subject, overlaid, restated
from knowledge.store.snapshot import Stamps

Row = tuple[Id, str, int, str]
"""Subject, aspect, from which revision on, and what is declared."""

_STANDINGS: Final = msgspec.json.Decoder(list[Standing])


@dataclass(slots=True)
class TouchedModels:
    """Models that were touched: `made`, as they are now, or only `said` to be otherwise."""

    known: Mapping[Id, Model]
    made: dict[Id, Model | None] = field(default_factory=dict)
    said: dict[Id, str] = field(default_factory=dict)
    renamed: int = 0

    def of(self, subject: Id) -> Model | None:
        """The model as far as it was looked through."""
        if text := self.said.pop(subject, None):
            (self.made[subject],) = restated({subject: text}, self.known)
        return self.made[subject] if subject in self.made else self.known.get(subject)

    def hear(self, rows: Sequence[Row]) -> list[Row]:
        """The rows that are not passed over for now."""
        standings = _STANDINGS.decode(f"[{','.join([value for *_, value in rows])}]")
        return [
            row for row, at in zip(rows, standings, strict=True) if not self._is_passed(row, at)
        ]

    def _is_passed(self, row: Row, standing: Standing) -> bool:
        subject, aspect, _, text = row
        known = self.known.get(subject)
        if aspect != ITSELF or known is None or subject in self.made:
            return False
        if not _stands_alike(standing, known):
            return False
        self.said[subject] = text
        return True

    def lay_over(self, rows: Sequence[Row], stamps: Stamps) -> None:
        """Make the models that these rows are of."""
        subjects = _subjects(rows)
        known = [self.of(subject.id) for subject in subjects]
        models = overlaid(subjects, known, stamps.of(subjects))
        self.renamed += sum(map(_is_renamed, known, models))
        self.made.update((model.id, model) for model in models)

    def withdraw(self, subject: Id, aspect: str) -> None:
        """A model is no more, or a part of it."""
        model = self.of(subject)
        later = with_part(model, Change(Kind.MODEL, subject, aspect, None, None))
        self.renamed += model is not None and later is None
        self.made[subject] = later


def _stands_alike(standing: Standing, known: Model) -> bool:
    """Plain to see, as it is of most: that the model stands where it stood in every index."""
    return (
        standing.aliases == known.aliases
        and standing.trained_by == known.trained_by
        and standing.channel is None
        and known.channel is None
    )


def _is_renamed(before: Model | None, after: Model) -> bool:
    """Whether a model goes by other names now."""
    return before is None or before.aliases != after.aliases


def _subjects(rows: Sequence[Row]) -> list[Subject]:
    """What the rows declare of each model, whatever revision each row is from."""
    subjects: dict[Id, Subject] = {}
    said = from_json(f"[{','.join([value for *_, value in rows])}]")
    for (subject, aspect, revision, _), value in zip(rows, said, strict=True):
        subjects.setdefault(subject, Subject(subject, {})).declared[aspect] = (revision, value)
    return list(subjects.values())
