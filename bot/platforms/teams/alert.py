"""The text of a message that somebody pointed at, with all that it keeps out of its body.

Alerts come as HTML, or as a card in an attachment: Alertmanager's, Grafana's, a workflow's.
"""

import json
import re
from collections.abc import Iterator, Mapping
from html.parser import HTMLParser
from itertools import islice
from typing import Any, Final

from bot.platforms.alert_lines import one_text
from bot.platforms.teams.activity import Activity, at, text_at

_NODES: Final = 5_000
_SAYING: Final = (
    "title",
    "subtitle",
    "summary",
    "activityTitle",
    "activitySubtitle",
    "activityText",
    "text",
    "name",
)
_HOLDING: Final = ("body", "items", "columns", "inlines", "sections", "facts", "rows", "cells")
_NO_TAG: Final = re.compile(r"<(?!/?[A-Za-z][^<>]{0,4000}>)")
"""What begins as a tag and is none: for each, HTMLParser would look through all the rest."""

_BREAKING: Final = frozenset({"p", "br", "div", "li", "tr", "td", "h1", "h2", "h3", "pre"})


def alert_text(activity: Activity) -> str:
    """Everything that the message says."""
    return one_text(_pieces(activity))


def _pieces(activity: Activity) -> Iterator[str]:
    message = at(activity, "value", "messagePayload")
    if not isinstance(message, Mapping):
        return
    yield text_at(message, "subject")
    yield text_at(message, "summary")
    yield _written(message)
    attachments = message.get("attachments")
    for attachment in attachments if isinstance(attachments, list) else ():
        if isinstance(attachment, Mapping):
            yield from islice(_walk(_content(attachment)), _NODES)


def _written(message: Mapping[str, Any]) -> str:
    content = text_at(message, "body", "content")
    if text_at(message, "body", "contentType").lower() != "html":
        return content
    reader = _Reader()
    reader.feed(_NO_TAG.sub("&lt;", content))
    reader.close()
    return "".join(reader.said)


def _content(attachment: Mapping[str, Any]) -> Any:
    """A card comes as JSON in a text, or as it is."""
    content = attachment.get("content")
    if not isinstance(content, str):
        return content
    try:
        return json.loads(content)
    except (ValueError, RecursionError):
        return None


def _walk(card: Any) -> Iterator[str]:
    """Depth first, without recursion: how deep a card goes is not ours to choose."""
    waiting = [card]
    while waiting:
        node = waiting.pop()
        if isinstance(node, list):
            waiting.extend(reversed(node))
        elif isinstance(node, Mapping):
            yield from _said(node)
            waiting.extend(node[key] for key in reversed(_HOLDING) if key in node)


def _said(node: Mapping[str, Any]) -> Iterator[str]:
    """`Model: fraud-model` for a fact: a title says what its value is."""
    name = node.get("title", node.get("name"))
    if isinstance(name, str) and isinstance(node.get("value"), str):
        yield f"{name}: {node['value']}"
        return
    yield from (node[key] for key in _SAYING if isinstance(node.get(key), str))


class _Reader(HTMLParser):
    """HTML as text, a line for each block."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.said: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        del attrs
        if tag in _BREAKING:
            self.said.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in _BREAKING:
            self.said.append("\n")

    def handle_data(self, data: str) -> None:
        self.said.append(data)
