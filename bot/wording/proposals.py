"""What is said about changes that somebody proposes and somebody else decides."""

from collections.abc import Iterator, Sequence

from bot.reply import (
    Action,
    Bullet,
    Button,
    Buttons,
    Fineprint,
    Headline,
    Line,
    Part,
    Reply,
    Spans,
    Strong,
    Verbatim,
)
from bot.wording.able import NO_ADMIN
from bot.wording.audit import change_text
from bot.wording.instants import day_text
from bot.wording.reaching import is_told_by_chat, unreached_parts
from knowledge.changes import Change
from knowledge.entities import Person
from knowledge.ownership import OwnershipMap
from knowledge.proposals import LASTS, Decision, Proposal, Verdict
from knowledge.renaming import as_renamed

LONGEST_PROPOSED = 1_900
"""Characters of a command that fit the button that proposes it."""

_SHOWN = 10
_LONGEST_SHOWN = 200
_CHANGED = "That has changed since it was proposed. Nothing was changed now."
_MEANS_OTHERWISE = (
    "Those words mean something else now than when they were proposed. Nothing was changed."
)
_WITH_BUTTONS = 5
_DONE = {Verdict.APPROVED: "approved", Verdict.DECLINED: "declined"}


def propose_button(command: str) -> Button:
    """For whoever may not declare it: ask those who may."""
    return Button("Propose it to them", Action.ASK, f"propose {command}")


def asking_reply(
    proposal: Proposal, changes: Sequence[Change], reason: str | None, ownership: OwnershipMap
) -> Reply:
    """What those read who may decide."""
    zone = ownership.organisation.time_zone
    lapses = day_text(proposal.lapses, zone, proposal.at)
    parts: list[Part] = [
        Headline((Strong(proposal.name), " proposes a change. You may decide it."))
    ]
    parts += [Bullet((change_text(change, ownership),)) for change in as_renamed(changes)[:_SHOWN]]
    if reason:
        parts.append(Line((f"Reason: {reason}",)))
    parts.append(
        Fineprint((f"Proposal {proposal.number}. Without a decision it lapses on {lapses}.",))
    )
    return Reply((*parts, _decide(proposal.number)))


def _decide(number: int, *, named: bool = False) -> Buttons:
    which = f" {number}" if named else ""
    return Buttons(
        (
            Button(f"Approve{which}", Action.ASK, f"approve {number}"),
            Button(f"Decline{which}", Action.FORM, f"decline {number}"),
        )
    )


def command_text(proposal: Proposal) -> str:
    """What was proposed, as far as it fits a line."""
    command = " ".join(proposal.command.split())
    return command if len(command) <= _LONGEST_SHOWN else f"{command[: _LONGEST_SHOWN - 1]}…"


def proposed_reply(proposal: Proposal, asked: Sequence[Person], ownership: OwnershipMap) -> Reply:
    """What the proposer reads first."""
    names = ", ".join(person.name for person in asked)
    lapses = day_text(proposal.lapses, ownership.organisation.time_zone, proposal.at)
    unreached = tuple(unreached_parts(asked, proposal.source))
    hears = " You will hear of it." if is_told_by_chat(proposal.source) else ""
    can = "can approve it" if unreached else "can approve it, and are told"
    return Reply(
        (
            Headline((f"Proposed, as number {proposal.number}. Nothing is changed yet.",)),
            Line((f"These people {can}: {names}.",)),
            *unreached,
            Fineprint((f"Without a decision it lapses on {lapses}.{hears}",)),
        )
    )


def waiting_already_reply(proposal: Proposal) -> Reply:
    """The same person has proposed the same before."""
    return Reply(
        (Headline((f"You have proposed that already: it waits as number {proposal.number}.",)),)
    )


def too_many_reply(limit: int) -> Reply:
    """Somebody who has too many proposals open."""
    return Reply(
        (
            Headline(
                (f"{limit} proposals of yours wait for a decision. Let some be decided first.",)
            ),
        )
    )


def say_it_yourself_reply(command: str) -> Reply:
    """Whoever may declare something needs to ask nobody."""
    return Reply(
        (
            Headline(("You may declare that yourself, so there is nobody to ask.",)),
            Buttons((Button("Declare it", Action.ASK, command),)),
        )
    )


def nobody_decides_reply() -> Reply:
    """There is nobody to propose it to."""
    return Reply(
        (
            Headline(("Nobody is there who could approve that.",)),
            Line((NO_ADMIN,)),
        )
    )


def settled_reply(proposal: Proposal, decision: Decision, ownership: OwnershipMap) -> Reply:
    """What becomes of a message with buttons, and what a late click gets."""
    said = Line((*_what(proposal),))
    return Reply((Headline((_verdict(decision, ownership),)), said, *_because(decision)))


def outcome_reply(proposal: Proposal, decision: Decision, ownership: OwnershipMap) -> Reply:
    """What the proposer hears in the end."""
    yours = f"Your proposal {proposal.number}. "
    headline = Headline((yours, _verdict(decision, ownership)))
    return Reply((headline, Line((*_what(proposal),)), *_because(decision)))


def _verdict(decision: Decision, ownership: OwnershipMap) -> str:
    if decision.verdict is Verdict.LAPSED:
        return f"It has lapsed: nobody decided within {LASTS.days} days. Nothing was changed."
    who = ownership.called(decision.by)
    day = day_text(decision.at, ownership.organisation.time_zone, decision.at)
    nothing = "" if decision.verdict is Verdict.APPROVED else " Nothing was changed."
    return f"{who} {_DONE[decision.verdict]} it on {day}.{nothing}"


def _what(proposal: Proposal) -> Spans:
    return (f"{proposal.name} had proposed: ", Verbatim(command_text(proposal)))


def _because(decision: Decision) -> Iterator[Part]:
    if decision.reason:
        yield Line((f"Reason: {decision.reason}",))
    if decision.revision:
        yield Fineprint((f"Revision {decision.revision}.",))


def overtaken_reply(
    proposal: Proposal, since: Sequence[str], wanted: Sequence[Change], ownership: OwnershipMap
) -> Reply:
    """The map has changed at that very place since it was proposed."""
    parts: list[Part] = [
        Headline((_CHANGED if since else _MEANS_OTHERWISE,)),
        *(Bullet((f"since then: {said}",)) for said in since[:_SHOWN]),
        *(
            Bullet((f"it would now be: {change_text(c, ownership)}",))
            for c in as_renamed(wanted)[:_SHOWN]
        ),
        Line(
            (f"{proposal.name} had proposed it before. If it is still right, declare it yourself.",)
        ),
        Buttons(
            (
                Button("Declare it", Action.ASK, proposal.command),
                Button("Decline", Action.FORM, f"decline {proposal.number}"),
            )
        ),
    ]
    return Reply(tuple(parts))


def not_yours_to_decide_reply(able: Sequence[Person]) -> Reply:
    """Somebody who may neither make the change nor decline it."""
    names = ", ".join(person.name for person in able[:_SHOWN])
    who = f"These people decide it: {names}." if names else "An admin decides it."
    return Reply((Headline(("That is not yours to decide.",)), Line((who,))))


def proposals_reply(waiting: Sequence[Proposal], yours: set[int], ownership: OwnershipMap) -> Reply:
    """Every proposal that waits; buttons for those that the reader may decide."""
    if not waiting:
        return Reply((Headline(("No proposal waits for a decision.",)),))
    zone = ownership.organisation.time_zone
    count = len(waiting)
    parts: list[Part] = [
        Headline((f"{count} proposal{' waits' if count == 1 else 's wait'} for a decision.",))
    ]
    for proposal in waiting[:_SHOWN]:
        made, lapses = (day_text(at, zone, proposal.at) for at in (proposal.at, proposal.lapses))
        said = f"{proposal.number}, by {proposal.name} on {made}: "
        parts.append(Bullet((said, Verbatim(command_text(proposal)), f"; lapses on {lapses}")))
    if count > _SHOWN:
        parts.append(Fineprint((f"and {count - _SHOWN} more",)))
    decidable = [p.number for p in waiting[:_SHOWN] if p.number in yours][:_WITH_BUTTONS]
    parts += [_decide(number, named=True) for number in decidable]
    return Reply(tuple(parts))
