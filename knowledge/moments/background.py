"""Time that belongs to the trouble told, not to the question.

    drifting since 2am, broke after the monday release, crashed at 02:14, slow for two days
    retrained in may, broke on 20 november
    crashes every monday, slow on fridays       unless it is asked about: who is on call on fridays
    slower than yesterday, worse than on monday
    yesterday, last night, an hour ago          unless the question itself looks back
    drift this week, 503s at 02:14              where nothing is asked, only told
    2026-11-23T01:59:12Z ERROR timeout          a pasted line, logged to the second (see `telling`)
    good morning                                a greeting
    friday's deploy broke it, the 2am batch failed    unless it is asked about

A question looks back that asks who *was* on call, or who owned something.
"""

import re

from knowledge.moments.scan import LONG_DAYS, MONTH, Scan
from knowledge.moments.tongues import SINCE

_PART = r"(?:morning|afternoon|evening|night)"
_DAY = (
    rf"(?:(?:last|this|early|late)\s+)*(?:{LONG_DAYS}|yesterday|today|tonight|{_PART}|weekend|week"
    rf"|month|noon|midday|midnight|(?:middle|dead)\s+of\s+the\s+night|lunch(?:time)?|{MONTH}(?:\s+\d{{4}})?)(?:\s+{_PART})?"
)
_CLOCK = r"(?:\d{1,2}(?:[:.]\d{2})?\s?[ap]\.?m\b\.?|\d{1,2}:\d{2}(?::\d{2})?)"
_YEAR = r"(?:,?\s+20\d{2})?"
_DATE = (
    r"(?:\d{4}-\d{2}-\d{2}(?:[t ]\d{2}:\d{2}\S*)?|\d{1,2}[./-]\d{1,2}[./-]20\d{2}|\d{4}/\d{2}/\d{2}"
    rf"|\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?{MONTH}{_YEAR}"
    rf"|{MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?\b{_YEAR}|\d{{1,2}}(?:st|nd|rd|th)\b)"
)
_TIME = rf"(?:{_DATE}|{_CLOCK}|{_DAY})(?!\w)(?:\s?(?:utc|gmt|z|[ecmp][sd]t|cest?|bst|ist)\b)?"
_TIMES = (
    r"(?:(?:at|around|about|on|by|early|late|earlier|sometime|over|during|in|the)\s+)*"
    rf"{_TIME}(?:\s+(?:(?:at|on|around|about|in|the|and)\s+)*{_TIME})*"
)
_WORK = (
    r"(?:deploy\w*|releas\w*|rollout|push|update|upgrade|retrain\w*|training|run|job|batch|patch"
    r"|incident|outage|migration|change|merge|version|build|refresh|load|rollback)"
)
_HAPPENED = (
    r"(?:started|began|fired|triggered|dropped|crashed|failed|died|broke|fell|happened|spiked"
    r"|jumped|tanked|degraded|drifted|exploded|stopped|restarted|deployed|released|changed|rolled"
    r"|occurred|noticed|saw|rang|shipped|merged|retrained|trained|updated|rebooted|hung|froze|hit"
    r"|(?:paged|called|woke|alerted|rang|pinged)\s+(?:me|us)|went(?:\s+[a-z]+){1,3}?"
    r"|(?:got|was|were|been)\s+(?:\w+\s+)?(?:paged|alerted|woken|down|up|slow|fine|ok|broken"
    r"|called|deployed|released|restarted|retrained|bad|failing|drifting))"
)
_NOT_TO_COME = "".join(rf"(?<!\b{verb} )" for verb in ("is", "are", "be", "being", "get", "gets"))
_CAUSE = r"(?:after|following|due\s+to|because\s+of|caused\s+by|with|from)"
_UNIT = r"(?:min|minute|hour|day|week|month)s?"
_THEN = r"(?:\s+(?:again|twice|out|off|over|up|down|back|me|us|badly|\w+ing|\w+ly|(?:by|to|from)\s+\S+))*"

RECURRING = (
    rf"\b(?:(?:every|each)\s+(?:(?:other|second|third|single)\s+)?(?:{LONG_DAYS}|day|{_PART}|weekday|weekend)s?"
    rf"|(?:daily|nightly|weekly)\s+(?:at\s+)?{_CLOCK}|(?:{LONG_DAYS})s)\b"
)
_ATTRIBUTED = re.compile(
    rf"(?<!\bfor )(?<!\bduring )(?<!\bat )(?<!\bon )\b(?:the\s+|our\s+)?(?P<told>{_TIME})\s+(?:\w+\s+){{0,2}}?{_WORK}\b"
    rf"|\b{_WORK}\s+(?:on\s+|of\s+|from\s+|at\s+)?(?P<then>{_TIMES})"
)
_TO_COME = (
    r"(?!(?:scheduled|planned|expected|delayed|postponed|supposed|needed|named|owned|paged)\b)"
)
_BROKE = re.compile(
    rf"\b(?:{_HAPPENED}|took|killed|brought|{_TO_COME}[a-z]{{2,}}ed|fails|crashes|breaks|(?:is|are|keeps)\s+(?:still\s+)?"
    r"(?:broken|down|stuck|late|slow|failing|crashing|breaking|hanging|missing|dead))\b"
)
_IT_IS = re.compile(
    rf"\b(?:it(?:\W?s)?\s+(?:is\s+)?|its\s+)(?:(?:already|only|just|now|like|about|past|gone|the)\s+)*(?:{_TIME}|\d{{1,2}}\s+in\s+the\s+morning)"
)
_AT_AN_HOUR = re.compile(r"(?:\bat|@)\s*\d")
_RECURS = re.compile(rf"{RECURRING}(?:\s+{_TIMES})?")
_CLAUSE = re.compile(r"[,;.!?:]|\b(?:it|which|that|because)\b")
_STOP = re.compile(r"[,;.!?:]")
_HAPPENS = re.compile(r"\b(?:[a-z]{2,}(?:s|ing|ed)|is|are|(?:we|they|i)\s+[a-z]{2,})\b")

_ALWAYS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"\bgood\s+{_PART}\b|^\W*(?:(?:hi|hello|hey)\W+)?(?:morning|afternoon|evening)\b",
        rf"\bsince\s+(?!when)(?:(?!who|is\b)\w+\s+){{0,3}}?{_TIMES}(?:\s+ago)?",
        r"\bsince\s+(?!when)(?:(?:about|around|the|last)\s+)*[\w:.]+(?:\s+(?:week|month|day|hour|ago)s?)*",
        r"\b(?:is|are|was|away|out|be)\s+on\s+\w+\s+holidays?\b",
        r"\b(?:is|are|am|im|i\W?m|was|were)\s+at\s+(?:lunch|dinner|breakfast)\b",
        rf"\b(?:is|are)\s+(?:on\s+(?:\w+\s+)?(?:holidays?|leave|vacation|pto)|away|out|off|ooo)\s+(?P<told>(?:until|till)\s+{_TIMES}|(?:this|all)\s+(?:week|month|day))",
        rf"\b(?:fixed|back|done|up|solved|resolved|needed|working)\s+(?P<told>by\s+(?:{_TIMES}|then))",
        rf"\b(?:answers?|responds?|acks?|repl(?:y|ies)|picks?\s+up|reacts?)\s+(?P<told>(?:in|within|for|after)\s+\w+\s+{_UNIT})",
        r"\btimes?\s+(?P<told>this\s+(?:week|month|morning|evening|afternoon)|today|tonight)\b",
        SINCE,
        rf"(?<!\bother )(?<!\brather )\bthan\s+{_TIMES}",
        rf"\b{_CAUSE}\s+(?P<told>(?:(?:the|our)\s+)*{_TIME})\s+(?:\w+\s+)?{_WORK}\b",
        rf"\b(?:in|over|for|within|during)\s+(?:the\s+)?(?:last|past)\s+(?:\w+\s+)?{_UNIT}\b",
        rf"\bfor (?:(?:about|over|almost|at least) )?(?!{LONG_DAYS}|next|this|last|the|wh)\w+\s+{_UNIT}\b",
        r"\b(?:recall|precision|ndcg|map|mrr|rate|auc)(?P<told>\s?(?:at|@)\s?\d+)\b(?!\s*[:ap])",
    )
)
_UNLESS_LOOKING_BACK = tuple(
    re.compile(pattern)
    for pattern in (
        rf"\b(?:i|we)\s+(?:got|was|were)\s+\w+\s+(?P<told>{_TIMES})",
        rf"{_NOT_TO_COME}\b{_HAPPENED}{_THEN}\s+(?P<told>{_TIMES})",
        r"\b(?:i|we)\s+(?:got|was|were)\s+\w+\s+(?P<told>(?:at|over|during|before|after)\s+(?:lunch|dinner|breakfast))\b",
        rf"\b(?:{_CLOCK}\s+)?(?:(?:the\s+)?day\s+before\s+)?\b(?:yesterday|last\s+(?:night|week|weekend|month|{LONG_DAYS}))(?:\s+{_TIMES})?",
        rf"\b\w+\s+{_UNIT}\s+ago\b(?:\s+{_TIMES})?",
        r"\bearlier(?:\s+(?:today|tonight|this\s+\w+))?\b",
        r"\ball\s+(?:day|night|morning|evening|week)\b",
    )
)
_UNLESS_ASKING = tuple(
    re.compile(pattern)
    for pattern in (
        r"\bthis\s+(?:week|month|quarter|year)\b",
        r"\b(?:over|all|throughout)\s+(?:the\s+)?weekend\b",
    )
)
_LOOKS_BACK = re.compile(
    r"\bwho(?:m|s)?\s+(?:was|were|had|got|owned|did|answered|took|used\s+to|ha(?:s|ve)\s+been)\b"
    r"|\bwhat\s+did\b|\bwhich\s+models\s+(?:had|were)\b"
    r"|(?<!\bi )(?<!\bwe )\b(?:was|were)(?:n['\u2019]?t)?\s+(?:\w+\s+){0,3}?"
    r"(?:on[\s-]call|oncall|on\s+duty|paged|the\s+owner|responsible)\b"
    r"|\b(?:on[\s-]call|oncall|on\s+duty|paged|owns?|owner)\s+"
    r"(?:(?:for|of|on|it|this|the|model|quality|infra|infrastructure|pages?)\s+)*"
    rf"(?:(?:at\s+)?{_CLOCK}\s+)?(?:(?:the\s+)?day\s+before\s+)?(?:yesterday|last\s+\w+|\w+\s+\w+\s+ago)\b"
    r"|(?<!\bis )(?<!\bare )(?<!\bnot )\bowned\b(?!\s+by)"
    r"|^(?!.*\bwho(?:m|\s+(?:owns|is\s+on|has|gets|do|should))\b).*"
    r"\b(?:previous|former|old|prior|past|earlier)\s+owners?\s+(?:of|for)\b"
)
_ASKS = re.compile(
    r"\bwho|\bon[\s-]?call\b|\b(?:paged|pager|pages|owns?|owner|duty|shift|escalat\w+)\b"
)
_TELLS = re.compile(
    rf"\b(?!please|thanks|thank|you|and|the|noon|midnight|(?:{LONG_DAYS}|{MONTH}|today|tonight|tomorrow"
    rf"|{_PART}|day|hour|minute|week|weekend|weeknight|month|next|this|early|late|small|wee|before|after"
    r"|until|till|during|over|from|for|handover|handoff|overnight)s?\b)[a-z]{3,}|\d{3}s?\b"
)


def looks_back(text: str) -> bool:
    """Whether a question asks who had the pager, not who has it."""
    return _LOOKS_BACK.search(text) is not None


def asks(text: str) -> bool:
    """Whether it asks in so many words, or in none, rather than telling a trouble."""
    return asks_in_words(text) or _TELLS.search(text) is None


def asks_in_words(text: str) -> bool:
    """Whether it asks in so many words."""
    return _ASKS.search(text) is not None


def tells_the_time(text: str) -> bool:
    """Whether it says what time it is, and asks of no other: `it's 2am, who is on call`."""
    return _IT_IS.search(text) is not None and _AT_AN_HOUR.search(text) is None


def blank_background(scan: Scan, *, past: bool, asked: bool) -> None:
    """Blank out what is no instant asked about; `past` is for a question that looks back."""
    patterns = [*_ALWAYS]
    if not past:
        patterns += _UNLESS_LOOKING_BACK
    if not asked:
        patterns += _UNLESS_ASKING
    for pattern in patterns:
        while found := pattern.search(scan.text):
            scan.blank(*found.span("told" if "told" in pattern.groupindex else 0))
    for found in _ATTRIBUTED.finditer(scan.text):
        before = _STOP.split(scan.text[: found.start()])[-1]
        clause = before + _STOP.split(scan.text[found.end() :])[0]
        if not past and _BROKE.search(clause) and _ASKS.search(before) is None:
            scan.blank(*found.span("told" if found["told"] else "then"))
    for found in _RECURS.finditer(scan.text):
        before, behind = scan.text[: found.start()], scan.text[found.end() :]
        if _is_told(_CLAUSE.split(before)[-1]) or _is_told(_STOP.split(behind)[0]):
            scan.blank(*found.span())


def _is_told(words: str) -> bool:
    """Whether the words beside `every monday` tell what happens then: `it crashes`, `we retrain it`."""
    return _HAPPENS.search(words) is not None and _ASKS.search(words) is None
