"""A copy is of one state of the database, whoever writes meanwhile."""

import os
import shutil
from contextlib import closing
from pathlib import Path

import pytest

from knowledge.difference import difference
from knowledge.errors import UncopiedDatabase
from knowledge.store import Store
from knowledge.store.copying import copied
from tests.northwind import NORTHWIND, NOW


class Others:
    """They declare something whenever a part has been copied, so many times."""

    def __init__(self, store: Store, times: int) -> None:
        self.store, self.left, self.copyfile = store, times, shutil.copyfile

    def __call__(self, part: str, to: str) -> None:
        self.copyfile(part, to)
        if self.left:
            self.left -= 1
            here = self.store.load()
            there = NORTHWIND if here is None else None
            changes = difference(None, there) if there else []
            self.store.record(changes, actor="elena", at=NOW, source="test")
            os.utime(self.store.path, ns=(0, self.left))


@pytest.fixture
def store(tmp_path: Path) -> object:
    with closing(Store.open(tmp_path / "whoowns.db")) as store:
        yield store


def test_it_is_made_again_where_somebody_wrote(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "copyfile", Others(store, times=2))
    with closing(Store.open(copied(store.path, tmp_path / "copy.db"))) as copy:
        assert copy.load() == store.load() == NORTHWIND.at_revision(1)


def test_and_given_up_where_they_never_rest(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "copyfile", Others(store, times=1_000))
    with pytest.raises(UncopiedDatabase):
        copied(store.path, tmp_path / "copy.db")
    assert not (tmp_path / "copy.db").exists()
