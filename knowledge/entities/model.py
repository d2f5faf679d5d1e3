"""A model, with what is declared of it: whose its pages are, and who knows it."""

from dataclasses import field, replace
from typing import Annotated, Final

from pydantic import Field
from pydantic.dataclasses import dataclass

from knowledge.entities.declaration import Declaration
from knowledge.entities.fields import ENTITY, Id, Name, Text, WebAddress
from knowledge.entities.kinds import KnowledgeKind, PageKind
from knowledge.entities.people import Channel

_INFRASTRUCTURE: Final = PageKind.INFRASTRUCTURE  # read many times a second, and slow to get at


@dataclass(frozen=True, slots=True, config=ENTITY)
class Page:
    """Whom one page kind of a model is declared to, and whom to try next, in order.

    Two pages are equal when they say the same, whoever declared them.
    """

    owner: Id | None = None
    escalation: tuple[Id, ...] = ()
    declared: Declaration | None = field(default=None, compare=False)

    def as_declared(self) -> "Page":
        """The same with its declarer in so many words: whoever declares it so confirms nothing."""
        if self.declared is None:
            return self
        return replace(self, declared=replace(self.declared, stamped=False))


@dataclass(frozen=True, slots=True, config=ENTITY)
class Pages:
    """The pages of one model; `None` where nothing was ever declared."""

    infrastructure: Page | None = None
    model_quality: Annotated[Page | None, Field(alias="model-quality")] = None

    def of(self, kind: PageKind) -> Page | None:
        """The page of one kind."""
        return self.infrastructure if kind is _INFRASTRUCTURE else self.model_quality


@dataclass(frozen=True, slots=True, config=ENTITY)
class Holders:
    """The person who holds each kind of knowledge about one model."""

    business_domain: Annotated[Id | None, Field(alias="business-domain")] = None
    model: Id | None = None
    infrastructure: Id | None = None

    def of(self, kind: KnowledgeKind) -> Id | None:
        """The holder of one kind."""
        match kind:
            case KnowledgeKind.BUSINESS_DOMAIN:
                return self.business_domain
            case KnowledgeKind.MODEL:
                return self.model
            case KnowledgeKind.INFRASTRUCTURE:
                return self.infrastructure


@dataclass(frozen=True, slots=True, config=ENTITY)
class Model:
    """A production ML model; `handoff` is the contract between trainer and server.

    `unconfirmed_consumers` were registered by somebody, and not yet confirmed by the owner.
    """

    id: Id
    aliases: tuple[Name, ...] = ()
    description: Text | None = None
    trained_by: Id | None = None
    served_by: Id | None = None
    handoff: WebAddress | None = None
    consumers: tuple[Name, ...] = ()
    unconfirmed_consumers: tuple[Name, ...] = ()
    runbook: WebAddress | None = None
    channel: Channel | None = None
    pages: Pages = Pages()
    knowledge: Holders = Holders()
