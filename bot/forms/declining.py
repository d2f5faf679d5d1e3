"""A proposal declined, with the reason filled in: `decline NUMBER`."""

from bot.commands.said import said
from bot.commands.speaker import Speaker
from bot.errands.proposals.deciding import DECLINE, proposal_meant
from bot.form import Filled, Form
from bot.forms.filling import because
from bot.office import Office
from bot.reply import Reply
from bot.wording import form_fields as words
from bot.wording.proposals import settled_reply


def build(arguments: str, office: Office, _: Speaker) -> Form | Reply:
    """Why not; of a proposal that was decided meanwhile, how."""
    proposal, ownership = proposal_meant(said(arguments, DECLINE), office)
    if proposal.decision:
        return settled_reply(proposal, proposal.decision, ownership)
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
