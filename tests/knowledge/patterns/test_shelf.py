"""What is known of the four patterns: complete, referenced, and in agreement with the rules."""

from dataclasses import fields

import pytest
from pydantic import TypeAdapter, ValidationError

from knowledge.entities import Context, Pattern
from knowledge.patterns import (
    Fact,
    Level,
    contexts,
    levels,
    pattern_names,
    references,
    rules,
    sheets,
    sources,
)
from knowledge.patterns.sheet import Sheet


def facts_of(sheet: Sheet) -> list[Fact]:
    values = [getattr(sheet, field.name) for field in fields(sheet)]
    return [*(v for v in values if isinstance(v, Fact)), *sheet.failures]


def every_fact() -> list[Fact]:
    return [
        *(fact for sheet in sheets().values() for fact in facts_of(sheet)),
        *contexts().values(),
        *(getattr(rules(), field.name) for field in fields(rules())),
    ]


def test_every_pattern_context_and_level_is_on_the_shelf() -> None:
    assert set(sheets()) == set(Pattern)
    assert set(contexts()) == set(Context)
    assert list(levels()) == [1, 2, 3, 4, 5]


def test_every_fact_names_where_it_comes_from() -> None:
    known: list[Fact | Level] = [*every_fact(), *levels().values()]
    for fact in known:
        assert all(source in sources() for source in fact.sources), fact.says
        assert references([fact])


def test_every_source_is_used() -> None:
    assert {source for fact in every_fact() for source in fact.sources} == set(sources())


@pytest.mark.parametrize(
    ("pattern", "team", "per_ten"),
    [
        (Pattern.CENTRALISED, (3, 8), (4, 8)),
        (Pattern.EMBEDDED, (1, 2), (1, 2)),
        (Pattern.FEDERATED, (2, 6), (2, 6)),
        (Pattern.PLATFORM_AS_MLOPS, (6, 12), (6, 12)),
    ],
)
def test_the_published_numbers(
    pattern: Pattern, team: tuple[int, int], per_ten: tuple[int, int]
) -> None:
    assert (sheets()[pattern].team_size, sheets()[pattern].per_ten_teams) == (team, per_ten)


def test_a_name_is_that_of_one_pattern_and_of_no_other() -> None:
    names = [name for sheet in sheets().values() for name in sheet.names]
    assert len(names) == len(set(names))
    assert all(pattern_names()[pattern.value.replace("-", " ")] is pattern for pattern in Pattern)


def test_no_fact_says_that_a_pattern_answers_the_pager() -> None:
    assert "never counts" in rules().no_answer_at_night.says


def test_a_fact_without_a_source_or_with_a_stray_key_is_refused() -> None:
    right = {"says": "It is slow.", "short": "slow", "sources": ["dora"]}
    fact = TypeAdapter(Fact)
    assert fact.validate_python(right).sources == ("dora",)
    for wrong in (right | {"sources": []}, right | {"source": "dora"}, right | {"says": ""}):
        with pytest.raises(ValidationError):
            fact.validate_python(wrong)
