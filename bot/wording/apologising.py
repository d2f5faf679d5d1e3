"""What is said where something went wrong on our side."""

from bot.reply import Headline, Reply


def apology_text(reference: str) -> str:
    """Our fault, in one sentence; the log has the rest under the same reference."""
    return f"Sorry, something went wrong on my side; my log has it under {reference}."


def apology_reply(reference: str) -> Reply:
    """The same where a whole reply is wanted."""
    return Reply((Headline((apology_text(reference),)),), aside=True)
