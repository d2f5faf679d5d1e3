"""The people, teams and rotations that a text mentions."""

from bisect import bisect
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from operator import attrgetter
from typing import NamedTuple

from knowledge.entities import Id, Party, Rotation
from knowledge.lexicon import Lexicon
from knowledge.mentions import Mention, is_compound, ruling_before, stands_alone
from knowledge.moments import without_times
from knowledge.names import unaccented
from knowledge.ownership import OwnershipMap
from knowledge.text import Typed, Word, is_stop

_LISTING = frozenset({"and", "or", "plus"})
_LEADING_UP = frozenset({"the", "on", "for", "of", "in"})
_NEXT_TO = frozenset({"after", "above"})


class Named(NamedTuple):
    """Who a name is that of, and the words that it stands in; `firm` where these are only a name."""

    parties: tuple[Party, ...]
    start: int
    end: int
    firm: bool


@dataclass(slots=True)
class Parties:
    """Who was mentioned, by chat ids and by names; `passed_over` are ruled out: `who but priya`."""

    by_chat_id: tuple[tuple[Party, ...], ...] = ()
    names: list[Named] = field(default_factory=list)
    passed_over: list[Named] = field(default_factory=list)

    @property
    def sure(self) -> tuple[tuple[Party, ...], ...]:
        """Those whose names say nothing else."""
        return (*self.by_chat_id, *(name.parties for name in self.names if name.firm))

    @property
    def named(self) -> set[int]:
        """The words of all names."""
        return {i for n in (*self.names, *self.passed_over) for i in range(n.start, n.end)}

    @property
    def held(self) -> set[int]:
        """The words that are only a name there."""
        firm = (n for n in (*self.names, *self.passed_over) if n.firm)
        return {i for n in firm for i in range(n.start, n.end)}

    def meant(self, typed: Typed) -> tuple[tuple[Party, ...], ...]:
        """A name of everyday words counts where no other is, or where it is listed with another."""
        if not self.sure:
            return tuple(name.parties for name in self.names)
        pairs = [pair for pair in pairwise(self.names) if _are_listed(*pair, typed)]
        listed = {name.start for pair in pairs for name in pair}
        meant = (name.parties for name in self.names if name.firm or name.start in listed)
        return (*self.by_chat_id, *meant)

    def followed(self, typed: Typed) -> tuple[tuple[Party, ...], ...]:
        """Those of whom it is asked who comes after them."""
        return tuple(n.parties for n in self.passed_over if typed.texts[n.start - 1] in _NEXT_TO)


NOBODY = Parties()


def read_parties(
    typed: Typed, free: Sequence[bool], ownership: OwnershipMap, lexicon: Lexicon
) -> Parties:
    """Find people, teams and rotations among the words that are free."""
    parties = Parties(tuple(_by_chat_id(chat_id, ownership) for chat_id in typed.people))
    spellings = _spellings(typed.texts)
    index = 0
    while index < len(free):
        found, length = _party_at(typed, spellings, index, free, ownership)
        if found:
            firm = _is_firm(typed, index, index + length, lexicon)
            passed_over = firm and _is_passed_over(index, index + length, typed)
            named = Named(found, index, index + length, firm)
            (parties.passed_over if passed_over else parties.names).append(named)
        index += length
    return parties


def listed_rotations(
    parties: Parties, mentions: Sequence[Mention], typed: Typed
) -> tuple[Rotation, ...]:
    """The rotations that are listed with a model: `fraud-model and fraud-quality`.

    One that a comma parts from the model behind is only spoken to: `fraud-quality, churn drifts`.
    """
    rotations = [
        name
        for name in parties.names
        if name.firm and any(isinstance(party, Rotation) for party in name.parties)
    ]
    beside = [name.parties for name in rotations if _is_beside(name, mentions, typed)]
    return tuple(p for found in beside for p in found if isinstance(p, Rotation))


def _is_beside(name: Named, mentions: Sequence[Mention], typed: Typed) -> bool:
    """Whether it is listed with the model before it, or with the one behind."""
    behind = bisect(mentions, name.start, key=attrgetter("start"))
    return any(_are_listed(m, name, typed) for m in mentions[behind - 1 : behind]) or any(
        _are_joined(name, m, typed) for m in mentions[behind : behind + 1]
    )


def _are_listed(one: Named | Mention, other: Named | Mention, typed: Typed) -> bool:
    """Whether what stands first is listed with what stands behind it, by a word or a comma."""
    alone = not _between(one, other, typed)
    return _are_joined(one, other, typed) or (alone and "," in typed.gaps[one.end])


def _are_joined(one: Named | Mention, other: Named | Mention, typed: Typed) -> bool:
    between = _between(one, other, typed)
    return bool(between) and _LISTING.issuperset(between)


def _between(one: Named | Mention, other: Named | Mention, typed: Typed) -> list[str]:
    return [text for text in typed.texts[one.end : other.start] if text not in _LEADING_UP]


def _is_passed_over(start: int, end: int, typed: Typed) -> bool:
    """Whether a name is not meant: `who but priya`, `after priya`, unlike `after priya deployed it`."""
    texts, gaps = typed.texts, typed.gaps
    if ruling_before(start, texts, gaps):
        return True
    ends = end == len(texts) or texts[end] in _LEADING_UP or is_stop(gaps[end])
    return ends and start > 0 and texts[start - 1] in _NEXT_TO


def timeless_names(
    typed: Typed, mentions: Sequence[Mention], ownership: OwnershipMap
) -> list[Mention]:
    """Names of parties that tell no time, though a word of them might: `weekend-cover`, `Joe Friday`."""
    names = ownership.party_names
    if names.longest.keys().isdisjoint(typed.texts):  # as nearly always
        return []
    found = [
        Mention("", start, start + length)
        for start, text in enumerate(typed.texts)
        if text in names.longest
        for _, length in names.at(typed.texts, start)
        if length > 1 and stands_alone(typed, start, start + length)
    ]
    left = without_times(typed.text) if found else ""
    timeless = [
        name
        for name in found
        if is_compound(typed, name.start, name.end)
        or not _tells_time(typed.words[name.start : name.end], left)
    ]
    return [name for name in timeless if not any(name.overlaps(mention) for mention in mentions)]


def _tells_time(words: Sequence[Word], left: str) -> bool:
    return all(left[word.start].isspace() for word in words)


def _is_firm(typed: Typed, start: int, end: int, lexicon: Lexicon) -> bool:
    """Whether it is nothing but a name: `platform-primary` is, unlike `on-call`, which people say."""
    texts = typed.texts[start:end]
    if not lexicon.words.issuperset(texts):
        return True
    return is_compound(typed, start, end) and " ".join(texts) not in lexicon.phrases.meanings


def _spellings(texts: Sequence[str]) -> tuple[Sequence[str], ...]:
    """The words with accents, and without where they have some: a phone adds some."""
    plain = [unaccented(text) for text in texts]
    return (texts,) if plain == texts else (texts, plain)


def _party_at(
    typed: Typed,
    spellings: Sequence[Sequence[str]],
    index: int,
    free: Sequence[bool],
    ownership: OwnershipMap,
) -> tuple[tuple[Party, ...], int]:
    for ids, length in _names_at(spellings, index, ownership):
        end = index + length
        if all(free[index:end]) and stands_alone(typed, index, end):
            return tuple(party for i in ids if (party := ownership.party(i))), length
    return (), 1


def _names_at(
    spellings: Sequence[Sequence[str]], index: int, ownership: OwnershipMap
) -> Iterable[tuple[tuple[Id, ...], int]]:
    """Who goes by what stands there, the longest first."""
    found = [name for texts in spellings for name in ownership.party_names.at(texts, index)]
    return sorted(found, key=lambda name: -name[1])


def _by_chat_id(chat_id: str, ownership: OwnershipMap) -> tuple[Party, ...]:
    person = ownership.people_by_chat_id.get(chat_id)
    return (person,) if person else ()
