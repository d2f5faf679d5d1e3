"""What looking for models comes to: mentions, corrections, and doubts."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from msgspec import Struct

from knowledge.entities import Id
from knowledge.text import Word

MOST_CANDIDATES = 5


class Mention(Struct, frozen=True, gc=False):
    """A model named by `words[start:end]`; `ruled_out` where it was named as not meant."""

    model: Id
    start: int
    end: int
    ruled_out: bool = False

    def __len__(self) -> int:
        return self.end - self.start

    def overlaps(self, other: "Mention") -> bool:
        """Whether the two share a word."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Correction:
    """A near miss that was taken for the one model that it fits."""

    typed: str
    model: Id


@dataclass(frozen=True, slots=True)
class SeveralModels:
    """The words fit several models; at most five are kept, `more` says how many are not."""

    phrase: str
    candidates: tuple[Id, ...]
    more: int = 0


@dataclass(frozen=True, slots=True)
class UnknownModel:
    """The words name a model that is not declared; `near` are some whose names resemble it."""

    phrase: str
    near: tuple[Id, ...] = ()


Doubt = SeveralModels | UnknownModel


def several(phrase: str, models: Iterable[Id]) -> SeveralModels:
    """The doubt between these models."""
    ordered = sorted(models)
    return SeveralModels(
        phrase, tuple(ordered[:MOST_CANDIDATES]), max(len(ordered) - MOST_CANDIDATES, 0)
    )


def as_typed(words: Sequence[Word], start: int, end: int) -> str:
    """The words as they were typed, as nearly as folding leaves them."""
    rest = (f"{word.glue or ' '}{word.text}" for word in words[start + 1 : end])
    return words[start].text + "".join(rest)
