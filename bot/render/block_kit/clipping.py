"""Texts that are too long for Slack, cut before they are escaped: nothing is cut in two."""

from collections.abc import Callable

from bot.render.block_kit.mrkdwn import BOLD, CLOSE, CODE, OPEN, STRUCK, mrkdwn

ELLIPSIS = "…"


def clipped(text: str, limit: int) -> str:
    """`mrkdwn(text)`, or as much of its beginning as fits, with an ellipsis."""
    whole = mrkdwn(text)
    if len(whole) <= limit:
        return whole
    return fitting(text, limit, lambda start: mrkdwn(_closed(start)) + ELLIPSIS)


def fitting(text: str, limit: int, render: Callable[[str], str]) -> str:
    """`render` of the longest beginning whose rendering fits; empty where not even none of it does.

    The length is that of the rendering, so no escape is ever cut in two.
    """
    low, high = 0, min(len(text), max(limit, 0))
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if len(render(text[:middle])) <= limit else (low, middle - 1)
    start = render(text[:low])
    return start if len(start) <= limit else ""


def _closed(start: str) -> str:
    """The beginning of a marked text, without a link cut in two and with its marks in pairs."""
    if start.rfind(OPEN) > start.rfind(CLOSE):
        start = start[: start.rfind(OPEN)]
    for mark in (BOLD, CODE, STRUCK):
        if start.count(mark) % 2:
            core = start.rstrip()
            start = core[:-1] if core.endswith(mark) else core + mark
    return start
