"""Beginning a questionnaire, going on with it, and what its buttons say."""

from itertools import islice

from bot.commands.parties import team_meant
from bot.commands.said import Said
from bot.commands.speaker import Speaker
from bot.commands.wish import Trouble
from bot.errands.onboarding.confirming import confirm
from bot.errands.onboarding.desk import Desk
from bot.errands.onboarding.showing import in_person, shown
from bot.office import Office
from bot.onboarding.moves import Do, Move
from bot.onboarding.respondents import (
    THE_ORGANISATION,
    About,
    is_recognisable,
    names_of,
    open_to,
)
from bot.onboarding.saying import Confirm, Spoken, heard
from bot.reply import Reaction, Reply
from bot.wording.onboarding.starting import (
    choice_reply,
    no_such_reply,
    not_for_you_reply,
    not_yours_reply,
    nothing_declared_reply,
    nothing_left_reply,
    unknown_speaker_reply,
)
from knowledge.questionnaire import Topic

_MOST_OFFERED = 10


def onboard(command: Said, speaker: Speaker, office: Office) -> Reaction:
    """Begin a questionnaire, go on with it, or carry out what one of its buttons says."""
    if not is_recognisable(speaker):
        return Reaction(unknown_speaker_reply())
    desk = Desk(speaker, office)
    if command.words and command.words[0].isdecimal():
        spoken = heard(command.words)
        if spoken is None:
            raise command.objection(Trouble.GRAMMAR)
        return _spoken(spoken, desk)
    return _begun(_wanted(command, desk), desk) if command.words else _next(desk)


def _spoken(spoken: Spoken, desk: Desk) -> Reaction:
    progress = desk.questionnaires.get(spoken.number)
    if progress is None:
        return Reaction(no_such_reply())
    if progress.respondent not in names_of(desk.speaker):
        return Reaction(not_yours_reply())
    if isinstance(spoken.move, Confirm):
        return confirm(progress, spoken.move.summary, desk)
    return Reaction(shown(desk.moved(progress, spoken.move), desk))


def _wanted(command: Said, desk: Desk) -> About:
    """What somebody wants to be asked about."""
    verb, rest = command.words[0].lower(), command.after(1)
    if verb == Topic.ORGANISATION:
        return THE_ORGANISATION
    if verb != Topic.TEAM or desk.declared is None:
        raise command.objection(Trouble.GRAMMAR)
    return About(Topic.TEAM, team_meant(rest, rest.rest, desk.declared).id)


def _begun(wanted: About, desk: Desk) -> Reaction:
    if wanted not in open_to(desk.speaker, desk.declared):
        return Reaction(_refusal(desk))
    return in_person(shown(desk.opened(wanted), desk), desk)


def _next(desk: Desk) -> Reaction:
    """What was begun; else what there is to ask, by choice where it is about several teams."""
    unfinished = desk.questionnaires.unfinished(*names_of(desk.speaker))
    if unfinished:
        return in_person(shown(desk.moved(unfinished[0], Move(Do.RESUME)), desk), desk)
    left = list(islice(desk.left(), _MOST_OFFERED))
    if left and desk.declared and left[0] != THE_ORGANISATION and len(left) > 1:
        return Reaction(choice_reply(left, desk.declared))
    if left:
        return _begun(left[0], desk)
    if open_to(desk.speaker, desk.declared):
        return Reaction(nothing_left_reply())
    return Reaction(_refusal(desk))


def _refusal(desk: Desk) -> Reply:
    if desk.declared is None:
        return nothing_declared_reply()
    return not_for_you_reply(desk.office.who_may_declare((), desk.declared))
