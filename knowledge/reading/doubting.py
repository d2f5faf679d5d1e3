"""Which doubt stands in the way of an answer, of all that a text may raise about its models."""

from collections.abc import Sequence
from dataclasses import dataclass

from knowledge.lexicon import Lexicon
from knowledge.mentions import (
    Doubt,
    Labelled,
    Mention,
    doubt_among,
    doubt_beside,
    doubt_beyond,
    doubt_in_alert,
    doubt_of_compound,
    doubt_of_label,
    doubt_of_list,
    doubt_of_listed_word,
    doubt_of_longer,
    doubt_of_longer_name,
    doubt_of_names_within,
    doubt_of_namesake,
    doubt_of_near_miss,
    doubt_of_neighbours,
    doubt_of_plural,
    doubt_without,
    is_firm,
    labelled_models,
)
from knowledge.names import ModelNames
from knowledge.text import Typed


@dataclass(frozen=True, slots=True)
class Doubts:
    """The doubts of one text; `unknown` are the words of it that say nothing and name nobody."""

    typed: Typed
    names: ModelNames
    lexicon: Lexicon

    def any_firm(self, mentions: Sequence[Mention]) -> bool:
        """Whether one of the names says nothing else."""
        return any(is_firm(mention, self.typed.texts, self.lexicon.words) for mention in mentions)

    def in_question(self, mentions: Sequence[Mention], unknown: Sequence[int]) -> Doubt | None:
        """The first doubt about the models that a question mentions."""
        words, names = self.typed.words, self.names
        firm = self.any_firm(mentions)
        if firm and not unknown:
            return doubt_of_neighbours(words, mentions) or self._beyond(mentions)
        if firm and all(mention.ruled_out for mention in mentions):
            return doubt_without(words, names, unknown)
        if compound := doubt_of_compound(words, mentions):
            return compound
        if not firm:
            return doubt_without(words, names, unknown) or doubt_among(words, mentions)
        return (
            doubt_of_longer(words, names, unknown, mentions)
            or doubt_of_neighbours(words, mentions)
            or doubt_beside(words, names, set(unknown), mentions, self.lexicon.qualifiers)
            or doubt_of_namesake(words, unknown, mentions, self.lexicon.qualifiers)
            or doubt_of_list(words, set(unknown), mentions)
            or doubt_of_listed_word(words, set(unknown), mentions)
            or self._beyond(mentions)
        )

    def of_label(self, mentions: Sequence[Mention], unknown: Sequence[int]) -> Doubt | None:
        """The doubt about what is labelled as the model, where no model is called so."""
        for span in labelled_models(self.typed, self.names, self.lexicon.words).others:
            if not set(unknown).isdisjoint(range(*span)):
                return doubt_of_label(self.typed.words, self.names, span, mentions)
        return None

    def in_alert(
        self, mentions: Sequence[Mention], labelled: Labelled, unknown: Sequence[int]
    ) -> Doubt | None:
        """The first doubt about the models that an alert labels or mentions."""
        words, names = self.typed.words, self.names
        if labelled.others:
            return doubt_of_label(words, names, labelled.others[0], mentions)
        if not mentions:
            within = doubt_of_names_within(words, names, self.lexicon)
            return within or doubt_of_near_miss(self.typed, names, unknown)
        if not labelled.mentions:
            if not self.any_firm(mentions):
                return doubt_without(words, names, unknown) or doubt_among(words, mentions)
            if longer := doubt_of_longer_name(words, unknown, mentions, self.lexicon):
                return longer
        return doubt_in_alert(words, names, unknown, mentions, self.lexicon)

    def _beyond(self, mentions: Sequence[Mention]) -> Doubt | None:
        plural = doubt_of_plural(self.typed.words, self.names, mentions)
        return plural or doubt_beyond(self.typed, mentions)
