"""Reading a map file: spellings, places, limits, and files that give no map."""

import json
import os
from pathlib import Path

import pytest

from knowledge.errors import MapPath, Position, UnreadableCode, UnreadableMap
from knowledge.mapfile import MapFile, parse_map, read_map

NORTHWIND = """\
organisation: {name: Northwind, maturity: 3}
people:
  no: {name: 1.10, active: false}
  hana:
  ivo: {name: "null", active: no}
rotations:
  primary: {members: [no, hana], time_zone: UTC, starts: 2026-01-05T09:00, every: 1 week}
models:
  churn:
    aliases: [12:30]
    pages:
      infrastructure: {owner: primary}
"""


def read(text: str, name: str = "ownership.yaml") -> MapFile:
    return parse_map(text.encode(), name)


def refusal(text: str | bytes, name: str = "ownership.yaml") -> UnreadableMap:
    content = text if isinstance(text, bytes) else text.encode()
    with pytest.raises(UnreadableMap) as caught:
        parse_map(content, name)
    return caught.value


def test_scalars_keep_their_spelling_until_a_field_says_what_they_mean() -> None:
    ownership = read(NORTHWIND).ownership
    assert ownership.organisation.maturity == 3
    assert ownership.people["no"].name == "1.10"
    assert not ownership.people["no"].active
    assert ownership.people["ivo"].name == "null"
    assert not ownership.people["ivo"].active
    assert ownership.models["churn"].aliases == ("12:30",)


def test_an_entity_without_a_body_is_called_by_its_id() -> None:
    assert read(NORTHWIND).ownership.people["hana"].name == "hana"


def test_an_organisation_and_one_team_are_enough() -> None:
    assert read("organisation: {name: N}\nteams: {risk: }").ownership.teams["risk"].name == "risk"


@pytest.mark.parametrize(
    ("path", "line", "column"),
    [
        ((), 1, 1),
        (("people", "hana"), 4, 3),
        (("rotations", "primary", "members", 1), 7, 27),
        (("models", "churn", "pages", "infrastructure", "owner"), 12, 24),
    ],
)
def test_yaml_knows_where_everything_stands(path: MapPath, line: int, column: int) -> None:
    assert read(NORTHWIND).locate(path) == Position(line, column)


def test_json_finds_where_things_stand_when_asked() -> None:
    text = '{"organisation": {"name": "N"},\n "models": {"a": {"aliases": [ "x",\n "y"]}}}'
    map_file = read(text, "OWNERSHIP.JSON")
    assert map_file.locate(("models",)) == Position(2, 2)
    assert map_file.locate(("models", "a", "aliases", 1)) == Position(3, 2)
    assert map_file.locate(("models", "b")) is None
    assert map_file.locate(("organisation", "name", "x")) is None


def test_an_anchor_may_be_used_again() -> None:
    ownership = read(
        "organisation: {name: N}\npeople: {priya: }\nmodels:\n"
        "  a: {pages: &both {infrastructure: {owner: &who priya}}}\n"
        "  b: {pages: *both, knowledge: {model: *who}}\n"
    ).ownership
    assert ownership.models["a"].pages == ownership.models["b"].pages
    assert ownership.models["b"].knowledge.model == "priya"


def test_a_byte_order_mark_is_passed_over() -> None:
    assert read("\ufefforganisation: {name: N}\nteams: {a: }").ownership.teams


BOMB = "a0: &a0 [x, x]\n" + "".join(
    f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]\n" for n in range(1, 20)
)


@pytest.mark.parametrize(
    ("text", "code", "position"),
    [
        ("", UnreadableCode.EMPTY, None),
        ("# nothing yet\n", UnreadableCode.EMPTY, None),
        ("~", UnreadableCode.EMPTY, None),
        ("a: [1\n", UnreadableCode.NOT_YAML, Position(2, 1)),
        ("ab: \x00", UnreadableCode.NOT_YAML, Position(1, 5)),
        ("- 1", UnreadableCode.NOT_A_MAPPING, Position(1, 1)),
        ("a: 1\n---\nb: 2\n", UnreadableCode.SEVERAL_DOCUMENTS, Position(2, 1)),
        ("a: !!python/object:x 1", UnreadableCode.TAG, Position(1, 4)),
        ("? [a]\n: 1", UnreadableCode.KEY_NOT_TEXT, Position(1, 3)),
        ("a: &x {}\n*x : 1", UnreadableCode.KEY_NOT_TEXT, Position(2, 1)),
        ("a: &x [*x]", UnreadableCode.SELF_REFERENCE, Position(1, 8)),
        ("a: *x", UnreadableCode.UNKNOWN_ANCHOR, Position(1, 4)),
        ("[" * 10_000, UnreadableCode.TOO_DEEP, Position(1, 51)),
        (b"a: 1\nb: \xff", UnreadableCode.NOT_UTF_8, Position(2, 4)),
    ],
)
def test_a_yaml_file_that_gives_no_map_is_refused(
    text: str | bytes, code: UnreadableCode, position: Position | None
) -> None:
    error = refusal(text)
    assert (error.code, error.position) == (code, position)


@pytest.mark.parametrize("tag", ["!!str", "!ours", "!!python/object:x"])
def test_a_tag_is_told_as_it_was_written(tag: str) -> None:
    assert refusal(f"organisation: {{name: {tag} N}}").detail == tag


def test_an_alias_bomb_does_not_go_off() -> None:
    assert refusal(BOMB).code == UnreadableCode.ALIAS_BOMB


@pytest.mark.parametrize(
    ("text", "code", "position"),
    [
        ("", UnreadableCode.EMPTY, None),
        ("{\n]", UnreadableCode.NOT_JSON, Position(2, 1)),
        ("{} {}", UnreadableCode.NOT_JSON, Position(1, 4)),
        ("[]", UnreadableCode.NOT_A_MAPPING, Position(1, 1)),
        ("[" * 100_000, UnreadableCode.TOO_DEEP, None),
    ],
)
def test_a_json_file_that_gives_no_map_is_refused(
    text: str, code: UnreadableCode, position: Position | None
) -> None:
    error = refusal(text, "ownership.json")
    assert (error.code, error.position) == (code, position)


def test_a_file_is_read_from_disk(tmp_path: Path) -> None:
    path = tmp_path / "ownership.json"
    path.write_text(json.dumps({"organisation": {"name": "N"}, "models": {"a": None}}))
    assert read_map(path).ownership.models["a"].id == "a"


def _refusal_of(path: Path, limit: int = 100) -> str:
    with pytest.raises(UnreadableMap) as caught:
        read_map(path, limit=limit)
    assert caught.value.path == str(path)
    return caught.value.code


def test_what_is_no_file_is_refused(tmp_path: Path) -> None:
    assert _refusal_of(tmp_path) == UnreadableCode.DIRECTORY
    assert _refusal_of(tmp_path / "missing.yaml") == UnreadableCode.MISSING
    assert _refusal_of(tmp_path / "no" / ("x" * 300)) == UnreadableCode.MISSING
    assert _refusal_of(tmp_path / ("x" * 300)) == UnreadableCode.NOT_TO_BE_OPENED


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "ownership.yaml"
    path.touch(mode=0)
    assert _refusal_of(path) == UnreadableCode.FORBIDDEN


def test_a_file_over_the_limit_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "ownership.yaml"
    path.write_text("#" * 101)
    assert _refusal_of(path) == UnreadableCode.TOO_BIG


def test_a_file_without_a_size_is_not_read_for_ever() -> None:
    assert _refusal_of(Path("/dev/zero")) == UnreadableCode.TOO_BIG
