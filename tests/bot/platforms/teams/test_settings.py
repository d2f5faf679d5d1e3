import subprocess
import sys

import pytest

from bot.cli.platforms import wanted_platforms
from bot.platforms.teams.settings import is_loopback
from bot.settings import Fault, SettingProblem, UnusableSettings, load
from bot.wording.setting import settings_text

BOT_ID = "00000000-0000-4000-8000-00000000B001"
TENANT = "00000000-0000-4000-8000-00000000f001"
ENOUGH = {
    "TEAMS_CLIENT_ID": BOT_ID,
    "TEAMS_CLIENT_SECRET": "made-up-secret",
    "TEAMS_TENANT_ID": TENANT,
}


@pytest.fixture(autouse=True)
def _clean_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("SLACK_BOT_TOKEN", "SLACK_SIGNING_SECRET", "SLACK_APP_TOKEN", *ENOUGH):
        monkeypatch.delenv(name, raising=False)


def problems(monkeypatch: pytest.MonkeyPatch, **settings: str) -> tuple[SettingProblem, ...]:
    for name, value in settings.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(UnusableSettings) as unusable:
        wanted_platforms(load(env_file=None))
    return unusable.value.problems


def test_teams_runs_alone_and_answers_its_own_directory(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in ENOUGH.items():
        monkeypatch.setenv(name, value)
    platforms = wanted_platforms(load(env_file=None))

    assert platforms.slack is None
    assert platforms.teams
    assert platforms.teams.client_id == BOT_ID.lower()
    assert platforms.teams.tenants == {TENANT}
    assert "made-up" not in repr(platforms)


@pytest.mark.parametrize(
    ("typed", "meant"), [(BOT_ID, BOT_ID.lower()), ("System", "system"), ("system", "system")]
)
def test_a_managed_identity_is_the_same_in_capitals(
    monkeypatch: pytest.MonkeyPatch, typed: str, meant: str
) -> None:
    for name, value in (
        ENOUGH | {"TEAMS_CLIENT_SECRET": "", "TEAMS_MANAGED_IDENTITY": typed}
    ).items():
        monkeypatch.setenv(name, value)
    platforms = wanted_platforms(load(env_file=None))

    assert platforms.teams
    assert platforms.teams.managed_identity == meant


@pytest.mark.parametrize(
    ("lacking", "problem"),
    [
        ("TEAMS_TENANT_ID", SettingProblem("TEAMS_TENANT_ID", Fault.MISSING)),
        ("TEAMS_CLIENT_ID", SettingProblem("TEAMS_CLIENT_ID", Fault.MISSING)),
        ("TEAMS_CLIENT_SECRET", SettingProblem("TEAMS_CLIENT_SECRET", Fault.MISSING_IDENTITY)),
    ],
)
def test_teams_does_not_start_without(
    monkeypatch: pytest.MonkeyPatch, lacking: str, problem: SettingProblem
) -> None:
    assert problems(monkeypatch, **ENOUGH | {lacking: ""}) == (problem,)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("TEAMS_TENANT_ID", "northwind.example"),
        ("TEAMS_CLIENT_ID", "whoowns"),
        ("TEAMS_ALLOWED_TENANTS", ","),
        ("TEAMS_ALLOWED_TENANTS", f"{TENANT},*"),
        ("TEAMS_MANAGED_IDENTITY", "yes"),
        ("TEAMS_CLOUD", "mars"),
        ("TEAMS_KEYS_URL", "file:///keys"),
        ("TEAMS_UNAUTHENTICATED", "perhaps"),
    ],
)
def test_a_value_that_makes_no_sense_is_named(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    assert problems(monkeypatch, **ENOUGH | {name: value}) == (SettingProblem(name, Fault.INVALID),)


def test_where_nothing_is_set_both_ways_to_start_are_named(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    unusable = UnusableSettings(*problems(monkeypatch))

    assert [problem.setting for problem in unusable.problems] == [
        "SLACK_BOT_TOKEN",
        "TEAMS_CLIENT_ID",
    ]
    assert settings_text(unusable).splitlines()[1] == (
        "TEAMS_CLIENT_ID is not set. It is the application id of the bot's registration,"
        " to run in Teams."
    )


def test_what_is_wrong_with_both_is_told_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    found = problems(monkeypatch, SLACK_BOT_TOKEN="xoxb-made-up", TEAMS_CLIENT_ID=BOT_ID)

    assert [problem.setting for problem in found] == [
        "SLACK_SIGNING_SECRET",
        "TEAMS_TENANT_ID",
        "TEAMS_CLIENT_SECRET",
    ]


def test_the_unchecked_way_in_is_for_this_machine_only(monkeypatch: pytest.MonkeyPatch) -> None:
    unchecked = {"TEAMS_TENANT_ID": TENANT, "TEAMS_UNAUTHENTICATED": "true", "HOST": "192.0.2.1"}

    assert problems(monkeypatch, **unchecked) == (
        SettingProblem("TEAMS_UNAUTHENTICATED", Fault.NOT_ON_LOOPBACK),
    )
    monkeypatch.setenv("HOST", "127.0.0.1")
    platforms = wanted_platforms(load(env_file=None))
    assert platforms.teams
    assert platforms.teams.unauthenticated


@pytest.mark.parametrize(
    ("host", "expected"),
    [
        ("127.0.0.1", True),
        ("127.8.8.8", True),
        ("::1", True),
        ("localhost", True),
        ("192.0.2.1", False),
        ("::", False),
        ("10.0.0.1", False),
        ("127.0.0.1.example.com", False),
        ("", False),
        (None, False),
    ],
)
def test_what_counts_as_this_machine(host: str | None, *, expected: bool) -> None:
    assert is_loopback(host) is expected


def test_the_sdk_is_not_imported_where_teams_is_off() -> None:
    look = "import sys, bot.cli.serve; print('microsoft_teams' in sys.modules)"
    looked = subprocess.run(
        [sys.executable, "-c", look], capture_output=True, text=True, check=True
    )
    assert looked.stdout == "False\n"
