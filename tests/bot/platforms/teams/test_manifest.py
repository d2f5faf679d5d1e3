import json
import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from PIL import Image

from bot.cli.manifest import manifest as command
from bot.platforms.teams.manifest import manifest, package
from bot.reply import Message
from knowledge.questions import EXAMPLES, ask
from knowledge.reading import Asker
from tests.northwind import NORTHWIND, NOW

BOT_ID = "00000000-0000-4000-8000-00000000b001"
ADDRESS = "https://whoowns.example"
LIMITS = {
    ("name", "short"): 30,
    ("name", "full"): 100,
    ("description", "short"): 80,
    ("description", "full"): 4_000,
    ("developer", "name"): 32,
}


def run(*options: str) -> Result:
    return CliRunner().invoke(command, ["teams", *options])


def read(zipped: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(zipped)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_the_package_holds_the_manifest_and_both_icons(tmp_path: Path) -> None:
    output = tmp_path / "app.zip"
    result = run("--address", ADDRESS, "--client-id", BOT_ID, "--output", str(output))

    assert result.exit_code == 0, result.output
    assert f"{ADDRESS}/api/messages" in result.output
    files = read(output.read_bytes())
    assert sorted(files) == ["color.png", "manifest.json", "outline.png"]
    assert json.loads(files["manifest.json"])["bots"][0]["botId"] == BOT_ID


def test_an_address_that_ends_with_a_slash_is_the_same(tmp_path: Path) -> None:
    for path in ("", "/", "/base", "/base/", "/base/api/messages", "/base/slack/events"):
        output = str(tmp_path / "app.zip")
        result = run("--address", f"{ADDRESS}{path}", "--client-id", BOT_ID, "--output", output)
        base = "/base" if "base" in path else ""
        assert result.output.endswith(f" {ADDRESS}{base}/api/messages\n"), path


def test_a_place_where_nothing_can_be_written_is_said_to_be_one(tmp_path: Path) -> None:
    output = str(tmp_path / "none" / "app.zip")
    result = run("--address", ADDRESS, "--client-id", BOT_ID, "--output", output)

    assert result.exit_code == 1
    assert "app.zip': No such file or directory" in result.output


def test_the_icons_are_as_teams_wants_them() -> None:
    files = read(package(BOT_ID, ADDRESS))
    colour, outline = (Image.open(BytesIO(files[f"{n}.png"])) for n in ("color", "outline"))

    assert (colour.size, outline.size) == ((192, 192), (32, 32))
    pixels = [outline.getpixel((x, y)) for x in range(32) for y in range(32)]
    seen = [p for p in pixels if isinstance(p, tuple) and p[3]]
    assert seen
    assert all(p[:3] == (255, 255, 255) for p in seen)
    assert len(seen) < len(pixels)


def test_the_same_app_is_the_same_package() -> None:
    assert package(BOT_ID, ADDRESS) == package(BOT_ID, ADDRESS)


def test_it_is_installed_everywhere_and_asks_for_the_least() -> None:
    asked = manifest(BOT_ID, ADDRESS)

    assert asked["bots"][0]["scopes"] == ["personal", "team", "groupChat"]
    assert asked["permissions"] == ["identity", "messageTeamMembers"]
    assert asked["validDomains"] == ["whoowns.example"]
    assert "webApplicationInfo" not in asked


def test_the_menu_offers_what_can_be_asked() -> None:
    (menu,) = manifest(BOT_ID, ADDRESS)["bots"][0]["commandLists"]
    titles = [entry["title"] for entry in menu["commands"]]

    assert 0 < len(titles) <= 10
    assert set(titles) <= set(EXAMPLES)
    assert all(len(e["title"]) <= 32 and len(e["description"]) <= 128 for e in menu["commands"])
    for entry in menu["commands"]:
        is_of_names = "fraud-model" in entry["title"] or "Priya" in entry["title"]
        assert ("your own names" in entry["description"]) == is_of_names, entry
    for title in titles:
        ask(Message(title).text, NORTHWIND, Asker(None, None), NOW)


def test_texts_keep_teams_limits() -> None:
    asked = manifest(BOT_ID, ADDRESS)
    for (section, key), longest in LIMITS.items():
        assert 0 < len(asked[section][key]) <= longest, (section, key)
    for extension in asked["composeExtensions"][0]["commands"]:
        assert len(extension["title"]) <= 32
        assert len(extension["description"]) <= 128


def test_the_extension_searches_models_and_is_pointed_at_messages() -> None:
    commands: list[dict[str, Any]] = manifest(BOT_ID, ADDRESS)["composeExtensions"][0]["commands"]

    assert [(c["type"], c["context"]) for c in commands] == [
        ("query", ["compose", "commandBox"]),
        ("action", ["message"]),
    ]


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--address", "http://whoowns.example", "--client-id", BOT_ID), "https://"),
        (("--address", ADDRESS, "--client-id", "whoowns"), "application id"),
        (("--address", ADDRESS), "TEAMS_CLIENT_ID"),
        (("--client-id", BOT_ID), "--address"),
        (("--address", f"{ADDRESS}?", "--client-id", BOT_ID), "without ? or #"),
        (("--address", f"{ADDRESS}#", "--client-id", BOT_ID), "without ? or #"),
    ],
)
def test_what_cannot_work_is_refused(
    options: tuple[str, ...], said: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("TEAMS_CLIENT_ID", raising=False)
    result = run(*options)

    assert result.exit_code == 2
    assert said in result.output
    assert list(tmp_path.iterdir()) == []
