"""Models that are right, and spelt as they are recorded: plain to see from the text alone.

The pattern takes far less than the entities do: no escapes, no text that begins or ends outside
ASCII. Whatever it doesn't take is validated as always, and need not be wrong.
"""

import re
from collections.abc import Mapping
from typing import Final


def _mapping(values: Mapping[str, str]) -> str:
    """Some of these members, in this order, without spaces."""
    between = r"(?:,(?!\})|(?=\}))"
    return (
        r"\{" + "".join(f'(?:"{key}":{value}{between})?' for key, value in values.items()) + r"\}"
    )


def _sequence(item: str) -> str:
    return rf"\[{item}(?:,{item})*\]"


def _text(longest: int) -> str:
    visible, any_but_quoted = r"[!#-\[\]-~]", r'[^"\\\x00-\x1f]'
    return f'"{visible}(?:{any_but_quoted}{{0,{longest - 2}}}{visible})?"'


_ID: Final = '"[A-Za-z0-9][A-Za-z0-9_.:/+-]{0,99}"'
_NAMES: Final = _sequence(_text(200))
_WEB_ADDRESS: Final = r'"https?://[!#-;=?-\[\]-{}~]{1,1900}"'
_CHAT_ID: Final = '"[A-Za-z0-9_:@.-]{1,200}"'

_VALUES: Final = {
    "aliases": _NAMES,
    "description": _text(4000),
    "trained_by": _ID,
    "served_by": _ID,
    "handoff": _WEB_ADDRESS,
    "consumers": _NAMES,
    "unconfirmed_consumers": _NAMES,
    "runbook": _WEB_ADDRESS,
    "channel": _mapping({"slack": _CHAT_ID, "teams": _CHAT_ID}),
}
_PLAIN: Final = re.compile(_mapping(_VALUES).encode())
"""Of bytes: that is a copy less, and what isn't ASCII counts for more than it is, which is no harm."""


def is_plain(text: bytes) -> bool:
    """Whether the text of a model without its parts is right by itself, and recorded as it stands."""
    return _PLAIN.fullmatch(text) is not None and (text.isascii() or _is_unicode(text))


def _is_unicode(text: bytes) -> bool:
    try:
        text.decode()
    except UnicodeDecodeError:
        return False
    return True
