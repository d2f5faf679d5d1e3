"""The pieces of which forms are made: the page that a button is about, and whom it was given to."""

from bot.commands.owners import SET
from bot.commands.pages import take_model, take_page_kind
from bot.commands.said import Said, said
from bot.form import Filled, Misfilled
from bot.wording.form_fields import CHOOSE_ONE, NOT_BOTH
from knowledge.entities import Model, PageKind, Rotation, Team
from knowledge.ownership import OwnershipMap


def page_of(arguments: str, ownership: OwnershipMap) -> tuple[Model, PageKind | None]:
    """`fraud-model model-quality`, or the model alone; Objected where it is no more."""
    model, rest = take_model(_words(arguments), ownership)
    return model, take_page_kind(rest)[0] if rest.words else None


def model_of(arguments: str, ownership: OwnershipMap) -> tuple[Model, Said]:
    """The model that a form is about, and what else its arguments say."""
    return take_model(_words(arguments), ownership)


def _words(arguments: str) -> Said:
    return said(arguments, SET)


def groups(ownership: OwnershipMap) -> list[Rotation | Team]:
    """Whom else a page can be given to: rotations first, as a team answers no pager."""
    return [*ownership.rotations.values(), *ownership.teams.values()]


def whom(filled: Filled) -> str | Misfilled:
    """The one that was chosen, in words; empty where nobody was."""
    person, group = filled.get("person", ""), filled.get("group", "")
    if person and group:
        return Misfilled({"group": NOT_BOTH})
    return person or group


def somebody(filled: Filled) -> str | Misfilled:
    """The same, where somebody has to be chosen."""
    return whom(filled) or Misfilled({"person": CHOOSE_ONE})


def because(filled: Filled) -> str:
    """The reason, as the end of a command."""
    return f" because {reason}" if (reason := filled.get("reason", "").strip()) else ""
