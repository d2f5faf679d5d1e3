"""How sound the map is, and the plan from centralised to federated, as they are asked for. Pure.

health                                 the score, and what would mend it
health RULE | RULE:SUBJECT             every finding of one kind; one finding in full
health dismissed                       what was put aside
plan                                   what the way to federated takes
plan for MODEL                         what one model lacks

Where a model is called `health` or `plan`, that word alone asks for the model.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Final, NamedTuple

from bot.commands.pages import take_model
from bot.commands.said import Said, behind, leading_verb
from bot.commands.wish import Objected, Trouble
from bot.reply import Reply
from bot.wording.health import (
    MOST_SHOWN,
    dismissed_reply,
    findings_reply,
    health_reply,
    nothing_found_reply,
)
from bot.wording.objections import refused_reply
from bot.wording.outcomes import word
from bot.wording.transition import model_plan_reply, plan_reply
from knowledge.diagnosis.finding import Finding, Rule
from knowledge.diagnosis.health import Health, health, most_urgent
from knowledge.diagnosis.transition import Readiness, Transition, readiness_of, transition
from knowledge.dismissal import Dismissal
from knowledge.mentions import several
from knowledge.names import key
from knowledge.ownership import OwnershipMap
from knowledge.questions import signals
from knowledge.questions.outcome import Intent, Unsettled, When
from knowledge.questions.signals import Kept, SignalsQuestion
from knowledge.reading import Asker, read

HEALTH: Final = "health [RULE | RULE:SUBJECT | dismissed]"
PLAN: Final = "plan [for MODEL]"

RULES: Final = "|".join(map(re.escape, Rule))
OF_HEALTH: Final = re.compile(
    rf"(?:report|dismissed|(?:{RULES})(?::\s*\S.*|(?:\s+\S+){{1,4}})?)?[?!.\s]*", re.IGNORECASE
)
OF_A_PLAN: Final = re.compile(r"(?:for(?:\s+\S+){1,4}|transition)?[?!.\s]*", re.IGNORECASE)
"""What may stand behind these verbs; else they begin a question, as in `health checks fail`."""

_BETWEEN: Final = re.compile(r"\s*:\s*|\s+")

_BEGINS: Final = {"health": OF_HEALTH, "plan": OF_A_PLAN}
_USAGES: Final = {"health": HEALTH, "plan": PLAN}


class HealthSeen(NamedTuple):
    """The health of the map, and those of its findings that were asked for; None for all."""

    health: Health
    findings: Sequence[Finding] | None = None


class PutAside(NamedTuple):
    """All that was dismissed and is still so."""

    dismissals: tuple[Dismissal, ...]


Seen = HealthSeen | PutAside | Transition | Readiness


class Inspected(NamedTuple):
    """What somebody reads, and what it was drawn from: None where it tells what would work."""

    reply: Reply
    seen: Seen | None


def inspection_verb(text: str) -> str | None:
    """The verb of a text that asks for the health or the plan."""
    verb = leading_verb(text, _BEGINS)
    is_asked = verb and _BEGINS[verb].fullmatch(text.strip()[len(verb) :].strip())
    return verb if is_asked else None


def inspected(
    text: str,
    ownership: OwnershipMap,
    now: datetime,
    dismissed: Callable[[], Mapping[str, Dismissal]],
    kept: Kept,
) -> Inspected | None:
    """What such a text comes to; None for any other, which is a question."""
    verb = inspection_verb(text)
    if verb is None:
        return None
    command = behind(text, verb, _USAGES[verb])
    try:
        if verb == "health":
            return health_asked(command, ownership, now, dismissed())
        return plan_asked(command, ownership, now, kept)
    except Objected as objected:
        return Inspected(refused_reply(objected.refused), None)


def health_asked(
    command: Said, ownership: OwnershipMap, now: datetime, aside: Mapping[str, Dismissal]
) -> Inspected | None:
    """The whole, one kind of finding, one finding, or what was put aside; None asks for a model."""
    wanted = _without_end(command).rest
    if not wanted and _is_a_model("health", ownership):
        return None
    if wanted.lower() == "dismissed":
        dismissals = tuple(aside.values())
        return Inspected(dismissed_reply(dismissals, ownership, now), PutAside(dismissals))
    found = health(ownership, now, aside)
    if wanted and wanted.lower() != "report":
        return _chosen(command, wanted, found, ownership, now)
    return Inspected(health_reply(found, ownership, now), HealthSeen(found))


def _chosen(
    command: Said, wanted: str, found: Health, ownership: OwnershipMap, now: datetime
) -> Inspected:
    name, subject = _BETWEEN.split(f"{wanted}:", maxsplit=1)
    subject = _subject(subject.rstrip(":"), ownership)
    rule = Rule(name.lower())
    standing = found.standing.get(rule, ())
    if not subject:
        if not standing:
            return Inspected(nothing_found_reply(rule), HealthSeen(found, ()))
        first = most_urgent(standing, MOST_SHOWN)
        reply = findings_reply(first, len(standing), ownership, now)
        return Inspected(reply, HealthSeen(found, standing))
    one = [finding for finding in standing if finding.subject == subject]
    if not one:
        raise command.objection(Trouble.FINDING, wanted)
    return Inspected(findings_reply(one, 1, ownership, now), HealthSeen(found, one))


def _subject(said: str, ownership: OwnershipMap) -> str:
    """What a finding is of: a model by any of its names."""
    return ownership.model_names.book.meanings.get(key(said), said)


def plan_asked(
    command: Said, ownership: OwnershipMap, now: datetime, kept: Kept
) -> Inspected | None:
    """The plan, or what one model lacks; None is about a model otherwise."""
    wanted = _without_end(command)
    if wanted.words and wanted.words[0].lower() == "for":
        model, more = take_model(wanted.after(1), ownership)
        if more.words:
            return _of_several(wanted.rest, ownership, now)
        readiness = readiness_of(model, ownership, now)
        return Inspected(model_plan_reply(readiness, model), readiness)
    if not wanted.words and _is_a_model("plan", ownership):
        return None
    question = SignalsQuestion(When(now, now, ownership.organisation.time_zone))
    told, way = signals.answer(question, ownership, kept), transition(ownership, now)
    return Inspected(plan_reply(way, told, ownership), way)


def _of_several(wanted: str, ownership: OwnershipMap, now: datetime) -> Inspected | None:
    """Several models are asked about one at a time; None for a question about one."""
    reading = read(wanted, ownership, Asker(), now)
    if len(reading.models) < 2 or reading.page_kinds or reading.cues:
        return None
    doubt = several("", [model.id for model in reading.models])
    questions = tuple((model, f"plan for {model}") for model in doubt.candidates)
    return Inspected(word(Unsettled(Intent.OWNERSHIP, doubt, questions)), None)


def _without_end(command: Said) -> Said:
    """Without the question mark that somebody may have put there."""
    words = tuple(command.rest.rstrip("?!. ").split())
    return Said(words, command.usage, command.reason)


def _is_a_model(word: str, ownership: OwnershipMap) -> bool:
    return key(word) in ownership.model_names.book.meanings
