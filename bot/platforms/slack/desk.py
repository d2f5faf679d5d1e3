"""What every listener works with."""

from dataclasses import dataclass

from slack_bolt import BoltResponse

from bot.platforms.background import Background
from bot.platforms.seen_requests import SeenRequests
from bot.platforms.slack.answers import Answers, Rendered
from bot.platforms.slack.askers import Askers
from bot.platforms.slack.changes import Changes
from bot.platforms.slack.outbox import SlackOutbox
from bot.reacting import awaits_speaker
from bot.reply import Message


@dataclass(frozen=True, slots=True)
class Desk:
    """Answers come from here, go out there, once, now or later."""

    answers: Answers
    askers: Askers
    changes: Changes
    outbox: SlackOutbox
    seen_requests: SeenRequests
    background: Background

    def at_once(self, message: Message) -> Rendered | None:
        """The answer to a question; None where somebody or something has to be looked up first."""
        return self.answers.at_once(message) if self.askers.at_once(message) else None

    async def reply_to(self, message: Message) -> Rendered:
        """Carry a command out, or answer a question."""
        if awaits_speaker(message, self.changes.office):
            return await self.changes.to(message)
        if refusal := await self.askers.refusal(message):
            return refusal
        return self.answers.at_once(message) or await self.answers.later(message)


def acknowledged() -> BoltResponse:
    """An empty 200: received."""
    return BoltResponse(status=200)
