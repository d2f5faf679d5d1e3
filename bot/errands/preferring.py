"""Where somebody wants to be written to, of the platforms that know them.

prefer slack|teams
"""

import re
from typing import Final

from bot.commands.said import Said
from bot.commands.speaker import Speaker
from bot.commands.wish import Trouble
from bot.office import Office
from bot.reply import Reaction
from bot.wording.preferring import preferred_reply, unknown_there_reply, unknown_to_map_reply
from knowledge.entities import PLATFORMS
from knowledge.store.preferences import Preferences

PREFER: Final = "prefer slack|teams"
EXAMPLES: tuple[str, ...] = ("prefer teams",)

A_PLATFORM: Final = re.compile(r"(?:slack|teams)\s*$", re.IGNORECASE)


def prefer(command: Said, speaker: Speaker, office: Office) -> Reaction:
    """Write to the speaker there from now on, if they are known there."""
    said = command.rest.strip().lower()
    platform = next((platform for platform in PLATFORMS if platform == said), None)
    if platform is None:
        raise command.objection(Trouble.GRAMMAR, command.rest)
    if speaker.person is None:
        return Reaction(unknown_to_map_reply())
    if platform not in speaker.person.chat_ids:
        return Reaction(unknown_there_reply(speaker.person, platform))
    Preferences(office.store).prefer(speaker.person.id, platform, speaker.now)
    return Reaction(preferred_reply(platform))
