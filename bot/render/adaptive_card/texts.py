"""Spans -> one line of a card: runs without markup, or a text block where somebody is mentioned."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, assert_never

from bot.identity import DIRECTORY_ID
from bot.render.adaptive_card.inert import inert, inert_line
from bot.render.cleaning import clean, is_web_address
from bot.reply import ChannelMention, Link, Mention, Span, Spans, Strong, Struck, Verbatim
from knowledge.entities import Person

Element = dict[str, Any]
"""A part of a card, as it is sent."""

ELLIPSIS = "…"
LONGEST_LINE = 2_000
"""Characters of one line."""

_MOST_MENTIONED = 15
_LONGEST_NAME = 60


@dataclass(slots=True)
class Mentions:
    """Who is mentioned in a card, by the name that stands in its text.

    Teams finds an entity by its text, so of two people with one name only the first is mentioned.
    """

    most: int = _MOST_MENTIONED
    by_name: dict[str, str] = field(default_factory=dict)

    def tag(self, person: Person) -> str | None:
        """What stands for a person in a text block; None where they cannot be mentioned."""
        name, directory_id = clean(person.name).strip(), person.teams or ""
        if not DIRECTORY_ID.fullmatch(directory_id) or not 0 < len(name) <= _LONGEST_NAME:
            return None
        if inert(name) != name or (name not in self.by_name and len(self.by_name) >= self.most):
            return None
        if self.by_name.setdefault(name, directory_id) != directory_id:
            return None
        return f"<at>{name}</at>"

    def entities(self, body: Sequence[Element]) -> list[Element]:
        """Those who are mentioned in the body, as Teams takes them beside it."""
        said = json.dumps(body, ensure_ascii=False)
        return [
            {
                "type": "mention",
                "text": f"<at>{name}</at>",
                "mentioned": {"id": directory_id, "name": name},
            }
            for name, directory_id in self.by_name.items()
            if f"<at>{json.dumps(name, ensure_ascii=False)[1:-1]}</at>" in said
        ]


def line(prefix: str, spans: Spans, mentions: Mentions, **style: Any) -> Element | None:
    """One line, cut where it is too long; None where it says nothing."""
    fitting = list(_fitting(spans))
    if not "".join(plain_span(span) for span in fitting).strip():
        return None
    if any(isinstance(span, Mention) and mentions.tag(span.person) for span in fitting):
        text = inert_line(prefix + "".join(_marked(span, mentions) for span in fitting))
        return {"type": "TextBlock", "text": text, "wrap": True, **style}
    runs = [_run(span, style) for span in ([prefix] if prefix else []) + fitting]
    return {"type": "RichTextBlock", "inlines": [run for run in runs if run["text"]]}


def plain_span(span: Span) -> str:
    """A span in plain words: a person is a name, and a link shows its address."""
    match span:
        case str():
            return clean(span)
        case Mention(person):
            return clean(person.name)
        case ChannelMention(channel):
            return f"channel {clean(channel.teams or channel.slack or '')}".rstrip()
        case Link(text, url):
            return f"{clean(text)} ({url})" if is_web_address(url) else clean(text)
        case Strong(text) | Verbatim(text) | Struck(text):
            return clean(text)
        case _:
            assert_never(span)


def plain_line(spans: Iterable[Span]) -> str:
    """A whole line in plain words."""
    return "".join(plain_span(span) for span in spans)


def _fitting(spans: Spans) -> Iterator[Span]:
    room = LONGEST_LINE
    for span in spans:
        length = len(plain_span(span))
        if length > room:
            yield (span[:room] if isinstance(span, str) else "") + ELLIPSIS
            return
        room -= length
        yield span


def _run(span: Span, style: Element) -> Element:
    """A stretch of text that is shown as it stands."""
    run: Element = {"type": "TextRun", "text": plain_span(span), **style}
    match span:
        case Strong():
            run["weight"] = "Bolder"
        case Struck():
            run["strikethrough"] = True
        case Verbatim():
            run["fontType"] = "Monospace"
        case Link(text, url) if is_web_address(url):
            run["text"] = clean(text) or url
            run["selectAction"] = {"type": "Action.OpenUrl", "url": url}
    return run


def _marked(span: Span, mentions: Mentions) -> str:
    """The same where Markdown is known: our own marks live, and nobody else's."""
    match span:
        case Mention(person):
            return mentions.tag(person) or inert(person.name)
        case Strong(text):
            core = inert(text).strip()
            return f"**{core}**" if core else ""
        case Link(text, url) if is_web_address(url):
            return f"[{inert(text).strip() or 'link'}]({_address(url)})"
        case _:
            return inert(plain_span(span))


def _address(url: str) -> str:
    """A web address in which no parenthesis ends the link."""
    return url.replace("(", "%28").replace(")", "%29").replace("\\", "%5C")
