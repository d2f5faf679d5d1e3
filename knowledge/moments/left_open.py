"""Words about time that leave the instant open.

until friday, after friday, 2-4am, nov 28-30, all of friday    a span
every monday, on fridays, 28 nov or 29 nov                     several
not on friday, the day after friday, an hour after midnight, good friday  another than the one named
friday 28, late friday, tomorrow 9, the first monday in may  a day, and what may change it
this weekend, at 2, half past two, 03/04, CET, friday at night    no day, no hour, or several
at the handover, out of hours, between 2 and 4, in 2, 30.11., 1600, kw49, 28nov, next night    only where something is asked
um 3, à 2h, a las 2                                            another language
"""

import re

from knowledge.moments.background import RECURRING
from knowledge.moments.clocks import UNIT
from knowledge.moments.days import SHORT_DAYS
from knowledge.moments.scan import LONG_DAYS, MONTH, Scan, UnclearMoment, unclear
from knowledge.moments.tongues import CLOCKS

_NUMBER = "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
_COUNT = rf"(?:\d{{1,4}}|{_NUMBER}|an?)"
_CLOCK = r"\d{1,2}(?::\d{2})?"
_RELATIVE = r"tom+or+ow|today|tonight"
_DATED = (
    rf"(?:\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?{MONTH}|{MONTH}\.?\s+\d{{1,2}}(?:st|nd|rd|th)?)"
)
_BARE_DAY = rf"(?:{LONG_DAYS}|{_RELATIVE}|{_DATED})\b"
_DAY = rf"(?:(?:on|for|the|next|this)\s+)*{_BARE_DAY}"
_HOUR = r"(?:noon|midday|midnight|\d{1,2}\s?[ap]m|\d{1,2}:\d{2})"
_ORDINAL_END = r"(?:st|nd|rd|th)?"
_END = r"(?=[\s?!.)]*(?:$|,))"
_NO_HOUR = r"(?!\s*(?:(?:at|@)\s*)?\d|,?\s+(?:(?:in\s+the|at)\s+)?(?:noon|midday|midnight|morning|afternoon|evening|night)\b)"
_NOT_MOVING = "".join(
    rf"(?<!\b{verb} )" for verb in ("up", "down", "went", "rose", "fell", "dropped", "jumped")
)

_NOT_AWAY = "".join(rf"(?<!\b{verb} on )" for verb in ("is", "are", "was", "away", "out", "be"))


def _any_of(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(patterns))


_NO_INSTANT = _any_of(
    rf"\b(?:until|till?|thru|through|before|by|up\s+to)\s+(?:(?:the|next|this|on|at)\s+)*(?:{LONG_DAYS}|tom+or+ow|tonight"
    rf"|{_HOUR}|{_CLOCK}\s?[ap]m|{_DATED}|\d{{4}}-\d{{2}}-\d{{2}})\b",
    RECURRING,
    rf"\b(?:from|starting|beginning|effective|as\s+of|as\s+from|come)\s+(?:(?:from|on)\s+)?(?!to(?:day|night)){_DAY}{_NO_HOUR}",
    rf"\bbetween\s+(?:now|{_DAY}|{_HOUR})\s+and\b(?:\s+(?:then\b|{_DAY}|{_HOUR}))?",
    rf"\bthe\s+(?:first|second|third|fourth)\s+(?:{LONG_DAYS})\b(?!\s+(?:in\s+a\s+row|running))|\bthe\s+(?:{LONG_DAYS})\s+(?:after|before|following)\b",
    rf"(?<!\S)w/[ce]\s+{_DAY}|\b(?:early|late|middle)\s+(?:in|of)\s+the\s+(?:morning|afternoon|evening|day)\b",
    rf"\b(?:{_BARE_DAY})\s+(?:[01]?\d|2[0-3])\.[0-5]\d(?![\w.%])|\bto(?:night|day)\s+(?:at\s+)?\d{{1,2}}{_END}",
    rf"\b(?:{UNIT}|day|night|morning|evening)\s+(?:after|before|past|from|to)\s+(?!tom+or+ow|yesterday|today)(?:{_DAY}|{_HOUR})",
    rf"\b(?:night|morning|afternoon|evening)\s+of\s+(?:{_DAY}|the\s+\d)|\b(?:middle|dead)\s+of\s+the\s+night\b",
    r"\b(?:and|or)\s+the\s+(?:day|night|week)\s+after\b",
    rf"\b(?:all|half|throughout|during)\s+(?:of\s+)?(?!(?:the\s+)?to(?:day|night)){_DAY}",
    rf"\b{_BARE_DAY}\s+(?:pm|am(?!\s+i\b))\b|\b(?:{_NUMBER})\s*[ap]\.?m\b",
    rf"\b{MONTH}\s+\d{{1,2}}{_ORDINAL_END}\s?(?:-|(?:to|until|till|and|or)\s)\s?\d{{1,2}}\b(?![:.])",
    rf"\b\d{{1,2}}{_ORDINAL_END}\s?(?:-|(?:to|until|till|and|or)\s)\s?\d{{1,2}}{_ORDINAL_END}\s+(?:of\s+)?{MONTH}\b",
    rf"\b{_DATED},?\s+'?\d\d(?![\w:.]|\s?[ap]\.?m\b|\s+in\s+the\b)",
    rf"(?<!\bday )\bafter\s+{_DAY}(?!\s+(?:at\s+)?\d)",
    rf"\b(?:except|excepting|excluding|besides|other\s+than|but|not)\s+{_DAY}",
    rf"\b(?:{LONG_DAYS})\s+(?:next\b|week\b|fortnight\b|after\s+(?!\d|noon|midnight))",
    rf"\b(?:good|black|cyber|easter|holiday)\s+(?:{LONG_DAYS})\b|\bthanksgiving\b|\bboxing\s+day\b",
    rf"\b{_CLOCK}(?:-|\s?(?:to|until|till|and|or)\s){_CLOCK}\s?[ap]\.?m\b",
    rf"\bin\s+{_COUNT}\s?(?:-|(?:or|to)\s)\s?{_COUNT}\s?{UNIT}|\bin\s+an?\s+{UNIT}\s+or\s+(?:{_NUMBER})\b",
    r"\bon\s+\d{1,2}\.\d{1,2}\b(?!\.\d)",
    rf"\b(?:{LONG_DAYS}|tom+or+ow)\s+(?:the\s+)?\d{{1,2}}(?:st|nd|rd|th|[hap])?(?![\w:]|\.\d|\s?[ap]\.?m\b|\s+in\s+the\b|\s+(?:of\s+)?{MONTH}\b)",
    rf"\b(?:early|late|some\s?time)\s+(?:on\s+)?(?:{LONG_DAYS}|{_RELATIVE})\b(?!\s+(?:morning|afternoon|evening|night))",
)
_DAY_AND_MONTH = re.compile(r"\b(?:[012]?\d|3[01])\.(?:1[0-2]|0?[1-9])\.(?=\s|$)")
_OPEN = _any_of(
    r"\b(?:(?:this|next|last|the|over\s+the|at\s+the)\s+)?(?:weekends?|weeks?|months?|quarter|year|fortnight)\b",
    r"\bweekdays?\b|\s{3}at\s+night\b",
    rf"\blast\s+night\b|\b(?:christmas|xmas|easter|new\s+year\w*|halloween|diwali|hanukkah|ramadan)\b|{_NOT_AWAY}\bholidays?\b",
    rf"\bat\s+(?:\d{{1,4}}|{_NUMBER})(?:\s*o\W?clock)?\b(?![.,]\d|\s*%)",
    r"(?:\bat|@)\s*\d{10}\b|\b\d{4}\s?(?:h|hrs|hours|z)\b|\b\d{8}t\d{2,6}\S*",
    r"\b\d{1,2}\s*o\W?clock\b|\b\d{1,2}:\d{2}(?::\d{2})?(?!\d)|\b\d{1,2}(?:\.\d{2})?\s?uhr\b",
    rf"\b(?:half|quarter|five|ten|twenty)\s+(?:past|to)\b|\b\d{{1,2}}\s+past\s+(?:{_NUMBER}|\d)|\bhalf\s+(?:{_NUMBER})\b",
    rf"\b(?:{_NUMBER}|\d{{1,2}})\s+[ap]\s+m\b",
    r"(?<![\w-])(?:[ecmp][sd]t|cet|cest|eet|eest|bst|ist|jst|aest|aedt|wet|west|msk)(?![\w-])",
    r"\b\d{1,2}\s?[ap]m\b|\b(?:later|earlier)\b|\b\d{1,2}/\d{1,2}(?:/\d{2,4})?\b|\bon\s+\d{1,2}\.\d{1,2}\b",
    CLOCKS,
    rf"\b{_DATED}\b|\blunch\s?time\b|\s{{3}}(?:lunch|dinner|breakfast|brunch)\b",
    rf"\b(?:{LONG_DAYS})(?:s?\b|(?=\d))|\b(?:tomorrow|yesterday|tonight|noon|midnight)\b|\b\d{{4}}-\d{{1,2}}-\d{{1,2}}\S*",
    rf"\b(?:{SHORT_DAYS})\b",
    r"\b(?:mornings?|afternoons?|evenings?)\b",
    r"\b(?:end\s+of\s+(?:the\s+)?day|eod|eow|cob|dawn|sunrise|dusk)\b|\b(?:at|before|after|during)\s+(?:lunch|dinner|breakfast)\w*|\bfirst\s+thing\b",
    r"\bin\s+\d{5,}\s?(?:m|mins?|minutes?|h|hrs?|hours?|d|days?|weeks?)\b",
    r"\b\d{5,}\s?(?:m|mins?|minutes?|h|hrs?|hours?|d|days?|weeks?)\s+from\s+(?:now|today)\b",
    rf"(?<![\w+])[+-]\s?\d[\d.,]*\s?{UNIT}|\bin\s+\+?\s?\d[\d.,]*\s?{UNIT}",
    r"\bin\s+[\w.]+\s+(?:fortnight|quarter|year)s?\b",
    rf"\bin\s+(?:\d{{1,4}}|{_NUMBER})\s+(?:(?:business|working)\s+day|night|shift)s?\b",
    r"\bin\s+(?:a\s+)?(?:couple|few|some)\s+(?:of\s+)?(?:minutes|hours|days|weeks)\b",
    r"\b\d{1,2}(?:st|nd|rd|th)\s+of\b|\bon\s+(?:the\s+)?\d{1,2}(?:st|nd|rd|th)\b|\b\w+\s+\w+\s+ago\b",
)
_COMING_SHIFT = _any_of(r"(?<!\bmy )\b(?:next|following|coming)\s+shift\b")
"""Where it is asked when that is, it is no time: `when is her next shift`."""

_OPEN_WHERE_ASKED = _any_of(
    r"\b(?:january|february|july|september|october|november|december)\b",
    rf"\b(?:in|mid|early|late)[\s-]+(?:the\s+)?{MONTH}\b|\s{{3}}of\s+{MONTH}\b",
    rf"(?:(?<![\w+])\+\s?\d{{1,4}}|(?<!\S)(?:0\d[0-5]\d|\d{{1,2}}h[0-5]\d|(?:1\d|2[0-3])\.[0-5]\d)){_END}",
    rf"\bat\s+night\b|\s{{3}}night{_END}",
    rf"\bhalf\s+\d{{1,2}}\b(?!\s?[\w%.])|\b\d{{1,2}}(?:\s?[ap]m)?-?ish\b|\b(?:around|about)\s+(?:\d{{1,2}}|{_NUMBER}){_END}",
    r"\b(?:small|wee|early)\s+hours\b|\b(?:after|out\s+of|outside(?:\s+of)?|during|in)\s+(?:(?:office|business|working|work)\s+)?hours\b",
    rf"\bon\s+(?:the\s+)?\d{{1,2}}{_END}|\bin\s+(?:\d{{1,4}}|{_NUMBER}|fifteen|twenty|thirty|forty|ninety){_END}|\bthe\s+\d{{1,2}}(?:st|nd|rd|th){_END}",
    r"(?<!\S)@\s?\d{1,4}\b|\bat\s+(?:[1-9]|1\d|2[0-3])\.[0-5]\d\b(?!\s?[\w%])",
    rf"\bbetween\s+{_CLOCK}\s+and\s+{_CLOCK}\b(?!\s?[\w%.])",
    rf"{_NOT_MOVING}\bfrom\s+{_CLOCK}\s?(?:-|to\s|till\s|until\s)\s?{_CLOCK}{_END}",
    r"\b(?:at|after|until|till|before)\s+(?:\w+\s+){0,2}?hand-?(?:over|off)s?\b",
    r"\bafter\s+(?:his|her|my|our|their|the|this)\s+shift\b|\bend\s+of\s+(?:\w+\s+)?shift\b|\bshift\s+change\b",
    r"\b(?:kw|cw|wk)\s?\d{1,2}\b|\b20\d{2}-?w\d{1,2}\b|\b20\d{2}-?(?:0\d|1[0-2])-?(?:[0-2]\d|3[01])\b",
    rf"\b\d{{1,2}}[-/]?{MONTH}(?:[-/]?\d{{2,4}})?\b|\b{MONTH}-?\d{{1,2}}\b",
    r"(?:(?<=\s{3})|(?<=\bcall )|(?<=\bduty )|(?<=\bpaged )|(?<=\bpager )|(?<=\bon ))(?:(?:[01]\d|2[0-3])[0-5]\d|\d{1,2}h)(?![\w%.-]|\s+(?:errors?|pods)\b)",
    r"\b(?:next|following|coming)\s+(?:day|night|hour)s?\b|\bweek\s?nights\b",
    rf"\bin\s+(?!the\b)(?:[a-z]+[\s-]+){{1,3}}(?:minutes|mins|hours|days|weeks)\b|\b{UNIT}\s+hence\b",
)


_MAY_BE_OPEN = re.compile(rf"\d|hand-?o|shift|night|hour|\bday|hence|\bin\s|\b{MONTH}\b")
"""Cheaper than the above: in most questions about an instant nothing is left that it finds."""


def said_without_instant(scan: Scan, *, asked: bool) -> UnclearMoment | None:
    """Words that name days and hours, but no instant; they are looked for before those that name one."""
    found = scan.take(_NO_INSTANT) or (scan.take(_DAY_AND_MONTH) if asked else None)
    return unclear(found) if found else None


def said_openly(scan: Scan, *, asked: bool) -> UnclearMoment | None:
    """What speaks of time in all that is left; `asked` where it asks in so many words."""
    found = scan.take(_OPEN)
    if found is None and not scan.text.startswith("when"):
        found = scan.take(_COMING_SHIFT)
    if found is None and asked and _MAY_BE_OPEN.search(scan.text):
        found = scan.take(_OPEN_WHERE_ASKED)
    return unclear(found) if found else None
