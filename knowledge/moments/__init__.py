"""The instant that a question is about, read from words such as `tomorrow at 02:00`.

What is understood, in the asker's time zone unless an offset or a zone is given (`UTC`, `UTC+2`,
`Europe/Berlin`, `2am Tokyo time`):

    now, today, tomorrow, the day after tomorrow, yesterday (the same time of day)
    tonight                                           22:00, or now where the night has begun
    tonight at 2am, saturday night at 2am             the small hours that follow
    tomorrow morning (09:00) | afternoon (15:00) | evening (20:00) | night (22:00)
    at 2am, 2:30 pm, 02:00, 02:00:30, at 14h, noon    the next time that a clock shows it
    saturday, on saturday 02:00, next monday at 9am   the coming one
    28 november, nov 28 at 14:00, on the 30th         the coming one where no year is given
    friday 27 november, 27 november in the evening    the weekday has to be that of the date
    2026-11-28, 28.11.2026, 2026/11/28
    2026-11-28T02:00, 2026-11-28T02:00+01:00, 2026-11-28 02:00Z, 20261128T0200Z
    in 3 hours, two days from now, in 1h30m, in an hour and a half
    +2h, +30m, +1d, now + 2h                          the same; a bare `+2` is unclear

In a question that looks back (`who was on call ...`) it is the latest one, and `an hour ago` or `-1h`
counts.

Words that speak of time but don't tell the instant (`this weekend`, `at 2`, `CET`, `next friday`
said on a monday, `friday at midnight`) are unclear: answering for another instant could name the wrong person. Time that
belongs to the trouble told (`broke at 2am`) is passed over. What a question is asked of, behind a preposition
of time, is unclear where nothing knows it: `during the release`, `on labour day`.
"""

from knowledge.moments.background import asks_in_words, looks_back
from knowledge.moments.scan import LONG_DAYS, MONTH, Moment, UnclearMoment
from knowledge.moments.telling import read_moment, speaks_of_time, unknown_time, without_times

__all__ = [
    "LONG_DAYS",
    "MONTH",
    "Moment",
    "UnclearMoment",
    "asks_in_words",
    "looks_back",
    "read_moment",
    "speaks_of_time",
    "unknown_time",
    "without_times",
]
