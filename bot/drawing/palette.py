"""Colours that people who see few colours tell apart too, on a light ground.

After Okabe and Ito's set. Red is kept for holes and for what is too high, and never stands alone:
holes are hatched, high readings are squares.
"""

from typing import Final

Colour = tuple[int, int, int]

GROUND: Final[Colour] = (255, 255, 255)
INK: Final[Colour] = (29, 33, 41)
SOFT_INK: Final[Colour] = (94, 102, 115)
GRID: Final[Colour] = (226, 230, 236)
NIGHT: Final[Colour] = (236, 239, 244)
LINE: Final[Colour] = (0, 95, 158)
HIGH: Final[Colour] = (178, 24, 43)
FIRING: Final[Colour] = (253, 238, 230)
HOLE: Final[Colour] = (200, 16, 46)
HOLE_STRIPE: Final[Colour] = (154, 8, 32)

PEOPLE: Final[tuple[Colour, ...]] = (
    (158, 202, 235),  # sky
    (247, 205, 120),  # amber
    (143, 214, 190),  # green
    (224, 178, 208),  # mauve
    (244, 236, 150),  # yellow
    (196, 200, 207),  # grey
    (171, 178, 232),  # lavender
    (214, 184, 150),  # sand
)
"""Light enough for dark letters; used again from the first where there are more people."""
