"""What is shown of a questionnaire, and where."""

from bot.errands.onboarding.desk import Desk
from bot.onboarding.dividing import Division, divided, fingerprint
from bot.onboarding.moves import Note, Turn
from bot.onboarding.respondents import is_admin, may_begin
from bot.onboarding.script import Changes
from bot.onboarding.walking import Walk
from bot.reply import Notice, Reaction, Reply
from bot.wording.onboarding.leaving import discarded_reply, over_reply, paused_reply
from bot.wording.onboarding.starting import team_gone_reply, written_reply
from bot.wording.onboarding.steps import question_parts
from bot.wording.onboarding.summary import Summary, summary_parts
from knowledge.changes import Change
from knowledge.ownership import OwnershipMap
from knowledge.questionnaire import Progress, State, Topic


def shown(turn: Turn, desk: Desk) -> Reply:
    """The question that is asked now; the summary after the last; a word at the end."""
    progress = turn.progress
    if turn.note is Note.OVER:
        return over_reply(progress)
    if progress.state is State.PAUSED:
        return paused_reply(progress)
    if progress.state is State.DISCARDED:
        return discarded_reply()
    if progress.topic is Topic.TEAM and progress.subject not in turn.walk.draft.teams:
        return team_gone_reply(progress)
    if progress.at is None:
        return Reply((*question_parts(turn), *summary_parts(summary(progress, turn.walk, desk))))
    return Reply(tuple(question_parts(turn)))


def summary(
    progress: Progress,
    walk: Walk,
    desk: Desk,
    meanwhile: tuple[Change, ...] = (),
    *,
    is_stale: bool = False,
) -> Summary:
    """A questionnaire at its end, as this person may confirm it; it is kept that they read it."""
    division = division_for(walk.changes, desk, desk.declared)
    revision = desk.declared.revision if desk.declared else 0
    able = (
        desk.office.who_may_declare(division.others, desk.declared)
        if desk.declared and division.others
        else ()
    )
    now = desk.speaker.now
    seal = f"{revision}-{fingerprint(walk.changes)}"
    if progress.summary_read != seal:
        desk.questionnaires.show_summary(progress.id, seal)
    return Summary(progress, walk, division, able, seal, now, meanwhile, is_stale)


def division_for(changes: Changes, desk: Desk, declared: OwnershipMap | None) -> Division:
    """What of these changes this person may declare."""
    if declared is None:
        return Division(changes) if may_begin(desk.speaker) else Division((), changes)
    rights = is_admin(desk.speaker, declared)
    return divided(changes, desk.speaker.person, declared, is_admin=rights)


def in_person(reply: Reply, desk: Desk) -> Reaction:
    """Said where nobody else reads it: questions that others see would be answered by them."""
    person, place = desk.respondent.person, desk.speaker.place
    if place.is_direct or not person.chat_ids:
        return Reaction(reply)
    return Reaction(written_reply(), (Notice(person, reply),))
