"""What is said about shifts that somebody asks others to take."""

from collections.abc import Sequence
from datetime import datetime

from bot.commands.wish import Objection
from bot.reply import (
    Action,
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
from bot.wording.instants import instant_text
from bot.wording.objections import complaint_text
from bot.wording.reaching import is_told_by_chat, unreached_parts
from knowledge.entities import Id, Person, Rotation
from knowledge.offers import End, Ending, Offer, Way, Window
from knowledge.ownership import OwnershipMap


def window_text(window: Window, zone: str, now: datetime) -> str:
    """`from Fri 27 Nov 18:00 to Mon 30 Nov 09:00 (Europe/London)`."""
    start, end = (instant_text(at, zone, now) for at in window)
    return f"from {start.removesuffix(f' ({zone})')} to {end}"


def offered_text(offer: Offer, ownership: OwnershipMap) -> str:
    """What somebody is asked, in one line."""
    asker, window = ownership.called(offer.by), _window(offer.window, offer, ownership)
    back = f", in return {_window(offer.back, offer, ownership)}" if offer.back else ""
    return f"{asker} asks for {offer.way} of {offer.rotation} {window}{back}"


def asking_reply(offer: Offer, on_call: Sequence[Id], ownership: OwnershipMap) -> Reply:
    """What each of those who are asked reads."""
    asker = ownership.called(offer.by)
    parts: list[Part] = []
    if offer.back:
        parts.append(
            Headline((Strong(asker), f" asks to swap shifts of {offer.rotation} with you."))
        )
        parts.append(Line((f"You would take it {_window(offer.window, offer, ownership)}.",)))
        parts.append(Line((f"{asker} would take it {_window(offer.back, offer, ownership)}.",)))
    else:
        wanted = f" asks for cover of {offer.rotation} {_window(offer.window, offer, ownership)}."
        parts.append(Headline((Strong(asker), wanted)))
        names = [ownership.called(person) for person in dict.fromkeys(on_call)]
        parts.append(
            Line((f"On call then, until somebody takes it: {', '.join(names) or 'NOBODY'}.",))
        )
    if offer.reason:
        parts.append(Line((f"Reason: {offer.reason}",)))
    if not offer.back:
        parts.append(Fineprint(("The first to take it has it.",)))
    return Reply((*parts, answer_buttons(offer)))


def answer_buttons(offer: Offer) -> Buttons:
    """What somebody who is asked can press."""
    take = "I'll take it" if offer.way is Way.COVER else "Swap"
    return Buttons(
        (
            Button(take, Action.ASK, f"{offer.way} accept {offer.number}"),
            Button("I can't", Action.ASK, f"{offer.way} decline {offer.number}"),
        )
    )


def asked_reply(offer: Offer, on_call: Sequence[Id], ownership: OwnershipMap) -> Reply:
    """What the asker reads first: who is asked, about what, until when."""
    names = ", ".join(ownership.called(person) for person in offer.asked)
    asked = f"{names} {_is(offer.asked)} asked, as number {offer.number}."
    unasked = f"Open as number {offer.number}, for {names}."
    parts: list[Part] = [Headline((asked if is_told_by_chat(offer.source) else unasked,))]
    if offer.back:
        parts.append(
            Line((f"You give {offer.rotation} {_window(offer.window, offer, ownership)}.",))
        )
        parts.append(Line((f"You take it {_window(offer.back, offer, ownership)}.",)))
    else:
        parts.append(Line((f"{offer.rotation} {_window(offer.window, offer, ownership)}.",)))
        others = [ownership.called(p) for p in dict.fromkeys(on_call) if p != offer.by]
        if others:
            as_well = " as well" if offer.by in on_call else ""
            parts.append(Line((f"On call then{as_well}: {', '.join(others)}.",)))
    people = [p for i in offer.asked if (p := ownership.people.get(i))]
    parts += unreached_parts(people, offer.source)
    zone = _zone(offer, ownership)
    late = instant_text(offer.expires, zone, offer.at)
    parts.append(Fineprint((f"Nothing is changed yet. Without an answer it ends on {late}.",)))
    withdraw = Button("Withdraw", Action.ASK, f"{offer.way} withdraw {offer.number}")
    return Reply((*parts, Buttons((withdraw,))))


def _is(people: Sequence[Id]) -> str:
    return "is" if len(people) == 1 else "are"


def ended_reply(offer: Offer, ending: Ending, ownership: OwnershipMap) -> Reply:
    """What becomes of a message with buttons, and what a late click gets."""
    asker = ownership.called(offer.by)
    about = f"{asker} had asked: {offer.rotation} {_window(offer.window, offer, ownership)}."
    return Reply((Headline((_ending(ending, ownership),)), Line((about,))))


def not_taken_reply(objection: Objection) -> Reply:
    """What somebody hears who can't take a shift: how an override is typed is not what they asked."""
    why = Headline((complaint_text(objection),))
    return Reply((why, Line(("You didn't take the shift. Nothing is changed.",))), aside=True)


def outcome_reply(
    offer: Offer, ending: Ending, on_call: Sequence[Id], ownership: OwnershipMap
) -> Reply:
    """What the asker hears in the end; somebody else may have been named meanwhile."""
    about = f"About {offer.rotation} {_window(offer.window, offer, ownership)}, which you offered:"
    parts: list[Part] = [Headline((f"{about} {_ending(ending, ownership)}",))]
    if ending.end in {End.REFUSED, End.EXPIRED}:
        stands = Verbatim(f"override {offer.rotation} SOMEBODY from INSTANT to INSTANT")
        names = [ownership.called(person) for person in dict.fromkeys(on_call)]
        parts.append(Line((f"On call then: {', '.join(names) or 'NOBODY'}.",)))
        if not on_call or offer.by in on_call:
            parts.append(Line(("Name somebody with ", stands, ".")))
    return Reply(tuple(parts))


def _ending(ending: Ending, ownership: OwnershipMap) -> str:
    who = ownership.called(ending.by)
    match ending.end:
        case End.ACCEPTED:
            return f"{who} took it."
        case End.WITHDRAWN:
            return f"{who} withdrew it."
        case End.REFUSED:
            return "Everybody who was asked declined."
        case End.EXPIRED:
            return "Nobody took it in time."


def declined_reply(offer: Offer, ownership: OwnershipMap) -> Reply:
    """What somebody reads who will not, while others are still asked."""
    left = [ownership.called(p) for p in offer.asked if p not in offer.declined]
    return Reply((Headline((f"Noted. Still asked: {', '.join(left)}.",)),))


def not_asked_reply(offer: Offer, ownership: OwnershipMap) -> Reply:
    """Somebody answers what they were not asked."""
    names = ", ".join(ownership.called(person) for person in offer.asked)
    return Reply((Headline((f"That was asked of {names}.",)),), aside=True)


def not_yours_reply(offer: Offer, ownership: OwnershipMap) -> Reply:
    """Somebody withdraws what another asked."""
    return Reply(
        (Headline((f"{ownership.called(offer.by)} asked, and can withdraw it.",)),), aside=True
    )


def asked_already_reply(offer: Offer) -> Reply:
    """The same person asks about the same time again."""
    said = f"You have asked about that time already, as number {offer.number}."
    withdraw = Button("Withdraw it", Action.ASK, f"{offer.way} withdraw {offer.number}")
    return Reply((Headline((said,)), Buttons((withdraw,))), aside=True)


def too_many_reply(limit: int) -> Reply:
    """Somebody who asks too much at once."""
    return Reply((Headline((f"{limit} shifts that you offered are still open.",)),), aside=True)


def nobody_to_ask_reply(rotation: Rotation, on_call: Person | None) -> Reply:
    """A rotation without other active members, but perhaps one who is on call then anyway."""
    nobody = f"{on_call.name} is on call then already, and nobody" if on_call else "Nobody"
    stands = Verbatim(f"override {rotation.id} SOMEBODY from INSTANT to INSTANT")
    return Reply(
        (
            Headline((f"{nobody} else takes turns in {rotation.name}.",)),
            Line(("Name somebody with ", stands, ".")),
        ),
        aside=True,
    )


def stranger_reply() -> Reply:
    """Somebody whom the map doesn't know has no shift."""
    return Reply(
        (
            Headline(
                ("I don't know which person of the map you are, so you have no shift to give.",)
            ),
            Line(("Have your account linked: ", Verbatim("link PERSON @you"), ".")),
        ),
        aside=True,
    )


def somebody_elses_reply(
    rotation: Rotation, holder: Person | None, other: Person, at: datetime, now: datetime
) -> Reply:
    """The shift at that time is neither the asker's nor the other's."""
    when = instant_text(at, rotation.time_zone, now)
    whose = f"it is {holder.name}'s shift" if holder else "NOBODY is on call"
    said = f"On {when} {whose} in {rotation.name}: neither yours nor {other.name}'s."
    return Reply((Headline((said,)),), aside=True)


def no_shift_reply(rotation: Rotation, person: Person) -> Reply:
    """Somebody who takes no turn after that for as long as is looked ahead."""
    said = f"{person.name} has no shift of {rotation.name} after that within a year."
    return Reply((Headline((said,)),), aside=True)


def shifts_changed_reply(offer: Offer, ownership: OwnershipMap) -> Reply:
    """The rotation has changed since a swap was asked for."""
    asker = ownership.called(offer.by)
    return Reply(
        (
            Headline((f"The shifts of {offer.rotation} have changed since {asker} asked.",)),
            Line(("Nothing was changed now. Ask again about the shifts as they are.",)),
        ),
        aside=True,
    )


def _window(window: Window, offer: Offer, ownership: OwnershipMap) -> str:
    return window_text(window, _zone(offer, ownership), offer.at)


def _zone(offer: Offer, ownership: OwnershipMap) -> str:
    rotation = ownership.rotations.get(offer.rotation)
    return rotation.time_zone if rotation else ownership.organisation.time_zone
