"""The people, teams and rotations that a text mentions."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from knowledge.entities import Id, Party
from knowledge.lexicon import Lexicon
from knowledge.mentions import Mention, is_compound, ruling_before, stands_alone
from knowledge.names import unaccented
from knowledge.ownership import OwnershipMap
from knowledge.text import Typed


@dataclass(slots=True)
class Parties:
    """Who was mentioned, and the words that did it; `held` are words that are only a name there.

    `passed_over` where somebody is ruled out: `who but priya`.
    """

    found: list[tuple[Party, ...]] = field(default_factory=list)
    everyday: list[tuple[Party, ...]] = field(default_factory=list)
    named: set[int] = field(default_factory=set)
    held: set[int] = field(default_factory=set)
    passed_over: bool = False

    @property
    def meant(self) -> tuple[tuple[Party, ...], ...]:
        """A name of everyday words counts where no other is."""
        return tuple(self.found or self.everyday)


NOBODY = Parties()


def read_parties(
    typed: Typed, free: Sequence[bool], ownership: OwnershipMap, lexicon: Lexicon
) -> Parties:
    """Find people, teams and rotations among the words that are free."""
    parties = Parties([_by_chat_id(chat_id, ownership) for chat_id in typed.people])
    texts, index = typed.texts, 0
    while index < len(free):
        span, length = _party_at(typed, index, free, ownership)
        if span:
            firm = _is_firm(typed, index, index + length, lexicon)
            passed_over = firm and ruling_before(index, texts, typed.gaps) is not None
            if not passed_over:
                (parties.found if firm else parties.everyday).append(span)
            place = range(index, index + length)
            parties.named.update(place)
            parties.held.update(place if firm else ())
            parties.passed_over |= passed_over
        index += length
    return parties


def joined_names(
    typed: Typed, mentions: Sequence[Mention], ownership: OwnershipMap
) -> list[Mention]:
    """Names of parties typed as one word, beside models: what `weekend-cover` says is no time."""
    names = ownership.party_names
    found = [
        Mention("", start, start + length)
        for start, text in enumerate(typed.texts)
        if text in names.longest
        for _, length in names.at(typed.texts, start)
        if is_compound(typed, start, start + length) and stands_alone(typed, start, start + length)
    ]
    return [name for name in found if not any(name.overlaps(mention) for mention in mentions)]


def _is_firm(typed: Typed, start: int, end: int, lexicon: Lexicon) -> bool:
    """Whether it is nothing but a name: `platform-primary` is, unlike `on-call`, which people say."""
    texts = typed.texts[start:end]
    if not lexicon.words.issuperset(texts):
        return True
    return is_compound(typed, start, end) and " ".join(texts) not in lexicon.phrases.meanings


def _party_at(
    typed: Typed, index: int, free: Sequence[bool], ownership: OwnershipMap
) -> tuple[tuple[Party, ...], int]:
    for ids, length in _names_at(typed.texts, index, ownership):
        end = index + length
        if all(free[index:end]) and stands_alone(typed, index, end):
            return tuple(party for i in ids if (party := ownership.party(i))), length
    return (), 1


def _names_at(
    texts: Sequence[str], index: int, ownership: OwnershipMap
) -> Iterable[tuple[tuple[Id, ...], int]]:
    """Who goes by what stands there, the longest first, with accents or without: a phone adds some."""
    names = ownership.party_names
    if all(text.isascii() for text in texts):
        return names.at(texts, index)
    plain = names.at([unaccented(text) for text in texts], index)
    return sorted([*names.at(texts, index), *plain], key=lambda found: -found[1])


def _by_chat_id(chat_id: str, ownership: OwnershipMap) -> tuple[Party, ...]:
    person = ownership.people_by_chat_id.get(chat_id)
    return (person,) if person else ()
