"""The time zone in which an instant was said: `UTC`, `UTC+2`, `Europe/Berlin`, `2am Tokyo time`."""

import re
from collections.abc import Mapping
from functools import lru_cache
from zoneinfo import available_timezones

from knowledge.moments.scan import LONG_DAYS, Scan, UnclearMoment, unclear

_OFFSET = re.compile(r"\b(?:utc|gmt)\s?(?P<sign>[+-])\s?(?P<hours>\d{1,2})(?P<minutes>:?\d{2})?\b")
_NAME = re.compile(r"\b(?P<name>utc|gmt|[a-z]+/[a-z_]+(?:/[a-z_]+)?)(?!\w)")
_PLACE = re.compile(r"\s+(?:in\s+)?(?P<place>[a-z]+(?:\s[a-z]+)?)\b")
_A_PLACES_TIME = r"(?P<place>[a-z]+(?:\s[a-z]+)??)(?:\s+(?:standard|daylight|summer))?\s+time\b"
_PLACE_TIME = re.compile(rf"\s+(?:in\s+)?(?:the\s+)?{_A_PLACES_TIME}")
_ELSEWHERE = re.compile(
    rf"\b(?={_A_PLACES_TIME}(?:\s+zone\b)?"
    rf"(?:[\s?!.,)]*$|\s+(?:on|at|today|tonight|tomorrow|{LONG_DAYS})\b))"
)
_ABBREVIATED = re.compile(
    r"\s*(?:z|zulu|[ecmp]t|ak[sd]t|hst|ast|adt|brt|gst|pkt|ict|wib|hkt|sgt|pht|kst|nz[sd]?t|a[cw]st"
    r"|acdt|sast)(?![\w-])"
)
_COUNTRY = re.compile(
    r"\s+(?:in\s+)?(?:the\s+)?(?:ny|uk|usa?|india|japan|china|korea|germany|france|spain|italy|brazil"
    r"|canada|australia|europe|asia|africa|nyc|sf|san\s+francisco|bay\s+area|(?:east|west)\s+coast|boston"
    r"|seattle|washington|austin|dallas|atlanta|miami|houston|montreal|(?:new\s+)?delhi|mumbai|bangalore"
    r"|bengaluru|hyderabad|pune|chennai|beijing|shenzhen|munich|frankfurt|hamburg|cologne|geneva|barcelona"
    r"|milan|manchester|edinburgh|tel\s+aviv)(?![\w-])"
    r"|\s+(?:central|eastern|western)\s+european\b"
)
"""What is said for a zone and is none, or has several."""
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
        return _of_place_elsewhere(scan)
    if named and named.start() >= after and not scan.text[after : named.start()].strip():
        return unclear(named)
    loose = _ABBREVIATED.match(scan.text, after) or (asked and _COUNTRY.match(scan.text, after))
    return unclear(loose) if loose else _of_place(scan, after) or _of_place_elsewhere(scan)


def _fixed(found: re.Match[str]) -> str | UnclearMoment:
    hours = int(found["hours"])
    if hours > _FARTHEST or (found["minutes"] or "00").lstrip(":") != "00":
        return unclear(found)
    # Etc/GMT-2 is two hours *ahead* of UTC.
    return f"Etc/GMT{'-' if found['sign'] == '+' else '+'}{hours}" if hours else "UTC"


def _of_place(scan: Scan, after: int) -> str | UnclearMoment | None:
    timed, found = _PLACE_TIME.match(scan.text, after), _PLACE.match(scan.text, after)
    if timed and (zone := _places().get(timed["place"])):
        scan.blank(timed.start(), timed.end("place"))
        return zone
    if timed and not {*timed["place"].split(" ")} & (_ASKERS_OWN | _ORDINARY):
        return unclear(timed)
    place = found["place"] if found else ""
    for words in (place, place.split(" ")[0]):
        if found and (zone := _places().get(words)):
            scan.blank(found.start(), found.start("place") + len(words))
            return zone
    return None


def _of_place_elsewhere(scan: Scan) -> str | None:
    """`9am on friday tokyo time`: there only a place that is known tells a zone."""
    for found in _ELSEWHERE.finditer(scan.text):
        if zone := _places().get(found["place"]):
            scan.blank(*found.span("place"))
            return zone
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
