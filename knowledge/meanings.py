"""What a name is of: a model, a person, a team or a rotation."""

from typing import Final, NamedTuple

from knowledge.changes import Kind
from knowledge.entities import Id, Person, Team
from knowledge.names import key, words_of
from knowledge.ownership import OwnershipMap

NAMED_KINDS: Final = (Kind.MODEL, Kind.PERSON, Kind.TEAM, Kind.ROTATION)
"""What goes by a name, and can be looked for by it."""

_MOST_NEAR = 3


class Meaning(NamedTuple):
    """One entity that goes by a name."""

    kind: Kind
    subject: Id


def meanings(name: str, ownership: OwnershipMap) -> list[Meaning]:
    """Every entity of that id; else every one of that name, alias or first name."""
    exact = [Meaning(Kind.MODEL, name)] if name in ownership.models else []
    exact += _party(name, ownership)
    return exact or _by_name(key(name), ownership)


def _by_name(name: str, ownership: OwnershipMap) -> list[Meaning]:
    model = ownership.model_names.book.meanings.get(name)
    found = [Meaning(Kind.MODEL, model)] if model else []
    for party_id in ownership.party_names.meanings.get(name, ()):
        found += _party(party_id, ownership)
    return found


def _party(party_id: Id, ownership: OwnershipMap) -> list[Meaning]:
    match ownership.party(party_id):
        case None:
            return []
        case Person():
            return [Meaning(Kind.PERSON, party_id)]
        case Team():
            return [Meaning(Kind.TEAM, party_id)]
        case _:
            return [Meaning(Kind.ROTATION, party_id)]


def near_names(name: str, ownership: OwnershipMap) -> tuple[str, ...]:
    """Ids of models, and names of the others, that resemble a name most."""
    models = ownership.model_names.near(words_of(name), _MOST_NEAR)
    names = ownership.party_names.meanings
    parties = ownership.party_names.resembling(key(name))
    ids = [party_id for near in parties for party_id in names[near]]
    return tuple(dict.fromkeys([*models, *ids]))[:_MOST_NEAR]
