"""What is said back to somebody who wants to change something."""

from collections.abc import Iterator
from typing import assert_never

from bot.commands.handovers import handovers
from bot.commands.outcome import (
    ChangedMeanwhile,
    Declared,
    NoMap,
    NotAllowed,
    Outcome,
    SameAlready,
)
from bot.commands.reliefs import reliefs, turned
from bot.commands.vacancies import vacancies
from bot.commands.wish import Inconsistent, Objection, PerhapsTrouble, SeveralMeant
from bot.reply import (
    Action,
    Alarm,
    Bullet,
    Button,
    Buttons,
    Fineprint,
    Headline,
    Line,
    Part,
    Reaction,
    Reply,
    Strong,
)
from bot.wording.able import able_text
from bot.wording.audit import change_text
from bot.wording.gaps import reason_text
from bot.wording.handovers import handover_notices
from bot.wording.no_map import no_map_parts
from bot.wording.objections import refused_parts
from bot.wording.proposals import LONGEST_PROPOSED, propose_button
from bot.wording.registering import registered_notices
from knowledge.changes import Change
from knowledge.ownership import OwnershipMap
from knowledge.renaming import as_renamed

_SHOWN = 10


def declaring_reply(outcome: Outcome, command: str = "") -> Reply:
    """Put what became of a command into words; one that is not allowed can be proposed."""
    parts = tuple(_parts(outcome))
    if isinstance(outcome, NotAllowed) and outcome.able and 0 < len(command) <= LONGEST_PROPOSED:
        return Reply((*parts, Buttons((propose_button(command),))), aside=True)
    return Reply(parts, aside=not isinstance(outcome, Declared))


def declaring_reaction(outcome: Outcome, command: str = "") -> Reaction:
    """The same, and what those are told whom a declaration concerns."""
    said = declaring_reply(outcome, command)
    if not isinstance(outcome, Declared):
        return Reaction(said)
    return Reaction(said, [*handover_notices(outcome), *registered_notices(outcome)])


def _parts(outcome: Outcome) -> Iterator[Part]:
    match outcome:
        case Declared():
            yield from _declared(outcome)
        case SameAlready():
            yield Headline(("It is so already. Nothing was changed.",))
        case NotAllowed(able):
            yield Headline(("You may not declare that.",))
            yield Line((able_text(able),))
        case ChangedMeanwhile(wanted, now):
            yield Headline(
                ("Somebody else has changed that meanwhile. Nothing of yours was recorded.",)
            )
            yield from _bullets(wanted, now, "it would now be: ")
            yield Line(("If you still want it, say it again.",))
        case NoMap():
            yield from no_map_parts(
                "Nobody has declared an ownership map yet, so there is nothing to change."
            )
        case Objection() | SeveralMeant() | Inconsistent() | PerhapsTrouble():
            yield from refused_parts(outcome)
        case _:
            assert_never(outcome)


def _declared(declared: Declared) -> Iterator[Part]:
    yield Headline(("Declared.",))
    yield from _bullets(declared.wish.changes, declared.after)
    yield from _turned(declared)
    yield from _gaps(declared)
    people = [*(h.person for h in handovers(declared)), *(r.person for r in reliefs(declared))]
    told = ", ".join(dict.fromkeys(person.name for person in people))
    yield Fineprint((f"Revision {declared.revision}.{f' Concerned: {told}.' if told else ''}",))
    yield Buttons((Button("Undo", Action.ASK, f"undo {declared.revision}"),))


def _bullets(
    changes: tuple[Change, ...], ownership: OwnershipMap, lead: str = ""
) -> Iterator[Part]:
    told = as_renamed(changes)
    for change in told[:_SHOWN]:
        yield Bullet((f"{lead}{change_text(change, ownership)}",))
    if len(told) > _SHOWN:
        yield Fineprint((f"and {len(told) - _SHOWN} more",))


def _turned(declared: Declared) -> Iterator[Part]:
    """Who is on call in a rotation follows from all that is declared of it, and may surprise."""
    for rotation, was, is_ in turned(declared):
        name = declared.after.called(is_)
        instead = f", instead of {declared.after.called(was)}" if was else ""
        yield Line((f"On call for {rotation.name} now: {name}{instead}.",))


def _gaps(declared: Declared) -> Iterator[Part]:
    """A page that has nobody now is said so at once, not at 2 a.m."""
    pages = list(vacancies(declared))
    for page, nobody_named in pages[:_SHOWN]:
        why = reason_text(nobody_named)
        nobody = f"NOBODY is named for {page.kind} pages on "
        yield Alarm((nobody, Strong(page.model), f" now: {why}."))
    if len(pages) > _SHOWN:
        yield Alarm((f"NOBODY is named for {len(pages) - _SHOWN} more pages.",))
