"""A question in, a rendered message out; whatever happens in between."""

import asyncio
import logging
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any, Final

import msgspec

from bot.conversation import (
    PLAIN_TERMS,
    Terms,
    outcome_of,
    reply_of,
    reply_to,
    takes_long,
)
from bot.logs import report
from bot.render import block_kit
from bot.reply import Line, Message, Part, Reply
from bot.wording.apologising import apology_text
from knowledge.ownership import OwnershipMap

Rendered = dict[str, Any]
"""`text` and `blocks`, as Slack takes them."""


class Aside(Rendered):
    """One that concerns only whoever asked: what others see stays as it is."""


EPHEMERAL: Final = {"response_type": "ephemeral"}
"""Seen by nobody but the asker."""

BESIDE: Final = {**EPHEMERAL, "replace_original": False}
"""The same, and the message that something was pressed on stays as it is."""

Ask = Callable[[Message, OwnershipMap | None, datetime, Terms], Reply]

_log = logging.getLogger(__name__)


class Answers:
    """Answers by the map as it is, at the time as it is, on the terms that hold everywhere."""

    def __init__(
        self,
        current: Callable[[], OwnershipMap | None],
        clock: Callable[[], datetime],
        terms: Terms = PLAIN_TERMS,
    ) -> None:
        self._current, self.clock, self._terms = current, clock, terms

    def at_once(self, message: Message) -> Rendered | None:
        """The answer, if the map as it is tells it soon; else `later` has to give it."""
        try:
            outcome = outcome_of(message, self._current(), self.clock(), self._terms)
            if takes_long(outcome):
                return None
            return rendered(reply_of(outcome, message, self._terms))
        except Exception as error:  # noqa: BLE001 - silence would be the worst answer
            return _apology(error)

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
            return _apology(error)

    async def later(self, message: Message, *, after: Sequence[Part] = ()) -> Rendered:
        """The same as `to`, while others go on."""
        return await asyncio.to_thread(self.to, message, after=after)


def _apology(error: Exception) -> Rendered:
    return Aside(text=apology_text(report(_log, "could not answer", error)))


def only_to_asker(answer: Rendered) -> bytes:
    """An answer as the body of the response to a slash command."""
    return msgspec.json.encode({**EPHEMERAL, **answer})


def with_line(answer: Rendered, line: Line) -> Rendered:
    """An answer, and something about it below."""
    below = block_kit.message(Reply((line,)))
    text = {"text": f"{answer['text']}\n{below['text']}"}
    return {**text, "blocks": answer["blocks"] + below["blocks"]} if "blocks" in answer else text


def rendered(reply: Reply, files: block_kit.Files = block_kit.NO_FILES) -> Rendered:
    """A reply in Slack's dialect, with those of its pictures that are files."""
    message = block_kit.message(reply, files)
    return Aside(message) if reply.aside else message
