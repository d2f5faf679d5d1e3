"""Why a finding is put aside, filled in: `dismiss RULE:SUBJECT`."""

from bot.commands.speaker import Speaker
from bot.commands.wish import Trouble
from bot.form import Filled, Form
from bot.forms.filling import because
from bot.office import Office
from bot.wording import form_fields as words

PLACES = {Trouble.REASON: ("reason",)}


def build(arguments: str, _office: Office, _: Speaker) -> Form:
    """Only the reason is asked for."""
    finding = arguments.strip()
    return Form(
        "dismiss",
        finding,
        words.DISMISS,
        (words.reason_field(optional=False),),
        words.SUBMIT_DISMISS,
        words.finding_intro(finding),
    )


def in_words(arguments: str, filled: Filled) -> str:
    """`dismiss RULE:SUBJECT because REASON`."""
    return f"dismiss {arguments}{because(filled)}"
