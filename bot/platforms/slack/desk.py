"""What every listener works with."""

from dataclasses import dataclass

from slack_bolt import BoltResponse

from bot.background import Background
from bot.platforms.slack.answers import Answers, Rendered
from bot.platforms.slack.changes import Changes
from bot.platforms.slack.outbox import SlackOutbox
from bot.reacting import awaits_speaker
from bot.reply import Message
from bot.sightings import Sightings


@dataclass(frozen=True, slots=True)
class Desk:
    """Answers come from here, go out there, once, now or later."""

    answers: Answers
    changes: Changes
    outbox: SlackOutbox
    sightings: Sightings
    background: Background

    async def reply_to(self, message: Message) -> Rendered:
        """Carry a command out, or answer a question."""
        if awaits_speaker(message, self.changes.office):
            return await self.changes.to(message)
        return self.answers.at_once(message) or await self.answers.later(message)


def acknowledged() -> BoltResponse:
    """An empty 200: received."""
    return BoltResponse(status=200)
