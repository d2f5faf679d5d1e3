"""Declares one page after another in a process of its own: DATABASE WHO HOW_MANY MODEL..."""

import sys
from datetime import UTC, datetime
from pathlib import Path

from knowledge.changes import Change, Kind
from knowledge.entities import Page, PageKind
from knowledge.store import Store

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)


def main(database: str, actor: str, how_many: str, *models: str) -> None:
    """Each revision declares the same page to all models; its number is printed once it's kept."""
    with Store.open(Path(database)) as store:
        before = {model: _page(store, model) for model in models}
        for number in range(int(how_many)):
            after = Page(owner=f"p{number}")
            changes = [
                Change(Kind.MODEL, model, PageKind.INFRASTRUCTURE, before[model], after)
                for model in models
            ]
            revision = store.record(changes, actor=actor, at=NOW, source="test")
            before = dict.fromkeys(models, after)
            print(revision, after.owner, flush=True)  # noqa: T201  # the parent listens


def _page(store: Store, model: str) -> Page | None:
    ownership = store.load()
    assert ownership is not None
    return ownership.models[model].pages.infrastructure


if __name__ == "__main__":
    main(*sys.argv[1:])
