"""Who knows about a model, filled in: `knows MODEL [KIND]`."""

from bot.commands.pages import take_knowledge_kind
from bot.commands.speaker import Speaker
from bot.commands.wish import Trouble
from bot.form import Filled, Form
from bot.forms.filling import because, model_of
from bot.office import Office
from bot.wording import form_fields as words

PLACES = {
    Trouble.KIND: ("kind",),
    Trouble.PARTY: ("person",),
    Trouble.PERSON: ("person",),
    Trouble.INACTIVE: ("person",),
}


def build(arguments: str, office: Office, _: Speaker) -> Form:
    """Which kind of knowledge, and who holds it."""
    model, rest = model_of(arguments, office.known())
    kind = take_knowledge_kind(rest)[0] if rest.words else None
    return Form(
        "knows",
        model.id,
        words.KNOWS,
        (
            words.knowledge_kind_field(kind),
            words.person_field(words.WHO),
            words.reason_field(),
        ),
        words.SUBMIT_DECLARE,
        words.model_intro(model.id),
    )


def in_words(arguments: str, filled: Filled) -> str:
    """`knowledge MODEL KIND PERSON`."""
    person = filled.get("person", "")
    return f"knowledge {arguments} {filled.get('kind', '')} {person}{because(filled)}"
