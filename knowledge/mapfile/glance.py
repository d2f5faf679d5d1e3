"""Whether all models of a file fit together: seen at a glance, or not told.

What `knowledge.consistency` finds in models it finds one by one and says where. Here only so much
of each is read as refers to something, and laid against what there is all at once.
"""

from collections.abc import Iterable, Mapping
from typing import Final

import msgspec

from knowledge.consistency import problems_in
from knowledge.consistency.cycles import cycles
from knowledge.consistency.naming import keys
from knowledge.entities import Id
from knowledge.ownership import OwnershipMap
from knowledge.wall_times import YEARS

_YEAR: Final = len("2026")


class _Declared(msgspec.Struct, gc=False):
    at: str


class _Page(msgspec.Struct, gc=False):
    owner: str | None = None
    escalation: tuple[str, ...] = ()
    declared: _Declared | None = None


class _Pages(msgspec.Struct, gc=False, rename="kebab"):
    infrastructure: _Page | None = None
    model_quality: _Page | None = None


class _Holders(msgspec.Struct, gc=False, rename="kebab"):
    business_domain: str | None = None
    model: str | None = None
    infrastructure: str | None = None


class _Outline(msgspec.Struct, gc=False):
    """As much of a model as refers to something."""

    aliases: tuple[str, ...] = ()
    trained_by: str | None = None
    served_by: str | None = None
    consumers: tuple[str, ...] = ()
    pages: _Pages | None = None
    knowledge: _Holders | None = None


_OUTLINES: Final = msgspec.json.Decoder(list[_Outline])


def fits_together(models: Mapping[Id, bytes], rest: OwnershipMap) -> bool:
    """Whether `problems_in` would find nothing; where that isn't plain to see, False.

    `models` are the texts of a file's models, `rest` is everything else that it declares.
    """
    try:
        found = _OUTLINES.decode(b"[" + b",".join(models.values()) + b"]")
    except msgspec.MsgspecError:
        return False
    outlines = dict(zip(models, found, strict=True))
    return (
        not problems_in(rest)
        and _refers_to_what_is_there(outlines.values(), rest)
        and _is_named_unlike(outlines)
    )


def _refers_to_what_is_there(outlines: Iterable[_Outline], rest: OwnershipMap) -> bool:
    pages = [
        page
        for outline in outlines
        if (said := outline.pages) is not None
        for page in (said.infrastructure, said.model_quality)
        if page is not None
    ]
    holders = [outline.knowledge for outline in outlines if outline.knowledge is not None]
    teams = {o.trained_by for o in outlines} | {o.served_by for o in outlines}
    people = {h.business_domain for h in holders}
    people |= {h.model for h in holders} | {h.infrastructure for h in holders}
    parties = {page.owner for page in pages} | {p for page in pages for p in page.escalation}
    years = {page.declared.at[: _YEAR + 1] for page in pages if page.declared is not None}
    return (
        {None, *rest.teams} >= teams
        and {None, *rest.people} >= people
        and {None, *rest.people, *rest.teams, *rest.rotations} >= parties
        and {f"{year}-" for year in YEARS} >= years
    )


def _is_named_unlike(outlines: Mapping[Id, _Outline]) -> bool:
    """No name stands for two models, and none consumes what it produces in the end."""
    called = [(model_id, model_id) for model_id in outlines]
    called += [(alias, m) for m, outline in outlines.items() for alias in outline.aliases]
    forms = keys([name for name, _ in called])
    meanings = dict(zip(forms, (model_id for _, model_id in called), strict=False))
    if len(meanings) != len(called) or "" in meanings:
        return False
    consuming = {m: outline.consumers for m, outline in outlines.items() if outline.consumers}
    return not cycles(
        {m: [meanings[f] for f in keys(names) if f in meanings] for m, names in consuming.items()}
    )
