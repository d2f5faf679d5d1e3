"""Reply -> Slack's Block Kit."""

from bot.render.block_kit.blocks import block_kit, fallback_text, message
from bot.render.block_kit.buttons import Block

__all__ = ["Block", "block_kit", "fallback_text", "message"]
