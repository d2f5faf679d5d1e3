"""What is said to those who may not do something, whatever it is."""

from bot.reply import Headline, Reply
from bot.wording.parties import PLATFORM_NAMES
from knowledge.entities import Platform


def only_members() -> Reply:
    """Guests, bots and people of other organisations ask, and change nothing."""
    return Reply(
        (Headline(("Only full members of this workspace can change the map.",)),), aside=True
    )


def only_members_ask() -> Reply:
    """Guests, bots and people of other organisations are answered only where that is allowed."""
    refusal = "I answer full members of this workspace only. Ask one of them, or whoever runs me."
    return Reply((Headline((refusal,)),), aside=True)


def unknown_speaker(platform: Platform) -> Reply:
    """Who somebody is could not be found out, so nothing is changed."""
    return _unknown(platform, "so nothing was changed")


def unknown_asker(platform: Platform) -> Reply:
    """Who somebody is could not be found out, so they are not answered."""
    return _unknown(platform, "and I answer full members only")


def _unknown(platform: Platform, hence: str) -> Reply:
    said = f"{PLATFORM_NAMES[platform]} didn't tell me who you are, {hence}. Try again soon."
    return Reply((Headline((said,)),), aside=True)
