"""What a team's lead is asked about the team and each model that it trains, in this order."""

from dataclasses import replace
from typing import Any, Final

from bot.onboarding.answers import channel, is_none, words
from bot.onboarding.catalogue import models_named
from bot.onboarding.offers import holders_for, owners_for, people_at_hand, successors_for, tools_for
from bot.onboarding.people import chain_named, owner_named, people_named, person_named
from bot.onboarding.script import Changes, Each, Misread, Question, Script, Sight, When
from knowledge.changes import ITSELF, KNOWLEDGE, Change, Kind
from knowledge.entities import Channel, Holders, Id, KnowledgeKind, Page, PageKind
from knowledge.ownership import OnCall, PageKey

PURPOSES: Final = ("monitoring", "registry", "ci")
"""What a team may run a tool for; two teams with different ones are worth a talk."""


def _team(sight: Sight, **fields: Any) -> Changes:
    before = sight.team
    return (Change(Kind.TEAM, before.id, ITSELF, before, replace(before, **fields)),)


def _channel(found: Channel, sight: Sight) -> Changes:
    before = sight.team.channel or Channel()
    return _team(sight, channel=replace(before, **found.chat_ids))


def _lead(text: str, sight: Sight) -> Changes | Misread:
    named = person_named(text, sight)
    if isinstance(named, Misread):
        return named
    return (*named.changes, *_team(sight, lead=named.ids[0]))


def _members(text: str, sight: Sight) -> Changes | Misread:
    named = people_named(text, sight)
    if isinstance(named, Misread):
        return named
    members = dict.fromkeys((*sight.team.members, *named.ids))
    return (*named.changes, *_team(sight, members=tuple(members)))


def _tool(purpose: str) -> Question:
    def used(name: str, sight: Sight) -> Changes:
        return () if is_none(name) else _team(sight, uses={**sight.team.uses, purpose: name})

    return Question(
        purpose,
        words(used),
        settled=lambda sight: purpose in {p.casefold() for p in sight.team.uses},
        options=tools_for(purpose),
    )


def _models(text: str, sight: Sight) -> Changes | Misread:
    return () if is_none(text) else models_named(text, sight.team, sight.ownership)


def _trained(sight: Sight) -> tuple[Id, ...]:
    models = sight.ownership.models.values()
    return tuple(model.id for model in models if model.trained_by == sight.subject)


def _page(kind: PageKind) -> Question:
    def owner(text: str, sight: Sight) -> Changes | Misread:
        named = owner_named(text, sight)
        if isinstance(named, Misread):
            return named
        before = sight.model.pages.of(kind)
        after = replace(before or Page(), owner=named.ids[0], declared=None)
        return (*named.changes, Change(Kind.MODEL, sight.item, kind, before, after))

    return Question(kind, owner, settled=_is_named(kind), options=owners_for(kind), picks=True)


def _is_named(kind: PageKind) -> When:
    def settled(sight: Sight) -> bool:
        key = PageKey(sight.item, kind)
        return isinstance(sight.ownership.resolve_page(key, sight.now), OnCall)

    return settled


def _escalation(key: str, kind: PageKind) -> Question:
    def chain(text: str, sight: Sight) -> Changes | Misread:
        named = chain_named(text, sight)
        if isinstance(named, Misread):
            return named
        before = sight.model.pages.of(kind)
        steps = tuple(i for i in named.ids if before is None or i != before.owner)
        after = replace(before or Page(), escalation=steps, declared=None)
        return (*named.changes, Change(Kind.MODEL, sight.item, kind, before, after))

    return Question(
        key,
        chain,
        asked=_is_named(kind),
        settled=lambda s: bool((page := s.model.pages.of(kind)) and page.escalation),
        options=successors_for(kind),
    )


def _holder(key: str, kind: KnowledgeKind) -> Question:
    field = kind.value.replace("-", "_")

    def holder(text: str, sight: Sight) -> Changes | Misread:
        named = person_named(text, sight)
        if isinstance(named, Misread):
            return named
        before = sight.model.knowledge
        after = replace(before, **{field: named.ids[0]})
        declared = None if before == Holders() else before
        return (*named.changes, Change(Kind.MODEL, sight.item, KNOWLEDGE, declared, after))

    return Question(key, holder, settled=_is_held(kind), options=holders_for(kind), picks=True)


def _is_held(kind: KnowledgeKind) -> When:
    def settled(sight: Sight) -> bool:
        person = sight.ownership.people.get(sight.model.knowledge.of(kind) or "")
        return person is not None and person.active

    return settled


TEAM: Final[Script] = (
    Question(
        "team-lead",
        _lead,
        settled=lambda sight: sight.team.lead is not None,
        options=people_at_hand,
        picks=True,
    ),
    Question("channel", channel(_channel), settled=lambda sight: sight.team.channel is not None),
    Question("members", _members, settled=lambda sight: bool(sight.team.members)),
    *map(_tool, PURPOSES),
    Question("models", _models, options=lambda _: ("none",)),
    Each(
        _trained,
        (
            _page(PageKind.MODEL_QUALITY),
            _page(PageKind.INFRASTRUCTURE),
            _holder("knows-business", KnowledgeKind.BUSINESS_DOMAIN),
            _holder("knows-model", KnowledgeKind.MODEL),
            _holder("knows-infrastructure", KnowledgeKind.INFRASTRUCTURE),
            _escalation("quality-escalation", PageKind.MODEL_QUALITY),
            _escalation("infrastructure-escalation", PageKind.INFRASTRUCTURE),
        ),
    ),
)
