"""What is said to those who may not do something, whatever it is."""

from bot.reply import Headline, Reply


def only_members() -> Reply:
    """Guests, bots and people of other organisations ask, and change nothing."""
    return Reply(
        (Headline(("Only full members of this workspace can change the map.",)),), aside=True
    )


def only_members_ask() -> Reply:
    """Guests, bots and people of other organisations are answered only where that is allowed."""
    refusal = "I answer full members of this workspace only. Ask one of them, or whoever runs me."
    return Reply((Headline((refusal,)),), aside=True)
