"""What every listener works with."""

from dataclasses import dataclass

from slack_bolt import BoltResponse

from bot.platforms.slack.answers import Answers
from bot.platforms.slack.background import Background
from bot.platforms.slack.outbox import SlackOutbox
from bot.platforms.slack.sightings import Sightings


@dataclass(frozen=True, slots=True)
class Desk:
    """Answers come from here, go out there, once, now or later."""

    answers: Answers
    outbox: SlackOutbox
    sightings: Sightings
    background: Background


def acknowledged() -> BoltResponse:
    """An empty 200: received."""
    return BoltResponse(status=200)
