"""What an alert leaves in doubt. Machines wrote it, so other rules hold than for a question.

- What it labels as its model is its model: in `model=fraud-model pod=fraud-model-7d9f8b` the pod
  raises no doubt. If no model of that name is declared, it is about none of those that it mentions.
- Names of alerts, pods and hosts stand everywhere in it. One beside a model's name counts only where
  the two are listed: `zebra-model, fraud-model`.
- Without a label, a longer name that holds the model's own is a doubt (`fraud-model-us`), unless all
  else in it is everyday words: `FraudModelPrecisionLow`. Where nothing else names a model, that name
  is asked about too.
"""

import re
from collections.abc import Sequence

from knowledge.lexicon import Lexicon
from knowledge.mentions.doubts import (
    compounds,
    doubt_beside,
    doubt_of_compound,
    doubt_of_list,
    doubt_of_longer,
)
from knowledge.mentions.mention import (
    MOST_CANDIDATES,
    Doubt,
    Mention,
    UnknownModel,
    as_typed,
    several,
)
from knowledge.names import ModelNames
from knowledge.text import Word

_INCIDENT = frozenset({"inc", "incident"})
_NUMBERED = re.compile(r"inc\d{3,}")


def doubt_in_alert(
    words: Sequence[Word],
    names: ModelNames,
    unknown: Sequence[int],
    mentions: Sequence[Mention],
    lexicon: Lexicon,
) -> Doubt | None:
    """The doubt about the models that an alert mentions, whether or not by a label."""
    mentioned = {mention.model for mention in mentions if not mention.ruled_out}
    if len(mentioned) > 1:
        return several("", mentioned)
    free = _by_themselves(words, unknown)
    return (
        doubt_of_longer(words, names, unknown, mentions)
        or doubt_beside(words, names, free, mentions, lexicon.qualifiers)
        or doubt_of_list(words, set(unknown), mentions, strictly=True)
    )


def doubt_of_longer_name(
    words: Sequence[Word], unknown: Sequence[int], mentions: Sequence[Mention], lexicon: Lexicon
) -> UnknownModel | None:
    """The doubt that a longer name raises in an alert without a label."""
    telling = {words[index].text for index in unknown} - lexicon.words
    return doubt_of_compound(words, mentions, telling)


def doubt_of_label(
    words: Sequence[Word],
    names: ModelNames,
    span: tuple[int, int],
    mentions: Sequence[Mention],
) -> UnknownModel:
    """The doubt of an alert that labels something as its model which is declared nowhere."""
    near = names.near([word.text for word in words[slice(*span)]], MOST_CANDIDATES)
    offered = dict.fromkeys([*near, *(mention.model for mention in mentions)])
    return UnknownModel(as_typed(words, *span), tuple(offered)[:MOST_CANDIDATES])


def doubt_of_names_within(
    words: Sequence[Word], names: ModelNames, lexicon: Lexicon
) -> UnknownModel | None:
    """The doubt of an alert that names models only within longer names: `fraud-model-latency`."""
    texts = [word.text for word in words]
    for start, end in compounds(words):
        held = [
            model
            for place in range(start, end)
            for model, length in names.book.at(texts[:end], place)
            if not lexicon.words.issuperset(texts[place : place + length])
        ]
        if held:
            near = tuple(dict.fromkeys(held))[:MOST_CANDIDATES]
            return UnknownModel(as_typed(words, start, end), near)
    return None


def is_reference(words: Sequence[Word], index: int) -> bool:
    """Whether a word is of an incident's number, which is no name: `INC-1234`, `incident #1234`."""
    word = words[index]
    if word.text.isdecimal():
        marked = "-" in word.gap or "#" in word.gap
        return marked and index > 0 and words[index - 1].text in _INCIDENT
    behind = words[index + 1 : index + 2]
    numbered = any(w.text.isdecimal() and "-" in w.gap for w in behind)
    return (numbered and word.text in _INCIDENT) or _NUMBERED.fullmatch(word.text) is not None


def _by_themselves(words: Sequence[Word], unknown: Sequence[int]) -> set[int]:
    """The unknown words that are part of no compound, and no label: `az = us-east-1a`."""
    joined = {index for span in compounds(words) for index in range(*span)}
    return {
        index
        for index in unknown
        if index not in joined and not (index + 1 < len(words) and "=" in words[index + 1].gap)
    }
