"""How sound the map is, and the plan from centralised to federated.

See `bot.inspection` for how they are asked for.
"""

from typing import Final

from bot.commands.said import Said
from bot.commands.speaker import Speaker
from bot.conversation import reply_to
from bot.inspection import HEALTH, OF_A_PLAN, OF_HEALTH, PLAN, health_asked, plan_asked
from bot.office import Office
from bot.reply import Message, Reaction
from knowledge.store import Dismissals, Readings

__all__ = ["EXAMPLES", "HEALTH", "OF_A_PLAN", "OF_HEALTH", "PLAN"]

EXAMPLES: Final[tuple[str, ...]] = ("health", "health gap", "plan", "plan for fraud-model")


def look_at_health(command: Said, speaker: Speaker, office: Office) -> Reaction:
    """The whole, one kind of finding, one finding, or what was put aside."""
    ownership = office.known()
    aside = Dismissals(office.store).standing()
    found = health_asked(command, ownership, speaker.now, aside)
    return Reaction(found.reply) if found else _asked("health", speaker, office)


def look_at_plan(command: Said, speaker: Speaker, office: Office) -> Reaction:
    """The plan, or what one model lacks."""
    ownership = office.known()
    found = plan_asked(command, ownership, speaker.now, Readings(office.store).backlog)
    text = f"plan {command.rest}".strip()
    return Reaction(found.reply) if found else _asked(text, speaker, office)


def _asked(text: str, speaker: Speaker, office: Office) -> Reaction:
    """The answer about the model that is called so."""
    message = Message(text, speaker.account, speaker.place)
    return Reaction(reply_to(message, office.current(), speaker.now, office.terms))
