"""Rows -> models as far as the indexes of a map need them: each is made when somebody looks."""

from collections.abc import Callable, Mapping
from typing import Final

from knowledge.changes import Kind
from knowledge.entities import Id, Model
from knowledge.revising import Listing, MapBuilder
from knowledge.store.connection import as_written
from knowledge.store.listings import Line, read_lines
from knowledge.store.rows import models
from knowledge.store.snapshot import Snapshot, Stamps, parsed
from knowledge.unread import PartlyUnread

_FEW: Final = 1_000
"""Models that are made at once, so that whoever starts with them hears of any damage."""


class UnreadModels:
    """Takes in lines that tell all of a model, some at a time, and indexes what they tell."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.index = MapBuilder()
        self._snapshot = snapshot
        self._said: dict[Id, str] = {}
        self._revisions: set[int] = set()

    def hear(self, texts: list[str]) -> None:
        """Take in some lines."""
        lines, listings = self._read(texts)
        self.index.add(listings)
        ids = (listing.home.model for listing in listings)
        self._said.update(zip(ids, texts, strict=True))
        self._revisions.update(number for line in lines for number in line.revisions())

    def _read(self, texts: list[str]) -> tuple[list[Line], list[Listing]]:
        try:
            lines = read_lines(texts)
            return lines, [line.listing() for line in lines]
        except ValueError:  # what these say is wrong is better to read
            subjects = parsed(Kind.MODEL, texts)
            models(subjects, Stamps(self._snapshot.db).of(subjects))
            raise

    def found(self) -> Mapping[Id, Model]:
        """All of them, unread unless they are few."""
        unread = PartlyUnread(dict.fromkeys(self._said), self._said, self._maker())
        return unread.whole() if len(unread) <= _FEW else unread

    def _maker(self) -> Callable[[Mapping[Id, str]], list[Model]]:
        path, stamps = self._snapshot.path, Stamps(self._snapshot.db).by(self._revisions)

        def made(said: Mapping[Id, str]) -> list[Model]:
            with as_written(path):
                return models(parsed(Kind.MODEL, said.values()), stamps)

        return made
