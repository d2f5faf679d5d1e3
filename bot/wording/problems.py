"""What is wrong with a map file: one sentence for each problem, and what would be right."""

from collections.abc import Callable, Mapping

from bot.wording.contradictions import CONTRADICTION_TEXTS
from bot.wording.facts import SORTS, WANTED, around, key, offer, place, value
from knowledge.errors import Problem, ProblemCode

_EXAMPLE_TIME = "2026-01-05T09:00"


def problem_text(problem: Problem) -> str:
    """One sentence about one problem."""
    return PROBLEM_TEXTS[ProblemCode(problem.code)](problem)


def _example_of_time(problem: Problem) -> str:
    """Declarations are made at an instant, all else follows a wall clock."""
    return f"{_EXAMPLE_TIME}+00:00" if problem.path[-1] == "at" else _EXAMPLE_TIME


PROBLEM_TEXTS: Mapping[ProblemCode, Callable[[Problem], str]] = {
    ProblemCode.UNKNOWN_KEY: lambda p: f"{key(p)} is not a key of {around(p)}{offer(p)}",
    ProblemCode.MISSING_KEY: lambda p: f"{around(p)} lacks {key(p)}, which it cannot do without.",
    ProblemCode.DUPLICATE_KEY: lambda p: (
        f"{key(p)} stands in {around(p)} already, on line {p.fact('line')}; keep one of the two."
    ),
    ProblemCode.MERGE_KEY: lambda p: (
        f"{around(p)} uses a merge key (`<<`), which is not read; write its keys out."
    ),
    ProblemCode.NO_VALUE: lambda p: f"{place(p)} has no value; give it one, or leave the key out.",
    ProblemCode.WRONG_TYPE: lambda p: (
        f"{place(p)} is {SORTS[p.fact('sort')]}; it must be {WANTED[p.fact('wanted')]}."
    ),
    ProblemCode.NOT_A_NUMBER: lambda p: f"{place(p)} is {value(p)}; it must be a whole number.",
    ProblemCode.NOT_TRUE_OR_FALSE: lambda p: f"{place(p)} is {value(p)}; it must be true or false.",
    ProblemCode.NOT_ONE_OF: lambda p: f"{place(p)} cannot be {value(p)}{offer(p)}",
    ProblemCode.TOO_LONG: lambda p: (
        f"{place(p)} is too long; {p.fact('limit')} characters are the most."
    ),
    ProblemCode.TOO_SMALL: lambda p: (
        f"{place(p)} is {value(p)}; it must be {p.fact('limit')} or more."
    ),
    ProblemCode.TOO_LARGE: lambda p: (
        f"{place(p)} is {value(p)}; it must be {p.fact('limit') or '1000000000'} or less."
    ),
    ProblemCode.BAD_ID: lambda p: (
        f"{value(p)} cannot be an id; one has letters, digits and `- _ . : / +`,"
        " starts with a letter or digit, and is at most 100 characters long."
    ),
    ProblemCode.BAD_WEB_ADDRESS: lambda p: (
        f"{place(p)} is {value(p)}; it must be a web address that starts with https:// or http://."
    ),
    ProblemCode.BAD_CHAT_ID: lambda p: (
        f"{place(p)} is {value(p)}; it must be an id of the chat platform, such as U0123456789."
    ),
    ProblemCode.BAD_EMAIL: lambda p: (
        f"{place(p)} is {value(p)}; it must be an address such as priya@example.com."
    ),
    ProblemCode.BAD_ZONE: lambda p: (
        f"{place(p)} is {value(p)}, which is no time zone; write one such as Europe/London."
    ),
    ProblemCode.BAD_CADENCE: lambda p: (
        f"{place(p)} is {value(p)}; it must be N hours, N days or N weeks, such as 1 week."
    ),
    ProblemCode.BAD_DAY: lambda p: f"{place(p)} is not a day, such as 2026-12-25: {value(p)}.",
    ProblemCode.BAD_TIME: lambda p: (
        f"{place(p)} is {value(p)}, which is no time; write one such as {_example_of_time(p)}."
    ),
    ProblemCode.OFFSET_NOT_WANTED: lambda p: (
        f"{place(p)} is {value(p)}; it must be a wall time without an offset,"
        f" such as {_EXAMPLE_TIME}."
    ),
    ProblemCode.OFFSET_WANTED: lambda p: (
        f"{place(p)} is {value(p)}; it needs an offset, as in {_EXAMPLE_TIME}+00:00."
    ),
    ProblemCode.TIME_OUT_OF_RANGE: lambda p: (
        f"{place(p)} is {value(p)}; the years {p.fact('first')} to {p.fact('last')} are read."
    ),
    ProblemCode.FRACTION_OF_A_SECOND: lambda p: (
        f"{place(p)} is {value(p)}; leave out the fraction of a second."
    ),
    ProblemCode.CONTROL_CHARACTERS: lambda p: (
        f"{place(p)} holds control characters; only tabs and line breaks are accepted."
    ),
    ProblemCode.NOT_UNICODE: lambda p: (
        f"{place(p)} holds half a character (a lone surrogate); write the whole one."
    ),
    ProblemCode.NOT_ACCEPTED: lambda p: f"{place(p)} cannot be what it is here.",
    ProblemCode.NOTHING_DECLARED: lambda _: (
        "nothing is declared; a map needs at least one model or one team."
    ),
    **CONTRADICTION_TEXTS,
    ProblemCode.MORE: lambda p: (
        "and one more problem."
        if p.fact("count") == "1"
        else f"and {p.fact('count')} more problems."
    ),
}
