"""How sound the map is, and the plan from centralised to federated.

health                                 the score, and what would mend it
health RULE | RULE:SUBJECT             every finding of one kind; one finding in full
health dismissed                       what was put aside
plan                                   what the way to federated takes
plan for MODEL                         what one model lacks

Where a model is called `health` or `plan`, that word alone asks for the model.
"""

import re
from typing import Final

from bot.commands.outcome import NoMap
from bot.commands.phrases import Said, take_model
from bot.commands.speaker import Speaker
from bot.commands.wish import Trouble
from bot.conversation import reply_to
from bot.office import Office
from bot.reply import Message, Reaction, Reply
from bot.wording.declaring import declaring_reply
from bot.wording.health import (
    MOST_SHOWN,
    dismissed_reply,
    findings_reply,
    health_reply,
    nothing_found_reply,
)
from bot.wording.transition import model_plan_reply, plan_reply
from knowledge.diagnosis.finding import Rule
from knowledge.diagnosis.health import Health, health, most_urgent
from knowledge.diagnosis.transition import readiness_of, transition
from knowledge.names import key
from knowledge.ownership import OwnershipMap
from knowledge.questions import signals
from knowledge.questions.outcome import When
from knowledge.questions.signals import SignalsQuestion
from knowledge.store import Dismissals, Readings

HEALTH: Final = "health [RULE | RULE:SUBJECT | dismissed]"
PLAN: Final = "plan [for MODEL]"
EXAMPLES: tuple[str, ...] = ("health", "health gap", "plan", "plan for fraud-model")

_RULES = "|".join(map(re.escape, Rule))
OF_HEALTH: Final = re.compile(
    rf"(?:report|dismissed|(?:{_RULES})(?::\S.*)?)?[?!.\s]*", re.IGNORECASE
)
OF_A_PLAN: Final = re.compile(r"(?:for(?:\s+\S+){1,4}|transition)?[?!.\s]*", re.IGNORECASE)
"""What may stand behind these verbs; else they begin a question, as in `health checks fail`."""


def look_at_health(command: Said, speaker: Speaker, office: Office) -> Reaction:
    """The whole, one kind of finding, one finding, or what was put aside."""
    ownership = office.current()
    if ownership is None:
        return Reaction(declaring_reply(NoMap()))
    wanted = _without_end(command).rest
    if not wanted and _is_a_model("health", ownership):
        return _asked("health", speaker, office)
    dismissals = Dismissals(office.store).standing()
    if wanted.lower() == "dismissed":
        return Reaction(dismissed_reply(tuple(dismissals.values()), ownership, speaker.now))
    found = health(ownership, speaker.now, dismissals)
    if wanted and wanted.lower() != "report":
        return Reaction(_wanted(command, wanted, found, ownership, speaker))
    return Reaction(health_reply(found, ownership, speaker.now))


def _wanted(
    command: Said, wanted: str, found: Health, ownership: OwnershipMap, speaker: Speaker
) -> Reply:
    name, _, subject = wanted.partition(":")
    rule = Rule(name.lower())
    standing = found.standing.get(rule, ())
    if not subject:
        if not standing:
            return nothing_found_reply(rule)
        first = most_urgent(standing, MOST_SHOWN)
        return findings_reply(first, len(standing), ownership, speaker.now)
    wanted_one = [finding for finding in standing if finding.subject == subject]
    if not wanted_one:
        raise command.objection(Trouble.FINDING, wanted)
    return findings_reply(wanted_one, 1, ownership, speaker.now)


def look_at_plan(command: Said, speaker: Speaker, office: Office) -> Reaction:
    """The plan, or what one model lacks."""
    ownership, now = office.current(), speaker.now
    if ownership is None:
        return Reaction(declaring_reply(NoMap()))
    wanted = _without_end(command)
    if wanted.words and wanted.words[0].lower() == "for":
        model, more = take_model(wanted.after(1), ownership)
        if more.words:
            return _asked(f"plan {command.rest}", speaker, office)
        return Reaction(model_plan_reply(readiness_of(model, ownership, now), model))
    if not wanted.words and _is_a_model("plan", ownership):
        return _asked("plan", speaker, office)
    zone = ownership.organisation.time_zone
    question = SignalsQuestion(When(now, now, zone))
    read = signals.answer(question, ownership, Readings(office.store).backlog)
    return Reaction(plan_reply(transition(ownership, now), read, ownership))


def _without_end(command: Said) -> Said:
    """Without the question mark that somebody may have put there."""
    words = tuple(command.rest.rstrip("?!. ").split())
    return Said(words, command.usage, command.reason)


def _is_a_model(word: str, ownership: OwnershipMap) -> bool:
    return key(word) in ownership.model_names.book.meanings


def _asked(word: str, speaker: Speaker, office: Office) -> Reaction:
    """The answer about the model that is called so."""
    message = Message(word, speaker.account, speaker.place)
    return Reaction(reply_to(message, office.current(), speaker.now, office.terms))
