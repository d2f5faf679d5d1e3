"""Each rule on a small map that breaks it, and what holds for the rules on any map."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.diagnosis.finding import Finding, Mismatch, Rule
from knowledge.diagnosis.health import BEST, WEIGHTS, Health, health
from knowledge.diagnosis.transition import Step, readiness_of, transition
from knowledge.entities import (
    Holders,
    Organisation,
    Page,
    Pages,
    Pattern,
    Team,
)
from knowledge.ownership import OwnershipMap
from tests.knowledge.diagnosis.small import a_map, a_model, with_engineers
from tests.knowledge.mapfile.maps import ownership_maps
from tests.northwind import NORTHWIND, NOW


def found(ownership: OwnershipMap, rule: Rule) -> list[Finding]:
    return [f for f in health(ownership, NOW).findings if f.rule is rule]


def ids(ownership: OwnershipMap, rule: Rule) -> list[str]:
    return [f.id for f in found(ownership, rule)]


def test_a_page_that_names_nobody() -> None:
    unnamed = a_model("u", pages=Pages(Page("shared"), Page("red")))
    assert ids(a_map(a_model(), unnamed), Rule.GAP) == ["gap:u"]


def test_a_pattern_is_no_answer_to_who_is_woken() -> None:
    """Whatever pattern is declared, a page that is declared to a team is a gap."""
    unnamed = a_model("u", pages=Pages(Page("rails"), Page("red")))
    for pattern in Pattern:
        (gap,) = found(a_map(unnamed, pattern=pattern), Rule.GAP)
        assert len(getattr(gap.seen, "kinds")) == 2  # noqa: B009  # of a union


def test_a_shared_quality_page_needs_a_first_responder_by_name() -> None:
    shared = a_model("s", served_by="rails", handoff="https://x.io", pages=Pages(None, Page("red")))
    answered = replace(shared, id="a", pages=Pages(None, Page("ana")))
    ownership = a_map(shared, answered, pattern=Pattern.CENTRALISED)
    assert ids(ownership, Rule.JOINT) == ["joint:s"]
    assert ids(replace(ownership, organisation=Organisation(name="x")), Rule.JOINT) == []


@pytest.mark.parametrize(
    ("owner", "escalation", "expected"),
    [
        ("shared", (), ["ml-department"]),
        ("cy", ("di",), ["ml-department"]),
        ("rails", (), ["ml-department"]),
        ("shared", ("ana",), []),
        ("shared", ("red",), []),
        ("ana", (), []),
    ],
)
def test_every_quality_page_on_the_platform(
    owner: str, escalation: tuple[str, ...], expected: list[str]
) -> None:
    model = a_model(pages=Pages(None, Page(owner, escalation)))
    assert ids(a_map(model), Rule.ML_DEPARTMENT) == expected


def test_what_leaves_with_two_people() -> None:
    both = [a_model(f"m{n}", pages=Pages(Page("ana"), Page("bo"))) for n in range(3)]
    kept = a_model("k", pages=Pages(Page("shared"), Page("shared")))
    (finding,) = found(a_map(*both, kept), Rule.TWO_LEAVE)
    assert getattr(finding.seen, "people") == ("ana", "bo")  # noqa: B009  # of a union
    assert finding.reach == 3


@pytest.mark.parametrize(
    ("organisation", "aspects"),
    [
        ({"pattern": "federated", "single_accountable_operator": True, "maturity": 1}, ["mandate"]),
        ({"pattern": "federated", "context": "on-prem", "maturity": 2}, ["context", "maturity"]),
        ({"pattern": "centralised", "maturity": 3, "platform_engineers": 4}, ["maturity"]),
        ({"pattern": "embedded", "shared_rails": False}, ["rails"]),
        ({"pattern": "embedded", "shared_rails": True}, []),
        ({"pattern": "platform-as-mlops", "maturity": 2, "platform_engineers": 6}, ["maturity"]),
        ({"pattern": "centralised", "platform_engineers": 1}, ["headcount"]),
        ({"pattern": "centralised", "platform_engineers": 9}, ["headcount"]),
        ({"pattern": "federated", "platform_engineers": 2, "ml_engineers": 4}, ["teams"]),
        (
            {"pattern": "centralised", "shared_rails": True, "platform_engineers": 3},
            ["infrastructure"],
        ),
        ({}, []),
    ],
)
def test_the_declared_pattern_against_the_rest(
    organisation: dict[str, Any], aspects: list[str]
) -> None:
    ownership = a_map(a_model(), **organisation)
    assert sorted(f.subject for f in found(ownership, Rule.MISMATCH)) == aspects


@pytest.mark.parametrize(
    ("pattern", "engineers", "unlike"),
    [
        ("embedded", {}, ()),  # nothing is said of how many there are
        ("embedded", {"red": 1, "blue": 2}, ()),
        ("embedded", {"red": 0, "blue": 3, "rails": 0}, (("red", 0), ("blue", 3))),
        ("embedded", {"green": 0}, ()),  # it trains nothing
        ("centralised", {"red": 0}, ()),
        (None, {"red": 0}, ()),
    ],
)
def test_embedded_takes_an_engineer_in_each_product_team_that_trains_models(
    pattern: str | None, engineers: dict[str, int], unlike: tuple[tuple[str, int], ...]
) -> None:
    ownership = a_map(a_model(), a_model("n", trained_by="blue"), pattern=pattern)
    ownership = replace(ownership, teams={**ownership.teams, "green": Team(id="green", name="G")})
    seen = [f.seen for f in found(with_engineers(ownership, **engineers), Rule.MISMATCH)]
    (told,) = [s.engineers for s in seen if isinstance(s, Mismatch) and s.engineers] or [()]
    assert told == unlike


def test_federated_in_name_and_run_by_one_team() -> None:
    models = [a_model(f"m{n}", served_by="rails", handoff="https://x.io") for n in range(3)]
    ownership = a_map(*models, pattern=Pattern.FEDERATED)
    assert "mismatch:infrastructure" in ids(ownership, Rule.MISMATCH)


def test_trained_here_and_served_there() -> None:
    ownership = a_map(a_model("m", served_by="rails"), a_model("n"))
    assert ids(ownership, Rule.HANDOFF) == ["handoff:m"]


def test_knowledge_that_nobody_one_head_or_one_for_many_hold() -> None:
    ownership = a_map(
        a_model("nobody", knowledge=Holders("gone", "bo", "cy")),
        a_model("one", knowledge=Holders("ana", "ana", "ana")),
        a_model("other", knowledge=Holders("ana", "bo", "di")),
    )
    assert ids(ownership, Rule.UNHELD) == ["unheld:nobody"]
    assert ids(ownership, Rule.ONE_HEAD) == ["one-head:one"]
    assert ids(ownership, Rule.BUS_FACTOR) == ["bus-factor:ana", "bus-factor:bo"]


def test_tools_that_disagree() -> None:
    ownership = a_map(a_model(), pattern=Pattern.FEDERATED)
    assert ids(ownership, Rule.SHADOW) == ["shadow:ci"]
    assert ids(ownership, Rule.OFF_PATH) == ["off-path:red"]
    assert ids(a_map(a_model()), Rule.OFF_PATH) == []


def test_consumers_that_nobody_confirmed_or_named() -> None:
    ownership = a_map(a_model("m", unconfirmed_consumers=("x",)), a_model("n", consumers=()))
    assert ids(ownership, Rule.UNCONFIRMED) == ["unconfirmed:m"]
    assert ids(ownership, Rule.NO_CONSUMERS) == ["no-consumers:n"]


def test_a_sound_map_is_worth_a_hundred() -> None:
    ownership = a_map(a_model())
    sound = replace(ownership, teams={**ownership.teams, "red": Team(id="red", name="Red")})
    assert health(sound, NOW).findings == ()
    assert health(sound, NOW).score == BEST


def test_one_of_many_takes_a_point_all_the_same() -> None:
    many = (a_model(f"m{number}") for number in range(50))
    ownership = a_map(*many, a_model("u", pages=Pages(Page("shared"), Page("red"))))
    (gap,) = (d for d in health(ownership, NOW).deductions if d.rule is Rule.GAP)
    assert (gap.points, gap.found, gap.among) == (1, 1, 51)


def test_the_weights_are_a_hundred_together() -> None:
    assert sum(WEIGHTS.values()) == BEST
    assert set(WEIGHTS) == set(Rule)


def test_the_plan_ticks_itself() -> None:
    undone = a_model("m", served_by="rails", pages=Pages(Page("rails"), Page("red")))
    (readiness,) = transition(a_map(undone), NOW).lacking
    assert readiness.missing == tuple(Step)
    done = a_model("m", served_by="rails", handoff="https://x.io")
    plan = transition(a_map(done), NOW)
    assert plan.lacking == ()
    assert plan.ready == 1
    assert readiness_of(done, a_map(done), NOW).ready
    unteamed = a_model("m", trained_by=None, served_by=None)
    assert readiness_of(unteamed, a_map(unteamed), NOW).missing == (Step.HANDOFF,)
    assert [(s.team, s.quality, s.infrastructure) for s in plan.shifts] == [("red", 0, 1)]


def consistent(checked: Health) -> None:
    assert 0 <= checked.score <= BEST
    assert checked.score == BEST - sum(d.points for d in checked.deductions)
    assert all(0 < d.points <= d.weight and 0 < d.found <= d.among for d in checked.deductions)
    every = [f.id for f in (*checked.findings, *checked.put_aside)]
    assert len(every) == len(set(every))


@settings(max_examples=60)
@given(ownership_maps(), st.data())
def test_no_rule_raises_on_any_map_and_putting_aside_never_costs(
    ownership: OwnershipMap, data: st.DataObject
) -> None:
    before = health(ownership, NOW)
    consistent(before)
    transition(ownership, NOW)
    if before.findings:
        aside = data.draw(st.sets(st.sampled_from([f.id for f in before.findings])))
        after = health(ownership, NOW, aside)
        consistent(after)
        assert after.score >= before.score
        assert {f.id for f in after.put_aside} == aside
        assert {f.id for f in after.findings} == {f.id for f in before.findings} - aside


def test_northwind() -> None:
    consistent(health(NORTHWIND, NOW))
    assert found(NORTHWIND, Rule.GAP)
