"""Tools: product teams that run different ones for one purpose, and teams off the paved path."""

from knowledge.diagnosis.finding import Finding, Inspection, OffPath, Rule, Shadow
from knowledge.diagnosis.rooms import PLATFORM, PRODUCT
from knowledge.entities import Id, Pattern, Team
from knowledge.names import key
from knowledge.ownership import OwnershipMap


def shadow(ownership: OwnershipMap) -> Inspection:
    """Purposes for which product teams use different tools."""
    purposes: dict[str, dict[str, list[Id]]] = {}
    for team in product_teams(ownership):
        for purpose, tool in team.uses.items():
            purposes.setdefault(key(purpose), {}).setdefault(key(tool), []).append(team.id)
    trained = models_trained(ownership)
    found = []
    for purpose, tools in sorted(purposes.items()):
        if len(tools) > 1:
            sorted_tools = sorted(tools.items(), key=lambda item: (-len(item[1]), item[0]))
            seen = Shadow(tuple((tool, tuple(teams)) for tool, teams in sorted_tools))
            reach = sum(trained.get(t, 0) for teams in tools.values() for t in teams)
            found.append(Finding(Rule.SHADOW, purpose, seen, reach))
    return Inspection(Rule.SHADOW, tuple(found), len(purposes))


def off_path(ownership: OwnershipMap) -> Inspection:
    """In a federated shape, or on shared rails: teams that use another tool than the platform's."""
    declared = ownership.organisation
    if declared.pattern is not Pattern.FEDERATED and not declared.shared_rails:
        return Inspection(Rule.OFF_PATH, (), 0)
    paved: dict[str, dict[str, str]] = {}
    for team in ownership.teams.values():
        if team.kind == PLATFORM:
            for purpose, tool in team.uses.items():
                paved.setdefault(key(purpose), {}).setdefault(key(tool), tool)
    teams, trained = product_teams(ownership), models_trained(ownership)
    found = tuple(
        Finding(Rule.OFF_PATH, team.id, OffPath(tools), trained.get(team.id, 0))
        for team in teams
        if (tools := _beside(team, paved))
    )
    return Inspection(Rule.OFF_PATH, found, len(teams))


def _beside(team: Team, paved: dict[str, dict[str, str]]) -> tuple[tuple[str, str, str], ...]:
    return tuple(
        (purpose, tool, " or ".join(offered.values()))
        for purpose, tool in sorted(team.uses.items())
        if (offered := paved.get(key(purpose))) and key(tool) not in offered
    )


def product_teams(ownership: OwnershipMap) -> list[Team]:
    """Those that are said to be, and those that train models and aren't said to be anything."""
    trained = models_trained(ownership)
    return [
        team
        for team in ownership.teams.values()
        if team.kind == PRODUCT or (team.kind is None and team.id in trained)
    ]


def models_trained(ownership: OwnershipMap) -> dict[Id, int]:
    """How many models each team trains."""
    trained: dict[Id, int] = {}
    for model in ownership.models.values():
        if model.trained_by:
            trained[model.trained_by] = trained.get(model.trained_by, 0) + 1
    return trained
