"""What somebody may not declare goes out as proposals to those who may."""

from typing import NamedTuple

from bot.commands.said import said
from bot.commands.wish import Objected
from bot.errands.onboarding.desk import Desk
from bot.errands.proposals.proposing import PROPOSE, propose
from bot.office import NoMapYet
from bot.onboarding.script import Changes
from bot.onboarding.spelling import spelled
from bot.reply import Notice
from knowledge.changes import Change
from knowledge.store.proposals import Proposals


class Asked(NamedTuple):
    """What was proposed; what can't be, before that is approved; and who is told."""

    proposed: Changes = ()
    waiting: Changes = ()
    notices: tuple[Notice, ...] = ()


def ask_others(changes: Changes, desk: Desk) -> Asked:
    """Propose each change as the command that says it.

    A page for somebody who isn't in the map can't be proposed before they are: it waits.
    """
    asked = Asked()
    for change in changes:
        notices = _proposed(change, desk)
        if notices is None:
            asked = asked._replace(waiting=(*asked.waiting, change))
        else:
            asked = Asked((*asked.proposed, change), asked.waiting, (*asked.notices, *notices))
    return asked


def _proposed(change: Change, desk: Desk) -> tuple[Notice, ...] | None:
    """Who is asked about a change; None where it can't be proposed."""
    commands = spelled(change)
    notices: tuple[Notice, ...] = ()
    for command in commands:
        try:
            reaction = propose(said(command, PROPOSE), desk.speaker, desk.office)
        except (Objected, NoMapYet):
            return None
        notices += tuple(reaction.notices)
    wait = {proposal.command for proposal in Proposals(desk.office.store).undecided()}
    return notices if commands and wait.issuperset(commands) else None
