"""The time zone in which an instant was said: `UTC`, `UTC+2`, `Europe/Berlin`, `2am Tokyo time`."""

import re
from collections.abc import Mapping
from functools import lru_cache
from zoneinfo import available_timezones

from knowledge.moments.scan import Scan, UnclearMoment, unclear

_OFFSET = re.compile(r"\b(?:utc|gmt)\s?(?P<sign>[+-])\s?(?P<hours>\d{1,2})(?P<minutes>:?\d{2})?\b")
_NAME = re.compile(r"\b(?P<name>utc|gmt|[a-z]+/[a-z_]+(?:/[a-z_]+)?)(?!\w)")
_ABBREVIATED = re.compile(
    r"\s+(?:in\s+)?(?:the\s+)?(?:[ecmp]t|nz[sd]?t|ny|uk|usa?|india|japan|china|korea|germany|france|spain"
    r"|italy|brazil|canada|australia|europe|asia|africa)(?![\w-])"
    r"|\s+(?:central|eastern|western)\s+european\b"
)
"""What is said for a zone and is none, or has several."""
_PLACE = re.compile(r"\s+(?:in\s+)?(?P<place>[a-z]+(?:\s[a-z]+)?)\b")
_PLACE_TIME = re.compile(r"\s+(?:in\s+)?(?:the\s+)?(?P<place>[a-z]+(?:\s[a-z]+)?)\s+time\b")
_ASKERS_OWN = frozenset({"my", "our", "local"})
_ORDINARY = frozenset({"this", "that", "same", "first", "second", "next", "last", "every", "any"})
_REGIONS = (
    "Africa", "America", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific", "US",
)  # fmt: skip
_FARTHEST = 12


def said_zone(scan: Scan, after: int | None, *, asked: bool = True) -> str | UnclearMoment | None:
    """The zone said; one that isn't known is unclear. `after` is where a clock time ended.

    Where nothing is `asked`, a country may be that of the trouble: `503s at 2am in india`.
    """
    offset = scan.take(_OFFSET)
    if offset:
        return _fixed(offset)
    named = _NAME.search(scan.text)
    if named and (zone := _zones().get(named["name"])):
        scan.blank(*named.span())
        return zone
    if after is None:
        return None
    if named and not scan.text[after : named.start()].strip():
        return unclear(named)
    shortened = _ABBREVIATED.match(scan.text, after) if asked else None
    return unclear(shortened) if shortened else _of_place(scan, after)


def _fixed(found: re.Match[str]) -> str | UnclearMoment:
    hours = int(found["hours"])
    if hours > _FARTHEST or (found["minutes"] or "00").lstrip(":") != "00":
        return unclear(found)
    # Etc/GMT-2 is two hours *ahead* of UTC.
    return f"Etc/GMT{'-' if found['sign'] == '+' else '+'}{hours}" if hours else "UTC"


def _of_place(scan: Scan, after: int) -> str | UnclearMoment | None:
    timed, found = _PLACE_TIME.match(scan.text, after), _PLACE.match(scan.text, after)
    for match in filter(None, (timed, found)):
        place = match["place"]
        for words in (place, place.split(" ")[0]):
            if zone := _places().get(words):
                scan.blank(match.start(), match.start("place") + len(words))
                return zone
    if timed and not {*timed["place"].split(" ")} & (_ASKERS_OWN | _ORDINARY):
        return unclear(timed)
    return None


@lru_cache(maxsize=1)
def _zones() -> Mapping[str, str]:
    return {"gmt": "UTC", "utc": "UTC"} | {
        name.casefold(): name for name in available_timezones() if "/" in name
    }


@lru_cache(maxsize=1)
def _places() -> Mapping[str, str]:
    """Zones by the city they are named for; `US/Eastern` is `eastern`."""
    names = sorted(name for name in available_timezones() if name.split("/")[0] in _REGIONS)
    return {name.rpartition("/")[2].replace("_", " ").casefold(): name for name in names}
