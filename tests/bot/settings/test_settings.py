import os
import re
from pathlib import Path

import pytest

from bot.platforms.slack.settings import slack_settings
from bot.settings import Fault, SettingProblem, Settings, UnusableSettings, load
from bot.wording.setting import settings_text
from tests.read_only import without_privileges

BOT_TOKEN = "xoxb-made-up-token"
ENOUGH_FOR_HTTP = {"SLACK_BOT_TOKEN": BOT_TOKEN, "SLACK_SIGNING_SECRET": "made-up-secret"}
EXAMPLE = Path(__file__).parents[3] / ".env.example"


@pytest.fixture(autouse=True)
def _only_what_the_test_sets(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in set(os.environ) & {field.upper() for field in Settings.model_fields}:
        monkeypatch.delenv(name)


def loaded(monkeypatch: pytest.MonkeyPatch, **environment: str) -> Settings:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    return load(env_file=None)


def problems_of(monkeypatch: pytest.MonkeyPatch, **environment: str) -> tuple[SettingProblem, ...]:
    with pytest.raises(UnusableSettings) as raised:
        slack_settings(loaded(monkeypatch, **environment))
    assert not re.search("made-up", str(raised.value))
    return raised.value.problems


def test_nothing_needs_to_be_set_for_a_question_in_a_terminal() -> None:
    settings = load(env_file=None)

    assert settings.whoowns_database == Path("whoowns.db")
    assert (settings.host, settings.port) == ("127.0.0.1", 3000)
    assert settings.slack_workspaces == frozenset()
    assert settings.slack_api_url == "https://slack.com/api/"


def test_an_empty_or_blank_value_counts_as_unset(monkeypatch: pytest.MonkeyPatch) -> None:
    settings = loaded(monkeypatch, PORT="", HOST=" ", SLACK_APP_TOKEN="", SLACK_WORKSPACES="")

    assert settings == Settings()


def test_a_line_end_left_on_a_token_is_dropped(monkeypatch: pytest.MonkeyPatch) -> None:
    settings = loaded(monkeypatch, SLACK_BOT_TOKEN=f"{BOT_TOKEN}\n")

    assert settings.slack_bot_token is not None
    assert settings.slack_bot_token.get_secret_value() == BOT_TOKEN


def test_the_environment_wins_over_the_file_and_unknown_keys_are_left_alone(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    env_file = tmp_path / ".env"
    env_file.write_text("PORT=4000\nHOST=0.0.0.0\nSOMETHING_ELSE=1\n")
    monkeypatch.setenv("PORT", "5000")

    settings = load(env_file)

    assert (settings.host, settings.port) == ("0.0.0.0", 5000)  # noqa: S104 - compared only


@pytest.mark.parametrize(
    "content", [b"HOST=\xff\xfe", b"WHOOWNS_DATABASE=a\0b.db", "PORT=4000\n".encode("utf-16-le")]
)
def test_a_file_that_is_not_text_is_named(tmp_path: Path, content: bytes) -> None:
    env_file = tmp_path / ".env"
    env_file.write_bytes(content)

    with pytest.raises(UnusableSettings) as raised:
        load(env_file)

    assert raised.value.problems == (SettingProblem(str(env_file), Fault.NOT_UTF_8),)


def test_a_file_that_may_not_be_read_is_said_to_be_that(tmp_path: Path) -> None:
    env_file = tmp_path / ".env"
    tmp_path.chmod(0o755)
    env_file.write_text("PORT=4000\n")
    env_file.chmod(0)

    with without_privileges(), pytest.raises(UnusableSettings) as raised:
        load(env_file)

    assert raised.value.problems == (SettingProblem(str(env_file), Fault.UNREADABLE_FILE),)


def test_a_directory_in_the_place_of_the_file_is_not_passed_over(tmp_path: Path) -> None:
    with pytest.raises(UnusableSettings) as raised:
        load(tmp_path)

    assert raised.value.problems == (SettingProblem(str(tmp_path), Fault.UNREADABLE_FILE),)


def test_every_line_that_sets_nothing_is_named_by_its_number_and_not_by_what_it_says(
    tmp_path: Path,
) -> None:
    env_file = tmp_path / ".env"
    lines = (
        "# ours",
        "PORT=4000",
        "",
        "",
        "SLACK_WORKSPACES T0NORTH1",
        "SLACK_WORKSPACES:T0NORTH1",
    )
    env_file.write_text("\r\n".join((*lines, "export HOST=0.0.0.0  # all", "SECRET='xoxb-made-up")))

    with pytest.raises(UnusableSettings) as raised:
        load(env_file)

    places = [f"{env_file}:{line}" for line in (5, 6, 8)]
    assert raised.value.problems == tuple(SettingProblem(at, Fault.NO_SETTING) for at in places)
    assert "made-up" not in settings_text(raised.value)


def test_workspaces_are_a_comma_list(monkeypatch: pytest.MonkeyPatch) -> None:
    settings = loaded(monkeypatch, SLACK_WORKSPACES="T0NORTH1, E0GRID,")

    assert settings.slack_workspaces == {"T0NORTH1", "E0GRID"}


def test_the_api_address_always_ends_with_a_slash(monkeypatch: pytest.MonkeyPatch) -> None:
    settings = loaded(monkeypatch, SLACK_API_URL="http://127.0.0.1:8080/api")

    assert settings.slack_api_url == "http://127.0.0.1:8080/api/"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PORT", "eighty"),
        ("PORT", "65536"),
        ("PORT", "-1"),
        ("WHOOWNS_LOG_LEVEL", "chatty"),
        ("SLACK_WORKSPACES", ","),
        ("SLACK_WORKSPACES", "northwind.slack.com"),
        ("SLACK_API_URL", "slack.com/api"),
        ("SLACK_API_URL", "https://slack.com/api?x=1"),
        ("SLACK_API_URL", "https://somebody:secret@slack.com/api"),
    ],
)
def test_a_value_that_makes_no_sense_is_named(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    assert problems_of(monkeypatch, **ENOUGH_FOR_HTTP | {name: value}) == (
        SettingProblem(name, Fault.INVALID),
    )


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"SLACK_BOT_TOKEN": ""}, SettingProblem("SLACK_BOT_TOKEN", Fault.MISSING)),
        (
            {"SLACK_BOT_TOKEN": "xoxp-made-up"},
            SettingProblem("SLACK_BOT_TOKEN", Fault.WRONG_PREFIX),
        ),
        (
            {"SLACK_APP_TOKEN": "xoxb-made-up"},
            SettingProblem("SLACK_APP_TOKEN", Fault.WRONG_PREFIX),
        ),
        (
            {"SLACK_SIGNING_SECRET": ""},
            SettingProblem("SLACK_SIGNING_SECRET", Fault.MISSING_FOR_HTTP),
        ),
    ],
)
def test_the_bot_does_not_start_with(
    monkeypatch: pytest.MonkeyPatch, changes: dict[str, str], problem: SettingProblem
) -> None:
    assert problems_of(monkeypatch, **ENOUGH_FOR_HTTP | changes) == (problem,)


def test_all_that_is_wrong_is_told_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    names = [problem.setting for problem in problems_of(monkeypatch)]

    assert names == ["SLACK_BOT_TOKEN", "SLACK_SIGNING_SECRET"]


def test_socket_mode_needs_no_signing_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    settings = loaded(monkeypatch, SLACK_BOT_TOKEN=BOT_TOKEN, SLACK_APP_TOKEN="xapp-made-up")

    assert slack_settings(settings).socket_mode


def test_http_mode_is_what_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    assert not slack_settings(loaded(monkeypatch, **ENOUGH_FOR_HTTP)).socket_mode


def test_secrets_do_not_show_when_settings_are_printed(monkeypatch: pytest.MonkeyPatch) -> None:
    settings = loaded(monkeypatch, **ENOUGH_FOR_HTTP, SLACK_APP_TOKEN="xapp-made-up")

    assert "made-up" not in f"{settings!r} {slack_settings(settings)!r}"


def test_the_example_lists_every_setting_with_a_comment_and_its_default() -> None:
    paragraphs = EXAMPLE.read_text().split("\n\n")
    listed = [re.findall(r"^([A-Z_]+)=(.*)$", paragraph, re.MULTILINE) for paragraph in paragraphs]
    names = [name for settings in listed for name, _ in settings]

    assert sorted(names) == sorted(field.upper() for field in Settings.model_fields)
    assert all(paragraph.lstrip().startswith("#") for paragraph in paragraphs)
    assert load(EXAMPLE) == Settings()
