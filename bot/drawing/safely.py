"""A picture is an ornament: that it can't be drawn stops no word."""

import logging
from collections.abc import Callable

from bot.logs import report
from bot.reply import Picture

_log = logging.getLogger(__name__)


def drawn(draw: Callable[[], Picture | None]) -> Picture | None:
    """The picture; None where there is nothing to draw, or drawing fails."""
    try:
        return draw()
    except Exception as error:  # noqa: BLE001 - whatever a library or a font may do
        report(_log, "could not draw a picture", error)
        return None
