"""Shifts that somebody asks others to take: asked for, answered, ended."""

from bot.errands.offers import answering, covering, swapping
from bot.errands.offers.answering import ACCEPT, DECLINE, WITHDRAW, accept, decline, withdraw
from bot.errands.offers.covering import COVER, cover
from bot.errands.offers.swapping import SWAP, WITH_SOMEBODY, swap

EXAMPLES: tuple[str, ...] = (*covering.EXAMPLES, *swapping.EXAMPLES, *answering.EXAMPLES)

__all__ = [
    "ACCEPT",
    "COVER",
    "DECLINE",
    "EXAMPLES",
    "SWAP",
    "WITHDRAW",
    "WITH_SOMEBODY",
    "accept",
    "cover",
    "decline",
    "swap",
    "withdraw",
]
