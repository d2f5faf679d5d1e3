"""Where a map contradicts itself, or names what is not there."""

from collections.abc import Callable, Mapping

from bot.wording.facts import SORTS, WANTED, around, fact, offer, place
from bot.wording.parties import PLATFORM_NAMES
from bot.wording.quoting import shown
from knowledge.errors import Problem, ProblemCode

_LONGEST_CYCLE = 400
_SECTIONS = {"people": "a person", "teams": "a team", "rotations": "a rotation"}


def _window(problem: Problem) -> str:
    person = f" ({shown(problem.fact('person'))})" if problem.fact("person") else ""
    return f"{problem.fact('from')} to {problem.fact('to')}{person}"


def _lasts_no_time(problem: Problem) -> str:
    """Two wall times may be the same instant: both are skipped where clocks go forward."""
    if problem.fact("from") < problem.fact("to"):
        skipped = "clocks skip those hours, as they go forward then"
        return f"lasts no time: {_window(problem)}; {skipped}."
    return f"is over before it starts: {_window(problem)}; `to` must come after `from`."


def _cycle(problem: Problem) -> str:
    cycle = problem.fact("cycle")
    if len(cycle) > _LONGEST_CYCLE:
        half = _LONGEST_CYCLE // 2
        return f"{cycle[:half]} … {cycle[-half:]}"
    return cycle


def _id_taken(problem: Problem) -> str:
    one, other = (_SECTIONS[problem.fact(name)] for name in ("section", "other"))
    return f"the id {fact(problem, 'id')} stands for {other} already, and cannot be {one} too."


def _unknown_id(problem: Problem) -> str:
    wanted = WANTED[problem.fact("wanted")]
    unknown = f"{place(problem)} names {fact(problem, 'id')}, which is declared nowhere"
    return f"{unknown}; it must be {wanted}{offer(problem)}"


def _wrong_sort(problem: Problem) -> str:
    sort, wanted = SORTS[problem.fact("sort")], WANTED[problem.fact("wanted")]
    return f"{place(problem)} names {fact(problem, 'id')}, which is {sort}; it must be {wanted}."


def _chat_id_taken(problem: Problem) -> str:
    platform = PLATFORM_NAMES[problem.fact("platform")]
    chat_id, other = fact(problem, "chat_id"), fact(problem, "other")
    return f"the {platform} id {chat_id} belongs to {other} already; one person, one id."


CONTRADICTION_TEXTS: Mapping[ProblemCode, Callable[[Problem], str]] = {
    ProblemCode.ID_TAKEN: _id_taken,
    ProblemCode.UNKNOWN_ID: _unknown_id,
    ProblemCode.WRONG_SORT: _wrong_sort,
    ProblemCode.SAME_NAME: lambda p: (
        f"the name {fact(p, 'name')} means {fact(p, 'model')} already"
        " (case, `-`, `_` and spaces are the same); one name, one model."
    ),
    ProblemCode.REPEATED_NAME: lambda p: (
        f"{around(p)} repeats the name {fact(p, 'name')}"
        " (case, `-`, `_` and spaces are the same); drop it."
    ),
    ProblemCode.NAMELESS: lambda p: (
        f"{place(p)} is {fact(p, 'name')}, which nobody can ask for;"
        " a name needs a letter or a digit."
    ),
    ProblemCode.ILLEGIBLE_NAME: lambda p: (
        f"{place(p)} can't be read as a name: it takes one line without tabs, something that can"
        " be seen, and nothing that reorders letters."
    ),
    ProblemCode.CHAT_ID_TAKEN: _chat_id_taken,
    ProblemCode.EMPTY_OVERRIDE: lambda p: f"{around(p)} {_lasts_no_time(p)}",
    ProblemCode.OVERLAPPING_OVERRIDES: lambda p: (
        f"{place(p)} overlaps the override from {_window(p)}; only one person can stand in."
    ),
    ProblemCode.CONSUMER_CYCLE: lambda p: (
        f"these models consume each other in a circle: {_cycle(p)}; break it somewhere."
    ),
    ProblemCode.MEMBER_CYCLE: lambda p: (
        f"these are members of themselves: {_cycle(p)}; a member must be a person."
    ),
}
