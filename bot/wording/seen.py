"""What a finding saw, in a sentence."""

from collections.abc import Iterable
from datetime import datetime
from typing import Final, assert_never

from bot.wording.advice import fitting_text
from bot.wording.gaps import reason_text
from bot.wording.parties import KNOWLEDGE_NAMES
from knowledge.diagnosis.finding import (
    Aspect,
    BusFactor,
    Finding,
    Gap,
    Handoff,
    Joint,
    Mismatch,
    MlDepartment,
    NoConsumers,
    OffPath,
    OneHead,
    Rule,
    Shadow,
    TwoLeave,
    Unconfirmed,
    Unheld,
)
from knowledge.entities import Id, Pattern
from knowledge.ownership import NobodyNamed, OwnershipMap, PageKey

RULE_TITLES: Final = {
    Rule.GAP: "models with a page that names nobody",
    Rule.JOINT: "shared quality pages without a first responder",
    Rule.ML_DEPARTMENT: "quality pages on the platform alone",
    Rule.TWO_LEAVE: "models that two people take with them",
    Rule.MISMATCH: "aspects that the declared pattern doesn't go with",
    Rule.HANDOFF: "models handed over without a contract",
    Rule.UNHELD: "models of which nobody knows something",
    Rule.BUS_FACTOR: "people who alone know several models",
    Rule.ONE_HEAD: "models in one head",
    Rule.OFF_PATH: "teams off the paved path",
    Rule.SHADOW: "purposes with several tools",
    Rule.UNCONFIRMED: "models with unconfirmed consumers",
    Rule.NO_CONSUMERS: "models whose consumers nobody named",
}
_LISTED = 3


def seen_text(finding: Finding, ownership: OwnershipMap, now: datetime) -> str:
    """`Growth trains churn and ML Platform serves it, without a handoff contract.`."""
    return f"{_seen(finding, ownership, now)}."


def _seen(finding: Finding, ownership: OwnershipMap, now: datetime) -> str:
    model = finding.subject
    match finding.seen:
        case Gap(kinds):
            why = (
                f"{kind} ({reason_text(nobody)})"
                for kind in kinds
                if isinstance(
                    nobody := ownership.resolve_page(PageKey(model, kind), now), NobodyNamed
                )
            )
            return f"{model} names nobody for {' and '.join(why)}"
        case Joint(trained_by, served_by):
            teams = f"{_name(trained_by, ownership)} and {_name(served_by, ownership)}"
            return f"{teams} share the quality page of {model}, and nobody is named to begin"
        case Handoff(trained_by, served_by):
            trains, serves = _name(trained_by, ownership), _name(served_by, ownership)
            return f"{trains} trains {model} and {serves} serves it, without a handoff contract"
        case Mismatch():
            return _mismatch_text(finding.seen, ownership)
        case Unconfirmed(consumers):
            return f"{model} has consumers that no owner has confirmed: {_listed(consumers)}"
        case NoConsumers():
            return f"Nobody has said what consumes {model}"
        case _:
            return _of_people_and_tools(finding, ownership)


def _of_people_and_tools(finding: Finding, ownership: OwnershipMap) -> str:
    match finding.seen:
        case MlDepartment(models, pages):
            alone = f"these have no product team in their escalation: {_listed(models)}"
            return f"Every quality page is on the platform team, {pages} in all; {alone}"
        case TwoLeave(people, pages):
            names = " and ".join(_name(person, ownership) for person in people)
            left = _listed(dict.fromkeys(page.model for page in pages))
            lost = f"{finding.reach} models lose the last named owner of a page: {left}"
            return f"If {names} leave, who carry most pages, {lost}"
        case Unheld(kinds):
            kinds_text = " or ".join(KNOWLEDGE_NAMES[kind] for kind in kinds)
            return f"Nobody is known to know {kinds_text} of {finding.subject}"
        case BusFactor(models):
            who = _name(finding.subject, ownership)
            return f"{who} alone knows something about {len(models)} models: {_listed(models)}"
        case OneHead(person):
            return f"{_name(person, ownership)} holds all three kinds of knowledge of {finding.subject}"
        case OffPath(tools):
            team = _name(finding.subject, ownership)
            uses = (f"{own} for {purpose}, not {paved}" for purpose, own, paved in tools)
            return f"{team} is off the paved path: it uses {'; '.join(uses)}"
        case Shadow(tools):
            used = (
                f"{tool} ({_listed(_name(t, ownership) for t in teams)})" for tool, teams in tools
            )
            return f"Product teams use {len(tools)} tools for {finding.subject}: {', '.join(used)}"
        case Gap() | Joint() | Handoff() | Mismatch() | Unconfirmed() | NoConsumers():
            raise TypeError(finding)  # worded above
        case _:
            assert_never(finding.seen)


def _mismatch_text(seen: Mismatch, ownership: OwnershipMap) -> str:
    other = seen.fitting and seen.pattern not in seen.fitting
    fits = f"; what fits: {fitting_text(seen.fitting)}" if other else ""
    return f"You have declared {seen.pattern}, {_against(seen, ownership)}{fits}"


def _against(seen: Mismatch, ownership: OwnershipMap) -> str:
    match seen.aspect:
        case Aspect.MANDATE:
            return "though a mandate names a single accountable operator"
        case Aspect.CONTEXT:
            return (
                "which takes more platform people than you have so early outside the public cloud"
            )
        case Aspect.MATURITY:
            span = str(seen.low) if seen.low == seen.high else f"{seen.low} to {seen.high}"
            return f"which fits maturity {span}, and yours is {seen.number}"
        case Aspect.TEAMS:
            fits = f"at most {seen.high}" if seen.high else f"at least {seen.low}"
            return f"which fits {fits} teams that produce models, and you have {seen.number}"
        case Aspect.RAILS:
            return "and no platform team offers shared rails"
        case Aspect.HEADCOUNT:
            return (
                f"which takes {seen.low} to {seen.high} platform people here, and you have"
                f" {seen.number}"
            )
        case Aspect.STAFFING:
            there = _listed(f"{number} in {_name(t, ownership)}" for t, number in seen.engineers)
            return (
                f"which takes {seen.low} to {seen.high} MLOps engineers in each product team, and"
                f" there are {there}"
            )
        case Aspect.INFRASTRUCTURE:
            if seen.pattern is Pattern.FEDERATED:
                return f"and the platform team serves all {seen.number} models"
            return "and there are shared rails, which one central team runs"


def _name(party_id: Id, ownership: OwnershipMap) -> str:
    party = ownership.party(party_id)
    return party.name if party else party_id


def _listed(names: Iterable[str]) -> str:
    every = list(names)
    more = f" and {len(every) - _LISTED} more" if len(every) > _LISTED else ""
    return ", ".join(every[:_LISTED]) + more
