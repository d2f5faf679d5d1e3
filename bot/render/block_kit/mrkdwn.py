"""Spans -> Slack's mrkdwn, in which nothing that somebody wrote comes alive.

Spans are first joined with control characters in place of our own markup, which no text can hold
after `clean`. So escaping and disarming are done once for a whole section, and a text can be cut
before it is escaped (`clipping`).

Slack has no escape for `*`, `_`, `~`, emoji names and quotes. A word in which one of them would
work is shown as code, where it does not.
"""

import re
from collections.abc import Callable
from typing import Any

from bot.identity import SLACK_MEMBER_ID
from bot.render.cleaning import clean, is_web_address
from bot.reply import ChannelMention, Link, Mention, Spans, Strong, Struck, Verbatim

BOLD, CODE, OPEN, CLOSE, STRUCK = "\x01", "\x02", "\x03", "\x04", "\x05"
_GAP = "\u200b"  # invisible, between two spans of code that touch

_MARKUP = re.compile(
    r"[*_~`>]"  # one class in front, so that the search is a scan
    r"(?:(?<=[*_~])(?![A-Za-z0-9])"  # could close
    r"|(?<=[*_~])(?<![A-Za-z0-9].)"  # could open
    r"|(?<=`)"
    r"|(?<=>)(?<![^\n].))"  # a quote, at the start of a line
)
_SPECIAL = re.compile(r"[*_~`:<>&\x01-\x05]")
_EMOJI = re.compile(r":[^\s:/\x01-\x05]+:")
_WORD = re.compile(r"\x03[^\x04]*\x04|\x02[^\x02]*\x02|[^\s\x01-\x05]+")
_CHANNEL = re.compile(r"[CG][A-Z0-9]+")
_QUOTE = str.maketrans("`", "'")
_INERT = str.maketrans("*_~`:", "＊＿～'：")  # noqa: RUF001 - look-alikes on purpose


def marked(spans: Spans) -> str:
    """One line, with control characters for markup."""
    return marked_and_plain(spans)[0]


def marked_and_plain(spans: Spans) -> tuple[str, str]:
    """The same, and one line in which a person is a name and a link shows its address."""
    marks, words = [], []
    for span in spans:
        mark, word = _BOTH[type(span)](span)
        marks.append(mark)
        words.append(word)
    return "".join(marks), "".join(words)


def escaped(text: str) -> str:
    """The three characters by which Slack finds its own sequences."""
    if "&" in text or "<" in text or ">" in text:  # seldom, and looking is much cheaper
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return text


def mrkdwn(text: str) -> str:
    """What Slack is sent for `marked` text."""
    if _SPECIAL.search(text) is None:
        return text
    if _comes_alive(text):
        text = _WORD.sub(_disarmed, text)
    text = escaped(text).replace(CODE + CODE, CODE + _GAP + CODE)
    text = text.replace(BOLD, "*").replace(CODE, "`").replace(STRUCK, "~")
    return text.replace(OPEN, "<").replace(CLOSE, ">")


_Both = tuple[str, str]
"""A span marked, and plain."""


def _str(span: str) -> _Both:
    text = clean(span)
    return text, text


def _strong(span: Strong) -> _Both:
    return _around(BOLD, clean(span.text))


def _verbatim(span: Verbatim) -> _Both:
    return _around(CODE, clean(span.text))


def _struck(span: Struck) -> _Both:
    return _around(STRUCK, clean(span.text))


def _around(mark: str, text: str) -> _Both:
    """Slack wants no space inside the marks."""
    core = text.strip()
    if core == text:
        return (f"{mark}{text}{mark}" if text else ""), text
    before, _, after = text.partition(core) if core else (text, "", "")
    return (f"{before}{mark}{core}{mark}{after}" if core else text), text


def _mention(span: Mention) -> _Both:
    name, slack = clean(span.person.name), span.person.slack
    return (f"{OPEN}@{slack}{CLOSE}" if slack and SLACK_MEMBER_ID.fullmatch(slack) else name), name


def _channel_mention(span: ChannelMention) -> _Both:
    slack = span.channel.slack
    plain = f"channel {clean(slack or span.channel.teams or '')}".rstrip()
    return (f"{OPEN}#{slack}{CLOSE}" if slack and _CHANNEL.fullmatch(slack) else plain), plain


def _link(span: Link) -> _Both:
    text, url = clean(span.text), span.url
    if not is_web_address(url):
        return text, text
    mark = f"{OPEN}{url}|{text}{CLOSE}" if text.strip() else f"{OPEN}{url}{CLOSE}"
    return mark, f"{text} ({url})"


# Not a `match`: taking spans apart by pattern would be half of the whole rendering.
_BOTH: dict[type, Callable[[Any], _Both]] = {
    str: _str,
    Strong: _strong,
    Verbatim: _verbatim,
    Struck: _struck,
    Mention: _mention,
    Link: _link,
    ChannelMention: _channel_mention,
}


def _comes_alive(text: str) -> bool:
    if "_" in text or "*" in text or "~" in text or "`" in text or ">" in text:
        return _MARKUP.search(text) is not None or _EMOJI.search(text) is not None
    return _EMOJI.search(text) is not None


def _disarmed(match: re.Match[str]) -> str:
    word = match[0]
    if word.startswith(OPEN):
        url, bar, label = word.partition("|")
        return f"{url}{bar}{label.translate(_INERT) if _comes_alive(label) else label}"
    if word.startswith(CODE):
        return word.translate(_QUOTE)
    if _comes_alive(word):
        return f"{CODE}{word.translate(_QUOTE)}{CODE}"
    return word
