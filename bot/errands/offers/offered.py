"""An offer in the light of the map: what it comes to when somebody accepts, and whether it can."""

from datetime import datetime

from bot.commands import wished
from bot.commands.outcome import Outcome
from bot.commands.speaker import Speaker
from bot.commands.wish import Refused, Wish
from bot.office import Office
from bot.reply import Notice
from bot.wording import offers as words
from knowledge.changes import Change
from knowledge.entities import Id
from knowledge.offers import Offer, Window
from knowledge.ownership import OwnershipMap
from knowledge.revising import applied
from knowledge.rotation.shifts import shifts


def key_of(offer: Offer) -> str:
    """Under which key those who are asked are told."""
    return f"offer {offer.number}"


def asking(offer: Offer, ownership: OwnershipMap) -> list[Notice]:
    """What those read who are asked and have not declined."""
    asked = words.asking_reply(offer, on_call_then(offer, ownership), ownership)
    people = (ownership.people.get(i) for i in offer.asked if i not in offer.declined)
    return [Notice(person, asked, key_of(offer)) for person in people if person]


def on_call_then(offer: Offer, ownership: OwnershipMap) -> list[Id]:
    """Who takes the shift as long as nobody accepts."""
    rotation = ownership.rotations.get(offer.rotation)
    return [shift.person for shift in shifts(rotation, *offer.window)] if rotation else []


class ShiftsChanged(Exception):  # never leaves whoever takes an offer
    """The shifts that were to be exchanged are not whose they were."""


def taken_by(offer: Offer, taker: Id, speaker: Speaker, office: Office) -> Outcome:
    """Declare that somebody stands in, and for a swap that the asker does in return.

    Whose shifts they are is read from the map that is changed: another may still be shown.
    """
    said = [_override(offer, taker, _left(offer.window, speaker.now), offer.by)]
    if offer.back:
        said.append(_override(offer, offer.by, _left(offer.back, speaker.now), taker))

    def wanted(latest: OwnershipMap) -> Wish | Refused:
        if offer.back and not _still_stands(offer, taker, latest):
            raise ShiftsChanged
        return _together(said, latest, speaker)

    return office.fulfil(wanted, speaker)


def _left(window: Window, now: datetime) -> Window:
    """What is still ahead: who was on call until now stays as it was."""
    return Window(max(window.start, now.replace(second=0, microsecond=0)), window.end)


def _override(offer: Offer, person: Id, window: Window, instead_of: Id) -> str:
    start, end = (at.isoformat() for at in window)
    why = f"{offer.way} for {instead_of}" + (f": {offer.reason}" if offer.reason else "")
    return f"override {offer.rotation} {person} from {start} to {end} because {why}"


def _together(said: list[str], ownership: OwnershipMap, speaker: Speaker) -> Wish | Refused:
    """Several commands about the same thing as one wish."""
    changes: tuple[Change, ...] = ()
    reason, now = None, ownership
    for text in said:
        wish = wished(text, now, speaker)
        if not isinstance(wish, Wish):
            return wish
        before = changes or wish.changes
        changes = tuple(
            w._replace(before=b.before) for b, w in zip(before, wish.changes, strict=True)
        )
        reason, now = reason or wish.reason, applied(now, wish.changes)
    return Wish(changes, reason)


def _still_stands(offer: Offer, taker: Id, ownership: OwnershipMap) -> bool:
    """Whether both shifts are still whose they were, from their beginnings to their ends."""
    rotation = ownership.rotations.get(offer.rotation)
    if rotation is None or offer.back is None:
        return False
    wanted = ((offer.by, offer.window), (taker, offer.back))
    return all(
        [(s.person, s.end) for s in shifts(rotation, *window)] == [(person, window.end)]
        for person, window in wanted
    )
