"""What there is to show at the end, and who else is told."""

from collections.abc import Sequence

from bot.commands.outcome import Declared, SameAlready
from bot.errands.onboarding.asking_others import Asked
from bot.errands.onboarding.desk import Desk
from bot.onboarding.returning import comes_back
from bot.reply import Notice, Reply
from bot.wording.onboarding.ending import Ending
from knowledge.diagnosis.finding import Rule
from knowledge.diagnosis.health import health
from knowledge.entities import Channel, Person
from knowledge.ownership import NOTHING_DECLARED
from knowledge.questionnaire import Progress

_MOST_FINDINGS = 3


def ending_of(
    progress: Progress, outcome: Declared | SameAlready, asked: Asked, desk: Desk
) -> Ending:
    """What pattern fits, what is missing, what is most urgent, and when it comes back."""
    ownership, now = desk.declared or NOTHING_DECLARED, desk.speaker.now
    found = health(ownership, now)
    urgent = [finding for finding in found.findings if finding.rule is not Rule.GAP]
    return Ending(
        outcome=outcome,
        ownership=ownership,
        draft=desk.look(progress).draft,
        now=now,
        source=desk.speaker.source,
        proposed=asked.proposed,
        waiting=asked.waiting,
        able=desk.office.who_may_declare(asked.proposed, ownership) if asked.proposed else (),
        advice=found.advice,
        gaps=tuple(ownership.gaps(now)),
        urgent=tuple(urgent[:_MOST_FINDINGS]),
        returns=None if asked.waiting else comes_back(progress),
        next=tuple(desk.left()),
    )


def together(notices: Sequence[Notice]) -> tuple[Notice, ...]:
    """One message to each, whatever it is about."""
    parts: dict[Person | Channel, list[Notice]] = {}
    for notice in notices:
        parts.setdefault(notice.to, []).append(notice)
    return tuple(
        Notice(to, Reply(tuple(p for notice in theirs for p in notice.reply.parts)), theirs[0].key)
        for to, theirs in parts.items()
    )
