"""All that a finding concerns, one a line, where one sentence is too short for it."""

from collections.abc import Iterator

from bot.wording.parties import KNOWLEDGE_NAMES
from knowledge.diagnosis.finding import BusFactor, Finding, MlDepartment, Shadow, TwoLeave
from knowledge.entities import KNOWLEDGE_KINDS, Id
from knowledge.ownership import OwnershipMap


def detail_texts(finding: Finding, ownership: OwnershipMap) -> Iterator[str]:
    """`churn: the model`, for each model that somebody alone knows; nothing for most findings."""
    match finding.seen:
        case BusFactor(models):
            yield from (f"{model}: {_held(model, finding.subject, ownership)}" for model in models)
        case TwoLeave(pages=pages):
            yield from (f"{page.model}: {page.kind} pages" for page in pages)
        case MlDepartment(models=models):
            yield from models
        case Shadow(tools):
            yield from (f"{tool}: {_names(teams, ownership)}" for tool, teams in tools)
        case _:
            return


def _held(model: Id, person: Id, ownership: OwnershipMap) -> str:
    holders = ownership.models[model].knowledge
    kinds = [KNOWLEDGE_NAMES[kind] for kind in KNOWLEDGE_KINDS if holders.of(kind) == person]
    return ", ".join(kinds)


def _names(teams: tuple[Id, ...], ownership: OwnershipMap) -> str:
    return ", ".join(ownership.teams[team].name for team in teams)
