"""Reply -> Microsoft's Adaptive Cards, version 1.5."""

from bot.render.adaptive_card.card import CARD_TYPE, Card, adaptive_card, dialog_card
from bot.render.adaptive_card.message import Rendered, message
from bot.render.adaptive_card.speech import fallback_text, summary

__all__ = [
    "CARD_TYPE",
    "Card",
    "Rendered",
    "adaptive_card",
    "dialog_card",
    "fallback_text",
    "message",
    "summary",
]
