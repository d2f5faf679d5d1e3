"""What is wrong with a map file: one sentence for each problem, and what would be right."""

from collections.abc import Callable, Mapping

from knowledge.errors import Problem, ProblemCode, UnreadableCode, UnreadableMap

_LONGEST_QUOTE = 80
_LONGEST_CYCLE = 400
_EXAMPLE_TIME = "2026-01-05T09:00"

_WANTED = {
    "person": "a person",
    "team": "a team",
    "party": "a person, a rotation or a team",
    "text": "text",
    "list": "a list, as in [one, two]",
    "mapping": "keys with values, as in {key: value}",
    "boolean": "true or false",
    "number": "a whole number",
}
_SORTS = {
    "person": "a person",
    "team": "a team",
    "rotation": "a rotation",
    "text": "text",
    "list": "a list",
    "mapping": "a mapping",
    "boolean": "true or false",
    "number": "a number",
}
_SECTIONS = {"people": "a person", "teams": "a team", "rotations": "a rotation"}
_PLATFORMS = {"slack": "Slack", "teams": "Teams"}


def problem_text(problem: Problem) -> str:
    """One sentence about one problem."""
    return PROBLEM_TEXTS[ProblemCode(problem.code)](problem)


def unreadable_text(error: UnreadableMap) -> str:
    """One sentence about a file that gives no map."""
    return UNREADABLE_TEXTS[UnreadableCode(error.code)].format(detail=shown(error.detail))


def shown(text: str) -> str:
    """Somebody's own words, cut and without anything that a terminal would obey."""
    visible = "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in text)
    return visible if len(visible) <= _LONGEST_QUOTE else visible[: _LONGEST_QUOTE - 1] + "…"


def _quoted(text: str) -> str:
    return f"`{shown(text)}`"


def _dotted(path: tuple[str | int, ...]) -> str:
    words = "".join(f"[{step + 1}]" if isinstance(step, int) else f".{step}" for step in path)
    return _quoted(words.removeprefix("."))


def _key(problem: Problem) -> str:
    return _quoted(str(problem.path[-1]))


def _around(problem: Problem) -> str:
    around = problem.path[:-1]
    return _dotted(around) if around else "the file"


def _place(problem: Problem) -> str:
    return _dotted(problem.path)


def _value(problem: Problem) -> str:
    return _quoted(problem.fact("value"))


def _fact(problem: Problem, name: str) -> str:
    return _quoted(problem.fact(name))


def _offer(problem: Problem) -> str:
    near, choices = problem.fact("near"), problem.fact("choices")
    if near:
        return f"; did you mean {_quoted(near)}?"
    return f"; it can be {choices}." if choices else "."


def _window(problem: Problem) -> str:
    return f"{problem.fact('from')} to {problem.fact('to')} ({shown(problem.fact('person'))})"


def _cycle(problem: Problem) -> str:
    cycle = problem.fact("cycle")
    if len(cycle) > _LONGEST_CYCLE:
        half = _LONGEST_CYCLE // 2
        return f"{cycle[:half]} … {cycle[-half:]}"
    return cycle
