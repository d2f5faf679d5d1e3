"""How people, teams and rotations are named in a sentence."""

from collections.abc import Iterable

from knowledge.entities import KnowledgeKind, PageKind, Party, Person, Rotation, Team
from knowledge.ownership import OnCall
from knowledge.questions.outcome import Step

KIND_NAMES = {PageKind.INFRASTRUCTURE: "Infrastructure", PageKind.MODEL_QUALITY: "Model-quality"}
KNOWLEDGE_NAMES = {
    KnowledgeKind.BUSINESS_DOMAIN: "the business",
    KnowledgeKind.MODEL: "the model",
    KnowledgeKind.INFRASTRUCTURE: "the infrastructure",
}


def party_text(party: Party) -> str:
    """`Priya Nair`, `Risk ML (a team)`, `platform-primary (a rotation)`."""
    match party:
        case Person(active=False):
            return f"{party.name} (inactive)"
        case Person():
            return party.name
        case Team():
            return f"{party.name} (a team)"
        case Rotation():
            return f"{party.name} (a rotation)"


def chain_text(steps: Iterable[Step]) -> str:
    """`Tomas Reyes, then Priya Nair (leads Risk ML)`."""
    return ", then ".join(step_text(step) for step in steps)


def step_text(step: Step) -> str:
    """Whom a step of an escalation means, and through what."""
    person = (
        f"{step.person.name}{'' if step.person.active else ', inactive'}" if step.person else ""
    )
    match step.party:
        case Person():
            return party_text(step.party)
        case Team(name=team):
            return f"{person} (leads {team})" if person else f"{team} (a team without a lead)"
        case Rotation(name=rotation):
            return f"{person} ({rotation})" if person else f"{rotation} (nobody is on call)"


def behind_text(resolution: OnCall) -> str:
    """The rotation behind the person, in brackets; nothing for a person who owns outright."""
    owner = resolution.owner
    if not isinstance(owner, Rotation):
        return ""
    return f" ({owner.name}, standing in)" if resolution.override else f" ({owner.name})"


def joined(items: Iterable[str]) -> str:
    """Facts of one line, set apart."""
    return " · ".join(item for item in items if item)
