"""Pictures -> Slack's image blocks, of files that were uploaded before."""

from typing import Final

from bot.render.block_kit.buttons import Block
from bot.render.block_kit.clipping import ELLIPSIS
from bot.render.block_kit.mrkdwn import mrkdwn
from bot.render.cleaning import clean
from bot.reply import Picture

_LONGEST: Final = 2_000


def image(picture: Picture, file: str) -> Block:
    """The block that shows a file."""
    return {
        "type": "image",
        "slack_file": {"id": file},
        "alt_text": _clipped(picture.alt),
        "title": {"type": "plain_text", "text": _clipped(picture.title)},
    }


def has_pictures(message: Block) -> bool:
    """Whether a message shows a file."""
    return any(block["type"] == "image" for block in message.get("blocks", ()))


def without_pictures(message: Block) -> Block:
    """The same message with the alternative texts in the places of the pictures."""
    return {**message, "blocks": [_in_words(block) for block in message["blocks"]]}


def _in_words(block: Block) -> Block:
    if block["type"] != "image":
        return block
    text = mrkdwn(block["alt_text"])
    return {"type": "section", "text": {"type": "mrkdwn", "text": text, "verbatim": True}}


def _clipped(text: str) -> str:
    text = clean(text).strip() or ELLIPSIS
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + ELLIPSIS
