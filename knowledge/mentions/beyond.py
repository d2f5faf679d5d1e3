"""The doubts where more is asked for than a mentioned model: `churn-*`, `churn and everything else`."""

import re
from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from knowledge.mentions.mention import Mention, SeveralModels, UnknownModel, as_typed, several
from knowledge.names import ModelNames
from knowledge.text import Typed, Word

_OPEN_BEHIND = re.compile(r"(?:-(?=[*%?{<\[($])|\.(?=\*))\S*[^\s?!.,;:]")
_OPEN_BEFORE = re.compile(r"(?<!\S)\S*[*%}>\])]-\Z")
_COUNTED = r"(?: (?:the|our|of|others?|models?|rest))+"
_REST = rf"(?>(?:(?:all|every|any){_COUNTED}|everything|all|the (?:rest|others?))(?: (?:else|models?))*)"
_AND_THE_REST = re.compile(
    rf" (?:and|or|plus|as well as) (?P<rest>{_REST})(?![^\s?!.,;])"
    r"(?! (?:is|are|was|were|looks?|seems?|works?)\b)"
)
_THE_REST_AND = re.compile(rf"(?<!\S)(?P<rest>{_REST}) (?:and|plus|including)(?: the| our)? \Z")
_ELSEWHERE = frozenset({"in", "for", "of"})
_DETERMINERS = frozenset({"the", "our"})


def doubt_beyond(typed: Typed, mentions: Sequence[Mention]) -> UnknownModel | None:
    """The doubt that is raised by what tells of several models, in words or by a wildcard."""
    for mention in mentions:
        if mention.ruled_out:
            continue
        start, end = typed.words[mention.start].start, typed.words[mention.end - 1].end
        before, behind = typed.text[:start], typed.text[end:]
        begun, going_on = _OPEN_BEFORE.search(before), _OPEN_BEHIND.match(behind)
        if begun or going_on:
            pieces = (begun and begun.group(), typed.text[start:end], going_on and going_on.group())
            return UnknownModel("".join(filter(None, pieces)), (mention.model,))
        rest = _AND_THE_REST.match(behind) or _THE_REST_AND.search(before)
        if rest:
            return UnknownModel(rest["rest"], (mention.model,))
    return None


def is_plural(texts: Sequence[str], mention: Mention) -> bool:
    """Whether several are asked for that are called so: `the churn models`."""
    return texts[mention.end : mention.end + 1] == ["models"]


def doubt_of_plural(
    words: Sequence[Word], names: ModelNames, mentions: Sequence[Mention]
) -> SeveralModels | None:
    """The doubt between the models whose names hold one that stands there in the plural."""
    texts = [word.text for word in words]
    for mention in (m for m in mentions if is_plural(texts, m)):
        name = texts[mention.start : mention.end]
        held = set.intersection(*(set(names.models_with.get(text, ())) for text in name))
        if len(held) > 1:
            return several(as_typed(words, mention.start, mention.end), held)
    return None


def doubt_of_namesake(
    words: Sequence[Word],
    unknown: Sequence[int],
    mentions: Sequence[Mention],
    qualifiers: AbstractSet[str],
) -> UnknownModel | None:
    """The doubt whether another model is meant that serves elsewhere: `fraud-model in germany`."""
    for mention in mentions:
        index = mention.end + 1
        while index < len(words) and words[index].text in _DETERMINERS:
            index += 1
        told = index in unknown and words[index].text in qualifiers
        if not told or words[mention.end].text not in _ELSEWHERE:
            continue
        if not any(words[i].apart for i in range(mention.end, index + 1)):
            return UnknownModel(as_typed(words, mention.start, index + 1), (mention.model,))
    return None
