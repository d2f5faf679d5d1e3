"""What an admin is asked about the organisation, in this order."""

from dataclasses import replace
from typing import Any, Final

from bot.onboarding.answers import (
    YES_OR_NO,
    chosen,
    is_none,
    number,
    words,
    yes_or_no,
    zone,
)
from bot.onboarding.groups import team_named, teams_named
from bot.onboarding.people import person_named
from bot.onboarding.script import Changes, Each, Misread, Question, Script, Sight, When
from knowledge.changes import ITSELF, Change, Kind
from knowledge.entities import Context, Organisation, Pattern, Queue, Team, Thresholds

_MOST_LEADS = 12
"""Teams whose lead is asked for in one go."""


def _organisation(sight: Sight, **fields: Any) -> Changes:
    before = sight.ownership.organisation
    return (Change(Kind.ORGANISATION, "", ITSELF, before, replace(before, **fields)),)


def _begin(name: str, sight: Sight) -> Changes:
    """The organisation, and whoever declares it: its first person and admin."""
    me = sight.respondent.person
    before = sight.ownership.organisation
    return (
        Change(Kind.PERSON, me.id, ITSELF, None, me),
        Change(Kind.ORGANISATION, "", ITSELF, before, Organisation(name=name, admins=(me.id,))),
    )


def _called(name: str, sight: Sight) -> Changes:
    me = sight.ownership.people.get(sight.respondent.person.id)
    return (Change(Kind.PERSON, me.id, ITSELF, me, replace(me, name=name)),) if me else ()


def _teams(text: str, sight: Sight) -> Changes | Misread:
    if is_none(text):
        return ()
    named = teams_named(text, sight.ownership, "product")
    return named if isinstance(named, Misread) else named.changes


def _platform(text: str, sight: Sight) -> Changes | Misread:
    if is_none(text):
        return ()
    named = team_named(text, sight.ownership, "platform")
    if isinstance(named, Misread):
        return named
    (team,) = named.teams
    as_platform = replace(team, kind="platform")
    return (*named.changes, Change(Kind.TEAM, team.id, ITSELF, team, as_platform))


def _lead(text: str, sight: Sight) -> Changes | Misread:
    named = person_named(text, sight)
    if isinstance(named, Misread):
        return named
    team = sight.ownership.teams[sight.item]
    led = replace(team, lead=named.ids[0])
    return (*named.changes, Change(Kind.TEAM, team.id, ITSELF, team, led))


def _queue(text: str, sight: Sight) -> Changes | Misread:
    if is_none(text):
        return ()
    named = team_named(text, sight.ownership, "platform")
    if isinstance(named, Misread):
        return named
    return (*named.changes, *_queue_change(sight, team=named.teams[0].id))


def _queue_change(sight: Sight, **fields: Any) -> Changes:
    before = sight.ownership.queue
    return (Change(Kind.QUEUE, "", ITSELF, before, replace(before or Queue(), **fields)),)


def _threshold(sight: Sight, **fields: int) -> Changes:
    signals = sight.ownership.queue.signals if sight.ownership.queue else Thresholds()
    return _queue_change(sight, signals=replace(signals, **fields))


def _is_declared(field: str) -> When:
    return lambda sight: getattr(sight.ownership.organisation, field) is not None


def _has_threshold(field: str) -> When:
    def settled(sight: Sight) -> bool:
        queue = sight.ownership.queue
        return queue is not None and getattr(queue.signals, field) is not None

    return settled


def _teams_of(sight: Sight, kind: str) -> list[Team]:
    return [team for team in sight.ownership.teams.values() if team.kind == kind]


def _has_platform(sight: Sight) -> bool:
    return bool(_teams_of(sight, "platform"))


def _has_queue(sight: Sight) -> bool:
    return sight.ownership.queue is not None and sight.ownership.queue.team is not None


def _without_lead(sight: Sight) -> tuple[str, ...]:
    teams = sight.ownership.teams.values()
    return tuple(team.id for team in teams if team.lead is None)[:_MOST_LEADS]


def _patterns(_: Sight) -> tuple[str, ...]:
    return tuple(Pattern)


def _contexts(_: Sight) -> tuple[str, ...]:
    return tuple(Context)


def _levels(_: Sight) -> tuple[str, ...]:
    return MATURITY_LEVELS


def _yes_or_no(_: Sight) -> tuple[str, ...]:
    return YES_OR_NO


def _platforms(sight: Sight) -> tuple[str, ...]:
    return (*(team.id for team in _teams_of(sight, "platform")), "none")


MATURITY_LEVELS: Final = ("1", "2", "3", "4", "5")

ORGANISATION: Final[Script] = (
    Question("organisation", words(_begin), asked=lambda s: s.begins, required=True),
    Question("called", words(_called), asked=lambda s: s.begins and not s.respondent.is_named),
    Question(
        "zone",
        zone(lambda name, s: _organisation(s, time_zone=name)),
        asked=lambda s: s.begins,
    ),
    Question(
        "pattern",
        chosen(tuple(Pattern), lambda o, s: _organisation(s, pattern=Pattern(o))),
        settled=_is_declared("pattern"),
        options=_patterns,
        free=False,
    ),
    Question(
        "context",
        chosen(tuple(Context), lambda o, s: _organisation(s, context=Context(o))),
        settled=_is_declared("context"),
        options=_contexts,
        free=False,
    ),
    Question(
        "mandate",
        yes_or_no(lambda said, s: _organisation(s, single_accountable_operator=said)),
        settled=_is_declared("single_accountable_operator"),
        options=_yes_or_no,
        free=False,
    ),
    Question(
        "autonomy",
        yes_or_no(lambda said, s: _organisation(s, autonomy_permitted=said)),
        asked=lambda s: s.ownership.organisation.single_accountable_operator is True,
        settled=_is_declared("autonomy_permitted"),
        options=_yes_or_no,
        free=False,
    ),
    Question(
        "maturity",
        chosen(MATURITY_LEVELS, lambda o, s: _organisation(s, maturity=int(o))),
        settled=_is_declared("maturity"),
        options=_levels,
        free=False,
    ),
    Question(
        "ml-engineers",
        number(lambda n, s: _organisation(s, ml_engineers=n)),
        settled=_is_declared("ml_engineers"),
    ),
    Question("teams", _teams, settled=lambda s: bool(_teams_of(s, "product"))),
    Question("platform", _platform, settled=_has_platform, options=lambda _: ("none",)),
    Question(
        "platform-engineers",
        number(lambda n, s: _organisation(s, platform_engineers=n)),
        asked=_has_platform,
        settled=_is_declared("platform_engineers"),
    ),
    Question(
        "rails",
        yes_or_no(lambda said, s: _organisation(s, shared_rails=said)),
        asked=_has_platform,
        settled=_is_declared("shared_rails"),
        options=_yes_or_no,
        free=False,
    ),
    Each(_without_lead, (Question("lead", _lead, picks=True),)),
    Question(
        "queue",
        _queue,
        asked=_has_platform,
        settled=_has_queue,
        options=_platforms,
    ),
    Question(
        "depth",
        number(lambda n, s: _threshold(s, depth=n)),
        asked=_has_queue,
        settled=_has_threshold("depth"),
    ),
    Question(
        "producing-teams",
        number(lambda n, s: _threshold(s, model_producing_teams=n)),
        asked=_has_queue,
        settled=_has_threshold("model_producing_teams"),
    ),
    Question(
        "models-in-production",
        number(lambda n, s: _threshold(s, models=n)),
        asked=_has_queue,
        settled=_has_threshold("models"),
    ),
)
