"""Reply -> Slack's Block Kit."""

from bot.render.block_kit.blocks import block_kit, fallback_text, message
from bot.render.block_kit.buttons import Block
from bot.render.block_kit.pictures import has_pictures, without_pictures

__all__ = [
    "Block",
    "block_kit",
    "fallback_text",
    "has_pictures",
    "message",
    "without_pictures",
]
