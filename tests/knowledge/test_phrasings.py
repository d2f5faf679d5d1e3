"""However somebody puts it at 2 a.m., a model that is named clearly is answered for."""

import tomllib
from pathlib import Path

import pytest

from knowledge.entities import PageKind
from knowledge.questions import ask
from knowledge.questions.escalation import EscalationAnswer
from knowledge.questions.gaps import GapsAnswer
from knowledge.questions.history import HistoryAnswer
from knowledge.questions.knowing import KnowledgeAnswer
from knowledge.questions.outcome import BriefAnswer
from knowledge.questions.ownership import OwnershipAnswer
from knowledge.reading import Asker
from tests.northwind import NORTHWIND, NOW

PHRASINGS = tomllib.loads(Path(__file__).with_name("phrasings.toml").read_text("utf-8"))
ANSWERS = {
    "escalation": EscalationAnswer,
    "knowledge": KnowledgeAnswer,
    "history": HistoryAnswer,
}
KINDS = {
    "infrastructure": [PageKind.INFRASTRUCTURE],
    "model-quality": [PageKind.MODEL_QUALITY],
    "both": [PageKind.INFRASTRUCTURE, PageKind.MODEL_QUALITY],
}
NAMES = {
    "fraud-model": "fraud-model",
    "Fraud Model": "fraud-model",
    "churn": "churn",
    "`demand_2026`": "demand-2026",
}


QUALITY, INFRA = [PageKind.MODEL_QUALITY], [PageKind.INFRASTRUCTURE]


@pytest.mark.parametrize(
    ("said", "kinds"),
    [
        ("models without quality owner", QUALITY),
        ("models without a quality owner", QUALITY),
        ("which models lack an infra owner", INFRA),
        ("which models lack a quality owner?", QUALITY),
        ("what models are missing a quality owner", QUALITY),
        ("models missing infra owner", INFRA),
        ("models with no infra owner", INFRA),
        ("list models that lack owners", [*INFRA, *QUALITY]),
        ("any models lacking model-quality owners", QUALITY),
        ("which models still need a quality owner", QUALITY),
        ("which models have nobody for quality", QUALITY),
        ("gaps", [*INFRA, *QUALITY]),
        ("no infra owner", INFRA),
        ("no model-quality owner", QUALITY),
        ("which models have no quality owner and no infra owner", [*INFRA, *QUALITY]),
    ],
)
def test_every_way_to_ask_for_gaps_is_understood(said: str, kinds: list[PageKind]) -> None:
    outcome = ask(said, NORTHWIND, Asker(), NOW)
    assert isinstance(outcome, GapsAnswer), outcome
    assert list(outcome.question.kinds) == kinds


@pytest.mark.parametrize("sort", PHRASINGS)
@pytest.mark.parametrize(("name", "model"), NAMES.items())
def test_every_phrasing_is_understood(sort: str, name: str, model: str) -> None:
    for phrasing in PHRASINGS[sort]:
        said = phrasing.replace("MODEL", name)
        outcome = ask(said, NORTHWIND, Asker(), NOW)
        assert isinstance(outcome, BriefAnswer), (said, outcome)
        assert type(outcome) is ANSWERS.get(sort, OwnershipAnswer), said
        assert [brief.model.id for brief in outcome.briefs] == [model], said
        if sort in KINDS:
            assert [page.kind for page in outcome.briefs[0].pages] == KINDS[sort], said
