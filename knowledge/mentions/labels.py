"""What a text labels as a model: `model=fraud-model`, `*Model name:* churn`, a line `Model`."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from knowledge.mentions.certain import stands_alone
from knowledge.mentions.mention import Mention
from knowledge.names import ModelNames
from knowledge.text import Typed, glue

_STATING = re.compile(r"""[\s*_`'"]*[:=][\s*_`'";]*""")
_MODEL, _PREFIX = "model", "ml"
_OF_A_MODEL = frozenset({"name", "id"})


@dataclass(frozen=True, slots=True)
class Labelled:
    """The models that labels name, and the spans of what they name instead of any."""

    mentions: tuple[Mention, ...] = ()
    others: tuple[tuple[int, int], ...] = ()


def labelled_models(typed: Typed, names: ModelNames, everyday: frozenset[str]) -> Labelled:
    """What stands behind each label; everyday words there are prose: `model: is down`."""
    mentions: list[Mention] = []
    others: list[tuple[int, int]] = []
    for start in _values(typed):
        mention = _named_at(typed, names, start, everyday)
        end = mention.end if mention else _end_of_compound(typed, start)
        if mention:
            mentions.append(mention)
        elif not all(word in everyday or word.isdigit() for word in typed.texts[start:end]):
            others.append((start, end))
    return Labelled(tuple(mentions), tuple(others))


def _values(typed: Typed) -> Iterator[int]:
    """Where a value begins."""
    texts, gaps = typed.texts, typed.gaps
    for key, text in enumerate(texts):
        if text != _MODEL or (glue(gaps[key]) and texts[key - 1] != _PREFIX):
            continue
        value = key + 2 if texts[key + 1 : key + 2] and texts[key + 1] in _OF_A_MODEL else key + 1
        if value < len(texts) and _states(gaps[key], gaps[value], is_first=not key):
            yield value


def _states(before: str, after: str, *, is_first: bool) -> bool:
    """Whether a word is a label: by `:` or `=` behind it, or as a line of its own."""
    return bool(_STATING.fullmatch(after)) or ("\n" in after and (is_first or "\n" in before))


def _named_at(
    typed: Typed, names: ModelNames, start: int, everyday: frozenset[str]
) -> Mention | None:
    for model, length in names.book.at(typed.texts, start):
        if stands_alone(typed, start, start + length, everyday):
            return Mention(model, start, start + length)
    return None


def _end_of_compound(typed: Typed, start: int) -> int:
    end = start + 1
    while end < len(typed.texts) and glue(typed.gaps[end]):
        end += 1
    return end
