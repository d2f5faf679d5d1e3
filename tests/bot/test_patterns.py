"""Patterns, comparison and advice, asked in free words; and what they must never take away."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.render.block_kit import message
from bot.render.plain import plain
from bot.wording.outcomes import word
from knowledge.entities import Context, Model, Organisation, Pattern
from knowledge.mentions import UnknownModel
from knowledge.ownership import OwnershipMap
from knowledge.patterns import pattern_names
from knowledge.questions import Outcome, ask
from knowledge.questions.comparing import CompareAnswer
from knowledge.questions.consuming import ConsumersAnswer
from knowledge.questions.outcome import Missing, NotUnderstood, Unsettled
from knowledge.questions.ownership import OwnershipAnswer
from knowledge.questions.pattern import PatternAnswer
from knowledge.questions.pattern_words import _MOST_WORDS_OF_A_NAME
from knowledge.questions.recommending import RecommendAnswer
from knowledge.reading import Asker
from tests.northwind import NORTHWIND, NOW

C, E = Pattern.CENTRALISED, Pattern.EMBEDDED
F, P = Pattern.FEDERATED, Pattern.PLATFORM_AS_MLOPS


def asked(text: str, ownership: OwnershipMap = NORTHWIND) -> Outcome:
    return ask(text, ownership, Asker(), NOW)


def heard(text: str, **organisation: Any) -> str:
    declared = replace(NORTHWIND, organisation=Organisation(name="Northwind", **organisation))
    return plain(word(asked(text, declared)))


def with_models(*ids: str) -> OwnershipMap:
    models = {**NORTHWIND.models, **{i: Model(id=i) for i in ids}}
    return replace(NORTHWIND, models=models)


@pytest.mark.parametrize(
    ("text", "pattern"),
    [
        ("pattern federated", F),
        ("what is the federated pattern", F),
        ("What's the Centralized pattern?", C),
        ("explain the embedded pattern", E),
        ("pattern platform-as-mlops", P),
        ("tell me about the platform as mlops pattern", P),
        ("who is woken at 2am in a federated pattern?", F),
        ("who is on call under the centralised pattern", C),
    ],
)
def test_one_pattern(text: str, pattern: Pattern) -> None:
    outcome = asked(text)
    assert isinstance(outcome, PatternAnswer), outcome
    assert outcome.sheet.pattern is pattern


@pytest.mark.parametrize(
    ("text", "patterns"),
    [
        ("compare", tuple(Pattern)),
        ("patterns", tuple(Pattern)),
        ("compare the four patterns", tuple(Pattern)),
        ("compare centralised federated", (C, F)),
        ("compare embedded with federated", (E, F)),
        ("centralised vs platform-as-mlops", (C, P)),
        ("what is the difference between embedded and federated", (E, F)),
        ("centralised or federated?", (C, F)),
    ],
)
def test_several_patterns(text: str, patterns: tuple[Pattern, ...]) -> None:
    outcome = asked(text)
    assert isinstance(outcome, CompareAnswer), outcome
    assert tuple(sheet.pattern for sheet in outcome.sheets) == patterns


@pytest.mark.parametrize(
    "text",
    [
        "advice",
        "what do you advise",
        "which pattern fits us",
        "Which pattern should we choose?",
        "recommend a pattern",
        "should we be federated",
        "are we on the right pattern",
        "what is our pattern",
    ],
)
def test_advice(text: str) -> None:
    assert isinstance(asked(text), RecommendAnswer)


@pytest.mark.parametrize(
    "text",
    [
        "blast-radius fraud-model",
        "what is the blast radius of fraud-model?",
        "who consumes fraud-model",
        "what depends on the fraud model",
    ],
)
def test_consumers(text: str) -> None:
    assert isinstance(asked(text), ConsumersAnswer)


def test_a_blast_radius_needs_a_model() -> None:
    assert asked("blast radius") == NotUnderstood(Missing.MODEL)


@pytest.mark.parametrize("name", ["pattern-matcher", "federated-recsys", "compare", "advice"])
@pytest.mark.parametrize("said", ["{}", "{} quality", "who owns {}", "{} drift", "{} is down"])
def test_a_model_is_never_taken_for_a_pattern(name: str, said: str) -> None:
    outcome = asked(said.format(name), with_models(name))
    assert isinstance(outcome, OwnershipAnswer), outcome
    assert [brief.model.id for brief in outcome.briefs] == [name]


@pytest.mark.parametrize(
    "said",
    [
        "who owns federated",
        "who owns federated pattern",
        "federated-pattern",
        "federated-pattern quality",
        "federated-recsys",
        "recommendation",
        "recommendation quality",
        "pattern-matcher drift",
        "compare-prices latency",
        "who is paged for pattern",
    ],
)
def test_nor_is_one_that_nobody_has_declared(said: str) -> None:
    outcome = asked(said)
    assert isinstance(outcome, Unsettled)
    assert isinstance(outcome.doubt, UnknownModel)


@pytest.mark.parametrize(
    "said",
    [
        "consumers of fraud-model are getting 500s",
        "who is paged when what consumes fraud-model breaks",
        "the fraud-model consumer lag pattern",
        "what is the pattern of fraud-model drift",
    ],
)
def test_trouble_comes_before_consumers_and_patterns(said: str) -> None:
    assert isinstance(asked(said), OwnershipAnswer)


_WORDS = ["pattern", "compare", "advice", "federated", "central", "the", "which", "us", "quality"]
_WORDS += ["who", "owns", "is", "down", "drift", "recommend", "or", "in", "a", "versus", "blast"]


@settings(max_examples=150)
@given(st.lists(st.sampled_from(_WORDS), max_size=7), st.data())
def test_wherever_a_model_is_named_it_is_not_about_patterns(
    words: list[str], data: st.DataObject
) -> None:
    place = data.draw(st.integers(0, len(words)))
    said = " ".join([*words[:place], "fraud-model", *words[place:]])
    outcome = asked(said)
    assert not isinstance(outcome, PatternAnswer | CompareAnswer | RecommendAnswer), said


def test_one_pattern_is_heard_with_its_references() -> None:
    said = heard("pattern federated", pattern=F)
    assert said.startswith("Federated: ")
    assert "It is the one that you have declared." in said
    assert "A pattern never counts as an answer to that: name a person for each model." in said
    assert "[2] M. Skelton and M. Pais, Team Topologies" in said


def test_advice_says_what_would_change_it_and_how_to_tell() -> None:
    said = heard("advice", context=Context.REGULATED, single_accountable_operator=True, maturity=4)
    assert said.startswith("Centralised and Platform-as-MLOps fit equally. Not sure")
    assert (
        "whether the regulator lets product teams work on their models: yes → centralised;"
        " no → platform-as-mlops. `organisation autonomy yes|no`" in said
    )
    assert said.count("rules it out, whatever the size or the maturity") == 2


def test_advice_on_too_little() -> None:
    bare = OwnershipMap(Organisation(name="New"), models={"m": Model(id="m")})
    said = plain(word(asked("which pattern fits us", bare)))
    assert said.startswith("I can't tell yet which pattern fits. Too little is known")
    assert "`organisation maturity 1|2|3|4|5`" in said


@pytest.mark.parametrize("text", ["compare", "compare centralised federated", "advice"])
def test_it_is_readable_on_a_phone(text: str) -> None:
    """No tables, and nothing cut off."""
    sent = message(word(asked(text)))
    assert {block["type"] for block in sent["blocks"]} == {"section", "context", "actions"}
    assert all(len(b["text"]["text"]) <= 3000 for b in sent["blocks"] if b["type"] == "section")
    assert not any("…" in b["text"]["text"] for b in sent["blocks"] if b["type"] == "section")
    assert (
        max(
            len(line)
            for b in sent["blocks"]
            if "text" in b
            for line in b["text"]["text"].split("\n")
        )
        < 500
    )


def test_every_name_of_a_pattern_is_understood() -> None:
    for name, pattern in pattern_names().items():
        outcome = asked(f"what is the {name} pattern")
        assert isinstance(outcome, PatternAnswer), name
        assert outcome.sheet.pattern is pattern


def test_the_longest_name_is_looked_for() -> None:
    assert max(len(name.split()) for name in pattern_names()) <= _MOST_WORDS_OF_A_NAME
