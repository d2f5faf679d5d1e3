"""How ids and addresses are spelt in settings. A ValueError is all they say of what is wrong."""

import re
from collections.abc import Callable
from typing import Annotated, Final, Literal

from pydantic import AfterValidator
from pydantic_settings import NoDecode

from bot.settings.spelling import listed, spelt

SYSTEM: Final = "system"

_WORKSPACE: Final = re.compile(r"[TE][A-Z0-9]+")
_GUID: Final = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_CHANNEL: Final = re.compile(r"[CG][A-Z0-9]+|19:[\w@.-]+")
_WEB_ADDRESS: Final = re.compile(r"https?://[^\s/?#@]+(/[^\s?#]*)?")


def _matching(pattern: re.Pattern[str]) -> Callable[[str], str]:
    def checked(text: str) -> str:
        if not pattern.fullmatch(text):
            raise ValueError
        return text

    return checked


_workspace, _channel, _web_address = map(_matching, (_WORKSPACE, _CHANNEL, _WEB_ADDRESS))


def _guid(text: str) -> str:
    return _matching(_GUID)(text.lower())


def _identity(text: str) -> str:
    """An id in small letters, as the one that it is compared with is."""
    return SYSTEM if text.lower() == SYSTEM else _guid(text)


def _names(text: str) -> frozenset[str]:
    return frozenset(listed(text))


def _several(one: Callable[[str], str]) -> Callable[[str], frozenset[str]]:
    """A list that was meant to name something and names nothing is a mistake: it must not mean any."""

    def checked(text: str) -> frozenset[str]:
        names = frozenset(map(one, listed(text)))
        if not names:
            raise ValueError
        return names

    return checked


def _bare_address(text: str) -> str:
    return _web_address(text).removesuffix("/")


def _base_address(text: str) -> str:
    """The form that slack-sdk joins method names to."""
    return f"{_bare_address(text)}/"


Names = Annotated[frozenset[str], NoDecode, spelt(_names)]
Workspaces = Annotated[frozenset[str], NoDecode, spelt(_several(_workspace))]
ChannelId = Annotated[str, AfterValidator(_channel)]
"""A channel's id; its name would look right, and reach nobody."""
Guid = Annotated[str, AfterValidator(_guid)]
Identity = Annotated[str, AfterValidator(_identity)]
"""A managed identity of Azure: the system's, or one by its client id."""
Guids = Annotated[frozenset[str], NoDecode, spelt(_several(_guid))]
WebAddress = Annotated[str, AfterValidator(_bare_address)]
BaseAddress = Annotated[str, AfterValidator(_base_address)]
Cloud = Annotated[Literal["public", "usgov", "usgovdod", "china"], spelt(str.lower)]
"""Microsoft's clouds, by the names that its SDK gives them."""
LogLevel = Annotated[Literal["DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL"], spelt(str.upper)]
