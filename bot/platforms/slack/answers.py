"""A question in, a rendered message out; whatever happens in between."""

import logging
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from bot.conversation import PLAIN_TERMS, Terms, reply_to
from bot.logs import report
from bot.render import block_kit
from bot.reply import Message, Part, Reply
from bot.wording.slack import apology
from knowledge.ownership import OwnershipMap

Rendered = dict[str, Any]
"""`text` and `blocks`, as Slack takes them."""

Ask = Callable[[Message, OwnershipMap | None, datetime, Terms], Reply]

_log = logging.getLogger(__name__)


class Answers:
    """Answers by the map as it is, at the time as it is."""

    def __init__(
        self,
        current: Callable[[], OwnershipMap | None],
        clock: Callable[[], datetime],
        terms: Terms = PLAIN_TERMS,
    ) -> None:
        self._current, self.clock, self._terms = current, clock, terms

    def to(
        self,
        message: Message,
        *,
        ask: Ask = reply_to,
        after: Sequence[Part] = (),
    ) -> Rendered:
        """The answer, and what is to be said `after` it; an apology if answering fails."""
        try:
            reply = ask(message, self._current(), self.clock(), self._terms)
            return rendered(Reply((*reply.parts, *after)) if after else reply)
        except Exception as error:  # noqa: BLE001 - silence would be the worst answer
            return {"text": apology(report(_log, "could not answer", error))}


def rendered(reply: Reply) -> Rendered:
    """A reply in Slack's dialect."""
    return block_kit.message(reply)
