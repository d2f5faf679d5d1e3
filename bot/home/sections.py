"""The sections of the home page: each looks its matter up, and has it worded."""

from collections.abc import Iterable
from datetime import timedelta
from itertools import islice

from bot.errands.proposals.proposed import may_decide
from bot.home.visit import Visit
from bot.reply import Part
from bot.wording import home as words
from knowledge.audit import Entry
from knowledge.briefs import page_answer
from knowledge.changes import Kind
from knowledge.entities import Id
from knowledge.offers import has_expired
from knowledge.ownership import PageKey
from knowledge.proposals import has_lapsed
from knowledge.questions.outcome import When
from knowledge.questions.portfolio import PortfolioQuestion, answer
from knowledge.rotation.shifts import shifts
from knowledge.store import AuditTrail
from knowledge.store.offers import Offers
from knowledge.store.proposals import Proposals

_AHEAD = timedelta(weeks=8)
_LATELY = timedelta(days=14)
_SHIFTS = 8
_LOOKED_THROUGH = 200
_CHANGES = 5
_BEGINNING = 1
"""The revision with which the map began changed nothing."""


def pages(visit: Visit) -> Iterable[Part]:
    """Every page that is theirs, in person or by a rotation, and who is on call now."""
    when = When(visit.now, visit.now, visit.zone)
    found = answer(PortfolioQuestion(visit.person, when), visit.ownership)
    return words.pages_parts(found.pages, visit.person, visit.zone, visit.now)


def my_shifts(visit: Visit) -> Iterable[Part]:
    """When they are on call in the next weeks, in each rotation."""
    ahead = [
        (shift, rotation)
        for rotation in visit.rotations
        for shift in shifts(rotation, visit.now, visit.now + _AHEAD)
        if shift.person == visit.person.id
    ]
    ahead.sort(key=lambda found: found[0].start)
    return words.shifts_parts(ahead[:_SHIFTS], visit.rotations, visit.zone, visit.now)


def gaps(visit: Visit) -> Iterable[Part]:
    """The pages of their teams' models that nobody is named for."""
    found = [page for page in visit.ownership.gaps(visit.now) if _is_of_teams(page, visit)]
    shown = [
        page_answer(visit.ownership, visit.ownership.models[page.model], page.kind, visit.now)
        for page in islice(found, words.GAPS_SHOWN)
    ]
    return words.gaps_parts(shown, len(found), has_teams=bool(visit.teams))


def _is_of_teams(page: PageKey, visit: Visit) -> bool:
    model, teams = visit.ownership.models[page.model], {team.id for team in visit.teams}
    return model.trained_by in teams or model.served_by in teams


def waiting(visit: Visit) -> Iterable[Part]:
    """What others ask of them: shifts to take, changes to decide."""
    store, me = visit.office.store, visit.person.id
    offers = [
        offer
        for offer in Offers(store).open()
        if me in offer.asked and me not in offer.declined and not has_expired(offer, visit.now)
    ]
    proposals = [
        proposal
        for proposal in Proposals(store).undecided()
        if not has_lapsed(proposal, visit.now)
        and may_decide(proposal, visit.speaker, visit.ownership)
    ]
    return words.waiting_parts(offers, proposals, visit.ownership)


def lately(visit: Visit) -> Iterable[Part]:
    """What was declared of what is theirs in the last two weeks."""
    since = visit.now - _LATELY
    entries = AuditTrail(visit.office.store).history(since=since, limit=_LOOKED_THROUGH)
    mine = _subjects(visit)
    found = [e for e in entries if e.revision != _BEGINNING and _is_about(e, mine)]
    return words.lately_parts(found[:_CHANGES], visit.ownership, visit.now, visit.zone)


def _subjects(visit: Visit) -> dict[Kind, set[Id]]:
    teams = {team.id for team in visit.teams}
    rotations = {rotation.id for rotation in visit.rotations}
    owned = {
        page.model
        for owner in (visit.person.id, *rotations)
        for page in visit.ownership.pages_of.get(owner, ())
    }
    of_teams = {
        m.id for m in visit.ownership.models.values() if {m.trained_by, m.served_by} & teams
    }
    return {
        Kind.MODEL: owned | of_teams,
        Kind.ROTATION: rotations,
        Kind.TEAM: teams,
        Kind.PERSON: {visit.person.id},
    }


def _is_about(entry: Entry, mine: dict[Kind, set[Id]]) -> bool:
    return entry.subject in mine.get(entry.kind, ())
