"""What those are told who lost or gained a page, or a shift, by what somebody declared."""

from collections.abc import Iterator

from bot.commands.handovers import Handover, handovers
from bot.commands.outcome import Declared
from bot.commands.reliefs import Relief, reliefs
from bot.reply import Fineprint, Headline, Notice, Part, Reply, Strong
from bot.wording.counting import counted
from bot.wording.offers import window_text

_WINDOWS_SHOWN = 3


def handover_notices(declared: Declared) -> Iterator[Notice]:
    """One for each page and each shift that changed hands."""
    for handover in handovers(declared):
        yield Notice(handover.person, handover_reply(handover, declared), declared.key)
    for relief in reliefs(declared):
        yield Notice(relief.person, relief_reply(relief, declared), declared.key)


def handover_reply(handover: Handover, declared: Declared) -> Reply:
    """What somebody is told who lost or gained a page."""
    page = handover.page
    verb = "are now paged" if handover.gained else "are no longer paged"
    said = Headline((f"You {verb} for {page.kind} on ", Strong(page.model), "."))
    return Reply((said, _signature(declared)))


def relief_reply(relief: Relief, declared: Declared) -> Reply:
    """What somebody is told who lost or gained a shift."""
    rotation, windows = relief.rotation, relief.windows
    verb = "are" if relief.gained else "are no longer"
    now = "" if windows or not relief.gained else " now"
    shown = [
        window_text(window, rotation.time_zone, declared.speaker.now)
        for window in windows[:_WINDOWS_SHOWN]
    ]
    hidden = len(windows) - len(shown)
    more = (f"and {counted(hidden, 'more time')}",) if hidden else ()
    when = f" {', '.join((*shown, *more))}" if shown else ""
    said = Headline((f"You {verb}{now} on call for ", Strong(rotation.name), f"{when}."))
    return Reply((said, _signature(declared)))


def _signature(declared: Declared) -> Part:
    reason = f" Reason: {declared.wish.reason}" if declared.wish.reason else ""
    return Fineprint(
        (f"Declared by {declared.speaker.called}, revision {declared.revision}.{reason}",)
    )
