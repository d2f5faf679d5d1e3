"""The parts of which sentences about problems are made."""

from bot.wording.quoting import dotted, quoted
from knowledge.errors import Problem

WANTED = {
    "person": "a person",
    "team": "a team",
    "party": "a person, a rotation or a team",
    "text": "text",
    "list": "a list, as in [one, two]",
    "mapping": "keys with values, as in {key: value}",
    "boolean": "true or false",
    "number": "a whole number",
}
SORTS = {
    "person": "a person",
    "team": "a team",
    "rotation": "a rotation",
    "text": "text",
    "list": "a list",
    "mapping": "a mapping",
    "boolean": "true or false",
    "number": "a number",
}


def key(problem: Problem) -> str:
    return quoted(str(problem.path[-1]))


def around(problem: Problem) -> str:
    path = problem.path[:-1]
    return dotted(path) if path else "the file"


def place(problem: Problem) -> str:
    return dotted(problem.path)


def value(problem: Problem) -> str:
    return quoted(problem.fact("value"))


def fact(problem: Problem, name: str) -> str:
    return quoted(problem.fact(name))


def offer(problem: Problem) -> str:
    near, choices = problem.fact("near"), problem.fact("choices")
    if near:
        return f"; did you mean {quoted(near)}?"
    return f"; it can be {choices}." if choices else "."
