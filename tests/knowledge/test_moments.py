"""Instants in words: what is understood, what is left open, and what is only background."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.moments import Moment, UnclearMoment, read_moment, unknown_time

MONDAY_NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("said", "utc"),
    [
        ("at 2am", "2026-11-24T02:00"),
        ("at 2:30 pm", "2026-11-23T14:30"),
        ("02:00", "2026-11-24T02:00"),
        ("at 12am", "2026-11-24T00:00"),
        ("at 12pm", "2026-11-23T12:00"),
        ("at noon", "2026-11-23T12:00"),
        ("midnight", "2026-11-24T00:00"),
        ("tomorrow midday", "2026-11-24T12:00"),
        ("today at 23:30", "2026-11-23T23:30"),
        ("tonight", "2026-11-23T22:00"),
        ("tonight at 2am", "2026-11-24T02:00"),
        ("tomorrow", "2026-11-24T12:00"),
        ("tomorrow morning", "2026-11-24T09:00"),
        ("tomorrow at 9am", "2026-11-24T09:00"),
        ("9am tomorrow", "2026-11-24T09:00"),
        ("yesterday", "2026-11-22T12:00"),
        ("monday", "2026-11-23T12:00"),
        ("next monday", "2026-11-30T12:00"),
        ("on saturday 02:00", "2026-11-28T02:00"),
        ("saturday night", "2026-11-28T22:00"),
        ("saturday night at 2am", "2026-11-29T02:00"),
        ("on sat at 2am", "2026-11-28T02:00"),
        ("28 november", "2026-11-28T12:00"),
        ("nov 28 at 14:00", "2026-11-28T14:00"),
        ("on the 3rd of march", "2027-03-03T12:00"),
        ("29 february", "2028-02-29T12:00"),
        ("3 march 2026 at 10:00", "2026-03-03T10:00"),
        ("2026-11-28", "2026-11-28T12:00"),
        ("2026-11-28 at 9am", "2026-11-28T09:00"),
        ("2026-11-28t02:00", "2026-11-28T02:00"),
        ("2026-11-28t02:00:30z", "2026-11-28T02:00:30"),
        ("2026-07-28t02:00+01:00", "2026-07-28T01:00"),
        ("20260728t0200", "2026-07-28T01:00"),
        ("20261128t020030z", "2026-11-28T02:00:30"),
        ("20260728t0200+0200", "2026-07-28T00:00"),
        ("at 14:30h", "2026-11-23T14:30"),
        ("tomorrow 14:30 hrs", "2026-11-24T14:30"),
        ("2026-07-28 02:00", "2026-07-28T01:00"),
        ("at 14:00 utc", "2026-11-23T14:00"),
        ("at 14:00 america/new_york", "2026-11-23T19:00"),
        ("in 3 hours", "2026-11-23T15:00"),
        ("+2h", "2026-11-23T14:00"),
        ("+30m", "2026-11-23T12:30"),
        ("+1d", "2026-11-24T12:00"),
        ("+ 2 hours", "2026-11-23T14:00"),
        ("in +2h", "2026-11-23T14:00"),
        ("now+2h", "2026-11-23T14:00"),
        ("+1w", "2026-11-30T12:00"),
        ("+1h30m", "2026-11-23T13:30"),
        ("in 1h 30m", "2026-11-23T13:30"),
        ("in 1.5 hours", "2026-11-23T13:30"),
        ("in 2 hours and 30 minutes", "2026-11-23T14:30"),
        ("in an hour and a half", "2026-11-23T13:30"),
        ("two and a half hours from now", "2026-11-23T14:30"),
        ("in a day and an hour", "2026-11-24T13:00"),
        ("in 90 min", "2026-11-23T13:30"),
        ("in two days", "2026-11-25T12:00"),
        ("in a week", "2026-11-30T12:00"),
        ("in half an hour", "2026-11-23T12:30"),
        ("in six hours", "2026-11-23T18:00"),
        ("an hour from now", "2026-11-23T13:00"),
        ("two days from today", "2026-11-25T12:00"),
        ("day after tomorrow", "2026-11-25T12:00"),
        ("the day after tomorrow at noon", "2026-11-25T12:00"),
        ("tommorow at 9am", "2026-11-24T09:00"),
        ("tmrw 9am", "2026-11-24T09:00"),
        ("in the morning", "2026-11-24T09:00"),
        ("this evening", "2026-11-23T20:00"),
        ("at 8am", "2026-11-24T08:00"),
        ("at 2 in the morning", "2026-11-24T02:00"),
        ("at 14h", "2026-11-23T14:00"),
        ("sat 2am", "2026-11-28T02:00"),
        ("monday at 8am", "2026-11-30T08:00"),
        ("on the 30th", "2026-11-30T12:00"),
        ("on 1st", "2026-12-01T12:00"),
        ("30/11/2026", "2026-11-30T12:00"),
        ("30.11.2026 at 9am", "2026-11-30T09:00"),
        ("2026/11/30", "2026-11-30T12:00"),
        ("2026-11-30 9:00", "2026-11-30T09:00"),
        ("at 2am utc+2", "2026-11-24T00:00"),
        ("at 2am new york time", "2026-11-24T07:00"),
        ("at 2am tokyo", "2026-11-23T17:00"),
        ("9am eastern", "2026-11-23T14:00"),
        ("at 2pm my time", "2026-11-23T14:00"),
        ("at 2am on friday tokyo time", "2026-11-26T17:00"),
        ("2am friday tokyo", "2026-11-26T17:00"),
        ("at 2am tomorrow in berlin", "2026-11-24T01:00"),
        ("11pm tonight in tokyo", "2026-11-23T14:00"),
        ("9am eastern standard", "2026-11-23T14:00"),
        ("saturday 2 in the morning", "2026-11-28T02:00"),
        ("saturday in the morning", "2026-11-28T09:00"),
        ("2026-12-01 in the morning", "2026-12-01T09:00"),
        ("on december 5 in the morning", "2026-12-05T09:00"),
        ("dec 5 in the evening at 11pm", "2026-12-05T23:00"),
        ("on the 30th in the evening", "2026-11-30T20:00"),
        ("on 30 november night", "2026-11-30T22:00"),
        ("friday 27 november at 9am", "2026-11-27T09:00"),
        ("friday the 27th of november at 9am", "2026-11-27T09:00"),
        ("tue 24 nov 02:00", "2026-11-24T02:00"),
        ("friday 2026-11-27 09:00", "2026-11-27T09:00"),
        ("friday 27.11.2026 in the afternoon", "2026-11-27T15:00"),
        ("november 27 on friday", "2026-11-27T12:00"),
        ("coming monday", "2026-11-30T12:00"),
        ("at 02:15:30", "2026-11-24T02:15:30"),
        ("saturday 02:00:00", "2026-11-28T02:00"),
        ("sat, 28 nov 2026 02:00:00 gmt", "2026-11-28T02:00"),
        ("in twenty minutes", "2026-11-23T12:20"),
        ("in forty-five minutes", "2026-11-23T12:45"),
        ("in twenty four hours", "2026-11-24T12:00"),
        ("in ninety minutes", "2026-11-23T13:30"),
    ],
)
def test_understood(said: str, utc: str) -> None:
    moment, left = read_moment(f"who is on call {said} ok", MONDAY_NOON, "Europe/London")
    assert isinstance(moment, Moment), moment
    assert moment.at == datetime.fromisoformat(utc).replace(tzinfo=UTC)
    assert [word for word in left.split() if word not in {"my", "time", "standard", ","}] == (
        ["who", "is", "on", "call", "ok"]
    )


def test_words_that_a_slash_joins_are_no_zone_of_a_time_behind_them() -> None:
    for said in ("quality/infra at 18:00", "nodes/pods crash at 18:00"):
        moment, _ = read_moment(said, MONDAY_NOON, "Europe/London")
        assert moment == Moment(MONDAY_NOON.replace(hour=18), "Europe/London"), said


@pytest.mark.parametrize(
    "said",
    [
        "this weekend", "next week", "at 2", "tomorrow at 9", "25:00", "at 13pm", "31 feb",
        "30 february 2026", "2026-02-30", "2026-11-28t25:00", "at 14:00 cet", "last night",
        "christmas", "03/04", "9 o'clock", "at 2am and at 4am", "later today", "friday and sunday",
        "for next week", "monday week", "until friday", "before monday", "next friday", "at two",
        "in a couple of hours", "on 03/04/2026", "on 30.11.", "on 30.11. at 9am", "end of day",
        "at 2am mars/phobos", "at 2am narnia time", "at 2am utc+5:30", "next shift", "at lunch",
        "at 11am", "monday at 11am", "half past two", "2am sat or so",
        "9999-12-31 23:59", "0001-01-01t00:00z", "in 99999 days", "10000 weeks from now", "in 999999999999d",
        "0200", "1400 hours", "at 1795831200", "20261128t02", "20261399t0200z", "1 jan 1900",
        "28 november 1830", "+2", "-2h", "+12345h", "tomorrow +2h", "at 2am +2h", "2026-11-28t02:00 +2h", "in 1h30",
        "after friday", "after the weekend", "after tomorrow", "2-4am", "2 to 4 am", "in two or three hours",
        "in 2-3 hours", "in an hour or two", "except on saturday", "any day but saturday", "not tomorrow",
        "the monday after next", "on good friday", "black friday", "on thanksgiving", "boxing day",
        "half two", "twenty past three", "ten to four", "two a m", "0200z",
        "first thing tomorrow", "between 2 and 4", "between 2 and 4 on saturday", "from 9 to 5", "at 14.30", "14.30",
        "in 2", "in two", "@2", "@0200", "16:00z", "saturday2am", "16h30", "16 uhr", "16.00 uhr", "the 1st", "28.11.", "1.12. 9:00", "28.11. at 2am", "at the handover",
        "after the next handoff", "after her shift", "at the end of this shift", "at shift change", "overnight",
        "friday at midnight", "midnight today", "tomorrow at midnight", "28 november at midnight",
        "9am central european time", "9am eastern european time", "9am london office time",
        "tomorrow 9am et", "tomorrow at 9am pt", "tomorrow 09:00 z", "9am hkt", "tomorrow 14:00 sgt",
        "in 3 business days", "in two nights", "in 2 shifts",
        "in 2 hours 30", "in 1,5 hours", "+1,5h", "in 3 years", "in two quarters", "+2 weekends",
        "in december", "in may", "mid march", "the first monday in december", "the second friday of december at 10:00",
        "the last sunday of november", "friday 28 november", "friday 2026-11-28 09:00", "friday and 27 november",
        "monday next", "through friday", "half 3", "around 2", "at 2ish", "in the small hours", "first thing", "new years eve", "halloween",
        "friday 28", "saturday 28th", "tomorrow 9", "tomorrow 21h", "on 28", "early tomorrow", "late friday",
        "at night", "on friday at night", "tomorrow at night", "on 30 november at night", "on weekdays",
        "out of hours", "after hours", "during business hours", "tomorrow before lunch", "@1795831200",
        "at 2am et", "2am pt tomorrow", "2am tomorrow et", "at 2am in india", "at 2am in the us",
        "at 2am central european time", "2am central european summer time tomorrow",
        "on mondays", "mondays at 9am", "every monday", "each friday at 9am", "every day at 2pm", "every night", "daily at 2am",
        "every other monday", "every second friday", "on fridays and saturdays", "weeknights",
        "at 25:15:30", "in fortyish minutes", "in seventy-odd hours", "one hour hence",
        "28 nov or 29 nov", "nov 28 - dec 2", "nov 28-30", "28-30 november", "28 to 30 november", "between 28 november and 30 november",
        "before 28 november", "until 28 november", "after 28 november", "not 28 november", "except 28 november",
        "the day after friday", "the day after 28 november", "an hour after midnight", "30 min past noon", "two hours before friday",
        "the night of friday", "night of 28 november", "in the middle of the night", "tomorrow and the day after",
        "all of friday", "throughout friday", "during 28 november", "friday pm", "tomorrow am", "two am", "tomorrow nine am",
        "the next day", "next night", "sometime tomorrow", "late tonight", "tomorrow lunchtime",
        "28 nov 27", "28nov", "28-nov-2026", "nov28", "20261128", "kw49", "kw 49", "week 49", "2026-w49", "on the 31", "17h", "1600",
        "on 1600", "2am nyc", "at 2am in san francisco", "2am new delhi",
    ],
)  # fmt: skip
def test_left_open_rather_than_guessed(said: str) -> None:
    moment, _ = read_moment(f"who is on call {said}", MONDAY_NOON, "Europe/London")
    assert isinstance(moment, UnclearMoment), moment


@pytest.mark.parametrize(
    "said",
    [
        "", "now", "right now", "since 2am", "since yesterday", "since last week",
        "since monday morning", "for 3 hours", "for the last two days", "over the past hour",
        "10 minutes ago", "recall at 10 dropped", "precision@5", "at 0.71", "at 5 %", "at 500ms",
        "crashed at 2am", "crashed twice at 02:14 and 03:10", "accuracy dropped yesterday",
        "failed last night", "since the release on friday", "broke after friday  deploy",
        "slow this morning", "broke last tuesday", "we got paged at 02:14", "down all night",
        "an hour ago", "paged me at 3am again", "crashed over the weekend", "in the last week", "he is on holiday",
        "1 week ago at 10am", "two days ago around 14:00", "p99 went up from 2 to 40", "p50 between 2 and 4 ms",
        "auc at 0.55", "14.30 of them failed", "ndcg@10", "for the 2nd time", "worse than today", "slower than on monday", "score went from 0.9 to 0.8", "sev 1 - 2 pods", "503s in eu-west-1", "in 2 pods", "broke overnight",
        "retrained in may", "released in may 2026", "broke on 20 november", "broke on the 20th", "deployed on nov 20, 2026",
        "crashed on 20.11.2026", "since 20 november", "dropped after the 20 november release", "half of them failing",
    ],
)  # fmt: skip
def test_background_to_the_trouble_is_no_instant(said: str) -> None:
    moment, _ = read_moment(f"who is paged, drifting {said}", MONDAY_NOON, "Europe/London")
    assert moment is None


@pytest.mark.parametrize(
    "said",
    [
        "um 3",
        "um halb 3",
        "à 2h",
        "a las 2",
        "alle 2",
        "às 2h",
        "om 9 uur",
        "in 2 stunden",
        "in einer stunde",
        "dans 2 heures",
        "en 2 horas",
        "tra due ore",
        "over 2 uur",
    ],
)
def test_an_hour_in_another_language_is_left_open(said: str) -> None:
    for text in (f"who is on call {said}", f"drift {said}", f"{said} für churn"):
        moment, _ = read_moment(text, MONDAY_NOON, "Europe/London")
        assert isinstance(moment, UnclearMoment), text


@pytest.mark.parametrize("said", ["seit gestern", "depuis lundi", "um 20 %", "um 20ms", "kaputt"])
def test_other_languages_tell_of_the_trouble_too(said: str) -> None:
    moment, _ = read_moment(f"who is paged, langsam {said}", MONDAY_NOON, "Europe/London")
    assert moment is None


@pytest.mark.parametrize(
    ("said", "left_open"),
    [
        ("it crashes every monday, who is on call", None),
        ("it fails every night at 2am, who is paged", None),
        ("who is on call, it is slow on mondays", None),
        ("it is slow on mondays", None),
        ("failed in the middle of the night, who is paged", None),
        ("who covers it on mondays", "mondays"),
        ("who gets quality pages every monday", "every monday"),
        ("on mondays, who is on call", "mondays"),
        ("who is on call 17h for it", "17h"),
        ("who is on call kw49 for it", "kw49"),
    ],
)
def test_what_recurs_is_told_or_asked_about(said: str, left_open: str | None) -> None:
    moment, _ = read_moment(said, MONDAY_NOON, "Europe/London")
    assert moment == (UnclearMoment(left_open) if left_open else None)


@pytest.mark.parametrize("said", ["good morning", "morning all", "hi, evening", "good night"])
def test_a_greeting_is_no_instant(said: str) -> None:
    moment, _ = read_moment(f"{said}, who is on call", MONDAY_NOON, "Europe/London")
    assert moment is None


@pytest.mark.parametrize(
    "told",
    [
        "503s at 11:58",
        "drift this week",
        "drift over the weekend",
        "slow at 9am",
        "latency +20",
        "p99 +20%",
        "latency +200ms",
        "retrained in may, slow",
        "slower than in march",
        "503s at 11:58 in germany",
        "hangs at night",
        "down out of hours",
    ],
)
def test_where_trouble_is_only_told_its_time_is_no_instant(told: str) -> None:
    moment, _ = read_moment(told, MONDAY_NOON, "Europe/London")
    assert moment is None


@pytest.mark.parametrize(
    ("said", "utc"),
    [
        ("who was on call yesterday", "2026-11-22T12:00"),
        ("who was on call an hour ago", "2026-11-23T11:00"),
        ("who was on call 2 days ago", "2026-11-21T12:00"),
        ("who was on call -2h", "2026-11-23T10:00"),
        ("who was on call an hour and a half ago", "2026-11-23T10:30"),
        ("who was on call at 2am", "2026-11-23T02:00"),
        ("who was on call at 11pm", "2026-11-22T23:00"),
        ("who was paged on friday at 3am", "2026-11-20T03:00"),
        ("who had the pager last tuesday", "2026-11-17T12:00"),
        ("who is on call for the quality pages last tuesday", "2026-11-17T12:00"),
        ("who was on call when it crashed on friday", "2026-11-20T12:00"),
        ("who owned it on the 20th", "2026-11-20T12:00"),
        ("who is on call 2am yesterday", "2026-11-22T02:00"),
        ("who is on call for it the day before yesterday", "2026-11-21T12:00"),
    ],
)
def test_a_question_that_looks_back_means_the_latest(said: str, utc: str) -> None:
    moment, _ = read_moment(said, MONDAY_NOON, "Europe/London")
    assert isinstance(moment, Moment), moment
    assert moment.at == datetime.fromisoformat(utc).replace(tzinfo=UTC)


def test_what_is_yet_to_happen_on_a_day_is_asked_about_that_day() -> None:
    for said in ("when it gets deployed on friday", "it is deployed on friday"):
        moment, _ = read_moment(f"who is on call {said}", MONDAY_NOON, "Europe/London")
        assert moment == Moment(datetime(2026, 11, 27, 12, tzinfo=UTC), "Europe/London")


@pytest.mark.parametrize(
    ("said", "utc"),
    [
        ("tonight", "2026-11-24T01:00"),
        ("tonight at 2am", "2026-11-24T02:00"),
        ("tonight at 12:30 am", "2026-11-25T00:30"),
        ("tonight at 11pm", "2026-11-24T23:00"),
        ("tomorrow", "2026-11-25T01:00"),
        ("at 2am", "2026-11-24T02:00"),
        ("tuesday night", "2026-11-24T22:00"),
        ("tuesday night at 2am", "2026-11-25T02:00"),
        ("monday night at 2am", "2026-11-24T02:00"),
    ],
)
def test_in_the_small_hours_tonight_is_the_night_that_it_is(said: str, utc: str) -> None:
    one_at_night = datetime(2026, 11, 24, 1, tzinfo=UTC)
    moment, _ = read_moment(f"who is on call {said}", one_at_night, "Europe/London")
    assert isinstance(moment, Moment), moment
    assert moment.at == datetime.fromisoformat(utc).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("said", "utc"),
    [
        ("9am pacific standard time", "2026-11-23T17:00"),
        ("at 9am on friday tokyo time", "2026-11-27T00:00"),
        ("9am on friday, new york time?", "2026-11-27T14:00"),
        ("tonight new york time", "2026-11-24T03:00"),
        ("tomorrow morning in the tokyo time zone", "2026-11-24T00:00"),
        ("9am tokyo time on friday", "2026-11-27T00:00"),
        ("tomorrow response time", "2026-11-24T12:00"),
        ("tomorrow, tokyo time series", "2026-11-24T12:00"),
    ],
)
def test_the_time_of_a_place_counts_wherever_it_is_said(said: str, utc: str) -> None:
    moment, _ = read_moment(f"who is on call {said}", MONDAY_NOON, "Europe/London")
    assert isinstance(moment, Moment), moment
    assert moment.at == datetime.fromisoformat(utc).replace(tzinfo=UTC)


@pytest.mark.parametrize("said", ["tonight", "this night", "monday night", "in the night"])
def test_late_in_the_evening_tonight_has_begun(said: str) -> None:
    late = datetime(2026, 11, 23, 23, 30, tzinfo=UTC)
    moment, _ = read_moment(f"who is on call {said}", late, "Europe/London")
    assert moment == Moment(late, "Europe/London")


@pytest.mark.parametrize("said", ["at 11pm", "monday at 11pm", "monday night"])
def test_what_has_just_passed_is_left_open_after_midnight_too(said: str) -> None:
    half_past_midnight = datetime(2026, 11, 24, 0, 30, tzinfo=UTC)
    moment, _ = read_moment(f"who is on call {said}", half_past_midnight, "Europe/London")
    assert isinstance(moment, UnclearMoment), moment
    told, _ = read_moment(f"503s {said}", half_past_midnight, "Europe/London")
    assert told is None


@pytest.mark.parametrize(
    "word", ["firday", "wensday", "tommorrwo", "novmber", "tonihgt", "morgen", "завтра"]
)
def test_an_unknown_word_of_time_is_left_open(word: str) -> None:
    assert unknown_time(["zebra", word]) == UnclearMoment(word)


def test_a_day_without_a_year_is_the_last_one_where_the_question_looks_back() -> None:
    moment, _ = read_moment("who was it on 3 march", MONDAY_NOON, "UTC")
    assert moment == Moment(datetime(2026, 3, 3, 12, tzinfo=UTC), "UTC")


@pytest.mark.parametrize(
    ("said", "utc"),
    [
        ("in a week", "2026-10-26T09:30"),
        ("in 7 days", "2026-10-26T09:30"),
        ("7 days from now", "2026-10-26T09:30"),
        ("in 7 days and 2 hours", "2026-10-26T11:30"),
        ("in 168 hours", "2026-10-26T08:30"),
    ],
)
def test_days_ahead_keep_their_hour_when_clocks_change(said: str, utc: str) -> None:
    monday = datetime(2026, 10, 19, 8, 30, tzinfo=UTC)
    moment, _ = read_moment(f"who is on call {said}", monday, "Europe/London")
    assert isinstance(moment, Moment), moment
    assert moment.at == datetime.fromisoformat(utc).replace(tzinfo=UTC)
    back, _ = read_moment("who was on call 7 days ago", moment.at, "Europe/London")
    assert isinstance(back, Moment), back
    assert back.at.astimezone(ZoneInfo("Europe/London")).time() == (
        moment.at.astimezone(ZoneInfo("Europe/London")).time()
    )


def test_a_clock_that_skips_the_hour_shows_the_instant_after_the_gap() -> None:
    eve = datetime(2026, 3, 28, 12, tzinfo=UTC)
    moment, _ = read_moment("tomorrow at 01:30", eve, "Europe/London")
    assert moment == Moment(datetime(2026, 3, 29, 1, tzinfo=UTC), "Europe/London")


@given(
    st.lists(
        st.sampled_from(
            [
                "at",
                "in",
                "on",
                "2am",
                "25:00",
                "tomorrow",
                "next",
                "monday",
                "3",
                "march",
                "2026-02-30",
                "utc",
                "europe/london",
                "night",
                "9999-12-31",
                "99",
                "weeks",
                "31",
                "nov",
                "noon",
                "since",
                "12:5",
                "a/b",
                "in",
                "9999",
                "weeks",
                "saturday",
                "midnight",
            ]
        )
        | st.text(max_size=8),
        max_size=8,
    ),
)
def test_no_words_make_it_fail_and_nothing_moves(words: list[str]) -> None:
    text = " ".join(words)
    _, left = read_moment(text, MONDAY_NOON, "Europe/London")
    assert len(left) == len(text)
    assert all(kept in (was, " ") for kept, was in zip(left, text, strict=True))
