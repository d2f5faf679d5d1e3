"""The app's icons: a pager on whose screen somebody is named.

Teams wants one in colour, 192 by 192, and one in white alone on nothing, 32 by 32.
"""

from io import BytesIO
from math import asin, degrees
from typing import Any, Final

COLOUR: Final = "#1d3557"
_LIGHT, _LOUD, _WHITE = "#f1faee", "#e63946", "#ffffff"
_FINE: Final = 8
"""Drawn so many times as large, for smooth edges."""


def colour_icon() -> bytes:
    """The icon in colour."""
    from PIL import Image, ImageDraw  # noqa: PLC0415 - needed for the package only

    image = Image.new("RGBA", (192 * _FINE, 192 * _FINE), COLOUR)
    draw = ImageDraw.Draw(image)
    _box(draw, (34, 62, 158, 148), 18, fill=_LIGHT)
    _box(draw, (48, 76, 118, 134), 8, fill=COLOUR)
    _person(draw, (83, 97), 24, 126, _LIGHT)
    for y in (90, 114):
        _dot(draw, (138, y), 8, _LOUD if y == 90 else COLOUR)
    for radius in (26, 42):
        _waves(draw, (138, 58), radius, 7, _LOUD)
    return _png(image, 192)


def outline_icon() -> bytes:
    """The icon in white on nothing."""
    from PIL import Image, ImageDraw  # noqa: PLC0415 - needed for the package only

    image = Image.new("RGBA", (32 * _FINE, 32 * _FINE), (255, 255, 255, 0))
    draw = ImageDraw.Draw(image)
    _box(draw, (3, 9, 29, 27), 4, outline=_WHITE, width=2)
    _person(draw, (12, 15), 5.5, 24, _WHITE)
    _dot(draw, (23.5, 15), 1.6, _WHITE)
    _dot(draw, (23.5, 21), 1.6, _WHITE)
    _waves(draw, (24, 8), 5, 2, _WHITE)
    return _png(image, 32)


def _box(
    draw: Any,
    box: tuple[float, float, float, float],
    radius: float,
    *,
    width: int = 0,
    **colours: str,
) -> None:
    place = [edge * _FINE for edge in box]
    draw.rounded_rectangle(place, radius * _FINE, width=width * _FINE, **colours)


def _dot(draw: Any, centre: tuple[float, float], radius: float, colour: str) -> None:
    x, y = centre
    draw.ellipse(
        [edge * _FINE for edge in (x - radius, y - radius, x + radius, y + radius)], colour
    )


def _person(
    draw: Any, head: tuple[float, float], breadth: float, floor: float, colour: str
) -> None:
    """A head, and shoulders that end on the floor."""
    x, top = head
    _dot(draw, (x, top), breadth * 0.46, colour)
    y = floor + breadth / 3
    box = [edge * _FINE for edge in (x - breadth, y - breadth, x + breadth, y + breadth)]
    cut = degrees(asin(1 / 3))
    draw.chord(box, 180 + cut, 360 - cut, colour)


def _waves(
    draw: Any, centre: tuple[float, float], radius: float, width: float, colour: str
) -> None:
    x, y = centre
    box = [edge * _FINE for edge in (x - radius, y - radius, x + radius, y + radius)]
    draw.arc(box, 270, 360, colour, round(width * _FINE))


def _png(image: Any, side: int) -> bytes:
    from PIL import Image  # noqa: PLC0415 - needed for the package only

    written = BytesIO()
    image.resize((side, side), Image.Resampling.LANCZOS).save(written, "PNG", optimize=True)
    return written.getvalue()
