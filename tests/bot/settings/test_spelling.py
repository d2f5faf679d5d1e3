"""How settings of reminders may be spelt."""

import pytest

from bot.settings import Settings, UnusableSettings, load
from bot.wording.setting import settings_text


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("WHOOWNS_REMINDER_AT", "25:00"),
        ("WHOOWNS_REMINDER_AT", "ten"),
        ("WHOOWNS_REMINDER_DAYS", "mon,someday"),
        ("WHOOWNS_REMINDER_DAYS", ","),
        ("WHOOWNS_REMINDER_DAYS", "mon-fri"),
        ("WHOOWNS_REMINDER_DAYS", "mo,tu"),
        ("WHOOWNS_REMINDER_DAYS", "sundae"),
        ("WHOOWNS_QUIET_HOURS", "18:00"),
        ("WHOOWNS_HOLIDAYS", "25.12.2026"),
        ("WHOOWNS_REMINDER_PAGES", "quality"),
        ("WHOOWNS_REMINDER_GRACE", "a day"),
        ("WHOOWNS_REMINDER_AHEAD", "4000d"),
        ("WHOOWNS_LADDER", "4,2"),
        ("WHOOWNS_LADDER", "0,1"),
        ("WHOOWNS_LADDER", "1,2,3,4"),
        ("WHOOWNS_REMINDERS", "maybe"),
        ("WHOOWNS_REMINDER_INTERVAL", "0"),
        ("WHOOWNS_FALLBACK_CHANNEL", "#general"),
        ("WHOOWNS_COVERAGE_CHANNEL", "#ml-leads"),
    ],
)
def test_what_cannot_be_used_is_named_with_what_would_work(
    setting: str, value: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(setting, value)
    with pytest.raises(UnusableSettings) as stopped:
        load(None)
    assert settings_text(stopped.value).startswith(f"{setting} has a value that cannot be used. It")


@pytest.mark.parametrize(
    ("setting", "value", "same"),
    [
        ("WHOOWNS_REMINDER_AT", "9:30", "09:30"),
        ("WHOOWNS_REMINDER_DAYS", "Monday, FRI", "mon,fri"),
        ("WHOOWNS_REMINDER_DAYS", "tues, thurs", "tue,thu"),
        ("WHOOWNS_QUIET_HOURS", "None", "00:00-00:00"),
        ("WHOOWNS_REMINDER_GRACE", "2 days", "48h"),
        (
            "WHOOWNS_REMINDER_PAGES",
            "Infrastructure , model-quality",
            "model-quality,infrastructure",
        ),
    ],
)
def test_what_is_spelt_otherwise_means_the_same(
    setting: str, value: str, same: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def read(spelt: str) -> Settings:
        monkeypatch.setenv(setting, spelt)
        return load(None)

    assert read(value) == read(same)
