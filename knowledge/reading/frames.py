"""Frames: what a question says besides the one model that it names.

Of every model people ask in the same few frames, such as `who owns quality for …`. One in which
each word is known and nothing depends on the time or on the map is read once and remembered.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from knowledge.entities import KnowledgeKind, PageKind
from knowledge.lexicon import Cue, Lexicon
from knowledge.mentions import Mention, doubt_beyond, is_firm, is_plural, ruling_before
from knowledge.moments import speaks_of_time
from knowledge.reading.senses import (
    knowledge_kinds,
    page_kinds,
    read_senses,
    settle_silence,
    tells_of_an_owner,
)
from knowledge.text import Typed

_MODEL = "\ua66e"
"""Stands in for the model: a letter, so that it is a word, and one that nobody types."""


class Frame(NamedTuple):
    """All that the words around a model say."""

    page_kinds: tuple[PageKind, ...]
    knowledge: tuple[KnowledgeKind, ...]
    cues: frozenset[Cue]


def frame_around(typed: Typed, mentions: Sequence[Mention], lexicon: Lexicon) -> Frame | None:
    """The frame of a text; None for one that has to be read as a whole, as most odd ones have."""
    if len(mentions) != 1 or typed.people or typed.channels:
        return None
    mention = mentions[0]
    if not is_firm(mention, typed.texts, lexicon.words):
        return None
    return _frame(typed.around(mention.start, mention.end, _MODEL), lexicon)


@lru_cache(maxsize=1024)
def _frame(text: str, lexicon: Lexicon) -> Frame | None:
    typed = Typed(text)
    texts = ["" if word == _MODEL else word for word in typed.texts]
    if texts.count("") != 1 or speaks_of_time(text):
        return None
    place = texts.index("")
    mention = Mention("", place, place + 1)
    if (
        ruling_before(place, texts, typed.gaps)
        or doubt_beyond(typed, [mention])
        or is_plural(texts, mention)
    ):
        return None
    senses = read_senses(texts, typed.gaps, [text != "" for text in texts], lexicon)
    if senses.unknown:
        return None
    settle_silence(senses, somebody=tells_of_an_owner(senses, texts))
    kinds = page_kinds(senses, names_outweigh=True)
    return Frame(kinds, knowledge_kinds(senses), frozenset(senses.cues))
