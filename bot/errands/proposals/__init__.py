"""Changes that somebody proposes and somebody else decides."""

from bot.errands.proposals import deciding, proposing
from bot.errands.proposals.deciding import A_NUMBER, APPROVE, DECLINE, approve, decline
from bot.errands.proposals.proposing import PROPOSALS, PROPOSE, proposals, propose

EXAMPLES: tuple[str, ...] = (*proposing.EXAMPLES, *deciding.EXAMPLES)

__all__ = [
    "APPROVE",
    "A_NUMBER",
    "DECLINE",
    "EXAMPLES",
    "PROPOSALS",
    "PROPOSE",
    "approve",
    "decline",
    "proposals",
    "propose",
]
