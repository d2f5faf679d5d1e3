"""Which pattern fits: every combination is decided, and what is unknown is tried out."""

from dataclasses import fields, replace
from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.diagnosis.advice import (
    ALTERNATIVES,
    UNDER_A_MANDATE,
    Sureness,
    advise,
    fitting_patterns,
)
from knowledge.diagnosis.circumstances import Circumstance, Circumstances
from knowledge.diagnosis.combinations import BANDS, LEVELS, combinations
from knowledge.diagnosis.grounds import RULES, Ground
from knowledge.entities import Context, Pattern

C, E = Pattern.CENTRALISED, Pattern.EMBEDDED
F, P = Pattern.FEDERATED, Pattern.PLATFORM_AS_MLOPS
maybe = st.none() | st.booleans()
circumstances = st.builds(
    Circumstances,
    mandate=maybe,
    autonomy=maybe,
    context=st.none() | st.sampled_from(Context),
    maturity=st.none() | st.integers(1, 5),
    teams=st.none() | st.integers(1, 12),
    ml_engineers=st.none() | st.integers(0, 40),
    shared_rails=maybe,
)


def with_fact(known: Circumstances, fact: Circumstance, value: Any) -> Circumstances:
    parts: dict[str, Any] = {fact: value}
    return replace(known, **parts)


@pytest.mark.parametrize(
    ("known", "fitting"),
    [
        # fewer than five teams and early: one team is enough, wherever it runs
        (Circumstances(context=Context.PURE_CLOUD, maturity=1, teams=2), (C,)),
        (Circumstances(context=Context.ON_PREM, maturity=2, teams=4), (C,)),
        # managed, and large enough by teams or by engineers
        (Circumstances(context=Context.HYBRID, maturity=3, teams=3), (F,)),
        (Circumstances(context=Context.HYBRID, maturity=4, teams=2, ml_engineers=11), (F,)),
        # small and managed: in the cloud a platform team of two is enough, elsewhere it is open
        (Circumstances(context=Context.PURE_CLOUD, maturity=3, teams=2, ml_engineers=6), (F,)),
        (Circumstances(context=Context.ON_PREM, maturity=3, teams=2, ml_engineers=6), (C, F)),
        # outgrown but not ready: the cloud allows the step, on-prem doesn't yet
        (Circumstances(context=Context.PURE_CLOUD, maturity=2, teams=6), (F,)),
        (Circumstances(context=Context.ON_PREM, maturity=2, teams=6), (C,)),
        # shared rails make embedded durable before the platform is a product
        (Circumstances(context=Context.ON_PREM, maturity=2, teams=6, shared_rails=True), (E,)),
        # no team can own ML yet and there are many
        (Circumstances(context=Context.HYBRID, maturity=1, teams=6), (P,)),
        # a mandate overrides it all
        (Circumstances(mandate=True, autonomy=True, maturity=4, teams=30), (C,)),
        (Circumstances(mandate=True, autonomy=False, maturity=4, teams=30), (P,)),
        (Circumstances(mandate=True, context=Context.REGULATED), (C, P)),
        # nothing is known
        (Circumstances(), ()),
    ],
)
def test_what_fits(known: Circumstances, fitting: tuple[Pattern, ...]) -> None:
    assert set(fitting_patterns(known)) == set(fitting)


def test_every_combination_is_decided_and_explained() -> None:
    rows = list(combinations())
    assert len(rows) == len(Context) * 2 * len(LEVELS) * len(BANDS) == 120
    for row in rows:
        assert row.advice.fitting
        for verdict in row.advice.verdicts:
            assert verdict.reasons, (row, verdict.pattern)


def test_a_band_is_a_band() -> None:
    """Within one, the number of teams changes nothing."""
    for row in combinations():
        for teams in range(row.band.first, (row.band.last or row.band.first + 20) + 1):
            known = replace(row.advice.known, teams=teams)
            assert fitting_patterns(known) == row.advice.fitting


@given(circumstances)
def test_a_mandate_leaves_two_patterns_whatever_else_is_so(known: Circumstances) -> None:
    advice = advise(replace(known, mandate=True))
    assert set(advice.fitting) <= set(UNDER_A_MANDATE)
    assert advice.fitting
    for pattern in (E, F):
        assert [r.ground for r in advice.verdict(pattern).reasons] == [Ground.RULED_OUT]


@given(circumstances)
def test_a_fact_that_is_not_asked_for_changes_nothing(known: Circumstances) -> None:
    advice = advise(known)
    asked = {swing.unknown for swing in advice.swings}
    for fact, values in ALTERNATIVES.items():
        if getattr(known, fact) is None and fact not in asked:
            for value in values:
                assert fitting_patterns(with_fact(known, fact, value)) == advice.fitting


@given(circumstances)
def test_what_is_asked_for_would_change_it(known: Circumstances) -> None:
    advice = advise(known)
    for swing in advice.swings:
        assert getattr(known, swing.unknown) is None
        for value, patterns in swing.values:
            assert fitting_patterns(with_fact(known, swing.unknown, value)) == patterns
            assert patterns != advice.fitting


@given(circumstances)
def test_it_is_sure_only_where_nothing_unknown_would_change_it(known: Circumstances) -> None:
    advice = advise(known)
    if advice.sureness in {Sureness.SURE, Sureness.FAIRLY}:
        assert not advice.swings
        assert len(advice.fitting) == 1
    assert (advice.sureness is Sureness.UNKNOWN) == (advice.fitting == ())


@given(circumstances, st.integers(1, 12))
def test_more_teams_never_speak_for_centralised_or_against_federated(
    known: Circumstances, more: int
) -> None:
    fewer = replace(known, teams=known.teams or 1)
    larger = replace(fewer, teams=(fewer.teams or 1) + more)
    before, after = advise(fewer), advise(larger)
    assert after.verdict(C).points <= before.verdict(C).points
    assert after.verdict(F).points >= before.verdict(F).points


@given(circumstances)
def test_rails_never_speak_against_embedded(known: Circumstances) -> None:
    points = [
        advise(replace(known, shared_rails=rails)).verdict(E).points
        for rails in (False, None, True)
    ]
    assert points == sorted(points)


@given(circumstances)
def test_the_alternatives_tried_are_all_there_are(known: Circumstances) -> None:
    """Whatever value an unknown fact takes, it is like one of those that were tried."""
    for fact, values in ALTERNATIVES.items():
        tried = {fitting_patterns(with_fact(known, fact, value)) for value in values}
        spans = {Circumstance.TEAMS: range(1, 15), Circumstance.ML_ENGINEERS: range(30)}
        for value in spans.get(fact, values):
            assert fitting_patterns(with_fact(known, fact, value)) in tried


def test_every_fact_is_tried_and_every_ground_can_hold() -> None:
    assert {field.name for field in fields(Circumstances)} == {fact.value for fact in Circumstance}
    assert set(ALTERNATIVES) == set(Circumstance)
    every = [
        Circumstances(*values) for values in product(*(ALTERNATIVES[fact] for fact in Circumstance))
    ]
    held = {rule.ground for known in every for rule in RULES if rule.holds(known)}
    assert held == set(Ground)
