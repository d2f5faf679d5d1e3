"""Reply -> Slack's Block Kit."""

from bot.render.block_kit.blocks import NO_FILES, Files, block_kit, fallback_text, message
from bot.render.block_kit.buttons import Block
from bot.render.block_kit.pictures import has_pictures, without_pictures

__all__ = [
    "NO_FILES",
    "Block",
    "Files",
    "block_kit",
    "fallback_text",
    "has_pictures",
    "message",
    "without_pictures",
]
