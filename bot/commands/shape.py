"""The shape of the organisation: what the advice is drawn from.

organisation pattern | context | mandate | autonomy | maturity | ml-engineers | platform-engineers | rails VALUE
team kind TEAM product | platform
team mlops-engineers TEAM NUMBER
team uses TEAM PURPOSE TOOL | nothing
model trained-by MODEL TEAM
model served-by MODEL TEAM
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, Final

from bot.commands.pages import take_model
from bot.commands.parties import team_meant
from bot.commands.said import Said, without_linking
from bot.commands.speaker import Speaker
from bot.commands.wish import Trouble, Wish, entity_wish, model_wish
from knowledge.changes import Kind
from knowledge.entities import Context, Model, Pattern, Team
from knowledge.names import key
from knowledge.ownership import OwnershipMap
from knowledge.patterns import levels, pattern_names

ORGANISATION = (
    "organisation pattern|context|mandate|autonomy|maturity|ml-engineers|platform-engineers|rails"
    " VALUE"
)
TEAM_KIND = "team kind TEAM product|platform"
TEAM_ENGINEERS = "team mlops-engineers TEAM NUMBER"
TEAM_USES = "team uses TEAM PURPOSE TOOL|nothing"
TRAINED_BY = "model trained-by MODEL TEAM"
SERVED_BY = "model served-by MODEL TEAM"
EXAMPLES: tuple[str, ...] = (
    "organisation pattern federated",
    "organisation maturity 3",
    "organisation rails yes",
    "team uses risk-ml monitoring prometheus",
    "model served-by fraud-model risk-ml",
)

_YES_NO: Final = {"yes": True, "true": True, "no": False, "false": False}
_UNKNOWN: Final = frozenset({"unknown", "unsaid"})
_NOTHING: Final = "nothing"
_LONGEST_TOOL: Final = 200


def _pattern(text: str) -> Pattern | None:
    return pattern_names().get(key(text))


def _context(text: str) -> Context | None:
    return next((c for c in Context if key(c) == key(text)), None)


def _level(text: str) -> int | None:
    named = {level.name: number for number, level in levels().items()}
    number = named.get(text) or (int(text) if text.isdecimal() and len(text) == 1 else 0)
    return number if number in levels() else None


def _count(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else None


_FACTS: Final[Mapping[str, tuple[str, Callable[[str], Any]]]] = {
    "pattern": ("pattern", _pattern),
    "context": ("context", _context),
    "mandate": ("single_accountable_operator", _YES_NO.get),
    "autonomy": ("autonomy_permitted", _YES_NO.get),
    "maturity": ("maturity", _level),
    "ml-engineers": ("ml_engineers", _count),
    "platform-engineers": ("platform_engineers", _count),
    "rails": ("shared_rails", _YES_NO.get),
}


def declare_fact(command: Said, ownership: OwnershipMap, _: Speaker) -> Wish:
    """Declare one fact about the organisation; `unknown` takes it back."""
    name = command.words[0].lower() if command.words else ""
    if name not in _FACTS:
        raise command.objection(Trouble.GRAMMAR)
    field, read = _FACTS[name]
    said = without_linking(command.after(1)).rest.lower()
    value = None if said in _UNKNOWN else read(said)
    if value is None and said not in _UNKNOWN:
        raise command.objection(Trouble.GRAMMAR, said)
    before = ownership.organisation
    parts: dict[str, Any] = {field: value}
    return entity_wish(Kind.ORGANISATION, before, replace(before, **parts), command.reason)


def declare_kind(command: Said, ownership: OwnershipMap, _: Speaker) -> Wish:
    """Declare what kind of team it is."""
    team, rest = _team_before(command, 1, ownership)
    match rest.rest.lower():
        case "product" | "platform" as kind:
            return entity_wish(Kind.TEAM, team, replace(team, kind=kind), command.reason)
    raise command.objection(Trouble.GRAMMAR)


def declare_engineers(command: Said, ownership: OwnershipMap, _: Speaker) -> Wish:
    """Declare how many MLOps engineers a team has; `unknown` takes it back."""
    team, rest = _team_before(command, 1, ownership)
    said = rest.rest.lower()
    count = _count(said)
    if count is None and said not in _UNKNOWN:
        raise command.objection(Trouble.GRAMMAR, said)
    return entity_wish(Kind.TEAM, team, replace(team, mlops_engineers=count), command.reason)


def declare_tool(command: Said, ownership: OwnershipMap, _: Speaker) -> Wish:
    """Declare which tool a team uses for a purpose."""
    team, rest = _team_before(command, 2, ownership)
    purpose, tool = rest.words
    if not rest.rest.isprintable() or len(rest.rest) > _LONGEST_TOOL:
        raise command.objection(Trouble.GRAMMAR)
    uses = {known: name for known, name in team.uses.items() if key(known) != key(purpose)}
    if tool.lower() != _NOTHING:
        uses[purpose] = tool
    return entity_wish(Kind.TEAM, team, replace(team, uses=uses), command.reason)


def _team_before(command: Said, count: int, ownership: OwnershipMap) -> tuple[Team, Said]:
    """The team that all but the last words name, and those."""
    names = len(command.words) - count
    if names < 1:
        raise command.objection(Trouble.GRAMMAR)
    phrase = " ".join(command.words[:names])
    return team_meant(command, phrase, ownership), command.after(names)


def declare_trainer(command: Said, ownership: OwnershipMap, _: Speaker) -> Wish:
    """Declare which team trains a model."""
    model, team = _model_and_team(command, ownership)
    return model_wish(model, replace(model, trained_by=team.id), command.reason)


def declare_server(command: Said, ownership: OwnershipMap, _: Speaker) -> Wish:
    """Declare which team serves a model."""
    model, team = _model_and_team(command, ownership)
    return model_wish(model, replace(model, served_by=team.id), command.reason)


def _model_and_team(command: Said, ownership: OwnershipMap) -> tuple[Model, Team]:
    model, rest = take_model(command, ownership)
    rest = without_linking(rest)
    return model, team_meant(rest, rest.rest, ownership)
