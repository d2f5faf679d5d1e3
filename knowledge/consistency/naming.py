"""One name stands for one thing."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence

from knowledge.entities import Id, Model, Name
from knowledge.errors import MapPath, Problem, ProblemCode
from knowledge.names import fold, without_possessives
from knowledge.ownership import OwnershipMap

PARTY_SECTIONS = ("people", "teams", "rotations")


def ids_taken(ownership: OwnershipMap) -> Iterator[Problem]:
    """Ids that stand for two of a person, a team and a rotation."""
    owner_of: dict[Id, str] = {}
    for section in PARTY_SECTIONS:
        for party in getattr(ownership, section):
            first = owner_of.setdefault(party, section)
            if first != section:
                facts = (("id", party), ("section", section), ("other", first))
                yield Problem(ProblemCode.ID_TAKEN, (section, party), facts)


_Called = tuple[Name, Id, MapPath]
"""A name as it is written, whose it is, and where there."""

_HERE: MapPath = ()
_BETWEEN_NAMES = "\0"  # which no name may hold
_BETWEEN_WORDS = re.compile(r"(?:[^\w\0]|_)+")
_ASCII_BETWEEN_WORDS = {i: " " for i in range(1, 128) if not chr(i).isalnum()}


def keys(names: Sequence[Name]) -> list[str]:
    """The `names.key` of each name, found for all of them in one go."""
    if not names:
        return []
    folded = without_possessives(fold(_BETWEEN_NAMES.join(names)))
    if folded.isascii():  # as nearly always, and in a tenth of the time
        words = folded.translate(_ASCII_BETWEEN_WORDS)
    else:
        words = _BETWEEN_WORDS.sub(" ", folded)
    return [" ".join(form.split()) for form in words.split(_BETWEEN_NAMES)]


def model_names(models: Collection[Model]) -> tuple[dict[str, Id], list[Problem]]:
    """Which model each name means, in the form of `names.key`; and the names that mean two.

    Ids come before all aliases, so that it is the alias that is complained of.
    """
    called: list[_Called] = [(model.id, model.id, _HERE) for model in models]
    called += [
        (alias, model.id, ("aliases", number))
        for model in models
        for number, alias in enumerate(model.aliases)
    ]
    meanings: dict[str, Id] = {}
    clashes = []
    for form, one in zip(keys([name for name, _, _ in called]), called, strict=False):
        if not form or form in meanings:
            clashes.append(_clash(form, one, meanings))
        else:
            meanings[form] = one[1]
    return meanings, clashes


def _clash(form: str, called: _Called, meanings: Mapping[str, Id]) -> Problem:
    name, model_id, place = called
    here = ("models", model_id, *place)
    if not form:
        return Problem(ProblemCode.NAMELESS, here, (("name", name),))
    other = meanings[form]
    code = ProblemCode.REPEATED_NAME if other == model_id else ProblemCode.SAME_NAME
    return Problem(code, here, (("name", name), ("model", other)))


def chat_ids_taken(ownership: OwnershipMap) -> Iterator[Problem]:
    """Chat ids that two people claim."""
    holder_of: dict[tuple[str, str], Id] = {}
    for person in ownership.people.values():
        for platform, chat_id in person.chat_ids.items():
            holder = holder_of.setdefault((platform, chat_id), person.id)
            if holder != person.id:
                facts = (("platform", platform), ("chat_id", chat_id), ("other", holder))
                yield Problem(ProblemCode.CHAT_ID_TAKEN, ("people", person.id, platform), facts)
