"""A risk that somebody accepts, filled in: `accept MODEL KIND`."""

from bot.commands.speaker import Speaker
from bot.commands.wish import Trouble
from bot.form import Filled, Form
from bot.forms.filling import because, page_of
from bot.office import Office
from bot.wording import form_fields as words
from knowledge.entities import PageKind

PLACES = {
    Trouble.INSTANT: ("until",),
    Trouble.REPEATED: ("until",),
    Trouble.PAST: ("until",),
    Trouble.TOO_FAR: ("until",),
    Trouble.REASON: ("reason",),
}


def build(arguments: str, office: Office, _: Speaker) -> Form:
    """Until which day, and why: both are needed."""
    model, kind = page_of(arguments, office.known())
    page = f"{model.id} {kind or PageKind.MODEL_QUALITY}"
    return Form(
        "accept",
        page,
        words.ACCEPT_RISK,
        (
            words.moment_field("until", words.ASK_AGAIN, words.THAT_DAY),
            words.reason_field(optional=False),
        ),
        words.SUBMIT_ACCEPT,
        words.risk_intro(page),
    )


def in_words(arguments: str, filled: Filled) -> str:
    """`accept MODEL KIND until INSTANT because REASON`."""
    return f"accept {arguments} until {filled.get('until', '')}{because(filled)}"
