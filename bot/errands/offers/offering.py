"""An offer as it is made: who may, how much, and who is told of it."""

from bot.commands.outcome import NotAllowed
from bot.commands.speaker import Speaker
from bot.errands.offers.offered import asking, key_of, on_call_then
from bot.office import Office
from bot.reply import Reaction, Reply
from bot.wording import offers as words
from bot.wording.declaring import declaring_reply
from knowledge.changes import ITSELF, Change, Kind
from knowledge.entities import Rotation
from knowledge.offers import Offer, Way, Window, has_expired
from knowledge.ownership import OwnershipMap
from knowledge.rights import may_declare
from knowledge.store.offers import Offers

_MOST_OPEN = 10


def not_theirs(
    rotation: Rotation, speaker: Speaker, office: Office, ownership: OwnershipMap
) -> Reply | None:
    """Only who may change a rotation asks others to take its shifts."""
    change = Change(Kind.ROTATION, rotation.id, ITSELF, rotation, rotation)
    if speaker.is_admin or may_declare(speaker.person, (change,), ownership):
        return None
    return declaring_reply(NotAllowed(office.who_may_declare((change,), ownership)))


def draft(
    way: Way, rotation: Rotation, window: Window, speaker: Speaker, reason: str | None
) -> Offer:
    """An offer without a number, of which nobody has been told."""
    return Offer(
        number=0,
        at=speaker.now,
        by=speaker.signature,
        source=speaker.source,
        way=way,
        rotation=rotation.id,
        window=window,
        reason=reason,
    )


def asked_for(draft: Offer, ownership: OwnershipMap, office: Office) -> Reaction:
    """Keep an offer, and tell those who are asked."""
    offer = _kept(draft, office)
    if isinstance(offer, Reply):
        return Reaction(offer)
    on_call = on_call_then(offer, ownership)
    return Reaction(words.asked_reply(offer, on_call, ownership), asking(offer, ownership))


def _kept(draft: Offer, office: Office) -> Offer | Reply:
    """The offer with its number, unless the same person waits for too much already."""
    offers = Offers(office.store)
    with office.store.writing():
        theirs = [o for o in offers.open() if o.by == draft.by and not has_expired(o, draft.at)]
        if same := next((o for o in theirs if _overlap(o, draft)), None):
            return words.asked_already_reply(same)
        if len(theirs) >= _MOST_OPEN:
            return words.too_many_reply(_MOST_OPEN)
        offer = offers.add(draft)
        office.owe(key_of(offer), draft.source)
        return offer


def _overlap(one: Offer, other: Offer) -> bool:
    same = one.rotation == other.rotation
    start, end = one.window
    return same and start < other.window.end and other.window.start < end
