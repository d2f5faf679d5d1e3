"""Letting others have the processor first."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Final

_LESS: Final = 10
"""By so much a process is nicer than it was; 19 is the most that there is."""


@contextmanager
def giving_way() -> Iterator[None]:
    """Whoever answers on this machine goes first, as long as both want the processor."""
    if not hasattr(os, "setpriority"):  # as on Windows
        yield
        return
    usual = os.getpriority(os.PRIO_PROCESS, 0)
    os.setpriority(os.PRIO_PROCESS, 0, usual + _LESS)
    try:
        yield
    finally:
        with suppress(PermissionError):  # not everybody may take that back
            os.setpriority(os.PRIO_PROCESS, 0, usual)
