"""The garbage collector's part in large maps: none.

A map is a tree of up to a million values that its reference counts free. While one is made, the
collector would walk over it again and again; in a server, once it is made, each full collection
would hold up every request for a good part of a second.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def without_collections(*, ever_after: bool = False) -> Iterator[None]:
    """Pause the collector; `ever_after` exempts from it all that is alive when the pause ends."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
        if ever_after:
            gc.freeze()
    finally:
        if collecting:
            gc.enable()
