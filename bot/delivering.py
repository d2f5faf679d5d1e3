"""What a reaction has others read: notices that go out, and new texts for earlier ones."""

import asyncio
import logging

from bot.logs import report
from bot.outbox import Outboxes, Undelivered
from bot.reply import Edit, Notice, Place, Posted, Reaction
from knowledge.store import Store
from knowledge.store.owed import Owed
from knowledge.store.postings import Posting, Postings

_log = logging.getLogger(__name__)


async def deliver(reaction: Reaction, outboxes: Outboxes, store: Store) -> bool:
    """Deliver what can be delivered: that somebody is not reached undoes nothing.

    False where there is something to tell that nobody has heard of.
    """
    await bring_up_to_date(reaction, outboxes, store)
    return await tell(reaction, outboxes, store)


async def bring_up_to_date(reaction: Reaction, outboxes: Outboxes, store: Store) -> None:
    """Have earlier messages say what holds now."""
    with outboxes.holding(keys_of(reaction)):
        for edit in reaction.edits:
            await _edit(edit, outboxes, store)


async def tell(reaction: Reaction, outboxes: Outboxes, store: Store) -> bool:
    """Send the notices, each as far as it gets. What was owed under their keys is owed no more.

    False where nobody was reached under one of these: then that is owed still.
    """
    keys = keys_of(reaction)
    with outboxes.holding(keys):
        delivered = await outboxes.give(reaction.notices)
    postings = [posting for notice, posted in delivered if (posting := _posting(notice, posted))]
    if postings:
        await asyncio.to_thread(Postings(store).keep, postings)
    untold = {n.key for n in reaction.notices} - {notice.key for notice, _ in delivered}
    if None in untold:  # of what the edits are about
        untold.update(edit.key for edit in reaction.edits)
    if told := keys - untold:
        await asyncio.to_thread(Owed(store).settle, *told)
    return not untold


def keys_of(reaction: Reaction) -> set[str]:
    """What a reaction is told under, and owed under until then."""
    told = {notice.key for notice in reaction.notices if notice.key}
    return told | {edit.key for edit in reaction.edits}


async def _edit(edit: Edit, outboxes: Outboxes, store: Store) -> None:
    for posting in await asyncio.to_thread(Postings(store).under, edit.key):
        posted = Posted(Place(posting.platform, posting.channel, posting.thread), posting.message)
        try:
            await outboxes.edit(posted, edit.reply)
        except Undelivered as undelivered:
            facts = {"hindrance": undelivered.hindrance}
            _log.warning("a message was not edited", extra={"facts": facts})
        except Exception as error:  # noqa: BLE001 - the others are edited all the same
            report(_log, "could not edit a message", error)


def _posting(notice: Notice, posted: Posted) -> Posting | None:
    if notice.key is None:
        return None
    place = posted.place
    return Posting(notice.key, place.platform, place.channel, place.thread, posted.message)
