"""Who stands in for a while, filled in: `override ROTATION`, or asked for: `cover`, `swap`."""

from typing import NamedTuple

from bot.commands.parties import rotation_meant
from bot.commands.said import said
from bot.commands.shifts import OVERRIDE
from bot.commands.speaker import Speaker
from bot.commands.wish import Trouble
from bot.errands.offers.covering import COVER
from bot.errands.offers.swapping import SWAP
from bot.form import Field, Filled, Form
from bot.forms.filling import because
from bot.office import Office
from bot.wording import form_fields as words

PLACES = {
    Trouble.PARTY: ("person",),
    Trouble.PERSON: ("person",),
    Trouble.INACTIVE: ("person",),
    Trouble.INSTANT: ("from", "to", "on"),
    Trouble.REPEATED: ("from", "to", "on"),
    Trouble.PAST: ("to", "on"),
    Trouble.WINDOW: ("to",),
    Trouble.TAKEN: ("from", "on"),
}


def build(arguments: str, office: Office, _: Speaker) -> Form:
    """Somebody, from when, until when."""
    blank = _Blank("override", OVERRIDE, words.STANDS_IN, words.SUBMIT_DECLARE)
    return _of_rotation(
        blank, arguments, office, (words.person_field(words.WHO_STANDS_IN), *_span())
    )


def in_words(arguments: str, filled: Filled) -> str:
    """`override ROTATION PERSON from INSTANT to INSTANT`."""
    return f"override {arguments} {filled.get('person', '')} {_from_to(filled)}{because(filled)}"


def build_cover(arguments: str, office: Office, _: Speaker) -> Form:
    """From when until when somebody is wanted."""
    blank = _Blank("cover", COVER, words.COVER, words.SUBMIT_ASK)
    return _of_rotation(blank, arguments, office, _span())


def cover_in_words(arguments: str, filled: Filled) -> str:
    """`cover ROTATION from INSTANT to INSTANT`."""
    return f"cover {arguments} {_from_to(filled)}{because(filled)}"


def build_swap(arguments: str, office: Office, _: Speaker) -> Form:
    """With whom, and which shift."""
    blank = _Blank("swap", SWAP, words.SWAP, words.SUBMIT_ASK)
    shift = words.moment_field("on", words.SHIFT_OF, words.SHIFT_HINT)
    return _of_rotation(blank, arguments, office, (words.person_field(words.WITH_WHOM), shift))


def swap_in_words(arguments: str, filled: Filled) -> str:
    """`swap ROTATION with PERSON on INSTANT`."""
    what = f"with {filled.get('person', '')} on {filled.get('on', '')}"
    return f"swap {arguments} {what}{because(filled)}"


class _Blank(NamedTuple):
    name: str
    usage: str
    title: str
    submit: str


def _of_rotation(blank: _Blank, arguments: str, office: Office, fields: tuple[Field, ...]) -> Form:
    """The form for the rotation that the arguments name, with a place for the reason."""
    command = said(arguments, blank.usage)
    rotation = rotation_meant(command, command.rest, office.known())
    return Form(
        blank.name,
        rotation.id,
        blank.title,
        (*fields, words.reason_field()),
        blank.submit,
        words.rotation_intro(rotation),
    )


def _span() -> tuple[Field, ...]:
    return words.moment_field("from", words.FROM), words.moment_field("to", words.UNTIL)


def _from_to(filled: Filled) -> str:
    return f"from {filled.get('from', '')} to {filled.get('to', '')}"
