"""Buttons that open a form where an answer is wrong, or names nobody. Terminals show none of them."""

from collections.abc import Iterator

from bot.reply import Action, Button, Buttons, Part
from bot.wording.parties import KIND_NAMES
from knowledge.briefs import Brief, PageAnswer
from knowledge.entities import Id, KnowledgeKind, PageKind
from knowledge.questions.outcome import BriefAnswer

_MOST = 5
_FORM = Action.FORM


def declare_button(model_id: Id, kind: PageKind, label: str = "Declare owner") -> Button:
    """Opens the form that gives a page to somebody."""
    return Button(label, _FORM, f"declare {model_id} {kind}")


def remedies(answer: BriefAnswer) -> list[Part]:
    """For each page without anybody a way to name one; else a way to correct what is declared."""
    if answer.when.stated and answer.when.past:
        return []
    if len(answer.briefs) == 1 and len(answer.briefs[0].pages) == 1:
        return [Buttons((_of_one_page(answer.briefs[0].pages[0]),))]
    several = len(answer.briefs) > 1
    buttons = [button for brief in answer.briefs for button in _of_pages(brief, several=several)]
    return [Buttons(tuple(buttons[:_MOST]))] if buttons else []


def _of_one_page(page: PageAnswer) -> Button:
    if page.named:
        return Button("Correct this", _FORM, f"correct {page.model.id} {page.kind}")
    return declare_button(page.model.id, page.kind)


def _of_pages(brief: Brief, *, several: bool) -> Iterator[Button]:
    model, gaps = brief.model.id, [page.kind for page in brief.pages if not page.named]
    for kind in gaps:
        label = f"Declare owner: {model}, {KIND_NAMES[kind].lower()}"
        yield declare_button(model, kind, label if several or len(gaps) > 1 else "Declare owner")
    if not several and len(gaps) < len(brief.pages):
        yield Button("Correct this", _FORM, f"correct {model}")


def who_knows_buttons(answer: BriefAnswer, kinds: tuple[KnowledgeKind, ...]) -> list[Part]:
    """A way to say who knows, of the one model that was asked about."""
    if len(answer.briefs) != 1 or answer.when.past:
        return []
    brief = answer.briefs[0]
    active = {kind for kind, person in brief.holders if person.active}
    label = "Correct this" if active.issuperset(kinds) else "Say who knows"
    kind = f" {kinds[0]}" if len(kinds) == 1 else ""
    return [Buttons((Button(label, _FORM, f"knows {brief.model.id}{kind}"),))]
