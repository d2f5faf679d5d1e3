"""What a person, a rotation or a team owns.

what does PERSON | TEAM own [except MODEL]
PERSON | TEAM | ROTATION
who is in TEAM | ROTATION
who takes over from | stands in for | is after PERSON [WHEN]
when is PERSON next on call | is PERSON on call [for ROTATION] [WHEN]
what do I own | my pages | when am I on call
what does my team own | who is on my team
who is on call for ROTATION [WHEN]
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from knowledge.briefs import PageAnswer, page_answer
from knowledge.entities import Model, PageKind, Party, Person, Rotation, Team
from knowledge.lexicon import Cue
from knowledge.mentions import UnknownModel
from knowledge.names import key, unaccented, words_of
from knowledge.ownership import OwnershipMap, Resolution
from knowledge.questions.outcome import (
    Missing,
    NotUnderstood,
    Refusal,
    SeveralParties,
    UnclearInstant,
    When,
)
from knowledge.questions.rephrasing import owned_by
from knowledge.questions.subject import speaks_of_asker, teams_with, when
from knowledge.questions.turns import Turns, turns_of
from knowledge.reading import Reading
from knowledge.rotation.shifts import takes_turns

EXAMPLES: tuple[str, ...] = (
    "what does Priya Nair own",
    "what do I own",
    "who is on call for platform-primary tomorrow",
)

_OF_A_PARTY = frozenset({Cue.OWN, Cue.ON_CALL, Cue.ESCALATION, Cue.LIST})
_OWN_TEAM = frozenset({("my", "team"), ("our", "team")})
_OF_TURNS = frozenset({Cue.ON_CALL, Cue.ESCALATION, Cue.AWAY})
_ASKING = frozenset({"who", "whom", "whos", "whose"})
_STANDING_IN = frozenset({"cover", "covers", "covering", "hand"})
_MOST_NEAR = 3


@dataclass(frozen=True, slots=True)
class PortfolioQuestion:
    """What a party owns at an instant, apart from pages of some models.

    `taker` is whose turns are asked about: in a rotation, or in all of theirs.
    """

    party: Party
    when: When
    left_out: tuple[Model, ...] = ()
    taker: Person | None = None


@dataclass(frozen=True, slots=True)
class PortfolioAnswer:
    """A party's pages: those declared to it, and for a person those of their rotations too.

    For a team, `trains` and `serves` are its models; owning a page takes a person, so pages
    declared to the team itself are gaps. `resolution` is whom the party means at the instant;
    `members` are a team's or a rotation's, `lead` leads the team. `turns` are those of the `taker`,
    whoever is on call or next so first.
    """

    party: Party
    resolution: Resolution
    pages: tuple[PageAnswer, ...]
    trains: tuple[Model, ...]
    serves: tuple[Model, ...]
    when: When
    left_out: tuple[Model, ...] = ()
    members: tuple[Person, ...] = ()
    lead: Person | None = None
    taker: Person | None = None
    turns: tuple[Turns, ...] = ()


def parse(
    reading: Reading, ownership: OwnershipMap, now: datetime
) -> PortfolioQuestion | Refusal | None:
    """Claim what names a person, rotation or team, or the asker, and no model."""
    if reading.models or _is_about_models(reading):
        return None
    if _OF_A_PARTY.isdisjoint(reading.cues) and not _is_of_somebody(reading):
        return None
    if reading.doubt and (Cue.LIST not in reading.cues or not reading.parties):
        return _stranger(reading, ownership)
    if reading.doubt and (namesake := _namesake(reading, reading.doubt.phrase)):
        return namesake
    party = _party(reading, ownership)
    if party is None or not isinstance(party, Person | Team | Rotation):
        return party
    instant = when(reading, now)
    if isinstance(instant, UnclearInstant):
        return instant
    return PortfolioQuestion(party, instant, reading.left_out, _taker(party, reading))


def _is_of_somebody(reading: Reading) -> bool:
    """Whether a party is named, or `who is on my team` asked, and of no page kind."""
    asked = bool(_mentioned(reading)) or (_speaks_of_own_team(reading) and "who" in reading.words)
    return asked and not reading.page_kinds


def _speaks_of_own_team(reading: Reading) -> bool:
    return any(pair in _OWN_TEAM for pair in pairwise(reading.words))


def _is_about_models(reading: Reading) -> bool:
    """Whether a party is only mentioned beside a channel's model, or a team beside a page kind."""
    if Cue.LIST in reading.cues or not reading.parties:
        return False
    if Cue.HERE in reading.cues or reading.channels:
        return True
    teams = all(isinstance(party, Team) for parties in reading.parties for party in parties)
    return bool(reading.page_kinds) and teams


def _stranger(reading: Reading, ownership: OwnershipMap) -> Refusal | None:
    """`what does zorro own`: the words fit nobody. A person's name is never corrected, but offered.

    `who is on call for platform-primry` may be about a model as well, but if no model's name comes
    near and a party's does, that is offered.
    """
    doubt = reading.doubt
    if doubt is None or reading.page_kinds:
        return None
    of_a_party = Cue.LIST in reading.cues and Cue.OWN in reading.cues and "does" in reading.words
    of_no_model = Cue.ON_CALL in reading.cues and isinstance(doubt, UnknownModel) and not doubt.near
    if not of_a_party and not of_no_model:
        return None
    near = _near(doubt.phrase, ownership)
    if not of_a_party and not near:
        return None
    if reading.unclear and near:
        return UnclearInstant(reading.unclear.phrase)
    at = reading.moment.at if reading.moment else None
    return NotUnderstood(
        Missing.PERSON, doubt.phrase, tuple((party, owned_by(party.id, at)) for party in near)
    )


def _namesake(reading: Reading, unknown: str) -> NotUnderstood | None:
    """`what does priya smith own`, where Priya Nair is declared, who is offered: it may be another."""
    words, strange = reading.words, tuple(words_of(unknown))
    if not strange or strange[0] not in words:
        return None
    start = words.index(strange[0])
    end = start + len(strange)
    beside = {
        unaccented(word) for word in (*words[max(start - 1, 0) : start], *words[end : end + 1])
    }
    people = [p for parties in reading.parties for p in parties if isinstance(p, Person)]
    near = [p for p in people if not beside.isdisjoint(map(unaccented, words_of(p.name)))]
    if not near:
        return None
    at = reading.moment.at if reading.moment else None
    offered = tuple((person, owned_by(person.id, at)) for person in near[:_MOST_NEAR])
    return NotUnderstood(Missing.PERSON, unknown, offered)


def _near(phrase: str, ownership: OwnershipMap) -> tuple[Party, ...]:
    """The parties whose names resemble a phrase most."""
    names = ownership.party_names.meanings
    close = ownership.party_names.resembling(key(phrase))
    ids = dict.fromkeys(party_id for name in close for party_id in names[name])
    return tuple(party for i in ids if (party := ownership.party(i)))[:_MOST_NEAR]


def _team_of_asker(reading: Reading, ownership: OwnershipMap) -> Party | Refusal:
    """The team that the asker leads or is a member of; of several it is asked which."""
    asker = reading.asker.person
    if asker is None:
        return NotUnderstood(Missing.ASKER)
    teams = teams_with({asker.id}, ownership)
    if len(teams) == 1:
        return teams[0]
    return SeveralParties(teams, by_one_name=False) if teams else NotUnderstood(Missing.OWN_TEAM)


def _party(reading: Reading, ownership: OwnershipMap) -> Party | Refusal | None:
    if _mentioned(reading):
        return _named(reading)
    if _speaks_of_own_team(reading):
        return _team_of_asker(reading, ownership)
    if not speaks_of_asker(reading):
        return None
    return reading.asker.person or NotUnderstood(Missing.ASKER)


def _mentioned(reading: Reading) -> tuple[tuple[Party, ...], ...]:
    """Each party that is named, also one that somebody comes after."""
    return (*reading.parties, *reading.followed)


def _taker(party: Party, reading: Reading) -> Person | None:
    """Whose turns are asked about, if anybody's are: of `is priya on call for fraud-quality` hers."""
    if not _is_of_turns(reading):
        return None
    if isinstance(party, Person):
        return party
    named = [p for parties in _mentioned(reading) for p in parties if isinstance(p, Person)]
    if not named and isinstance(party, Rotation) and speaks_of_asker(reading):
        return reading.asker.person
    return named[0] if len(named) == 1 and isinstance(party, Rotation) else None


def _is_of_turns(reading: Reading) -> bool:
    """Whether it asks when somebody is on call, or who is then: `who covers for priya`, unlike `who is priya`."""
    if "when" in reading.words or not _OF_TURNS.isdisjoint(reading.cues):
        return True
    return not (_ASKING.isdisjoint(reading.words) or _STANDING_IN.isdisjoint(reading.words))


def _named(reading: Reading) -> Party | Refusal:
    """The one that is named; of `is priya on call for fraud-quality` the rotation."""
    mentioned = _mentioned(reading)
    named = list({tuple(p.id for p in parties): parties for parties in mentioned}.values())
    if not all(named):
        return NotUnderstood(Missing.PERSON)
    if not _OF_TURNS.isdisjoint(reading.cues):
        named = [n for n in named if all(isinstance(p, Rotation) for p in n)] or named
    named = [n for n in named if not all(isinstance(p, Team) for p in n)] or named
    if len(named) > 1:
        return SeveralParties(tuple(p for parties in named for p in parties), by_one_name=False)
    return named[0][0] if len(named[0]) == 1 else SeveralParties(named[0])


def answer(question: PortfolioQuestion, ownership: OwnershipMap) -> PortfolioAnswer:
    """Gather the pages."""
    party, at, left_out = question.party, question.when.at, question.left_out
    models = ownership.models.values() if isinstance(party, Team) else ()
    meant = [model for model in models if model not in left_out]
    return PortfolioAnswer(
        party,
        ownership.resolve(party.id, at),
        tuple(page for page in _pages(party, ownership, at) if page.model not in left_out),
        tuple(model for model in meant if model.trained_by == party.id),
        tuple(model for model in meant if model.served_by == party.id),
        question.when,
        left_out,
        () if isinstance(party, Person) else tuple(ownership.people[p] for p in party.members),
        ownership.people[party.lead] if isinstance(party, Team) and party.lead else None,
        question.taker,
        _turns(question, ownership),
    )


def _turns(question: PortfolioQuestion, ownership: OwnershipMap) -> tuple[Turns, ...]:
    party, taker, at = question.party, question.taker, question.when.at
    if taker is None:
        return ()
    rotations = [party] if isinstance(party, Rotation) else ownership.rotations.values()
    found = [turns_of(taker, r, ownership, at) for r in rotations if takes_turns(taker.id, r, at)]
    return tuple(sorted(found, key=lambda turns: turns.begins(at)))


def _pages(party: Party, ownership: OwnershipMap, at: datetime) -> Iterator[PageAnswer]:
    owners = [party.id]
    if isinstance(party, Person):
        owners += [r.id for r in ownership.rotations.values() if takes_turns(party.id, r, at)]
    for owner in owners:
        for page in ownership.pages_of.get(owner, ()):
            yield page_answer(ownership, ownership.models[page.model], PageKind(page.kind), at)
