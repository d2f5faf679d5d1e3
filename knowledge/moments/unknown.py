"""Times that a question is asked of and that are not known here: `during the release`.

A preposition of time and the place where it stands tell them, whatever it is that they name; `at` and
`over` do so before an event alone, since they tell a place or an amount (`at checkout`, `over budget`):

    who is on call for MODEL during the release | over the break | on labour day | at lunch | after 5
    over the break, who is paged for MODEL          before what is asked
    MODEL during the release                        alone with it
    who is on call for MODEL within 2 hours | soon | after the release | nightly
    who is on call for MODEL all day | for two days | for the next 3 days | the day after

Elsewhere they belong to the trouble told: `crashed during the release`, `down all day`. So do, where
somebody is to be woken (`who do i page`), those that may be no more than an urgent wish: `within 2 hours`.
"""

import re
from itertools import chain
from typing import Final

from knowledge.moments.clocks import COUNT
from knowledge.moments.scan import LONG_DAYS, Scan, UnclearMoment, unclear

_BLANK: Final = "\0"
"""Stands for what was understood, so that nothing is found across it."""
_UNDERSTOOD: Final = re.compile(r"(?<=\s)\s{2,}(?=\s)")
_NUMBER: Final = "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
_WHO: Final = (
    r"\b(?:who(?:m|se|s)?|whoever|any(?:one|body)|is\s+(?:there|some(?:one|body))|what\s+do(?:es)?"
    r"|which\s+models?)\b"
)
_STATE: Final = r"\b(?:on[\s-]?call|oncall|duty|paged|pager|owns?|owner|covers?|covering|shift)\b"
_JOINT: Final = (
    rf"(?:{_BLANK} |\b(?:on[\s-]?call|oncall|duty|pager|page|pages|paged|owns?|owner|covers?|it|quality"
    r"|infra|infrastructure|drift|latency|who|on|\w+(?:-\w+)+)\s+)(?:(?:and|also|then|please|still)\s+)*"
)
_STOP: Final = rf"(?=\s*(?:$|[?!.,;)]|for\b|{_WHO}))"
_UNIT: Final = r"(?:seconds?|secs?|minutes?|mins?|m|hours?|hrs?|h|days?|d|nights?|weeks?|w|shifts?|months?)(?![a-z])"
_OWN: Final = r"(?:(?:the|an?|my|our|your|his|her|their|this|that|next|any|some)\s+)*"
_NO_THING: Final = (
    r"(?:for|on|in|at|who\w*|is|are|please|pls|and|or|if|to|of|as|by|thanks|thx|with|about|when|which"
    r"|do|does|should|will|has)\b"
)
_THING: Final = rf"{_OWN}(?!{_NO_THING})\w[\w-]*(?:\s(?!{_NO_THING})\w[\w-]*)?"
_SPAN: Final = r"(?:day|night|morning|afternoon|evening|week|weekend|shift|month)"
_WHOLE: Final = r"(?:whole|entire|full|(?:rest|remainder)\s+of\s+(?:the|this))"

_NOT_DURING: Final = (
    rf"{_OWN}(?:current\s+|ongoing\s+)?(?:inference|train\w*|retrain\w*|scor\w+|serving|predict\w+|start-?up|load\w*|incidents?"
    r"|outages?|normal|it)\b"
)
EVENTS: Final = (
    *("launch", "release", "deploy", "deployment", "rollout", "go-live", "cutover", "migration"),
    *("freeze", "shutdown", "break", "offsite", "summit", "conference", "meeting", "standup"),
    *("all-hands", "party", "festival", "kickoff", "sprint", "vacation", "leave", "holiday"),
    *("holidays", "eid", "passover", "carnival", "lunch", "dinner", "breakfast", "brunch", "tea"),
)
"""What `at` and `over` tell the time of."""
_EVENT: Final = (
    rf"(?:(?:the\s+)?(?:start|beginning|end)\s+of\s+)?{_OWN}(?!{_NO_THING})(?:\w[\w-]*\s)?"
    rf"(?:{'|'.join(EVENTS)})(?:[\s-]?times?)?\b"
)
_NOT_AFTER: Final = (
    rf"{_OWN}(?:team|lead|person|one|first|current|primary|owner|escalation|that|this|it|all)\b"
)

_SUPPOSED_AT: Final = (
    rf"(?:during|throughout)\s+(?!{_NOT_DURING}){_THING}",
    rf"over\s+{_EVENT}",
    r"on\s+(?!call\b)(?:(?:[\w-]+\s+){1,3}?(?<!\bthese )(?:days?|eve)|payday|birthday)\b",
)
_ASKED_OF: Final = (
    *_SUPPOSED_AT,
    rf"at\s+(?:{_EVENT}|(?:that|tea|bed|closing|opening|peak)[\s-]?time\b)",
    rf"(?:(?:for|over|in)\s+)?(?:the\s+)?(?:next|coming|following|first|remaining)\s+(?:{COUNT}|few|couple(?:\s+of)?|several)\s?{_UNIT}",
    rf"(?:by|until|till?|after|before)\s+(?:then\b|the\s+time\b|(?:\d{{1,2}}|{_NUMBER}){_STOP})",
    rf"in\s+(?:under|over|less\s+than|more\s+than|at\s+least|at\s+most|almost|nearly|up\s+to)\s+(?:{COUNT})\s?{_UNIT}",
    rf"(?:(?:in|over|during|for|by|this|next|the|coming|early|late|mid)[\s-]+)+(?:spring|summer|autumn|fall|winter|sprint|q[1-4])\b(?![\s-]*(?:{_BLANK}|back|boot))",
    rf"q[1-4]{_STOP}",
    r"(?:(?:for|in)\s+)?(?:the\s+)?(?:next|following|coming|upcoming)\s+(?:sprint|rotation|turn|cycle|stint|release|launch|deploy\w*)\b",
    rf"(?:on\s+)?(?:that|the\s+same|the\s+other)\s+{_SPAN}\b",
    rf"(?:on\s+)?the\s+(?:\d{{1,2}}(?:st|nd|rd|th)|(?:twenty|thirty)[\s-]\w+|\w+(?:teenth|tieth)){_STOP}",
    rf"(?!(?:good|nice|great|long|bad|call|any|all|a)\b)[\w-]+\s(?:day|night|eve){_STOP}",
    r"(?:on\s+)?(?:[012]?\d|3[01])\.(?:1[0-2]|0?[1-9])\.\d\d(?![\w.])",
    rf"(?:by|in\s+the|at|during)?\s*\b(?:daytime|night-?\s?time|mid-?week|overnight){_STOP}",
)
_ASKED_OF_A_STATE: Final = (
    rf"within\s+(?:the\s+)?(?:next\s+)?(?:(?:{COUNT}|few|couple(?:\s+of)?)\s?)?{_UNIT}",
    rf"after\s+(?!{_NOT_AFTER})(?:(?:the|our|my|his|her|their|next)\s+[\w-]+|(?:work|dark|launch|release|go-?live)\b)",
    r"(?:once|as\s+soon\s+as)\s+(?!again\b|more\b|and\b|an?\b|in\b|per\b|possible\b)\w[\w-]*(?:\s(?!who)\w[\w-]*){0,3}",
    r"while\s+(?:i|we)\s*(?:\W?m|\W?re|am|are)\s+(?:away|out|off|asleep|travell?ing|on\s+\w+)\b",
    r"in\s+(?:a|no)\s+(?:little\s+|short\s+)?(?:bit|while|moment|sec|second|jiffy|time)\b",
    rf"(?:soon|shortly|eventually|nightly|daily|some\s?day|one\s+day|any\s?time|by\s+(?:day|night)){_STOP}",
)
_SPANNED: Final = (
    rf"(?:on\s+)?(?:the\s+)?{_SPAN}\s+of\s+{_THING}",
    rf"(?:for\s+)?(?:all|(?:the\s+)?{_WHOLE})\s+{_SPAN}\b|for\s+the\s+day\b(?!\s+to\b)",
    rf"(?:on\s+)?(?:the\s+)?{_SPAN}\s+(?:after|before)(?:\s+(?:that|this|next))?(?=\s*(?:$|[?!.,;{_BLANK}]|{_WHO}))",
)
_SPANNED_OF_A_STATE: Final = (
    rf"for\s+(?:(?:about|another|up\s+to)\s+)?(?:{COUNT})\s?{_UNIT}(?!\s+(?:now|already|straight|from|later|ago|hence|before|after)\b|\s*{_BLANK})",
)
_ALL_OF_A_DAY: Final = re.compile(
    rf"\ball\s+(?:day|night)\s+(?:on\s+)?(?:next\s+)?(?:{LONG_DAYS}|tom+or+ow)\b"
    rf"|\b(?:{LONG_DAYS}|tom+or+ow)\s+all\s+(?:day|night)\b"
)
_ALONE: Final = (
    r"^\W*(?:(?:quality|infra|infrastructure|on[\s-]?call|oncall|owner|pager|pages?|for|of)\W+)*"
)

_ASKS: Final = re.compile(_WHO)
_STATES: Final = re.compile(_STATE)
_STOPS: Final = re.compile(r"[,;.?!]")
_IF: Final = re.compile(r"\bif\b")
_IF_OR_WHEN: Final = re.compile(r"\b(?:if|when)\b")


class _Times:
    """Such times, where they are asked of: behind what is asked, before it, or alone with it."""

    def __init__(self, *times: str, of_a_state: bool = False) -> None:
        said = rf"(?P<said>{'|'.join(times)})"
        self._behind = re.compile(rf"{_JOINT}{said}")
        self._before = re.compile(
            rf"(?:^|[,;.?!:{_BLANK}])\s*{said}(?=[\s,{_BLANK}]*(?:and\s+)?(?P<asked>{_WHO}[^,;.?!]*))"
        )
        self._alone = re.compile(rf"{_ALONE}{said}\W*$")
        self._of_a_state = of_a_state

    def said(self, text: str) -> re.Match[str] | None:
        """The first that is asked of."""
        places = chain(
            ((found, _clause(found)) for found in self._behind.finditer(text)),
            ((found, found["asked"]) for found in self._before.finditer(text)),
        )
        asked_of = (found for found, clause in places if self._asks(clause))
        return next(asked_of, None) or self._alone.search(text)

    def _asks(self, clause: str) -> bool:
        needed = _STATES if self._of_a_state else _ASKS
        return _ASKS.search(clause) is not None and needed.search(clause) is not None


def _clause(found: re.Match[str]) -> str:
    """What is said before it, from the last stop on."""
    return _STOPS.split(found.string[: found.start("said")])[-1]


_ASKED: Final = _Times(*_ASKED_OF)
_ASKED_AS_A_STATE: Final = _Times(*_ASKED_OF_A_STATE, of_a_state=True)
_ASKED_SPAN: Final = _Times(*_SPANNED)
_ASKED_SPAN_AS_A_STATE: Final = _Times(*_SPANNED_OF_A_STATE, of_a_state=True)
_ASKED_PART: Final = _Times(r"this\s+(?:morning|afternoon|evening|night)\b")
_SUPPOSED: Final = re.compile(rf"\s(?P<said>{'|'.join(_SUPPOSED_AT)})(?P<asked>[\s,]*{_WHO})?")
_MAY_SPAN: Final = re.compile(
    r"\b(?:all|whole|entire|full|rest|remainder|after|before|of)\b|\bfor\s{1,2}(?=\S)"
)


def said_unknown(scan: Scan) -> UnclearMoment | None:
    """The time that is asked of, in what is left once all that is known was understood."""
    text = _marked(scan)
    return _unclear(_ASKED.said(text) or _ASKED_AS_A_STATE.said(text) or _in_a_case(text))


def said_part(scan: Scan) -> UnclearMoment | None:
    """The part of today that is asked of, in case it is over: elsewhere it is when the trouble began."""
    return _unclear(_ASKED_PART.said(_marked(scan))) if "this" in scan.text else None


def said_span(scan: Scan, *, past: bool) -> UnclearMoment | None:
    """The span that is asked of, before its words pass for those of the trouble."""
    if past or not _MAY_SPAN.search(scan.text):
        return None
    if found := scan.take(_ALL_OF_A_DAY):
        return unclear(found)
    text = _marked(scan)
    return _unclear(_ASKED_SPAN.said(text) or _ASKED_SPAN_AS_A_STATE.said(text))


def _in_a_case(text: str) -> re.Match[str] | None:
    """The time at which something is supposed: `who is paged if it breaks during the launch`."""
    return next(filter(_is_supposed, _SUPPOSED.finditer(text)), None)


def _is_supposed(found: re.Match[str]) -> bool:
    clause = _clause(found)
    if found["asked"]:
        return _IF.search(clause) is not None
    return _ASKS.search(clause) is not None and _IF_OR_WHEN.search(clause) is not None


def _marked(scan: Scan) -> str:
    return _UNDERSTOOD.sub(lambda blanks: _BLANK * len(blanks.group()), scan.text)


def _unclear(found: re.Match[str] | None) -> UnclearMoment | None:
    return UnclearMoment(" ".join(found["said"].split())) if found else None
