"""Deciding what somebody has proposed: the first decision counts.

approve NUMBER                     carried out as the approver's, if nothing has changed there since
decline NUMBER [because REASON]    also by whoever proposed it
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from typing import Final

from bot.commands import wished
from bot.commands.outcome import Declared
from bot.commands.said import Said
from bot.commands.speaker import Speaker
from bot.commands.wish import Objected, Trouble, Wish
from bot.errands.leads import offers_to_leads
from bot.errands.numbered import number_in, number_meant
from bot.errands.proposals.proposed import (
    able,
    asked_again,
    changed_since,
    is_by,
    key_of,
    may_decide,
    meaning_of,
    proposer_of,
    signed,
)
from bot.errands.settled import Settled, settles
from bot.office import Office
from bot.reply import Edit, Notice, Reaction, Reply
from bot.wording import proposals as words
from bot.wording.declaring import declaring_reaction, declaring_reply
from knowledge.changes import Change
from knowledge.ownership import OwnershipMap
from knowledge.proposals import Decision, Proposal, Verdict, has_lapsed
from knowledge.store.proposals import Proposals

APPROVE = "approve NUMBER"
DECLINE = "decline NUMBER [because REASON]"
EXAMPLES: tuple[str, ...] = ("approve 1", "decline 1 because she is on leave")

A_NUMBER: Final = re.compile(r"\W*\d+\W*(?:\s.*)?", re.DOTALL)
"""What a decision begins with; `decline in precision` is no decision."""

_NOBODY: Final = "nobody"


def approve(command: Said, speaker: Speaker, office: Office) -> Reaction:
    """Carry a proposal out as the speaker's, unless something has changed there since.

    The decision and what is declared are one transaction: of two who decide, one is first.
    """
    with office.store.writing():
        proposal, ownership = proposal_meant(command, office)
        if settled := _settled(proposal, speaker, office, ownership):
            return settled
        wish = wished(proposal.command, ownership, speaker)
        if not isinstance(wish, Wish):
            raise Objected(wish)
        if wish.changes and (reply := _outdated(proposal, wish.changes, ownership, office)):
            return Reaction(reply)
        outcome = office.declare(signed(proposal), speaker)
        if not isinstance(outcome, Declared):
            return Reaction(declaring_reply(outcome))
        decision = _decision(speaker, Verdict.APPROVED, None, outcome.revision)
        _decide(proposal, decision, speaker, office)
    declared = declaring_reaction(outcome)
    told = _told(proposal, decision, ownership)
    notices = (*declared.notices, *offers_to_leads(outcome, office), *told.notices)
    return replace(told, reply=declared.reply, notices=notices)


def _outdated(
    proposal: Proposal, changes: tuple[Change, ...], ownership: OwnershipMap, office: Office
) -> Reply | None:
    """What is said where it would no longer be what was proposed, of what it was then."""
    since = list(changed_since(proposal, changes, ownership, office))
    if since or meaning_of(changes) != proposal.meaning:
        return words.overtaken_reply(proposal, since, changes, ownership)
    return None


def decline(command: Said, speaker: Speaker, office: Office) -> Reaction:
    """Settle a proposal without changing anything."""
    with office.store.writing():
        proposal, ownership = proposal_meant(command, office)
        if settled := _settled(proposal, speaker, office, ownership):
            return settled
        if not is_by(proposal, speaker) and not may_decide(proposal, speaker, ownership):
            return Reaction(
                words.not_yours_to_decide_reply(able(proposal, speaker, office, ownership))
            )
        decision = _decision(speaker, Verdict.DECLINED, command.reason)
        _decide(proposal, decision, speaker, office)
    return _told(proposal, decision, ownership)


def lapse(office: Office) -> Iterator[Settled]:
    """Settle what nobody has decided in time; those who proposed it are to hear of it."""
    now, ownership = office.clock(), office.current()
    for proposal in Proposals(office.store).undecided() if ownership else ():
        if ownership and has_lapsed(proposal, now):
            decision, key = Decision(now, _NOBODY, Verdict.LAPSED), key_of(proposal)
            decide = partial(Proposals(office.store).decide, proposal.number, decision)
            if settles(key, decide, office):
                yield Settled(key, _told(proposal, decision, ownership))


def told_again(key: str, office: Office) -> Reaction | None:
    """What there is to say of a proposal once more, where nobody may have heard of it."""
    proposal, ownership = Proposals(office.store).of(number_in(key)), office.current()
    if proposal is None or ownership is None:
        return None
    if proposal.decision is None:
        return asked_again(proposal, office, ownership)
    return _told(proposal, proposal.decision, ownership)


def proposal_meant(command: Said, office: Office) -> tuple[Proposal, OwnershipMap]:
    """The proposal whose number is all of a command."""
    number = number_meant(command, Trouble.PROPOSAL)
    proposal, ownership = Proposals(office.store).of(number), office.current()
    if proposal is None or ownership is None:
        raise command.objection(Trouble.PROPOSAL, str(number))
    return proposal, ownership


def _settled(
    proposal: Proposal, speaker: Speaker, office: Office, ownership: OwnershipMap
) -> Reaction | None:
    """What is said of a proposal that needs no decision any more."""
    if proposal.decision:
        return Reaction(words.settled_reply(proposal, proposal.decision, ownership))
    if not has_lapsed(proposal, speaker.now):
        return None
    decision = Decision(speaker.now, _NOBODY, Verdict.LAPSED)
    _decide(proposal, decision, speaker, office)
    return _told(proposal, decision, ownership)


def _decide(proposal: Proposal, decision: Decision, speaker: Speaker, office: Office) -> None:
    """Keep a decision, and that it has to be told."""
    Proposals(office.store).decide(proposal.number, decision)
    office.owe(key_of(proposal), speaker.source)


def _decision(
    speaker: Speaker, verdict: Verdict, reason: str | None, revision: int | None = None
) -> Decision:
    return Decision(speaker.now, speaker.signature, verdict, reason, revision)


def _told(proposal: Proposal, decision: Decision, ownership: OwnershipMap) -> Reaction:
    """What everybody concerned reads: who decided, the proposer, the others who were asked."""
    settled = words.settled_reply(proposal, decision, ownership)
    proposer = proposer_of(proposal, ownership)
    notices = []
    if proposer and decision.by != proposal.by:
        outcome = words.outcome_reply(proposal, decision, ownership)
        notices.append(Notice(proposer, outcome))
    return Reaction(settled, notices, [Edit(key_of(proposal), settled)])
