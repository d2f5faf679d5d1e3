"""An alert, or lines of a log, pasted as the question or beside one.

That a machine wrote it shows in how it is laid out:

    {"labels": {"model": "churn"}}              JSON
    [FIRING:1] DriftHigh | [P1] drift on churn  a state or a priority in brackets
    Tags: model:churn, env:prod                 labels, two or more, in a line
    Model: churn                                or as lines of their own
    Nov 23 01:59:12 scorer-01 churn: timeout    a line that begins with when it was logged, or labels it

Times in it tell when it fired. What is asked about it, and of which time, stands in lines of one's own:
those that ask. Where it names a day to come, somebody typed it.
"""

import html
import re
from collections.abc import Container
from datetime import datetime, timedelta

from knowledge.moments import LONG_DAYS, MONTH, Moment, UnclearMoment, asks_in_words, read_moment
from knowledge.names import fold, key

_LEVEL = r"(?:error|err|warn(?:ing)?|info|debug|fatal|critical|crit|notice|trace)"
_STATE = (
    r"(?:firing|resolved|alert(?:ing)?|alarm|(?:re-?)?triggered|recover(?:ed|y)|problem|critical"
    r"|warn(?:ing)?|no\s?data|p[0-5]|sev-?\s?\d)"
)
_KEY = re.compile(r"""["'][\w.-]+["']\s*:""")
_IN_BRACKETS = re.compile(rf"(?:^|\|)\W*\[{_STATE}\b[^\]]*\]")
_PAIR = re.compile(r"""(?<![\w/:.@-])(?P<key>[a-z_][\w.-]*)(?:=|:(?!/))["']?\w""")
_OPENING = " \t>*_`\"'|(\u2022-"
_LABEL = re.compile(r"""(?P<key>[a-z][\w ./()-]{0,39})[*_`]*(?::|\s=)[*_`]*(?:\s|$)""")
_DATE = (
    r"(?:\d{4}[-/]\d{2}[-/]\d{2}[t ]|\d{1,2}[./]\d{1,2}[./]\d{4},? |\d{1,2}/[a-z]{3}/\d{4}:"
    rf"|(?:[a-z]{{3}},? )?{MONTH} +\d{{1,2}},? )"
)
_LOGGED = (
    rf"(?P<stamp>{_DATE}\d{{2}}:\d{{2}}:\d{{2}}(?:[.,]\d+)?(?:\s?(?:[ap]m|z|[+-]\d\d:?\d\d)\b)?"
    r"(?: (?:[a-z]{3,4} )?\d{4}\b)?)"
)
_STAMP = re.compile(rf"\W*(?:\d+>\d?\s*)?(?:{_LEVEL}\W+)?{_LOGGED}(?=.*[a-z]{{3}})")
_STAMP_LABELLED = re.compile(rf"""[a-z*_`"'] ?[=:][\s*_`"']*{_LOGGED}""")
_CLOCK = re.compile(
    rf"\W*(?:[ewif]\d{{4}} )?\d{{2}}:\d{{2}}:\d{{2}}(?:[.,]\d+\b|\W+(?={_LEVEL}\b))(?=.*[a-z]{{3}})"
)
_YEAR = re.compile(r"\d{4}")
_WHO = re.compile(r"\bwho(?:m|se|s)?\b|\?\W*$")
_DAY_TOLD = re.compile(
    rf"\b(?:{LONG_DAYS}|tom+or+ow|tonight|weekend|next|in \d+|{MONTH})\b|\d{{4}}-"
)
_SOON = timedelta(weeks=26)
"""A day without a year that would be further ahead is over: `Nov 22`, in an alert of the 23rd."""
_LABELS = 2


def may_be_pasted(text: str) -> bool:
    """Whether a text has any of the marks that lay out an alert; most questions have none."""
    return ":" in text or "=" in text or "[" in text


def own_lines(text: str, names: Container[str], now: datetime, zone: str) -> tuple[str, str] | None:
    """The lines that ask, and those that were pasted; None where none were.

    By `names` models are known: `churn: drift` labels nothing.
    """
    parts = (part for line in text.splitlines() for part in _json_apart(line))
    lines = [part for part in parts if part.strip()]
    own = [line for line in lines if _asks(_plain(line))]
    pasted = [line for line in lines if line not in own]
    if not _is_laid_out([_plain(line) for line in pasted], names, now, zone):
        return None
    return "\n".join(own), "\n".join(pasted)


def without_stamps(text: str) -> str:
    """The text without the times that lines of it begin with, where these are lines of a log."""
    return "\n".join(map(_without_stamp, text.splitlines()))


def _without_stamp(line: str) -> str:
    found = _STAMP.match(line.lower()) or _CLOCK.match(line.lower())
    return line[found.end() :] if found else line


def _plain(line: str) -> str:
    return fold(html.unescape(line))


def _asks(line: str) -> bool:
    """Whether somebody asks there; a label may be called `On call:`."""
    if _KEY.search(line):
        return False
    labels = _LABEL.match(line.lstrip(_OPENING)) or _PAIR.search(line) or _IN_BRACKETS.search(line)
    return bool(_WHO.search(line)) or (not labels and asks_in_words(line))


def _json_apart(line: str) -> tuple[str, ...]:
    """A line, in two where something is typed around JSON."""
    start, end = line.find("{"), line.rfind("}") + 1
    if start < 0 or not _KEY.search(line[start:end]):
        return (line,)
    return f"{line[:start]} {line[end:]}", line[start:end]


def _is_laid_out(lines: list[str], names: Container[str], now: datetime, zone: str) -> bool:
    if sum(len(_KEY.findall(line)) for line in lines) >= _LABELS:
        typed = [line for line in lines if not _KEY.search(line)]
        return not any(_tells_of_a_day_to_come(line, now, zone) for line in typed)
    told = [line for line in lines if not _is_logged(line, now, zone)]
    laid_out = len(told) < len(lines) or _is_labelled(told, names)
    return laid_out and not any(_tells_of_a_day_to_come(line, now, zone) for line in told)


def _is_labelled(lines: list[str], names: Container[str]) -> bool:
    """Whether a state stands in brackets there, or labels do."""
    if any(_IN_BRACKETS.search(s) or len(_PAIR.findall(s)) >= _LABELS for s in lines):
        return True
    begun = [s.lstrip(_OPENING) for line in lines for s in line.split("|")]
    labels = [found for s in begun if (found := _LABEL.match(s) or _PAIR.match(s))]
    return sum(key(label["key"]) not in names for label in labels) >= _LABELS


def _is_logged(line: str, now: datetime, zone: str) -> bool:
    """Whether a line begins with when it was logged, or labels that, to the second; that is over."""
    found = _STAMP.match(line) or _STAMP_LABELLED.search(line)
    if found is None:
        return _CLOCK.match(line) is not None
    stamp = found["stamp"]
    if not _YEAR.search(stamp):
        return True
    moment, _ = read_moment(stamp, now, zone)
    return not isinstance(moment, Moment) or moment.at <= now


def _tells_of_a_day_to_come(line: str, now: datetime, zone: str) -> bool:
    if not _DAY_TOLD.search(line):
        return False
    moment, _ = read_moment(line, now, zone)
    if isinstance(moment, UnclearMoment):
        return _DAY_TOLD.search(moment.phrase) is not None
    return moment is not None and now < moment.at < now + _SOON
