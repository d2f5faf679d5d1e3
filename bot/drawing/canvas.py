"""A sheet to draw on: lengths in points of the finished picture, drawn twice as large for smooth edges."""

from functools import lru_cache
from importlib.resources import as_file, files
from io import BytesIO
from typing import TYPE_CHECKING, Final, Literal

from bot.drawing.palette import GROUND, INK, Colour

if TYPE_CHECKING:
    from PIL.ImageFont import FreeTypeFont

_SCALE: Final = 2
_COLOURS: Final = 96
_FONT: Final = "files/NotoSans[wdth,wght].ttf"
_WIDTH_AXIS: Final = 100

Anchor = Literal["la", "ma", "ra", "lm", "mm", "rm", "ls", "ms", "rs"]
"""Left, middle or right; top (a), middle (m) or baseline (s)."""
Box = tuple[float, float, float, float]
"""Left, top, right, bottom."""


@lru_cache(maxsize=32)
def _font(size: int, weight: int) -> "FreeTypeFont":
    from PIL import ImageFont  # noqa: PLC0415 - see the package

    with as_file(files("fontpkg_noto_sans").joinpath(_FONT)) as path:
        font = ImageFont.truetype(path, size * _SCALE, layout_engine=ImageFont.Layout.BASIC)
    font.set_variation_by_axes([weight, _WIDTH_AXIS])
    return font


def text_width(text: str, size: int, *, bold: bool = False) -> float:
    """How wide a text will be."""
    return _font(size, _weight(bold=bold)).getlength(text) / _SCALE


def fitting_lines(text: str, size: int, width: float, *, bold: bool = False) -> list[str]:
    """The whole text in lines of that width, broken at a word's end or where it must be."""
    lines, line = [], ""
    for word in _breakable(text):
        if line and text_width(line + word.rstrip(), size, bold=bold) > width:
            lines.append(line.rstrip())
            line = ""
        for letter in word:
            if line and text_width(line + letter, size, bold=bold) > width:
                lines.append(line.rstrip())
                line = ""
            line += letter
    return [*lines, line.rstrip()] if line.strip() or not lines else lines


def _breakable(text: str) -> list[str]:
    """Pieces that a line may end after: at spaces and hyphens."""
    pieces = [""]
    for letter in text:
        pieces[-1] += letter
        if letter in " -_/":
            pieces.append("")
    return [piece for piece in pieces if piece]


def _weight(*, bold: bool) -> int:
    return 700 if bold else 430


class Canvas:
    """One sheet."""

    def __init__(self, width: int, height: int) -> None:
        from PIL import Image, ImageDraw  # noqa: PLC0415 - see the package

        self.width, self.height = width, height
        self._image = Image.new("RGB", (width * _SCALE, height * _SCALE), GROUND)
        self._draw = ImageDraw.Draw(self._image)

    def box(self, box: Box, fill: Colour, *, radius: float = 0) -> None:
        """A filled rectangle."""
        left, top, right, bottom = self._scaled(*box)
        edges = (left, top, max(right - 1, left), max(bottom - 1, top))
        self._draw.rounded_rectangle(edges, radius * _SCALE, fill=fill)

    def striped(self, box: Box, fill: Colour, stripe: Colour) -> None:
        """A rectangle with slanting stripes: told apart without its colour."""
        from PIL import Image, ImageDraw  # noqa: PLC0415 - see the package

        left, top, right, bottom = (round(edge) for edge in self._scaled(*box))
        width, height = max(right - left, 1), max(bottom - top, 1)
        patch = Image.new("RGB", (width, height), fill)
        pen = ImageDraw.Draw(patch)
        for start in range(-height, width, 9 * _SCALE):
            pen.line((start, height, start + height, 0), fill=stripe, width=3 * _SCALE)
        self._image.paste(patch, (left, top))

    def line(self, points: list[tuple[float, float]], colour: Colour, width: float = 2) -> None:
        """A line through points."""
        scaled = [(x * _SCALE, y * _SCALE) for x, y in points]
        self._draw.line(scaled, fill=colour, width=round(width * _SCALE), joint="curve")

    def dashes(self, left: float, right: float, y: float, colour: Colour, width: float = 2) -> None:
        """A level dashed line."""
        x = left
        while x < right:
            self.line([(x, y), (min(x + 14, right), y)], colour, width)
            x += 24

    def dot(self, x: float, y: float, radius: float, colour: Colour) -> None:
        """A round mark with a light rim."""
        for size, fill in ((radius + 2, GROUND), (radius, colour)):
            self._draw.ellipse(self._scaled(x - size, y - size, x + size, y + size), fill=fill)

    def square(self, x: float, y: float, radius: float, colour: Colour) -> None:
        """A square mark with a light rim."""
        for size, fill in ((radius + 2, GROUND), (radius, colour)):
            self._draw.rectangle(self._scaled(x - size, y - size, x + size, y + size), fill=fill)

    def text(
        self,
        at: tuple[float, float],
        text: str,
        size: int,
        *,
        colour: Colour = INK,
        anchor: Anchor = "la",
        bold: bool = False,
    ) -> None:
        """One line of text; what the font lacks shows as a box."""
        font = _font(size, _weight(bold=bold))
        x, y = (length * _SCALE for length in at)
        self._draw.text((x, y), text, font=font, fill=colour, anchor=anchor)

    def png(self) -> bytes:
        """The finished picture."""
        from PIL import Image  # noqa: PLC0415 - see the package

        file = BytesIO()
        # A few flat colours and their edges: a third of the size, and nothing is lost to the eye.
        finished = self._image.reduce(_SCALE).quantize(_COLOURS, dither=Image.Dither.NONE)
        finished.save(file, "PNG", optimize=True)
        return file.getvalue()

    def _scaled(self, *lengths: float) -> tuple[float, ...]:
        return tuple(length * _SCALE for length in lengths)
