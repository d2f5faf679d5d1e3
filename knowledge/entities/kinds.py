"""The kinds that there are: of pages, of knowledge, of patterns, of contexts."""

from enum import StrEnum


class PageKind(StrEnum):
    """The two pagers that a model has."""

    INFRASTRUCTURE = "infrastructure"
    MODEL_QUALITY = "model-quality"


PAGE_KINDS = tuple(PageKind)
"""In the order in which they are shown."""


class KnowledgeKind(StrEnum):
    """The three kinds of knowledge that a quality degradation needs."""

    BUSINESS_DOMAIN = "business-domain"
    MODEL = "model"
    INFRASTRUCTURE = "infrastructure"


KNOWLEDGE_KINDS = tuple(KnowledgeKind)


class Pattern(StrEnum):
    """How an organisation ships ML."""

    CENTRALISED = "centralised"
    EMBEDDED = "embedded"
    FEDERATED = "federated"
    PLATFORM_AS_MLOPS = "platform-as-mlops"


class Context(StrEnum):
    """Where an organisation deploys; `regulated` includes air-gapped."""

    PURE_CLOUD = "pure-cloud"
    ON_PREM = "on-prem"
    HYBRID = "hybrid"
    REGULATED = "regulated"
