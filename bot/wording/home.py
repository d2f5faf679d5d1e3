"""What stands on the home page."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Final

from bot.onboarding.standing import Standing
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
    Reply,
    Strong,
    Verbatim,
)
from bot.wording.audit import entry_text
from bot.wording.counting import counted
from bot.wording.gaps import reason_text
from bot.wording.instants import instant_text
from bot.wording.no_map import no_map_parts
from bot.wording.offers import answer_buttons, offered_text, window_text
from bot.wording.onboarding.starting import begin_buttons
from bot.wording.onboarding.status import standing_text
from bot.wording.parties import party_text
from bot.wording.proposals import command_text
from bot.wording.remedies import declare_button
from knowledge.audit import Entry
from knowledge.briefs import PageAnswer
from knowledge.entities import Person, Rotation
from knowledge.offers import Offer, Window
from knowledge.ownership import NobodyNamed, OnCall, OwnershipMap
from knowledge.proposals import Proposal
from knowledge.rotation.shifts import Shift

GAPS_SHOWN: Final = 8

_PAGES_SHOWN = 12
_WAITING_SHOWN = 5
_ROTATIONS_WITH_BUTTONS = 4
_ONBOARDING_SHOWN = 4
_EXAMPLES = "Ask me here, or with /whoowns anywhere: "


def greeting(person: Person) -> Part:
    """Whose page this is."""
    return Headline((Strong(person.name), ", this is what is yours."))


def more_to_ask() -> Part:
    """What else there is."""
    return Buttons(
        (
            Button("All gaps", Action.ASK, "which models have no named owner"),
            Button("Open proposals", Action.ASK, "proposals"),
            Button("Health of the map", Action.ASK, "health"),
            Button("Help", Action.ASK, "help"),
        )
    )


def pages_parts(
    pages: Sequence[PageAnswer], person: Person, zone: str, now: datetime
) -> Iterator[Part]:
    """Each page, and who is on call for it at this moment."""
    yield Headline((Strong("Your pages"),))
    if not pages:
        yield Line(("You are declared for no page.",))
    for page in pages[:_PAGES_SHOWN]:
        yield Bullet(
            (f"{page.kind} on ", Strong(page.model.id), f": {_now(page, person, zone, now)}")
        )
    if len(pages) > _PAGES_SHOWN:
        yield Fineprint((f"and {len(pages) - _PAGES_SHOWN} more",))


def _now(page: PageAnswer, person: Person, zone: str, now: datetime) -> str:
    match page.resolution:
        case NobodyNamed() as nobody:
            return f"NOBODY is named: {reason_text(nobody)}"
        case OnCall(owner=owner, person=on_call, until=until):
            who = "you are on call" if on_call == person else f"{on_call.name} is on call"
            by = "" if owner == on_call else f", by {party_text(owner)}"
            end = f" until {instant_text(until, zone, now)}" if until else ""
            return f"{who}{end}{by}"


def shifts_parts(
    ahead: Sequence[tuple[Shift, Rotation]], rotations: Sequence[Rotation], zone: str, now: datetime
) -> Iterator[Part]:
    """When somebody is on call, on their own clock, and ways to have others stand in."""
    if not rotations:
        return
    yield Headline((Strong("Your shifts"),))
    if not ahead:
        yield Line(("None in the next eight weeks.",))
    for shift, rotation in ahead:
        yield Bullet((Strong(rotation.name), f": {_shift(shift, zone, now)}"))
    mine = {rotation.id: rotation for _, rotation in ahead}
    buttons = [
        Button(f"{label}: {rotation.name}", Action.FORM, f"{form} {rotation.id}")
        for rotation in mine.values()
        for label, form in (("Ask for cover", "cover"), ("Swap", "swap"))
    ]
    if buttons:
        yield Buttons(tuple(buttons[: 2 * _ROTATIONS_WITH_BUTTONS]))


def _shift(shift: Shift, zone: str, now: datetime) -> str:
    if shift.start > now and shift.end:
        return window_text(Window(shift.start, shift.end), zone, now)
    start = "now" if shift.start <= now else f"from {instant_text(shift.start, zone, now)}"
    return start + (f" until {instant_text(shift.end, zone, now)}" if shift.end else " on")


def gaps_parts(gaps: Sequence[PageAnswer], count: int, *, has_teams: bool) -> Iterator[Part]:
    """The pages of somebody's teams that nobody is named for, each with a way to mend it."""
    if not has_teams:
        return
    if not count:
        yield Line(("Every page of your teams' models has a named owner.",))
        return
    pages = counted(count, "page")
    yield Alarm((f"NOBODY is named for {pages} of your teams' models.",))
    for page in gaps:
        if isinstance(page.resolution, NobodyNamed):
            why = reason_text(page.resolution)
            yield Bullet((f"{page.kind} on ", Strong(page.model.id), f": {why}"))
            yield Buttons((declare_button(page.model.id, page.kind),))
    if count > len(gaps):
        yield Fineprint((f"and {count - len(gaps)} more",))


def waiting_parts(
    offers: Sequence[Offer], proposals: Sequence[Proposal], ownership: OwnershipMap
) -> Iterator[Part]:
    """What others wait for an answer to."""
    if not offers and not proposals:
        return
    yield Headline((Strong("Waiting for you"),))
    for offer in offers[:_WAITING_SHOWN]:
        yield Bullet((offered_text(offer, ownership),))
        yield answer_buttons(offer)
    for proposal in proposals[:_WAITING_SHOWN]:
        yield Bullet((f"{proposal.name} proposes ", Verbatim(command_text(proposal))))
        yield Buttons(
            (
                Button("Approve", Action.ASK, f"approve {proposal.number}"),
                Button("Decline", Action.FORM, f"decline {proposal.number}"),
            )
        )


def onboarding_parts(
    left: Sequence[Standing], ownership: OwnershipMap, now: datetime
) -> Iterator[Part]:
    """Which questionnaires are still to be answered."""
    if not left:
        return
    yield Headline((Strong("Questionnaires to answer"),))
    shown = left[:_ONBOARDING_SHOWN]
    for standing in shown:
        yield Bullet((standing_text(standing, ownership, now),))
    yield begin_buttons((standing.about for standing in shown), ownership)


def lately_parts(
    entries: Sequence[Entry], ownership: OwnershipMap, now: datetime, zone: str
) -> Iterator[Part]:
    """What was declared of late."""
    yield Headline((Strong("Changed lately"),))
    if not entries:
        yield Line(("Nothing of yours in the last two weeks.",))
    for entry in entries:
        yield Bullet((entry_text(entry, ownership, now, zone),))


def no_map_home() -> Reply:
    """Nothing is declared yet."""
    return Reply(no_map_parts("Nobody has declared an ownership map yet."))


def guest_home() -> Reply:
    """Guests ask, and own nothing."""
    return Reply((Headline((_EXAMPLES, Verbatim("who owns fraud-model"), ".")),))


def stranger_home(name: str) -> Reply:
    """Somebody whom the map doesn't know."""
    return Reply(
        (
            Headline((Strong(name), ", I don't know which person of the map you are.")),
            Line(("Have your account linked: ", Verbatim("link PERSON @you"), ".")),
            Line((_EXAMPLES, Verbatim("who owns fraud-model"), ".")),
            more_to_ask(),
        )
    )
