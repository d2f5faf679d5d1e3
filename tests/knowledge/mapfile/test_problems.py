"""Everything that is wrong with a map, in one report, each with its place."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.wording.problems import problem_text
from knowledge.errors import MapFileError, MapPath, Position, Problem, ProblemCode, RejectedMap
from knowledge.mapfile import parse_map

HEAD = "organisation: {name: N}\nmodels: {m: }\n"


def problems(text: str, name: str = "ownership.yaml") -> tuple[Problem, ...]:
    with pytest.raises(RejectedMap) as caught:
        parse_map(text.encode(), name)
    return caught.value.problems


def _conflict(place: str, says: str, contested: str) -> str:
    declared = '{by: ci, at: "2026-11-24T10:00:00Z"}'
    return f"conflicts: {{{place}: {{says: {says}, declared: {declared}, contested: {contested}}}}}"


@pytest.mark.parametrize(
    ("text", "code", "path"),
    [
        ("ownerz: {}", ProblemCode.UNKNOWN_KEY, ("ownerz",)),
        ("people: {p: {nam: P}}", ProblemCode.UNKNOWN_KEY, ("people", "p", "nam")),
        ("people: {p: {id: q}}", ProblemCode.UNKNOWN_KEY, ("people", "p", "id")),
        ("vocabulary: {model_quality: [x]}", ProblemCode.UNKNOWN_KEY, ("vocabulary", "model_quality")),
        ("people: {p: }\npeople: {}", ProblemCode.DUPLICATE_KEY, ("people",)),
        ("people: {p: , p: }", ProblemCode.DUPLICATE_KEY, ("people", "p")),
        ("people: {p: {<<: {}}}", ProblemCode.MERGE_KEY, ("people", "p", "<<")),
        ("people: {p: {name: }}", ProblemCode.NO_VALUE, ("people", "p", "name")),
        ('people: {p: {name: ""}}', ProblemCode.NO_VALUE, ("people", "p", "name")),
        ("people: {p: [x]}", ProblemCode.WRONG_TYPE, ("people", "p")),
        ("people: [p]", ProblemCode.WRONG_TYPE, ("people",)),
        ("people: {p: {active: maybe}}", ProblemCode.NOT_TRUE_OR_FALSE, ("people", "p", "active")),
        ("teams: {t: {kind: prduct}}", ProblemCode.NOT_ONE_OF, ("teams", "t", "kind")),
        ("teams: {t: {members: p}}", ProblemCode.WRONG_TYPE, ("teams", "t", "members")),
        ("teams: {t: {uses: {ci: }}}", ProblemCode.NO_VALUE, ("teams", "t", "uses", "ci")),
        ("queue: {signals: {depth: few}}", ProblemCode.NOT_A_NUMBER, ("queue", "signals", "depth")),
        ("queue: {signals: {depth: -1}}", ProblemCode.TOO_SMALL, ("queue", "signals", "depth")),
        ("queue: {signals: {depth: 1e10}}", ProblemCode.NOT_A_NUMBER, ("queue", "signals", "depth")),
        (f"queue: {{signals: {{depth: {'9' * 5000}}}}}", ProblemCode.TOO_LARGE, ("queue", "signals", "depth")),
        (f"people: {{p: {{name: {'x' * 201}}}}}", ProblemCode.TOO_LONG, ("people", "p", "name")),
        ("people: {_p: }", ProblemCode.BAD_ID, ("people", "_p")),
        ('people: {" p": }', ProblemCode.BAD_ID, ("people", " p")),
        ('people: {"": }', ProblemCode.BAD_ID, ("people", "")),
        (f"people: {{? {'p' * 101} : }}", ProblemCode.BAD_ID, ("people", "p" * 101)),
        ("people: {p: {email: nope}}", ProblemCode.BAD_EMAIL, ("people", "p", "email")),
        ("people: {p: {slack: a b}}", ProblemCode.BAD_CHAT_ID, ("people", "p", "slack")),
        ("people: {p: {time_zone: Mars}}", ProblemCode.BAD_ZONE, ("people", "p", "time_zone")),
        ('people: {p: {name: "a\\ab"}}', ProblemCode.CONTROL_CHARACTERS, ("people", "p", "name")),
        (_conflict("person p", "{active: maybe}", "[active]"), ProblemCode.NOT_ACCEPTED, ("conflicts", "person p", "says")),
        (_conflict("person p", "{slack: U1}", "[email]"), ProblemCode.NOT_ACCEPTED, ("conflicts", "person p", "contested")),
        (_conflict("model m model-quality", "{owner: p}", "[owner]"), ProblemCode.NOT_ACCEPTED, ("conflicts", "model m model-quality", "contested")),
    ],
)  # fmt: skip
def test_a_value_that_cannot_be_is_a_problem(text: str, code: ProblemCode, path: MapPath) -> None:
    found = problems(HEAD + text)
    assert [(problem.code, problem.path) for problem in found] == [(code, path)]
    assert found[0].position is not None


@pytest.mark.parametrize(
    ("body", "code", "path"),
    [
        ("starts: 2026-01-05T09:00", ProblemCode.MISSING_KEY, ("every",)),
        ("every: often, starts: 2026-01-05T09:00", ProblemCode.BAD_CADENCE, ("every",)),
        ("every: 1 day, starts: monday", ProblemCode.BAD_TIME, ("starts",)),
        ("every: 1 day, starts: 20260105", ProblemCode.BAD_TIME, ("starts",)),
        ("every: 1 day, starts: 2026-01-05T09:00Z", ProblemCode.OFFSET_NOT_WANTED, ("starts",)),
        ("every: 1 day, starts: 9999-12-31T09:00", ProblemCode.TIME_OUT_OF_RANGE, ("starts",)),
        ("every: 1 day, starts: 2026-01-05T09:00:00.5", ProblemCode.FRACTION_OF_A_SECOND, ("starts",)),
    ],
)  # fmt: skip
def test_a_rotation_has_its_own_rules(body: str, code: ProblemCode, path: MapPath) -> None:
    found = problems(f"{HEAD}rotations: {{r: {{members: [], time_zone: UTC, {body}}}}}")
    assert [(p.code, p.path) for p in found] == [(code, ("rotations", "r", *path))]


@pytest.mark.parametrize(
    ("declared", "code", "key"),
    [
        ("{by: e}", ProblemCode.MISSING_KEY, "at"),
        ("{by: e, at: 2026-11-03T10:00}", ProblemCode.OFFSET_WANTED, "at"),
        ("{by: e, at: 2026}", ProblemCode.BAD_TIME, "at"),
        ("{by: e, at: 0001-01-01T00:00Z}", ProblemCode.TIME_OUT_OF_RANGE, "at"),
        ("{by: e, at: 2026-11-03T10:00Z, stamped: no}", ProblemCode.UNKNOWN_KEY, "stamped"),
    ],
)
def test_a_declaration_says_who_and_when(declared: str, code: ProblemCode, key: str) -> None:
    found = problems(
        f"organisation: {{name: N}}\nmodels: {{m: {{pages: {{infrastructure: {{declared: {declared}}}}}}}}}"
    )
    place = ("models", "m", "pages", "infrastructure", "declared", key)
    assert [(problem.code, problem.path) for problem in found] == [(code, place)]
    conflict = (
        f"conflicts: {{model m infrastructure: {{says: {{owner: t}}, declared: {declared}}}}}"
    )
    found = problems(f"organisation: {{name: N}}\nteams: {{t: }}\nmodels: {{m: }}\n{conflict}")
    contested = ("conflicts", "model m infrastructure", "declared", key)
    assert [(problem.code, problem.path) for problem in found] == [(code, contested)]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("models: {m: }", ProblemCode.MISSING_KEY),
        ("models: {m: }\norganisation: ", ProblemCode.MISSING_KEY),
        ("models: {m: }\norganisation: {}", ProblemCode.MISSING_KEY),
        ("organisation: {name: N}\nmodels: ", ProblemCode.NOTHING_DECLARED),
        ("models: {m: {runbook: ftp://x}}\norganisation: {name: N}", ProblemCode.BAD_WEB_ADDRESS),
    ],
)
def test_a_map_needs_an_organisation_and_something_to_own(text: str, code: ProblemCode) -> None:
    assert [problem.code for problem in problems(text)] == [code]


def test_one_report_tells_everything_in_the_order_of_the_file() -> None:
    found = problems("""\
organisation: {name: N, patern: federated}
rotations:
  primary:
    members: [gorann, goran]
    time_zone: Mars
    every: 1 week
    overrides: [{from: x}, {from: 2026-12-24T09:00, to: 2026-12-25T09:00, person: nobody}]
people: {goran: {email: nope}, hana: }
models:
  churn:
    pages:
      infrastructure: {owner: primary, escalation: [1, hanna]}
""")
    assert [(str(p.code), p.position, p.fact("near")) for p in found] == [
        ("unknown-key", Position(1, 25), "pattern"),
        ("missing-key", Position(3, 3), ""),
        ("unknown-id", Position(4, 15), "goran"),
        ("bad-zone", Position(5, 5), ""),
        ("missing-key", Position(7, 17), ""),
        ("missing-key", Position(7, 17), ""),
        ("bad-time", Position(7, 18), ""),
        ("unknown-id", Position(7, 75), ""),
        ("bad-email", Position(8, 18), ""),
        ("unknown-id", Position(12, 53), ""),
        ("unknown-id", Position(12, 56), "hana"),
    ]


def test_json_problems_have_places_too() -> None:
    found = problems(
        '{"organisation": {"name": 5},\n "models": {"a": {"aliases": ["x", 7]},\n "a": {}},\n'
        ' "queue": {"signals": {"depth": NaN}}}',
        "ownership.json",
    )
    assert [(str(p.code), p.position) for p in found] == [
        ("wrong-type", Position(1, 19)),
        ("duplicate-key", Position(3, 2)),
        ("not-a-number", Position(4, 24)),
    ]


def test_half_a_character_is_refused_and_can_be_told_of() -> None:
    body = '{"organisation": {"name": "\\ud800"}, "people": {"\\ud800": {}}, "teams": {"t": {}}}'
    found = problems(body, "ownership.json")
    assert {str(problem.code) for problem in found} == {"not-unicode", "bad-id"}
    assert "\\ud800" in "".join(map(problem_text, found))
    "".join(map(problem_text, found)).encode()


def test_a_long_report_is_cut() -> None:
    people = {f"p{number}": {"x": 1} for number in range(130)}
    found = problems(
        json.dumps({"organisation": {"name": "N"}, "teams": {"t": {}}, "people": people}), "a.json"
    )
    assert len(found) == 101
    assert (found[-1].code, found[-1].fact("count")) == (ProblemCode.MORE, "30")  # fmt: skip


_keys = st.text(max_size=3) | st.sampled_from(
    [
        *("organisation", "people", "teams", "rotations", "models", "queue", "vocabulary", "name"),
        *("pages", "infrastructure", "model-quality", "owner", "declared", "by", "at", "members"),
        *("uses", "overrides", "from", "to", "person", "channel", "slack", "knowledge", "lead"),
        *("starts", "every", "time_zone", "active", "kind", "id", "stamped", "signals", "depth"),
    ]
)
values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_keys, inner, max_size=4),
    max_leaves=15,
)
sections = st.fixed_dictionaries(
    {},
    optional={
        section: values | st.dictionaries(st.sampled_from("abc"), values, max_size=3)
        for section in ("organisation", "people", "teams", "rotations", "models", "queue")
    },
)


def _problems_of(content: bytes, name: str) -> tuple[Problem, ...]:
    try:
        parse_map(content, name)
    except RejectedMap as error:
        return error.problems
    except MapFileError:
        pass
    return ()


@given(tree=sections)
def test_whatever_stands_in_a_file_it_is_read_or_refused_in_words(tree: object) -> None:
    for name in ("a.json", "a.yaml"):
        found = _problems_of(json.dumps(tree).encode(), name)
        assert all(problem_text(problem).encode() for problem in found)
        assert ProblemCode.NOT_ACCEPTED not in {problem.code for problem in found}


@pytest.mark.parametrize("depth", [40, *range(900, 1000, 5), 5000])
def test_however_deep_a_file_goes_no_stack_is_exhausted(depth: int) -> None:
    deep = f'{{"teams": {{"t": {{"x": {"[" * depth}{"]" * depth}}}}}}}'
    for name in ("a.json", "a.yaml"):
        with pytest.raises(MapFileError):
            parse_map(deep.encode(), name)


@given(content=st.binary() | st.text("{}[]:,-&*a \n\"'#|>?!%@`~<").map(str.encode))
def test_whatever_a_file_holds_nothing_else_is_raised(content: bytes) -> None:
    for name in ("a.json", "a.yaml"):
        with pytest.raises(MapFileError):
            parse_map(content, name)
