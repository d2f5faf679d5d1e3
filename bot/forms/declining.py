"""A proposal declined, with the reason filled in: `decline NUMBER`."""

from bot.commands.speaker import Speaker
from bot.form import Filled, Form
from bot.forms.filling import because
from bot.office import Office
from bot.wording import form_fields as words


def build(arguments: str, _office: Office, _: Speaker) -> Form:
    """Why not."""
    return Form(
        "decline",
        arguments,
        words.DECLINE,
        (words.reason_field(),),
        words.DECLINE,
        words.proposal_intro(arguments),
    )


def in_words(arguments: str, filled: Filled) -> str:
    """`decline NUMBER because REASON`."""
    return f"decline {arguments}{because(filled)}"
