"""The model, the page kind and the kind of knowledge that a command is about.

Commands are read strictly. A question may correct a typo; a change never does.
"""

from collections.abc import Sequence

from bot.commands.said import MOST_WORDS_OF_A_NAME, Said, without_linking
from bot.commands.wish import Trouble
from knowledge.entities import KnowledgeKind, Model, PageKind
from knowledge.meanings import meanings
from knowledge.names import key
from knowledge.ownership import OwnershipMap

_PAGE_KINDS = {
    "model quality": PageKind.MODEL_QUALITY,
    "quality": PageKind.MODEL_QUALITY,
    "infrastructure": PageKind.INFRASTRUCTURE,
    "infra": PageKind.INFRASTRUCTURE,
}
_KNOWLEDGE_KINDS = {
    "business domain": KnowledgeKind.BUSINESS_DOMAIN,
    "business": KnowledgeKind.BUSINESS_DOMAIN,
    "model": KnowledgeKind.MODEL,
    "infrastructure": KnowledgeKind.INFRASTRUCTURE,
    "infra": KnowledgeKind.INFRASTRUCTURE,
}


def take_model(command: Said, ownership: OwnershipMap) -> tuple[Model, Said]:
    """The model that the command begins with: its longest declared name, letter for letter."""
    book = ownership.model_names.book
    for count in range(min(len(command.words), MOST_WORDS_OF_A_NAME), 0, -1):
        model_id = book.meanings.get(key(" ".join(command.words[:count])))
        if model_id is not None:
            return ownership.models[model_id], command.after(count)
    phrase = command.words[0] if command.words else ""
    near = tuple(ownership.model_names.near(key(phrase).split())) if phrase else ()
    raise command.objection(Trouble.MODEL, phrase, near)


def name_and_kind(phrase: str, ownership: OwnershipMap) -> tuple[str, PageKind | None]:
    """`fraud-model quality`, unless that is itself a name."""
    words = phrase.split()
    for count in (2, 1):
        kind = _PAGE_KINDS.get(key(" ".join(words[-count:]))) if len(words) > count else None
        if kind and not meanings(phrase, ownership):
            return " ".join(words[:-count]), kind
    return phrase, None


def take_page_kind(command: Said) -> tuple[PageKind, Said]:
    """The page kind that comes next, by its name."""
    for count in (2, 1):
        kind = _PAGE_KINDS.get(_named(command.words[:count]))
        if kind:
            return kind, without_linking(command.after(count))
    raise command.objection(Trouble.KIND)


def take_knowledge_kind(command: Said) -> tuple[KnowledgeKind, Said]:
    """The kind of knowledge that comes next."""
    for count in (2, 1):
        kind = _KNOWLEDGE_KINDS.get(_named(command.words[:count]))
        if kind:
            return kind, without_linking(command.after(count))
    raise command.objection(Trouble.KIND)


def _named(words: Sequence[str]) -> str:
    """The key of a name of that many words: one without a letter, such as an emoji, is no part of it."""
    return key(" ".join(words)) if all(map(key, words)) else ""
