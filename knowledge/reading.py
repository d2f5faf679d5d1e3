"""Words -> what they mention, in the light of the map.

The model is found first, by the longest match over its names; page kinds and the person's wish
are read from the words that remain, so that a model called `quality-inspection` misleads nobody.
"""

import re
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

from knowledge.entities import PAGE_KINDS, KnowledgeKind, Model, PageKind, Party, Person
from knowledge.lexicon import Cue, Sense, lexicon
from knowledge.mentions import (
    Correction,
    Doubt,
    Mention,
    certain_mentions,
    doubt_beside,
    doubt_without,
    is_firm,
    outweighing,
    repaired_mentions,
    several,
)
from knowledge.moments import Moment, UnclearMoment, read_moment
from knowledge.ownership import OwnershipMap
from knowledge.text import Typed, read_words

LONGEST_QUESTION = 2_000
"""Characters; a longer text is no question."""

LONGEST_ALERT = 12_000
"""Characters of an alert that are heeded."""

_CAMEL_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")
_PAST = frozenset({"was", "were", "owned", "had"})


@dataclass(frozen=True, slots=True)
class Asker:
    """Who asks and from where, as far as it bears on the answer."""

    person: Person | None = None
    channel: str | None = None


class Reading(NamedTuple):
    """What a text mentions. `doubt` stands where a model is mentioned, but not for certain.

    `page_kinds` is empty where none was mentioned. `parties` holds a tuple for each mention: of
    several where one name is that of several, of none where a chat id is nobody's. (A named tuple
    is made in a third of the time that a frozen dataclass of this size takes.)
    """

    text: str
    asker: Asker
    zone: str
    words: tuple[str, ...] = ()
    models: tuple[Model, ...] = ()
    corrections: tuple[Correction, ...] = ()
    doubt: Doubt | None = None
    page_kinds: tuple[PageKind, ...] = ()
    knowledge: tuple[KnowledgeKind, ...] = ()
    cues: AbstractSet[Cue] = frozenset()
    parties: tuple[tuple[Party, ...], ...] = ()
    channels: tuple[str, ...] = ()
    moment: Moment | None = None
    unclear: UnclearMoment | None = None

    @property
    def kinds(self) -> tuple[PageKind, ...]:
        """The page kinds asked about: both where none was mentioned."""
        return self.page_kinds or PAGE_KINDS


@dataclass(slots=True)
class _Rest:
    """What the words outside every mention come to."""

    senses: list[Sense] = field(default_factory=list)
    cues: set[Cue] = field(default_factory=set)
    unknown: list[int] = field(default_factory=list)
    parties: list[tuple[Party, ...]] = field(default_factory=list)
    moment: Moment | UnclearMoment | None = None


def read(text: str, ownership: OwnershipMap, asker: Asker, now: datetime) -> Reading:
    """Find what a question mentions; it is cut at LONGEST_QUESTION characters."""
    reader = _Reader(read_words(text[:LONGEST_QUESTION]), ownership, asker, now)
    return reader.reading(text, reader.find_models())


def read_alert(text: str, ownership: OwnershipMap, asker: Asker) -> Reading:
    """Find what an alert mentions; it is cut at LONGEST_ALERT characters.

    Nobody typed it as a question: times in it are not asked about, and no near miss is repaired.
    `ModelPrecisionLow` is read as three words.
    """
    apart = _CAMEL_HUMP.sub(" ", text[:LONGEST_ALERT])
    reader = _Reader(read_words(apart), ownership, asker, None)
    return reader.reading(text, reader.find_certain_models())


def _models(mentions: Sequence[Mention], ownership: OwnershipMap) -> tuple[Model, ...]:
    return tuple([ownership.models[m] for m in dict.fromkeys([m.model for m in mentions])])


@dataclass(frozen=True, slots=True)
class _Models:
    mentions: tuple[Mention, ...]
    rest: _Rest
    corrections: tuple[Correction, ...] = ()
    doubt: Doubt | None = None


class _Reader:
    """One text, read against one map."""

    def __init__(
        self, typed: Typed, ownership: OwnershipMap, asker: Asker, now: datetime | None
    ) -> None:
        """Without `now`, times in the text are passed over."""
        self.typed, self.ownership, self.asker, self.now = typed, ownership, asker, now
        self.zone = (asker.person and asker.person.time_zone) or ownership.organisation.time_zone
        self.texts = [word.text for word in typed.words]
        self.lexicon = lexicon(ownership.vocabulary)

    def find_models(self) -> _Models:
        """The models that are mentioned, for certain or by a near miss, or the doubt."""
        words, names = self.typed.words, self.ownership.model_names
        says_more = self.lexicon.says_more
        mentions = certain_mentions(words, names, says_more)
        rest = self.rest(mentions)
        if not rest.unknown:
            return _Models(mentions, rest)
        repaired = repaired_mentions(words, names, rest.unknown, mentions)
        if repaired.doubt:
            return _Models(mentions, rest, doubt=repaired.doubt)
        if repaired.mentions:
            mentions = outweighing(repaired.mentions, words, says_more)
            rest = self.rest(mentions)
        doubt = self._doubt(mentions, rest)
        return _Models(mentions, rest, repaired.corrections, doubt)

    def find_certain_models(self) -> _Models:
        """The models that are mentioned for certain; several are a doubt."""
        mentions = certain_mentions(
            self.typed.words, self.ownership.model_names, self.lexicon.says_more
        )
        rest = self.rest(mentions)
        mentioned = {mention.model for mention in mentions}
        if len(mentioned) > 1:
            return _Models(mentions, rest, doubt=several("", mentioned))
        return _Models(mentions, rest, doubt=self._doubt(mentions, rest) if mentions else None)

    def _doubt(self, mentions: Sequence[Mention], rest: _Rest) -> Doubt | None:
        words, names = self.typed.words, self.ownership.model_names
        if any(is_firm(mention, words, self.lexicon.says_more) for mention in mentions):
            return doubt_beside(words, names, set(rest.unknown), mentions)
        return doubt_without(words, names, rest.unknown)

    def reading(self, text: str, models: _Models) -> Reading:
        """All that was found, put together."""
        rest = models.rest
        return Reading(
            text=text,
            asker=self.asker,
            zone=self.zone,
            words=tuple(self.texts),
            models=() if models.doubt else _models(models.mentions, self.ownership),
            corrections=models.corrections,
            doubt=models.doubt,
            page_kinds=_page_kinds(rest.senses),
            knowledge=tuple(dict.fromkeys([s.knowledge for s in rest.senses if s.knowledge])),
            cues=rest.cues,
            parties=tuple(rest.parties),
            channels=self.typed.channels,
            moment=rest.moment if isinstance(rest.moment, Moment) else None,
            unclear=rest.moment if isinstance(rest.moment, UnclearMoment) else None,
        )

    def rest(self, mentions: Sequence[Mention]) -> _Rest:
        """Read the words that no mention holds."""
        left = self.typed.text
        for mention in mentions:
            start, end = (
                self.typed.words[mention.start].start,
                self.typed.words[mention.end - 1].end,
            )
            left = f"{left[:start]}{' ' * (end - start)}{left[end:]}"
        moment: Moment | UnclearMoment | None = None
        if self.now:
            past = not _PAST.isdisjoint(self.texts)
            moment, left = read_moment(left, self.now, self.zone, past=past)
        free = [not left[word.start].isspace() for word in self.typed.words]
        rest = _Rest(moment=moment)
        self._read_senses(free, rest)
        if rest.unknown or not mentions or self.typed.people:
            self._read_parties(free, rest)
        if mentions and rest.unknown:
            self._read_misspelt_kinds(rest)
        return rest

    def _read_senses(self, free: list[bool], rest: _Rest) -> None:
        index = 0
        while index < len(free):
            length = 1
            if free[index]:
                sense, length = self._sense_at(index, free)
                if sense:
                    rest.senses.append(sense)
                    rest.cues.update(sense.cues)
                elif index == 0 or self.texts[index - 1] != "who":
                    rest.unknown.append(index)
            index += length

    def _sense_at(self, index: int, free: list[bool]) -> tuple[Sense | None, int]:
        phrases, text = self.lexicon.phrases, self.texts[index]
        if phrases.longest.get(text) == 1:
            return phrases.meanings.get(text), 1
        for sense, length in phrases.at(self.texts, index):
            if all(free[index : index + length]):
                return sense, length
        return None, 1

    def _read_parties(self, free: list[bool], rest: _Rest) -> None:
        """Find people, teams and rotations; a name of everyday words counts where no other is."""
        rest.parties += [self._by_chat_id(chat_id) for chat_id in self.typed.people]
        everyday: list[tuple[Party, ...]] = []
        unknown = set(rest.unknown)
        index = 0
        while index < len(free):
            parties, length = self._parties_at(index, free)
            if parties:
                span = self.texts[index : index + length]
                firm = not all(self.lexicon.says_more(text) for text in span)
                (rest.parties if firm else everyday).append(parties)
                unknown.difference_update(range(index, index + length))
            index += length
        rest.unknown = sorted(unknown)
        rest.parties = rest.parties or everyday

    def _parties_at(self, index: int, free: list[bool]) -> tuple[tuple[Party, ...], int]:
        for ids, length in self.ownership.party_names.at(self.texts, index):
            if all(free[index : index + length]):
                return tuple(p for i in ids if (p := self.ownership.party(i))), length
        return (), 1

    def _by_chat_id(self, chat_id: str) -> tuple[Party, ...]:
        person = self.ownership.people_by_chat_id.get(chat_id)
        return (person,) if person else ()

    def _read_misspelt_kinds(self, rest: _Rest) -> None:
        """Heed a misspelt `quality`, unless it may be a part of a model's name."""
        for index in list(rest.unknown):
            text = self.texts[index]
            kind = self.lexicon.misspelt_kind(text)
            if kind and text not in self.ownership.model_names.models_with:
                rest.senses.append(kind)
                rest.unknown.remove(index)


def _page_kinds(senses: Sequence[Sense]) -> tuple[PageKind, ...]:
    """The kinds that were said most strongly, in the order of PageKind."""
    said = [(sense.strength, sense.page) for sense in senses if sense.page]
    if not said:
        return ()
    strongest, _ = max(said)
    return tuple(kind for kind in PAGE_KINDS if (strongest, kind) in said)
