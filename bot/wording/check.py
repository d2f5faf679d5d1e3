"""What `whoowns check` remarks of one map file, worded, in the order of the file."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from bot.wording.counting import counted
from bot.wording.gaps import reason_text
from bot.wording.problems import problem_text
from bot.wording.quoting import file_place, quoted
from bot.wording.unreadable import unreadable_reason
from knowledge.entities import PageKind, Person
from knowledge.errors import MapPath, Position, ProblemCode, RejectedMap, UnreadableMap
from knowledge.lexicon import Useless, useless_words
from knowledge.mapfile import MapFile
from knowledge.ownership import NobodyNamed, OwnershipMap, PageKey


class Sort(StrEnum):
    """How much a remark weighs; a warning alone leaves a map clean."""

    UNREADABLE = "unreadable"
    PROBLEM = "problem"
    GAP = "gap"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing to be told; `facts` are for machines. `count` is what it stands for."""

    sort: Sort
    text: str
    position: Position | None = None
    facts: dict[str, object] = field(default_factory=dict)
    count: int = 1

    def line(self, file: str) -> str:
        """`ownership.yaml:3:7: ...`."""
        warning = "warning: " if self.sort is Sort.WARNING else ""
        return f"{file_place(file, self.position)}: {warning}{self.text}"


def of_unreadable(error: UnreadableMap) -> list[Remark]:
    """Why there is no map."""
    facts: dict[str, object] = {"code": str(error.code)}
    return [Remark(Sort.UNREADABLE, unreadable_reason(error), error.position, facts)]


def of_rejected(error: RejectedMap) -> list[Remark]:
    """What is wrong with a map."""
    return [
        Remark(
            Sort.PROBLEM,
            problem_text(problem),
            problem.position,
            {"code": str(problem.code), "path": list(problem.path)},
            int(problem.fact("count")) if problem.code == ProblemCode.MORE else 1,
        )
        for problem in error.problems
    ]


def of_map(map_file: MapFile, now: datetime) -> list[Remark]:
    """Where a right map names nobody at `now`, or would page in vain."""
    found = [*_gaps(map_file, now), *_warnings(map_file)]
    return sorted(found, key=lambda remark: _order(remark.position))


def _order(position: Position | None) -> tuple[int, int]:
    return (position.line, position.column) if position else (0, 0)


def _gaps(map_file: MapFile, now: datetime) -> Iterator[Remark]:
    ownership = map_file.ownership
    for page in ownership.gaps(now):
        nobody = ownership.resolve_page(page, now)
        if isinstance(nobody, NobodyNamed):
            text = f"nobody is named for {_pages_of(page)}: {reason_text(nobody)}."
            facts = {"model": page.model, "page": page.kind.value, "reason": nobody.reason.value}
            yield Remark(Sort.GAP, text, _page_position(map_file, page), {**facts})


def _pages_of(page: PageKey) -> str:
    return f"{page.kind} pages of {page.model}"


def _page_position(map_file: MapFile, page: PageKey) -> Position | None:
    model: MapPath = ("models", page.model)
    return map_file.locate((*model, "pages", page.kind.value)) or map_file.locate(model)


_USELESS = {
    Useless.UNDER_BOTH: "stands under both kinds of page, so it tells neither",
    Useless.NAMES_THE_OTHER: "is what the other kind of page is called, and goes on meaning that",
}


def _useless_words(map_file: MapFile) -> Iterator[Remark]:
    for word in useless_words(map_file.ownership.vocabulary):
        position = map_file.locate(("vocabulary", word.kind.value, word.number))
        facts: dict[str, object] = {"page": word.kind.value, "word": word.text}
        yield Remark(Sort.WARNING, f"{quoted(word.text)} {_USELESS[word.why]}.", position, facts)


def _warnings(map_file: MapFile) -> Iterator[Remark]:
    yield from _useless_words(map_file)
    ownership = map_file.ownership
    for model in ownership.models.values():
        for kind in PageKind:
            page = model.pages.of(kind)
            for number, step in enumerate(page.escalation if page else ()):
                why = _in_vain(ownership, step, page.owner if page else None)
                if why:
                    key = PageKey(model.id, kind)
                    place = ("models", model.id, "pages", kind.value, "escalation", number)
                    text = f"the escalation for {_pages_of(key)} names {step}, {why}."
                    facts = {"model": model.id, "page": kind.value, "escalation": step}
                    yield Remark(Sort.WARNING, text, map_file.locate(place), {**facts})


def _in_vain(ownership: OwnershipMap, step: str, owner: str | None) -> str:
    if step == owner:
        return "the owner itself"
    match ownership.party(step):
        case Person(active=False):
            return "who is inactive"
        case _:
            return ""


def summary(file: str, models: int | None, remarks: Iterable[Remark]) -> str:
    """`ownership.yaml: 12 models, 2 gaps`; `models` is None where there is no map."""
    counts = dict.fromkeys(Sort, 0)
    for remark in remarks:
        counts[remark.sort] += remark.count
    if models is None:
        return f"{file}: {counted(counts[Sort.PROBLEM], 'problem')}"
    told = [counted(models, "model"), counted(counts[Sort.GAP], "gap")]
    if counts[Sort.WARNING]:
        told.append(counted(counts[Sort.WARNING], "warning"))
    return f"{file}: {', '.join(told)}"
