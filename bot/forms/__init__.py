"""Forms: what can be said, filled in instead. One module for each family.

`build` makes the form that a button's value names, in the light of the map; it may raise what is
wrong with its arguments, as a command does. `in_words` makes what was filled in the text that it
stands for, which is then carried out as if typed. `places` tells to which fields a trouble can
belong.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import NamedTuple

from bot.commands import wished
from bot.commands.outcome import ChangedMeanwhile, NoMap
from bot.commands.speaker import Speaker
from bot.commands.wish import Objected, Objection, Refused, SeveralMeant, Trouble, Wish
from bot.form import Filled, Form, Misfilled
from bot.forms import (
    accepting,
    acknowledging,
    answering,
    declining,
    dismissing,
    knowing,
    owning,
    standing_in,
)
from bot.office import NoMapYet, Office
from bot.reacting import attempt
from bot.reply import Reaction, Reply
from bot.wording.admission import only_members
from bot.wording.declaring import declaring_reply
from bot.wording.form_fields import no_such_form
from bot.wording.objections import complaint_text, refused_reply

Places = Mapping[Trouble, tuple[str, ...]]

_LONGEST = 13
"""Digits, and one more, that a revision can have."""


class FormKind(NamedTuple):
    """How a form is built, and what it says when it was filled in.

    `of_its_time`: it shows what is declared, so it says nothing once that has changed.
    """

    build: Callable[[str, Office, Speaker], Form | Reply]
    in_words: Callable[[str, Filled], str | Misfilled]
    places: Places = MappingProxyType({})
    of_its_time: bool = False


FORMS: dict[str, FormKind] = {
    "declare": FormKind(
        owning.build_declare, owning.declare_in_words, owning.PLACES, of_its_time=True
    ),
    "correct": FormKind(
        owning.build_correct, owning.correct_in_words, owning.PLACES, of_its_time=True
    ),
    "cover": FormKind(standing_in.build_cover, standing_in.cover_in_words, standing_in.PLACES),
    "swap": FormKind(standing_in.build_swap, standing_in.swap_in_words, standing_in.PLACES),
    "decline": FormKind(declining.build, declining.in_words),
    "knows": FormKind(knowing.build, knowing.in_words, knowing.PLACES, of_its_time=True),
    "answer": FormKind(answering.build, answering.in_words),
    "dismiss": FormKind(dismissing.build, dismissing.in_words, dismissing.PLACES),
    "acknowledge": FormKind(acknowledging.build, acknowledging.in_words, acknowledging.PLACES),
    "accept": FormKind(accepting.build, accepting.in_words, accepting.PLACES),
    "override": FormKind(standing_in.build, standing_in.in_words, standing_in.PLACES),
}
"""Each form by the first word of a button's value; the rest are its arguments."""


def form_for(value: str, office: Office, speaker: Speaker) -> Form | Reply:
    """The form that a button opens, or why there is none: what it was about may be no more.

    A form that is shown again, with what is wrong in it, shows the map as it is by then.
    """
    name, _, arguments = value.strip().partition(" ")
    kind = FORMS.get(name)
    if kind is None:
        return no_such_form()
    if not speaker.is_member:
        return only_members()
    about = _undated(arguments)[0] if kind.of_its_time else arguments
    try:
        built = kind.build(about, office, speaker)
        return _dated(built, office) if kind.of_its_time and isinstance(built, Form) else built
    except Objected as objected:
        return refused_reply(objected.refused)
    except NoMapYet:
        return declaring_reply(NoMap())


def submitted(
    name: str, arguments: str, filled: Filled, speaker: Speaker, office: Office
) -> Reaction | Misfilled:
    """Carry out what was filled in, or tell what is wrong at which field.

    Blocks for as long as the disk takes. A StoreError passes through.
    """
    kind = FORMS.get(name)
    if kind is None:
        return Reaction(no_such_form())
    if not speaker.is_member:
        return Reaction(only_members())
    about, revision = _undated(arguments) if kind.of_its_time else (arguments, None)
    text = kind.in_words(about, filled)
    if isinstance(text, Misfilled):
        return text
    with office.store.writing():  # nobody declares anything between the look and the attempt
        if revision is not None and (changed := _overtaken(text, revision, speaker, office)):
            return Reaction(declaring_reply(changed))
        outcome = attempt(text, speaker, office)
    if isinstance(outcome, Reaction):
        return outcome
    form = form_for(f"{name} {arguments}", office, speaker)
    if not isinstance(form, Form):  # what it was about is no more
        return Reaction(form)
    shown = {field.key for field in form.fields}
    places = _fields_of(outcome, kind.places, filled)
    field = next((key for key in places if key in shown), None)
    if field is None:  # it is about what was not asked
        return Reaction(refused_reply(outcome))
    return Misfilled({field: complaint_text(outcome)})


def _dated(form: Form, office: Office) -> Form:
    """The form with the revision that it shows, which comes back with what is filled in."""
    ownership = office.current()
    return replace(form, arguments=f"{form.arguments} @{ownership.revision if ownership else 0}")


def _undated(arguments: str) -> tuple[str, int | None]:
    """What a form is about, and which revision it showed; no id begins with that sign."""
    about, at, revision = arguments.rpartition(" @")
    if not at or not (revision.isascii() and revision.isdecimal() and len(revision) < _LONGEST):
        return arguments, None
    return about, int(revision)


def _overtaken(
    text: str, revision: int, speaker: Speaker, office: Office
) -> ChangedMeanwhile | None:
    """What would have to change now, where somebody has declared the same since then."""
    known = office.current()
    ownership = office.store.since(known) if known else None
    wish = wished(text, ownership, speaker) if ownership else None
    if ownership is None or not isinstance(wish, Wish):
        return None
    changed = any(office.declared_since(revision, wish.changes))
    return ChangedMeanwhile(wish.changes, ownership) if changed else None


def _fields_of(refused: Refused, places: Places, filled: Filled) -> Iterator[str]:
    """The fields that a refusal can belong to, the likeliest first."""
    match refused:
        case Objection(trouble=trouble, typed=typed):
            fields = places.get(trouble, ())
        case SeveralMeant(typed=typed):
            fields = places.get(Trouble.PARTY, ())
        case _:
            return
    yield from (key for key in fields if typed and typed in filled.get(key, ""))
    yield from (key for key in fields if filled.get(key))
    yield from fields
