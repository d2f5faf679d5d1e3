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

PLAIN: Final = re.compile(_mapping(_VALUES))
"""Matches the whole of a model's text without its parts: what it says is right by itself, and what
is recorded of it would be this very text."""
