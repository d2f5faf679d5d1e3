"""What an answer says that is of no page, as JSON values; documented in `docs/asking.md`."""

from typing import Any, Final

from bot.render.instants import iso
from bot.wording.gaps import reason_text
from knowledge.diagnosis.advice import Advice, Verdict
from knowledge.diagnosis.drill import Held
from knowledge.diagnosis.grounds import (
    CENTRAL_FITS_BELOW,
    FEDERATED_ABOVE,
    FEDERATED_FROM,
    MANAGED,
)
from knowledge.diagnosis.signals import Signal
from knowledge.ownership import NobodyNamed
from knowledge.patterns import grounds, references
from knowledge.patterns.sheet import Fact, Sheet
from knowledge.questions import Outcome
from knowledge.questions.comparing import CompareAnswer
from knowledge.questions.consuming import ConsumersAnswer
from knowledge.questions.drilling import DrillAnswer
from knowledge.questions.making import Makers, MakersAnswer
from knowledge.questions.pattern import PatternAnswer
from knowledge.questions.recommending import RecommendAnswer
from knowledge.questions.signals import SignalsAnswer

Values = dict[str, Any]

_FACTS: Final = (
    "bet",
    "staffing",
    "headcount",
    "experience",
    "infrastructure_pages",
    "quality_pages",
    "knowledge",
    "maturity",
    "contexts",
    "next",
)
_BREAKPOINTS: Final = {
    "central_fits_below_teams": CENTRAL_FITS_BELOW,
    "federated_from_teams": FEDERATED_FROM,
    "federated_above_ml_engineers": FEDERATED_ABOVE,
    "platform_from_maturity": MANAGED,
}


def details_of(outcome: Outcome) -> Values | None:
    """The details of an answer; None where its pages say all."""
    match outcome:
        case PatternAnswer(sheet=sheet, declared=declared):
            return _sheet(sheet) | {"declared": declared}
        case CompareAnswer(sheets=sheets, declared=declared):
            return {"declared": declared, "patterns": [_sheet(sheet) for sheet in sheets]}
        case RecommendAnswer(advice=advice, declared=declared):
            return {"declared": declared} | _advice(advice)
        case SignalsAnswer():
            return _signals(outcome)
        case DrillAnswer():
            return _drill(outcome)
        case ConsumersAnswer(models=models):
            return {
                "models": [
                    {"model": model.id, "consumers": [c._asdict() for c in consumers]}
                    for model, consumers in models
                ]
            }
        case MakersAnswer(models=models):
            return {"models": [_makers(makers) for makers in models]}
        case _:
            return None


def _makers(makers: Makers) -> Values:
    trained, served = makers.trained_by, makers.served_by
    return {
        "model": makers.model.id,
        "trained_by": trained.id if trained else None,
        "served_by": served.id if served else None,
    }


def _sheet(sheet: Sheet) -> Values:
    return {
        "pattern": sheet.pattern,
        "title": sheet.title,
        "team_size": list(sheet.team_size),
        "per_ten_teams": list(sheet.per_ten_teams),
        "maturity_levels": list(sheet.levels),
        "facts": {name: _fact(getattr(sheet, name)) for name in _FACTS},
        "failures": [_fact(failure) for failure in sheet.failures],
    }


def _fact(fact: Fact) -> Values:
    return {"says": fact.says, "short": fact.short, "references": list(references([fact]))}


def _advice(advice: Advice) -> Values:
    known = advice.known
    return {
        "fitting": list(advice.fitting),
        "sureness": advice.sureness,
        "known": {name: getattr(known, name) for name in known.__dataclass_fields__},
        "patterns": [_verdict(verdict) for verdict in advice.verdicts],
        "would_change": [
            {
                "unknown": swing.unknown,
                "values": [
                    {"value": value, "fitting": list(patterns)} for value, patterns in swing.values
                ],
            }
            for swing in advice.swings
        ],
        "breakpoints": _BREAKPOINTS,
    }


def _verdict(verdict: Verdict) -> Values:
    return {
        "pattern": verdict.pattern,
        "points": verdict.points,
        "reasons": [
            {"ground": ground, "points": points} | _fact(grounds()[ground])
            for ground, points in verdict.reasons
        ],
    }


def _signals(answer: SignalsAnswer) -> Values:
    found, known = answer.found, answer.acknowledged
    return {
        "in_a_row": found.in_a_row,
        "firing": [signal.measure for signal in found.firing],
        "signals": [_signal(signal) for signal in found.signals],
        "shares": [
            {"team": team, "at": iso(reading.at), "depth": reading.depth}
            for team, reading in found.shares
        ],
        "acknowledged": {
            "by": known.said.by,
            "at": iso(known.said.at),
            "until": iso(known.said.until),
            "reason": known.said.reason,
        }
        if known
        else None,
    }


def _signal(signal: Signal) -> Values:
    latest, firing = signal.latest, signal.firing
    return {
        "signal": signal.measure,
        "threshold": signal.threshold.value,
        "origin": signal.threshold.origin,
        "latest": {"at": iso(latest.at), "value": latest.value} if latest else None,
        "now": signal.now,
        "high_in_a_row": signal.high_in_a_row,
        "firing_since": iso(firing.fired) if firing else None,
    }


def _drill(answer: DrillAnswer) -> Values:
    drill = answer.drill
    return {
        "until": iso(drill.end),
        "models": answer.count,
        "pages": drill.pages,
        "pages_with_holes": drill.empty,
        "woken": [{"id": p.id, "name": p.name, "pages": n} for p, n in drill.woken_ever()],
        "holes": [hole for held in drill.holes for hole in _holes(held)],
    }


def _holes(held: Held) -> list[Values]:
    told = [
        {"from": iso(watch.start), "until": iso(watch.end), "reason": reason_text(watch.held)}
        for watch in held.holes
        if isinstance(watch.held, NobodyNamed)
    ]
    return [
        {"model": page.model, "page": page.kind, "owner": held.owner, "times": told}
        for page in held.pages
    ]
