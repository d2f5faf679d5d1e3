"""Who owns a page, filled in: `declare MODEL [KIND]` and `correct MODEL [KIND]`."""

from bot.commands.speaker import Speaker
from bot.commands.wish import Trouble
from bot.form import Filled, Form, Misfilled
from bot.forms.filling import because, groups, page_of, somebody, whom
from bot.office import Office
from bot.reply import Spans
from bot.wording import form_fields as words
from knowledge.entities import Model, Page, PageKind
from knowledge.ownership import OwnershipMap

PLACES = {
    Trouble.KIND: ("kind",),
    Trouble.PARTY: ("person", "group", "escalation"),
    Trouble.INACTIVE: ("person", "group", "escalation"),
    Trouble.REASON: ("reason",),
}


def build_declare(arguments: str, office: Office, _: Speaker) -> Form:
    """For a page that nobody is named for."""
    ownership = office.known()
    model, kind = page_of(arguments, ownership)
    return Form(
        "declare",
        model.id,
        words.DECLARE,
        (
            words.page_kind_field(kind),
            words.person_field(words.A_PERSON, optional=True),
            words.group_field(groups(ownership)),
            words.escalation_field(()),
            words.reason_field(),
        ),
        words.SUBMIT_DECLARE,
        _intro(model, kind, ownership),
    )


def build_correct(arguments: str, office: Office, _: Speaker) -> Form:
    """For an answer that is wrong; the escalation that is declared stands there."""
    ownership = office.known()
    model, kind = page_of(arguments, ownership)
    page = model.pages.of(kind) if kind else None
    chain = [p for i in (page.escalation if page else ()) if (p := ownership.party(i))]
    return Form(
        "correct",
        model.id,
        words.CORRECT,
        (
            words.page_kind_field(kind),
            words.person_field(words.THIS_PERSON, optional=True),
            words.group_field(groups(ownership)),
            words.escalation_field(chain),
            words.reason_field(optional=False),
        ),
        words.SUBMIT_DECLARE,
        _intro(model, kind, ownership),
    )


def _intro(model: Model, kind: PageKind | None, ownership: OwnershipMap) -> Spans:
    page = (model.pages.of(kind) if kind else None) or Page()
    if kind is None:
        return words.model_intro(model.id)
    return words.page_intro(model.id, ownership.party(page.owner) if page.owner else None)


def declare_in_words(arguments: str, filled: Filled) -> str | Misfilled:
    """`set MODEL KIND OWNER …`."""
    owner = somebody(filled)
    return owner if isinstance(owner, Misfilled) else _command(arguments, owner, filled)


def correct_in_words(arguments: str, filled: Filled) -> str | Misfilled:
    """The same; without an owner only the escalation is corrected."""
    owner = whom(filled)
    if isinstance(owner, Misfilled):
        return owner
    if not owner and not filled.get("escalation"):
        return Misfilled({"person": words.NOTHING_SAID})
    return _command(arguments, owner, filled)


def _command(model_id: str, owner: str, filled: Filled) -> str:
    chain = filled.get("escalation", "").strip()
    escalation = f" and escalate to {chain}" if chain else ""
    said = f"set {model_id} {filled.get('kind', '')} {owner}".rstrip()
    return f"{said}{escalation}{because(filled)}"
