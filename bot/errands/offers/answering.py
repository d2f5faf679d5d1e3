"""Answering somebody who asks others to take a shift: the first who accepts has it.

cover accept NUMBER | cover decline NUMBER | cover withdraw NUMBER
swap accept NUMBER | swap decline NUMBER | swap withdraw NUMBER
"""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from bot.commands.outcome import Declared
from bot.commands.said import Said
from bot.commands.speaker import Speaker
from bot.commands.wish import Objection, Trouble
from bot.errands.numbered import number_in, number_meant
from bot.errands.offers.offered import ShiftsChanged, asking, key_of, on_call_then, taken_by
from bot.errands.settled import Settled, settles
from bot.office import Office
from bot.reply import Edit, Notice, Reaction
from bot.wording import offers as words
from bot.wording.declaring import declaring_reaction, declaring_reply
from knowledge.offers import End, Ending, Offer, has_expired, is_refused
from knowledge.ownership import OwnershipMap
from knowledge.store.offers import Offers
from knowledge.store.owed import Owed

ACCEPT, DECLINE = "cover accept NUMBER", "cover decline NUMBER"
WITHDRAW = "cover withdraw NUMBER"
EXAMPLES: tuple[str, ...] = ("cover accept 1", "swap decline 2", "cover withdraw 3")

_NOBODY = "nobody"


def accept(command: Said, speaker: Speaker, office: Office) -> Reaction:
    """Take a shift, or exchange two, as an override of one's own.

    That it is taken and the override are one transaction: of two who accept, one is first.
    """
    with office.store.writing():
        offer, ownership = _found(command, office)
        if over := _over(offer, speaker, office, ownership):
            return over
        if speaker.person is None or speaker.person.id not in offer.asked:
            return Reaction(words.not_asked_reply(offer, ownership))
        try:
            outcome = taken_by(offer, speaker.person.id, speaker, office)
        except ShiftsChanged:
            return Reaction(words.shifts_changed_reply(offer, ownership))
        if isinstance(outcome, Objection):
            return Reaction(words.not_taken_reply(outcome))
        if not isinstance(outcome, Declared):
            return Reaction(declaring_reply(outcome))
        ending = Ending(speaker.now, speaker.person.id, End.ACCEPTED, outcome.revision)
        _end(offer, ending, speaker, office)
        taken, told = declaring_reaction(outcome), _told(offer, ending, ownership)
        others = [n for n in taken.notices if n.to not in {notice.to for notice in told.notices}]
        if not others:  # who lost or gained a shift by it hears that it is taken
            Owed(office.store).settle(outcome.key)
    return replace(told, reply=taken.reply, notices=(*others, *told.notices))


def decline(command: Said, speaker: Speaker, office: Office) -> Reaction:
    """Say that one will not; when all have, the asker hears of it."""
    with office.store.writing():
        offer, ownership = _found(command, office)
        if over := _over(offer, speaker, office, ownership):
            return over
        if speaker.person is None or speaker.person.id not in offer.asked:
            return Reaction(words.not_asked_reply(offer, ownership))
        Offers(office.store).decline(offer.number, speaker.person.id, speaker.now)
        offer = replace(offer, declined=offer.declined | {speaker.person.id})
        if not is_refused(offer):
            return Reaction(words.declined_reply(offer, ownership))
        ending = Ending(speaker.now, _NOBODY, End.REFUSED)
        _end(offer, ending, speaker, office)
    return _told(offer, ending, ownership)


def withdraw(command: Said, speaker: Speaker, office: Office) -> Reaction:
    """Take back what one has asked."""
    with office.store.writing():
        offer, ownership = _found(command, office)
        if over := _over(offer, speaker, office, ownership):
            return over
        if speaker.signature != offer.by and not speaker.is_admin:
            return Reaction(words.not_yours_reply(offer, ownership))
        ending = Ending(speaker.now, speaker.signature, End.WITHDRAWN)
        _end(offer, ending, speaker, office)
    return _told(offer, ending, ownership)


def expire(office: Office) -> Iterator[Settled]:
    """End what nobody has taken in time; those who asked are to hear of it."""
    now, ownership = office.clock(), office.current()
    for offer in Offers(office.store).open() if ownership else ():
        if ownership and has_expired(offer, now):
            ending, key = Ending(now, _NOBODY, End.EXPIRED), key_of(offer)
            end = partial(Offers(office.store).end, offer.number, ending)
            if settles(key, end, office):
                yield Settled(key, _told(offer, ending, ownership))


def told_again(key: str, office: Office) -> Reaction | None:
    """What there is to say of an offer once more, where nobody may have heard of it."""
    offer, ownership = Offers(office.store).of(number_in(key)), office.current()
    if offer is None or ownership is None:
        return None
    if offer.ending is None:
        on_call = on_call_then(offer, ownership)
        return Reaction(words.asked_reply(offer, on_call, ownership), asking(offer, ownership))
    return _told(offer, offer.ending, ownership)


def _found(command: Said, office: Office) -> tuple[Offer, OwnershipMap]:
    number = number_meant(command, Trouble.OFFER)
    offer, ownership = Offers(office.store).of(number), office.current()
    if offer is None or ownership is None:
        raise command.objection(Trouble.OFFER, str(number))
    return offer, ownership


def _end(offer: Offer, ending: Ending, speaker: Speaker, office: Office) -> None:
    """Keep how an offer ended, and that it has to be told."""
    Offers(office.store).end(offer.number, ending)
    office.owe(key_of(offer), speaker.source)


def _over(
    offer: Offer, speaker: Speaker, office: Office, ownership: OwnershipMap
) -> Reaction | None:
    """What is said of an offer that takes no answer any more."""
    if offer.ending:
        return Reaction(words.ended_reply(offer, offer.ending, ownership))
    if not has_expired(offer, speaker.now):
        return None
    ending = Ending(speaker.now, _NOBODY, End.EXPIRED)
    _end(offer, ending, speaker, office)
    return _told(offer, ending, ownership)


def _told(offer: Offer, ending: Ending, ownership: OwnershipMap) -> Reaction:
    """What everybody concerned reads: who answered, the asker, the others who were asked."""
    ended = words.ended_reply(offer, ending, ownership)
    asker = ownership.people.get(offer.by)
    notices = []
    if asker and ending.by != offer.by:
        on_call = on_call_then(offer, ownership)
        notices.append(Notice(asker, words.outcome_reply(offer, ending, on_call, ownership)))
    return Reaction(ended, notices, [Edit(key_of(offer), ended)])
