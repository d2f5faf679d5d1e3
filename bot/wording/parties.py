"""How people, teams and rotations are named in a sentence."""

from collections.abc import Iterable, Mapping

from knowledge.briefs import Step
from knowledge.entities import KnowledgeKind, PageKind, Party, Person, Rotation, Team
from knowledge.ownership import OnCall

KIND_NAMES = {PageKind.INFRASTRUCTURE: "Infrastructure", PageKind.MODEL_QUALITY: "Model-quality"}
PLATFORM_NAMES: Mapping[str, str] = {"slack": "Slack", "teams": "Teams"}
KNOWLEDGE_NAMES = {
    KnowledgeKind.BUSINESS_DOMAIN: "the business",
    KnowledgeKind.MODEL: "the model",
    KnowledgeKind.INFRASTRUCTURE: "the infrastructure",
}


def party_text(party: Party) -> str:
    """`Priya Nair`, `Risk ML (a team)`, `platform-primary (a rotation)`."""
    if isinstance(party, Person):
        return party.name if party.active else f"{party.name} (inactive)"
    return f"{party.name} (a {'team' if isinstance(party, Team) else 'rotation'})"


def chain_text(steps: Iterable[Step]) -> str:
    """`Tomas Reyes, then Priya Nair (leads Risk ML)`."""
    return ", then ".join(map(step_text, steps))


def step_text(step: Step) -> str:
    """Whom a step of an escalation means, and through what."""
    party, person = step.party, step.person
    if isinstance(party, Person):
        return party_text(party)
    behind = f"{person.name}{'' if person.active else ', inactive'}" if person else ""
    if isinstance(party, Team):
        return (
            f"{behind} (leads {party.name})" if behind else f"{party.name} (a team without a lead)"
        )
    return f"{behind} ({party.name})" if behind else f"{party.name} (nobody is on call)"


def successor_text(on_call: OnCall) -> str:
    """Who is next, if anybody is: `Tomas Reyes`, `Lars Holm (inactive)`, `NOBODY`."""
    if on_call.next:
        return party_text(on_call.next)
    return "NOBODY" if on_call.until else ""


def behind_text(resolution: OnCall) -> str:
    """The rotation behind the person, in brackets; nothing for a person who owns outright."""
    owner = resolution.owner
    if not isinstance(owner, Rotation):
        return ""
    return f" ({owner.name}, standing in)" if resolution.override else f" ({owner.name})"
