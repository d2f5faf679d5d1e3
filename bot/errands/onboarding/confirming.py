"""A confirmed summary becomes one revision, or is shown again if it is no longer what was read."""

from collections.abc import Iterator
from dataclasses import replace

from bot.commands.outcome import ChangedMeanwhile, Declared, NotAllowed, Outcome, SameAlready
from bot.commands.wish import Wish
from bot.errands.leads import offers_to_leads
from bot.errands.onboarding.asking_others import ask_others
from bot.errands.onboarding.desk import Desk
from bot.errands.onboarding.ending import ending_of, together
from bot.errands.onboarding.showing import division_for, shown, summary
from bot.onboarding.dividing import fingerprint
from bot.onboarding.moves import Do, Move, Note
from bot.onboarding.respondents import may_begin, respondent_of
from bot.onboarding.walking import walk
from bot.reply import Reaction, Reply
from bot.wording.declaring import declaring_reaction, declaring_reply
from bot.wording.onboarding.ending import ending_parts
from bot.wording.onboarding.leaving import over_reply
from bot.wording.onboarding.summary import summary_parts
from knowledge.changes import Change
from knowledge.ownership import OwnershipMap
from knowledge.questionnaire import Progress
from knowledge.store import AuditTrail

_REVISIONS_LOOKED_AT = 20
_DIGITS = 12


class _NotAsRead(Exception):  # never leaves this module
    """The summary would be another one now."""


def confirm(progress: Progress, seal: str, desk: Desk) -> Reaction:
    """Declare what the summary says, if it is the one that was read."""
    if not progress.is_unfinished:
        return Reaction(over_reply(progress))
    walked = desk.look(progress)
    owed = walked.owed() or walked.first_open()
    if owed is not None:
        turn = replace(desk.moved(progress, Move(Do.GO, owed)), note=Note.ASKED_AGAIN)
        return Reaction(shown(turn, desk))
    revision, _, read = seal.partition("-")
    if fingerprint(walked.changes) != read:
        return Reaction(_again(progress, revision, desk))
    try:
        outcome = _declared(progress, read, desk)
    except _NotAsRead:
        return Reaction(_again(progress, revision, desk.anew()))
    if isinstance(outcome, Declared | SameAlready):
        return _finished(progress, outcome, desk)
    if isinstance(outcome, ChangedMeanwhile):
        return Reaction(_again(progress, revision, desk.anew()))
    return Reaction(declaring_reply(outcome))


def _declared(progress: Progress, read: str, desk: Desk) -> Outcome:
    """Recorded as one revision, unless what is to be recorded isn't what was read."""

    def wish(declared: OwnershipMap | None) -> Wish:
        respondent = respondent_of(desk.speaker, declared)
        changes = walk(progress, declared, respondent, desk.speaker.now).changes
        if fingerprint(changes) != read:
            raise _NotAsRead
        return Wish(division_for(changes, desk, declared).allowed)

    if desk.declared is not None:
        return desk.office.fulfil(wish, desk.speaker)
    if not may_begin(desk.speaker):
        return NotAllowed(())
    founder = replace(desk.speaker, person=desk.respondent.person)
    return desk.office.found(wish(None), founder)


def _again(progress: Progress, revision: str, desk: Desk) -> Reply:
    """The summary as it stands now, with what others declared since it was read."""
    current = desk.questionnaires.get(progress.id) or progress
    if not current.is_unfinished:
        return over_reply(current)
    turn = desk.moved(current, Move(Do.RESUME))
    if turn.progress.at is not None:
        return shown(turn, desk)
    places = {(c.kind, c.subject) for c in turn.walk.changes}
    since = [c for c in _declared_since(revision, desk) if (c.kind, c.subject) in places]
    again = summary(turn.progress, turn.walk, desk, tuple(since), is_stale=True)
    return Reply(tuple(summary_parts(again)))


def _declared_since(revision: str, desk: Desk) -> Iterator[Change]:
    last = desk.declared.revision if desk.declared else 0
    first = int(revision) + 1 if revision.isdecimal() and len(revision) < _DIGITS else last + 1
    for number in range(max(first, last + 1 - _REVISIONS_LOOKED_AT), last + 1):
        yield from AuditTrail(desk.office.store).changes_of(number)


def _finished(progress: Progress, outcome: Declared | SameAlready, desk: Desk) -> Reaction:
    """The end: those concerned are told, others are asked, and what is there to see is shown.

    It isn't over as long as something waits for what others were asked.
    """
    after = desk.anew()
    others = division_for(after.look(progress).changes, after, after.declared).others
    asked = ask_others(others, after)
    left = desk.leave(progress) if asked.waiting else desk.finish(progress)
    ending = ending_of(left, outcome, asked, after)
    notices = declaring_reaction(outcome).notices
    told = (*together(notices), *asked.notices, *offers_to_leads(outcome, desk.office))
    return Reaction(Reply(tuple(ending_parts(ending))), told)
