"""Who stands in for a while, filled in: `override ROTATION`, or asked for: `cover`, `swap`."""

from bot.commands.phrases import rotation_meant, said
from bot.commands.shifts import OVERRIDE
from bot.commands.speaker import Speaker
from bot.commands.wish import Trouble
from bot.errands.covering import COVER
from bot.errands.swapping import SWAP
from bot.form import Filled, Form
from bot.forms.filling import because, map_of
from bot.office import Office
from bot.wording import form_fields as words

PLACES = {
    Trouble.PARTY: ("person",),
    Trouble.PERSON: ("person",),
    Trouble.INACTIVE: ("person",),
    Trouble.INSTANT: ("from", "to", "on"),
    Trouble.PAST: ("to", "on"),
    Trouble.WINDOW: ("to",),
    Trouble.TAKEN: ("from", "on"),
}


def build(arguments: str, office: Office, _: Speaker) -> Form:
    """Somebody, from when, until when."""
    command = said(arguments, OVERRIDE)
    rotation = rotation_meant(command, command.rest, map_of(office))
    return Form(
        "override",
        rotation.id,
        words.STANDS_IN,
        (
            words.person_field(words.WHO_STANDS_IN),
            words.moment_field("from", words.FROM),
            words.moment_field("to", words.UNTIL),
            words.reason_field(),
        ),
        words.SUBMIT_DECLARE,
        words.rotation_intro(rotation),
    )


def in_words(arguments: str, filled: Filled) -> str:
    """`override ROTATION PERSON from INSTANT to INSTANT`."""
    window = f"from {filled.get('from', '')} to {filled.get('to', '')}"
    return f"override {arguments} {filled.get('person', '')} {window}{because(filled)}"


def build_cover(arguments: str, office: Office, _: Speaker) -> Form:
    """From when until when somebody is wanted."""
    command = said(arguments, COVER)
    rotation = rotation_meant(command, command.rest, map_of(office))
    return Form(
        "cover",
        rotation.id,
        words.COVER,
        (
            words.moment_field("from", words.FROM),
            words.moment_field("to", words.UNTIL),
            words.reason_field(),
        ),
        words.SUBMIT_ASK,
        words.rotation_intro(rotation),
    )


def cover_in_words(arguments: str, filled: Filled) -> str:
    """`cover ROTATION from INSTANT to INSTANT`."""
    window = f"from {filled.get('from', '')} to {filled.get('to', '')}"
    return f"cover {arguments} {window}{because(filled)}"


def build_swap(arguments: str, office: Office, _: Speaker) -> Form:
    """With whom, and which shift."""
    command = said(arguments, SWAP)
    rotation = rotation_meant(command, command.rest, map_of(office))
    return Form(
        "swap",
        rotation.id,
        words.SWAP,
        (
            words.person_field(words.WITH_WHOM),
            words.moment_field("on", words.SHIFT_OF, words.SHIFT_HINT),
            words.reason_field(),
        ),
        words.SUBMIT_ASK,
        words.rotation_intro(rotation),
    )


def swap_in_words(arguments: str, filled: Filled) -> str:
    """`swap ROTATION with PERSON on INSTANT`."""
    what = f"with {filled.get('person', '')} on {filled.get('on', '')}"
    return f"swap {arguments} {what}{because(filled)}"
