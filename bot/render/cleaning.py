"""What holds of text wherever it is shown: nothing in it steers the display, and a link is a link."""

import unicodedata

_JOINERS = "\u200c\u200d"  # some scripts and emoji need them
_WEB = ("https://", "http://")


def clean(text: str) -> str:
    """One line without the characters that steer a display."""
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() else _replacement(c) for c in text)


def _replacement(character: str) -> str:
    if character.isspace():
        return " "
    steers = unicodedata.category(character) in ("Cc", "Cf", "Cs")
    return "" if steers and character not in _JOINERS else character


def is_web_address(url: str) -> bool:
    """Whether it may become a link."""
    is_one = url.startswith(_WEB) and url.isprintable() and url not in _WEB
    return is_one and not (" " in url or "<" in url or ">" in url or "|" in url)
