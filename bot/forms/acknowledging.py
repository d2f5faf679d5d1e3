"""That somebody knows of the transition signals, filled in: `acknowledge`."""

from bot.commands.speaker import Speaker
from bot.commands.wish import Trouble
from bot.form import Filled, Form
from bot.forms.filling import because
from bot.office import Office
from bot.wording import form_fields as words

PLACES = {
    Trouble.INSTANT: ("until",),
    Trouble.REPEATED: ("until",),
    Trouble.PAST: ("until",),
    Trouble.TOO_FAR: ("until",),
}


def build(_arguments: str, office: Office, _: Speaker) -> Form:
    """Until when, and why."""
    office.known()
    return Form(
        "acknowledge",
        "",
        words.ACKNOWLEDGE,
        (words.moment_field("until", words.UNTIL, words.NOT_REPEATED), words.reason_field()),
        words.SUBMIT_ACKNOWLEDGE,
    )


def in_words(_arguments: str, filled: Filled) -> str:
    """`acknowledge signals until INSTANT [because REASON]`."""
    return f"acknowledge signals until {filled.get('until', '')}{because(filled)}"
