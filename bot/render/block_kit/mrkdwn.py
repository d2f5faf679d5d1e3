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
_MEMBER = re.compile(r"[UW][A-Z0-9]+")
_CHANNEL = re.compile(r"[CG][A-Z0-9]+")
_QUOTE = str.maketrans("`", "'")
_INERT = str.maketrans("*_~`:", "＊＿～'：")  # noqa: RUF001 - look-alikes on purpose


def marked(spans: Spans) -> str:
    """One line, with control characters for markup."""
    return "".join([_MARKED[type(span)](span) for span in spans])


def plain(spans: Spans) -> str:
    """One line in which a person is a name and a link shows its address."""
    return "".join([_PLAIN[type(span)](span) for span in spans])


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


def _plain_text(span: Strong | Verbatim) -> str:
    return clean(span.text)


def _plain_mention(span: Mention) -> str:
    return clean(span.person.name)


def _plain_channel(span: ChannelMention) -> str:
    return f"channel {clean(span.channel.slack or span.channel.teams or '')}".rstrip()


def _plain_link(span: Link) -> str:
    return f"{clean(span.text)} ({span.url})" if is_web_address(span.url) else clean(span.text)


def _around(mark: str, text: str) -> str:
    """Slack wants no space inside the marks."""
    if text and text.isprintable() and text.strip() == text:
        return f"{mark}{text}{mark}"
    text = clean(text)
    core = text.strip()
    before, _, after = text.partition(core) if core else (text, "", "")
    return f"{before}{mark}{core}{mark}{after}" if core else text


def _mention(span: Mention) -> str:
    slack = span.person.slack
    return (
        f"{OPEN}@{slack}{CLOSE}" if slack and _MEMBER.fullmatch(slack) else clean(span.person.name)
    )


def _channel_mention(span: ChannelMention) -> str:
    slack = span.channel.slack
    return f"{OPEN}#{slack}{CLOSE}" if slack and _CHANNEL.fullmatch(slack) else _plain_channel(span)


def _link(span: Link) -> str:
    text = clean(span.text)
    if not is_web_address(span.url):
        return text
    return f"{OPEN}{span.url}|{text}{CLOSE}" if text.strip() else f"{OPEN}{span.url}{CLOSE}"


# Not a `match`: taking spans apart by pattern would be half of the whole rendering.
_MARKED: dict[type, Callable[[Any], str]] = {
    str: clean,
    Strong: lambda span: _around(BOLD, span.text),
    Verbatim: lambda span: _around(CODE, span.text),
    Struck: lambda span: _around(STRUCK, span.text),
    Mention: _mention,
    Link: _link,
    ChannelMention: _channel_mention,
}
_PLAIN: dict[type, Callable[[Any], str]] = {
    str: clean,
    Strong: _plain_text,
    Verbatim: _plain_text,
    Struck: _plain_text,
    Mention: _plain_mention,
    Link: _plain_link,
    ChannelMention: _plain_channel,
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
