"""Names as phones, word processors and keyboards without accents put them."""

from dataclasses import replace

import pytest

from knowledge.entities import Person
from knowledge.names import unaccented
from knowledge.questions import Outcome, ask
from knowledge.questions.outcome import Missing, NotUnderstood, SeveralParties
from knowledge.questions.portfolio import PortfolioAnswer
from knowledge.reading import Asker, read
from tests.northwind import NORTHWIND, NOW

PEOPLE = (
    Person(id="p-jose", name="Jos\u00e9 N\u00fa\u00f1ez"),
    Person(id="p-zoe", name="Zo\u00eb\u00a0Kravitz"),
    Person(id="p-mueller", name="M\u00fcller"),
    Person(id="p-soren", name="S\u00f8ren \u0141ukasiewicz"),
    Person(id="p-anne", name="Anne-Marie D\u00fcrr"),
    Person(id="p-chloe", name="Chloe Ng"),
    Person(id="p-rene", name="Ren\u00e9"),
    Person(id="p-rene-2", name="Rene"),
    Person(id="p-gan", name="\u304c\u3093"),
)
ACCENTED = replace(
    NORTHWIND,
    people={person.id: person for person in (*NORTHWIND.people.values(), *PEOPLE)},
)


def asked(said: str) -> Outcome:
    return ask(said, ACCENTED, Asker(), NOW)


@pytest.mark.parametrize(
    ("said", "person"),
    [
        ("what does Jose own", "p-jose"),
        ("what does JOSE NUNEZ own", "p-jose"),
        ("what does Jose\u0301 own", "p-jose"),
        ("what does Jos\u00e9\u00a0Nu\u00f1ez own", "p-jose"),
        ("what does Zoe own", "p-zoe"),
        ("what does zoe kravitz own", "p-zoe"),
        ("what does Muller own", "p-mueller"),
        ("what does soren lukasiewicz own", "p-soren"),
        ("what does Anne\u2013Marie own", "p-anne"),
        ("what does Anne\u2011Marie D\u00fcrr own", "p-anne"),
        ("what does anne marie durr own", "p-anne"),
        ("what does Chlo\u00e9 own", "p-chloe"),
        ("what does Ren\u00e9 own", "p-rene"),
    ],
)
def test_a_person_is_found_with_or_without_accents(said: str, person: str) -> None:
    outcome = asked(said)
    assert isinstance(outcome, PortfolioAnswer), outcome
    assert outcome.party.id == person


def test_a_plain_spelling_of_two_is_asked_about() -> None:
    outcome = asked("what does Rene own")
    assert isinstance(outcome, SeveralParties)
    assert {party.id for party in outcome.parties} == {"p-rene", "p-rene-2"}


@pytest.mark.parametrize(
    ("said", "person"),
    [
        ("what does Mueller own", "p-mueller"),
        ("what does Soeren own", "p-soren"),
        ("what does Kravitz own", "p-zoe"),
        ("what does Nunes own", "p-jose"),
    ],
)
def test_another_spelling_is_offered_and_never_taken_for_it(said: str, person: str) -> None:
    outcome = asked(said)
    assert isinstance(outcome, NotUnderstood), outcome
    assert outcome.missing is Missing.PERSON
    assert person in [party.id for party, _ in outcome.near]


@pytest.mark.parametrize(
    ("said", "person"),
    [
        ("what does Chloe Smith own", "p-chloe"),
        ("what does Jos\u00e9 Garc\u00eda own", "p-jose"),
        ("which pages does smith zoe own tomorrow", "p-zoe"),
    ],
)
def test_a_namesake_is_offered_and_never_taken_for_somebody_else(said: str, person: str) -> None:
    outcome = asked(said)
    assert isinstance(outcome, NotUnderstood), outcome
    assert outcome.missing is Missing.PERSON
    assert [party.id for party, _ in outcome.near] == [person]


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("jos\u00e9", "jose"),
        ("\u0142\u00f3d\u017a", "lodz"),
        ("nguy\u1ec5n", "nguyen"),
        ("\u304c", "\u304c"),  # another syllable without its mark
        ("\u0439", "\u0439"),
        ("jose", "jose"),
    ],
)
def test_only_latin_letters_lose_their_accents(text: str, plain: str) -> None:
    assert unaccented(text) == plain


@pytest.mark.parametrize(
    ("said", "models"),
    [
        ("who owns fraud\u2013model", ["fraud-model"]),
        ("fraud\u2011model latency", ["fraud-model"]),
        ("fraud\u2212model latency", ["fraud-model"]),
        ("fraud\u00a0model latency", ["fraud-model"]),
        ("fraud\u202fmodel latency", ["fraud-model"]),
        ("churn\u2013uplift", ["churn-uplift"]),
        ("churn \u2013 latency", ["churn"]),
        ("churn\u2014latency", ["churn"]),
        ("churn\u2013eu", []),
    ],
)
def test_a_model_is_found_whatever_dash_and_blank_joins_its_name(
    said: str, models: list[str]
) -> None:
    assert [m.id for m in read(said, ACCENTED, Asker(), NOW).models] == models
