"""Verbs that do something else than change the map by words: one module for each family.

A module has its grammar in its docstring, usage constants, EXAMPLES, and a function for each verb,
which reads the words behind the verb strictly and uses the store. An errand that only looks is open
to whoever may ask; all others take a member. What may be declared is decided by `Office.declare`.
"""

import re
from collections.abc import Callable
from re import Pattern
from typing import Final, NamedTuple

from bot.commands import VERBS as COMMANDS
from bot.commands.said import Said, leading_verb
from bot.commands.speaker import Speaker
from bot.errands import (
    conflicting,
    dismissing,
    gaps,
    inspecting,
    looking_back,
    offers,
    onboarding,
    preferring,
    proposals,
    queueing,
    undoing,
    watching,
)
from bot.office import Office
from bot.reply import Reaction
from bot.wording.usage import usage_reply


class Errand(NamedTuple):
    """How a verb goes, and what carries it out; it may raise `Objected`.

    `begins` is what has to stand behind the verb, if anything does, where else the text is a question.
    """

    usage: str
    run: Callable[[Said, Speaker, Office], Reaction]
    only_looks: bool = False
    begins: Pattern[str] | None = None


_NOTHING_MORE: Final = re.compile(r"\W*")
"""What may stand behind a verb that takes nothing; else it begins a question."""


def _help(_command: Said, _speaker: Speaker, _office: Office) -> Reaction:
    """Every command and errand, as it goes."""
    usages = [c.usage for c in COMMANDS.values()] + [e.usage for e in VERBS.values()]
    return Reaction(usage_reply(usages))


VERBS: dict[str, Errand] = {
    "help commands": Errand("help commands", _help, only_looks=True, begins=_NOTHING_MORE),
    "history": Errand(looking_back.HISTORY, looking_back.history, only_looks=True),
    "audit": Errand(looking_back.AUDIT, looking_back.audit, only_looks=True),
    "conflicts": Errand(conflicting.CONFLICTS, conflicting.conflicts, only_looks=True),
    "health": Errand(
        inspecting.HEALTH, inspecting.look_at_health, only_looks=True, begins=inspecting.OF_HEALTH
    ),
    "plan": Errand(
        inspecting.PLAN, inspecting.look_at_plan, only_looks=True, begins=inspecting.OF_A_PLAN
    ),
    "dismiss": Errand(dismissing.DISMISS, dismissing.dismiss, begins=dismissing.A_FINDING),
    "undismiss": Errand(dismissing.UNDISMISS, dismissing.undismiss, begins=dismissing.A_FINDING),
    "prefer": Errand(preferring.PREFER, preferring.prefer, begins=preferring.A_PLATFORM),
    "undo": Errand(undoing.UNDO, undoing.undo),
    "onboard": Errand(onboarding.ONBOARD, onboarding.onboard),
    "onboarding status": Errand(
        onboarding.STATUS, onboarding.status, only_looks=True, begins=_NOTHING_MORE
    ),
    "propose": Errand(proposals.PROPOSE, proposals.propose),
    "proposals": Errand(
        proposals.PROPOSALS, proposals.proposals, only_looks=True, begins=_NOTHING_MORE
    ),
    "cover": Errand(offers.COVER, offers.cover),
    "cover accept": Errand(offers.ACCEPT, offers.accept),
    "cover decline": Errand(offers.DECLINE, offers.decline),
    "cover withdraw": Errand(offers.WITHDRAW, offers.withdraw),
    "swap": Errand(offers.SWAP, offers.swap, begins=offers.WITH_SOMEBODY),
    "swap accept": Errand(offers.ACCEPT, offers.accept),
    "swap decline": Errand(offers.DECLINE, offers.decline),
    "swap withdraw": Errand(offers.WITHDRAW, offers.withdraw),
    "approve": Errand(proposals.APPROVE, proposals.approve),
    "decline": Errand(proposals.DECLINE, proposals.decline, begins=proposals.A_NUMBER),
    "signals": Errand(watching.SIGNALS, watching.signals, only_looks=True, begins=_NOTHING_MORE),
    "drill": Errand(watching.DRILL, watching.drill, only_looks=True),
    "queue": Errand(queueing.QUEUE, queueing.queue, begins=queueing.A_NUMBER),
    "acknowledge signals": Errand(queueing.ACKNOWLEDGE, queueing.acknowledge),
    "take": Errand(gaps.TAKE, gaps.take, begins=gaps.A_PAGE),
    "snooze": Errand(gaps.SNOOZE, gaps.snooze),
    "unsnooze": Errand(gaps.UNSNOOZE, gaps.unsnooze),
    "accept": Errand(gaps.ACCEPT, gaps.accept, begins=gaps.UNTIL),
    "gaps accepted": Errand(gaps.ACCEPTED, gaps.accepted, only_looks=True),
}
"""Each verb with its errand."""

EXAMPLES: tuple[str, ...] = tuple(
    example
    for module in (
        undoing,
        looking_back,
        conflicting,
        proposals,
        offers,
        onboarding,
        preferring,
        queueing,
        watching,
        inspecting,
        dismissing,
        gaps,
    )
    for example in module.EXAMPLES
)


def errand_verb(text: str) -> str | None:
    """The errand's verb that a text begins with, or all that it is."""
    verb = leading_verb(text, VERBS)
    begins = VERBS[verb].begins if verb else None
    if verb is None or begins is None:
        return verb
    rest = text.split(maxsplit=len(verb.split()))[len(verb.split()) :]
    return verb if not rest or begins.fullmatch(rest[0]) else None
