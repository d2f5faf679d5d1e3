"""What is seen in a look at the health of the map, as JSON values; documented in `docs/health.md`."""

from datetime import datetime
from typing import Any

from bot.inspection import HealthSeen, PutAside, Seen
from bot.render.instants import iso
from bot.wording.fixes import fix
from bot.wording.health import why
from bot.wording.seen import seen_text
from knowledge.diagnosis.finding import Finding
from knowledge.diagnosis.health import ranked
from knowledge.diagnosis.transition import STEPS, Readiness, Transition
from knowledge.ownership import OwnershipMap
from knowledge.patterns import references

Values = dict[str, Any]


def details_of_seen(seen: Seen, ownership: OwnershipMap, now: datetime) -> Values:
    """What was seen in a look at the health of a map, or at its plan."""
    match seen:
        case HealthSeen():
            return health_details(seen, ownership, now)
        case PutAside(dismissals):
            return {
                "dismissed": [
                    {
                        "id": said.finding,
                        "by": said.by,
                        "at": iso(said.at),
                        "reason": said.reason,
                    }
                    for said in dismissals
                ]
            }
        case Transition():
            return _plan(seen)
        case Readiness():
            return _readiness(seen)


def health_details(seen: HealthSeen, ownership: OwnershipMap, now: datetime) -> Values:
    """The score with its arithmetic, and those findings that were asked for."""
    found = seen.health
    findings = found.findings if seen.findings is None else ranked(seen.findings)
    return {
        "score": found.score,
        "deductions": [
            {"rule": d.rule, "points": d.points, "weight": d.weight, "found": d.found}
            | {"among": d.among}
            for d in found.deductions
        ],
        "findings": [_finding(finding, ownership, now) for finding in findings],
        "dismissed": [finding.id for finding in found.put_aside],
    }


def _finding(finding: Finding, ownership: OwnershipMap, now: datetime) -> Values:
    return {
        "id": finding.id,
        "rule": finding.rule,
        "subject": finding.subject or None,
        "models": finding.reach,
        "seen": seen_text(finding, ownership, now),
        "why": why(finding).says,
        "do": fix(finding, ownership).command,
        "references": list(references([why(finding)])),
    }


def _plan(plan: Transition) -> Values:
    return {
        "pattern": plan.pattern,
        "models": plan.models,
        "ready": plan.ready,
        "untrained": plan.unteamed,
        "steps": [{"step": step, "done": plan.done(step)} for step in STEPS],
        "pagers": [shift._asdict() for shift in plan.shifts],
        "lacking": [_readiness(readiness) for readiness in plan.worst(len(plan.lacking))],
    }


def _readiness(readiness: Readiness) -> Values:
    return {
        "model": readiness.model,
        "team": readiness.team,
        "ready": readiness.ready,
        "missing": list(readiness.missing),
    }
