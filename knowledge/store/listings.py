"""Rows -> what the indexes of a map take from models, which are made when somebody looks at them."""

from collections.abc import Iterable
from sys import intern
from typing import Final

import msgspec

from knowledge.changes import ITSELF
from knowledge.entities import Channel, PageKind
from knowledge.homes import Home
from knowledge.ownership import PageKey
from knowledge.revising import Listing


class Standing(msgspec.Struct, gc=False):
    """What a model says of itself that indexes are made of."""

    aliases: tuple[str, ...] = ()
    trained_by: str | None = None
    channel: dict[str, str | None] | None = None


class _Owned(msgspec.Struct, gc=False):
    owner: str | None = None


_Itself = tuple[int, Standing]
_Page = tuple[int, _Owned]
# As if from before the first revision: what is not declared.
_NOTHING: Final = (0, Standing())
_NOBODYS: Final = (0, _Owned())


class _Declared(msgspec.Struct, gc=False, rename={"itself": ITSELF, "quality": "model-quality"}):
    """The aspects that indexes are made of, each with its revision."""

    itself: _Itself = _NOTHING
    infrastructure: _Page = _NOBODYS
    quality: _Page = _NOBODYS


class Line(msgspec.Struct, array_like=True, gc=False):
    """What is read of a line that tells all that is declared of a model."""

    id: str
    declared: _Declared

    def listing(self) -> Listing:
        """What it comes to."""
        model_id, said = intern(self.id), self.declared.itself[1]
        serving, quality = self.declared.infrastructure[1].owner, self.declared.quality[1].owner
        return Listing(
            (model_id, *said.aliases),
            (
                (serving and intern(serving), PageKey(model_id, PageKind.INFRASTRUCTURE)),
                (quality and intern(quality), PageKey(model_id, PageKind.MODEL_QUALITY)),
            ),
            Home(model_id, Channel(**said.channel) if said.channel else None, said.trained_by),
        )

    def revisions(self) -> list[int]:
        """Those that its pages are from."""
        pages = self.declared.infrastructure, self.declared.quality
        return [number for number, _ in pages if number]


_LINES: Final = msgspec.json.Decoder(list[Line])


def read_lines(lines: Iterable[str]) -> list[Line]:
    """Each line, read as far as that."""
    return _LINES.decode(f"[{','.join(lines)}]")
