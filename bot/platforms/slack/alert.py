"""The text of a message that somebody else posted, with all that it keeps out of `text`.

Alertmanager, Grafana and PagerDuty put little or nothing into a message's text: the alert is in
its attachments or its blocks.
"""

from collections.abc import Iterator
from itertools import islice
from typing import Any

from bot.platforms.alert_lines import one_text
from bot.platforms.slack.payload import Payload

_NODES = 5_000
_ATTACHMENT = ("pretext", "author_name", "title", "text", "fallback", "footer")
_BLOCK = ("title", "text", "fields", "elements", "rows", "value")
_RUNS_OF_TEXT = ("rich_text_section", "rich_text_preformatted", "rich_text_quote")
_NOT_READ = ("actions", "image", "input", "video")


def alert_text(message: Payload) -> str:
    """Everything that the message says."""
    return one_text(piece for piece in _pieces(message) if isinstance(piece, str))


def _pieces(message: Payload) -> Iterator[Any]:
    yield message.get("text")
    yield from _of_blocks(message.get("blocks"))
    for attachment in _mappings(message.get("attachments")):
        yield from map(attachment.get, _ATTACHMENT)
        for field in _mappings(attachment.get("fields")):
            yield _labelled(field)
        yield from _of_blocks(attachment.get("blocks"))
        yield from _of_blocks([block.get("message") for block in _message_blocks(attachment)])


def _labelled(field: Payload) -> str:
    """`Model: fraud-model`: a title says what its value is."""
    title, value = field.get("title"), field.get("value")
    return ": ".join(text for text in (title, value) if isinstance(text, str) and text)


def _message_blocks(attachment: Payload) -> Iterator[Payload]:
    """What a forwarded message carries."""
    yield from _mappings(attachment.get("message_blocks"))


def _mappings(value: object) -> Iterator[dict[str, Any]]:
    if isinstance(value, list):
        yield from (item for item in value if isinstance(item, dict))


def _of_blocks(blocks: object) -> Iterator[str]:
    return islice(_walk(blocks), _NODES)


def _walk(blocks: object) -> Iterator[str]:
    """Depth first, without recursion: how deep a message goes is not ours to choose."""
    waiting = [blocks]
    while waiting:
        node = waiting.pop()
        if isinstance(node, str):
            yield node
        elif isinstance(node, list):
            waiting.extend(reversed(node))
        elif isinstance(node, dict):
            waiting.extend(reversed(_inside(node)))


def _inside(block: dict[str, Any]) -> list[Any]:
    kind = block.get("type")
    if kind in _RUNS_OF_TEXT:
        return ["".join(map(_run, _mappings(block.get("elements"))))]
    if kind in _NOT_READ:
        return []
    return [block.get("blocks"), *(block.get(key) for key in _BLOCK)]


def _run(element: dict[str, Any]) -> str:
    """A stretch of one style, or what stands in its place."""
    match element:
        case {"type": "user", "user_id": str(user)}:
            return f"<@{user}>"
        case {"type": "channel", "channel_id": str(channel)}:
            return f"<#{channel}>"
        case {"text": str(text)} | {"url": str(text)}:
            return text
    return " "
