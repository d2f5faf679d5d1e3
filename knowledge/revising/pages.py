"""The index of pages by owner, amended where a few models have changed."""

from bisect import insort
from collections.abc import Iterable, Mapping

from knowledge.entities import Id, Model
from knowledge.ownership import PageKey, owners_of

PagesOf = Mapping[Id | None, tuple[PageKey, ...]]


def amended_pages(pages_of: PagesOf, gone: Iterable[Model], come: Iterable[Model]) -> PagesOf:
    """`pages_of` without the pages of some models, with those of others."""
    before = {owned for model in gone for owned in owners_of(model)}
    after = {owned for model in come for owned in owners_of(model)}
    leaving, joining = _by_owner(before - after), _by_owner(after - before)
    amended = dict(pages_of)
    for owner in leaving.keys() | joining.keys():
        out = leaving.get(owner, set())
        pages = [page for page in amended.pop(owner, ()) if page not in out]
        for page in joining.get(owner, ()):
            insort(pages, page)
        if pages:
            amended[owner] = tuple(pages)
    return amended


def _by_owner(owned: Iterable[tuple[Id | None, PageKey]]) -> dict[Id | None, set[PageKey]]:
    by_owner: dict[Id | None, set[PageKey]] = {}
    for owner, page in owned:
        by_owner.setdefault(owner, set()).add(page)
    return by_owner
