"""Whether all models of a file fit together: seen at a glance, or not told.

What `knowledge.consistency` finds in models it finds one by one and says where. Here only so much
of each is read as refers to something, and laid against what there is all at once.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
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
_LOT: Final = 500


def fits_together(models: Mapping[Id, bytes | msgspec.Raw], rest: OwnershipMap) -> bool:
    """Whether `problems_in` would find nothing; where that isn't plain to see, False.

    `models` are the texts of a file's models, `rest` is everything else that it declares.
    """
    seen = _Seen()
    ids, texts = iter(models), iter(models.values())
    try:
        while lot := list(islice(ids, _LOT)):  # what is made of it is gone before the next
            outlines = _OUTLINES.decode(b"[%b]" % b",".join(islice(texts, _LOT)))
            seen.look_at(dict(zip(lot, outlines, strict=True)))
    except msgspec.MsgspecError:
        return False
    return not problems_in(rest) and seen.is_there(rest) and seen.is_named_unlike([*models])


@dataclass(slots=True)
class _Seen:
    """What models refer to, and what they are called beside their ids."""

    teams: set[str | None] = field(default_factory=set)
    people: set[str | None] = field(default_factory=set)
    parties: set[str | None] = field(default_factory=set)
    years: set[str] = field(default_factory=set)
    aliases: list[tuple[str, Id]] = field(default_factory=list)
    consumers: dict[Id, tuple[str, ...]] = field(default_factory=dict)

    def look_at(self, outlines: Mapping[Id, _Outline]) -> None:
        """Take in what some models say."""
        pages: list[_Page] = []
        for model_id, outline in outlines.items():
            self.teams.add(outline.trained_by)
            self.teams.add(outline.served_by)
            self.aliases += [(alias, model_id) for alias in outline.aliases]
            if outline.consumers:
                self.consumers[model_id] = outline.consumers
            if holders := outline.knowledge:
                self.people |= {holders.business_domain, holders.model, holders.infrastructure}
            if said := outline.pages:
                pages += [page for page in (said.infrastructure, said.model_quality) if page]
        for page in pages:
            self.parties |= {page.owner, *page.escalation}
        self.years |= {page.declared.at[: _YEAR + 1] for page in pages if page.declared}

    def is_there(self, rest: OwnershipMap) -> bool:
        """Whether all that is referred to is declared."""
        return (
            {None, *rest.teams} >= self.teams
            and {None, *rest.people} >= self.people
            and {None, *rest.people, *rest.teams, *rest.rotations} >= self.parties
            and {f"{year}-" for year in YEARS} >= self.years
        )

    def is_named_unlike(self, models: Sequence[Id]) -> bool:
        """No name stands for two models, and none consumes what it produces in the end."""
        forms = keys([*models, *(alias for alias, _ in self.aliases)])
        meant = (*models, *(model_id for _, model_id in self.aliases))
        meanings = dict(zip(forms, meant, strict=False))
        if len(meanings) != len(meant) or "" in meanings:
            return False
        consuming = self.consumers.items()
        return not cycles(
            {m: [meanings[f] for f in keys(names) if f in meanings] for m, names in consuming}
        )
