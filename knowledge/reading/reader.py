"""One text, read against one map.

The model is found first, by the longest match over its names; page kinds and the person's wish
are read from the words that remain, so that a model called `quality-inspection` misleads nobody.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from msgspec import structs

from knowledge.entities import Model
from knowledge.lexicon import Cue, lexicon
from knowledge.mentions import (
    Correction,
    Doubt,
    Mention,
    apart,
    certain_mentions,
    is_firm,
    is_reference,
    judged,
    labelled_models,
    outweighing,
    repaired_mentions,
    several,
)
from knowledge.moments import Moment, UnclearMoment, read_moment, unknown_time
from knowledge.ownership import OwnershipMap
from knowledge.reading.doubting import Doubts
from knowledge.reading.frames import Frame, frame_around
from knowledge.reading.owners import owner_asked_about
from knowledge.reading.parties import (
    NOBODY,
    Parties,
    listed_rotations,
    read_parties,
    timeless_names,
)
from knowledge.reading.pasted import may_be_pasted, own_lines, without_stamps
from knowledge.reading.result import Asker, Reading
from knowledge.reading.senses import (
    Senses,
    knowledge_kinds,
    page_kinds,
    read_senses,
    settle_silence,
    tells_of_an_owner,
)
from knowledge.text import Typed, read_words

LONGEST_QUESTION = 2_000
"""Characters; a longer text is no question."""

LONGEST_ALERT = 12_000
"""Characters of an alert that are heeded."""

_LINE_END = re.compile(r"(?<! ;)\n")
_CAMEL_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")


def read(text: str, ownership: OwnershipMap, asker: Asker, now: datetime) -> Reading:
    """Find what a question mentions; it is cut at LONGEST_QUESTION characters."""
    if may_be_pasted(text) and (about := _read_pasted(text, ownership, asker, now)):
        return about
    reader = _Reader(read_words(text[:LONGEST_QUESTION]), ownership, asker, now)
    mentions = reader.certain_mentions()
    frame = frame_around(reader.typed, mentions, reader.lexicon)
    if frame and not timeless_names(reader.typed, mentions, ownership):
        return reader.framed(text, frame, mentions[0])
    return reader.reading(text, reader.find_models(mentions))


def read_alert(text: str, ownership: OwnershipMap, asker: Asker) -> Reading:
    """Find what an alert mentions; it is cut at LONGEST_ALERT characters.

    Nobody typed it as a question: times in it are not asked about, and no near miss is repaired.
    `ModelPrecisionLow` is read as `Model-Precision-Low`: three words of one name, so that
    `FraudModelUS` is no `fraud-model`.
    """
    lines = _LINE_END.sub(" ;\n", without_stamps(text[:LONGEST_ALERT]))
    apart = _CAMEL_HUMP.sub("-", lines)
    reader = _Reader(read_words(apart), ownership, asker, None)
    reading = reader.reading(text, reader.find_certain_models(reader.certain_mentions()))
    return structs.replace(reading, pasted=True)


def _read_pasted(text: str, ownership: OwnershipMap, asker: Asker, now: datetime) -> Reading | None:
    """What is asked of an alert that was pasted: it names the models, unless whoever asks does."""
    names, zone = ownership.model_names.book.meanings, _zone(ownership, asker)
    lines = own_lines(text[:LONGEST_QUESTION], names, now, zone)
    if lines is None:
        return None
    own, pasted = lines
    alert = read_alert(pasted, ownership, asker)
    asked = Reading(text="", asker=asker, zone=alert.zone, words=alert.words)
    if own:
        asked = read(own, ownership, asker, now)
    if asked.left_out:
        return None
    doubt = asked.doubt or alert.doubt
    if asked.models and alert.models and {*asked.models} != {*alert.models}:
        doubt = several("", {model.id for model in (*asked.models, *alert.models)})
    return structs.replace(
        asked,
        models=() if doubt else asked.models or alert.models,
        doubt=doubt,
        page_kinds=asked.page_kinds or alert.page_kinds,
        pasted=True,
    )


def _zone(ownership: OwnershipMap, asker: Asker) -> str:
    return (asker.person and asker.person.time_zone) or ownership.organisation.time_zone


class _Rest(NamedTuple):
    """What the words outside every mention come to; `unknown` says nothing and names nobody."""

    senses: Senses
    parties: Parties
    moment: Moment | UnclearMoment | None
    unknown: list[int]


@dataclass(frozen=True, slots=True)
class _Models:
    mentions: tuple[Mention, ...]
    rest: _Rest
    corrections: tuple[Correction, ...] = ()
    doubt: Doubt | None = None


class _Reader:
    __slots__ = ("asker", "lexicon", "names", "now", "ownership", "texts", "typed", "zone")

    def __init__(
        self, typed: Typed, ownership: OwnershipMap, asker: Asker, now: datetime | None
    ) -> None:
        """Without `now` it is an alert, and times in the text are passed over."""
        self.typed, self.ownership, self.asker, self.now = typed, ownership, asker, now
        self.names = ownership.model_names
        self.zone = _zone(ownership, asker)
        self.texts = typed.texts
        self.lexicon = lexicon(ownership.vocabulary)

    @property
    def _doubts(self) -> Doubts:
        return Doubts(self.typed, self.names, self.lexicon)

    def find_models(self, mentions: tuple[Mention, ...]) -> _Models:
        """The models that are mentioned, for certain or by a near miss, or the doubt."""
        mentions = self._judged(mentions)
        rest = self.rest(mentions)
        if not rest.unknown:
            return _Models(mentions, rest, doubt=self._doubts.in_question(mentions, rest.unknown))
        repaired = repaired_mentions(self.typed, self.names, rest.unknown, mentions)
        if repaired.doubt:
            return _Models(mentions, rest, doubt=repaired.doubt)
        if repaired.mentions:
            mentions = outweighing(repaired.mentions, self.typed, self.lexicon.words)
            rest = self.rest(mentions)
        labelled = self._doubts.of_label(mentions, rest.unknown)
        doubt = labelled or self._doubts.in_question(mentions, rest.unknown)
        return _Models(mentions, rest, repaired.corrections, doubt)

    def _judged(self, mentions: tuple[Mention, ...]) -> tuple[Mention, ...]:
        """The mentions, with those marked that are ruled out; `not drift` may say no more than that."""
        mentions = judged(mentions, self.typed)
        if all(m.ruled_out for m in mentions) and not self._doubts.any_firm(mentions):
            return ()
        return mentions

    def find_certain_models(self, mentions: tuple[Mention, ...]) -> _Models:
        """The models that are mentioned for certain, or labelled as such; several are a doubt."""
        labelled = labelled_models(self.typed, self.names, self.lexicon.words)
        if labelled.mentions:
            firm = [m for m in mentions if is_firm(m, self.texts, self.lexicon.words)]
            mentions = tuple(apart(dict.fromkeys([*labelled.mentions, *firm])))
        rest = self.rest(mentions)
        doubt = self._doubts.in_alert(mentions, labelled, rest.unknown)
        return _Models(mentions, rest, doubt=doubt)

    def certain_mentions(self) -> tuple[Mention, ...]:
        """The models whose names stand there letter for letter."""
        mentions = certain_mentions(self.typed, self.names, self.lexicon.words)
        asked = owner_asked_about(self.texts, self.ownership)
        if not asked:
            return mentions
        return tuple(m for m in mentions if m.start not in asked or m.end > asked.stop)

    def framed(self, text: str, frame: Frame, mention: Mention) -> Reading:
        """The reading of a text of which nothing is in doubt."""
        return Reading(
            text=text,
            asker=self.asker,
            zone=self.zone,
            words=tuple(self.texts),
            models=(self._model(mention.model),),
            page_kinds=frame.page_kinds,
            knowledge=frame.knowledge,
            cues=frame.cues,
        )

    def reading(self, text: str, models: _Models) -> Reading:
        """All that was found, put together."""
        senses, moment, parties = models.rest.senses, models.rest.moment, models.rest.parties
        found = dict.fromkeys([m.model for m in models.mentions if not m.ruled_out])
        left_out = dict.fromkeys([m.model for m in models.mentions if m.ruled_out])
        return Reading(
            text=text,
            asker=self.asker,
            zone=self.zone,
            words=tuple(self.texts),
            models=() if models.doubt else tuple([self._model(model) for model in found]),
            left_out=tuple([self._model(model) for model in left_out]),
            corrections=models.corrections,
            doubt=models.doubt,
            page_kinds=page_kinds(senses, names_outweigh=len(found) <= 1 and self.now is not None),
            knowledge=knowledge_kinds(senses),
            cues=senses.cues,
            parties=parties.meant(self.typed),
            sure_parties=parties.sure,
            listed=listed_rotations(parties, models.mentions, self.typed) if self.now else (),
            followed=parties.followed(self.typed),
            channels=self.typed.channels,
            moment=moment if isinstance(moment, Moment) else None,
            unclear=moment if isinstance(moment, UnclearMoment) else None,
        )

    def _model(self, model: str) -> Model:
        return self.ownership.models[model]

    def rest(self, mentions: Sequence[Mention]) -> _Rest:
        """Read the words that no mention holds."""
        joined = timeless_names(self.typed, mentions, self.ownership)
        moment, left = self._moment(self._without([*mentions, *joined]))
        texts, gaps, parties = self._outside(mentions), self.typed.gaps, NOBODY
        free = [not left[word.start].isspace() for word in self.typed.words]
        for name in joined:
            free[name.start : name.end] = [True] * len(name)
        senses = read_senses(texts, gaps, free, self.lexicon)
        if senses.unknown or not mentions or joined or self.typed.people:
            parties = read_parties(self.typed, free, self.ownership, self.lexicon)
            if parties.held:
                free = [is_free and i not in parties.held for i, is_free in enumerate(free)]
                senses = read_senses(texts, gaps, free, self.lexicon)
        somebody = bool(parties.by_chat_id or parties.names) or tells_of_an_owner(senses, texts)
        settle_silence(senses, somebody=somebody)
        if parties.passed_over and Cue.KNOW not in senses.cues:
            senses.cues.add(Cue.ESCALATION)  # whoever is ruled out calls for the next one
        if mentions and senses.unknown:
            self._read_misspelt_kinds(senses)
        named, words = parties.named, self.typed.words
        unknown = [i for i in senses.unknown if i not in named and not is_reference(words, i)]
        if self.now and unknown and not isinstance(moment, UnclearMoment):
            moment = unknown_time([self.texts[index] for index in unknown]) or moment
        return _Rest(senses, parties, moment, unknown)

    def _outside(self, mentions: Sequence[Mention]) -> list[str]:
        """The words, with nothing in the place of those that name a model: they say no more."""
        texts = [*self.texts]
        for mention in mentions:
            texts[mention.start : mention.end] = [""] * len(mention)
        return texts

    def _without(self, mentions: Sequence[Mention]) -> str:
        left = self.typed.text
        for mention in mentions:
            start = self.typed.words[mention.start].start
            end = self.typed.words[mention.end - 1].end
            left = f"{left[:start]}{' ' * (end - start)}{left[end:]}"
        return left

    def _moment(self, left: str) -> tuple[Moment | UnclearMoment | None, str]:
        return read_moment(left, self.now, self.zone) if self.now else (None, left)

    def _read_misspelt_kinds(self, senses: Senses) -> None:
        """Heed a misspelt `quality`, unless it may be a part of a model's name."""
        for index in list(senses.unknown):
            text = self.texts[index]
            kind = self.lexicon.misspelt_kind(text)
            if kind and text not in self.names.models_with:
                senses.said.append(kind)
                senses.unknown.remove(index)
