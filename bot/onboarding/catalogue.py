"""Which models an answer names. One that the map doesn't know is declared by being named."""

from dataclasses import replace

from bot.onboarding.naming import MOST_NAMES, SELF, is_typo, listed, stated_new
from bot.onboarding.script import Changes, Misread, Misreading
from knowledge.difference import model_changes
from knowledge.entities import Id, Model, Team
from knowledge.names import key, words_of
from knowledge.ownership import OwnershipMap
from knowledge.revising import applied


def models_named(text: str, team: Team, ownership: OwnershipMap) -> Changes | Misread:
    """The models of a list become the team's; one that the map doesn't know is declared."""
    names = listed(text)
    if not 0 < len(names) <= MOST_NAMES:
        return Misread(Misreading.TOO_LONG if names else Misreading.NO_NAME, text)
    changes: Changes = ()
    for name in names:
        found = _named(name, team, ownership, applied(ownership, changes))
        if isinstance(found, Misread):
            return found
        changes += found
    return changes


def _named(
    text: str, team: Team, before: OwnershipMap, ownership: OwnershipMap
) -> Changes | Misread:
    name, is_new = stated_new(text)
    known = ownership.models.get(ownership.model_names.book.meanings.get(key(name), ""))
    if known is None:
        if not is_new and key(name) in {*before.party_names.meanings, *SELF}:
            return Misread(Misreading.NOT_A_MODEL, name)
        near = () if is_new else _near(name, before)
        return Misread(Misreading.NEAR, name, (*near, f"new {name}")) if near else _new(name, team)
    if known.trained_by is None:
        return tuple(model_changes(known.id, known, replace(known, trained_by=team.id)))
    return () if known.trained_by == team.id else Misread(Misreading.ELSEWHERE, known.id)


def _near(name: str, before: OwnershipMap) -> tuple[Id, ...]:
    """Models of nearly that name, of as many words: `fraud-model-eu` is no typo of the other."""
    words = words_of(name)
    near = before.model_names.near(words, 3) if words else ()
    return tuple(
        model for model in near if len(words_of(model)) == len(words) and is_typo(name, model)
    )


def _new(name: str, team: Team) -> Changes | Misread:
    try:
        model = Model(id="-".join(name.split()), trained_by=team.id)
    except ValueError:
        return Misread(Misreading.BAD_ID, name)
    return tuple(model_changes(model.id, None, model))
