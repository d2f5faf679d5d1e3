"""Why nobody is named for a page, as a fragment of a sentence."""

from bot.wording.quoting import shown
from knowledge.entities import Party, Pause, Rotation
from knowledge.ownership import GapReason, NobodyNamed


def reason_text(nobody: NobodyNamed) -> str:
    """`no owner is declared`, `the owner is a team (Risk ML), not a person`, and so on."""
    owner = nobody.owner.name if nobody.owner else ""
    match nobody.reason:
        case GapReason.NO_OWNER:
            return "no owner is declared"
        case GapReason.ONLY_A_TEAM:
            return f"the owner is a team ({owner}), not a person"
        case GapReason.EMPTY_ROTATION:
            return f"the rotation {owner} has no members"
        case GapReason.NOT_STARTED:
            return f"the rotation {owner} starts on {_starts(nobody.owner)}"
        case GapReason.PAUSED:
            return f"the rotation {owner} is paused{_pause(nobody.owner, nobody.pause)}"
        case GapReason.INACTIVE:
            person = nobody.person.name if nobody.person else owner
            return f"{person} is inactive"


def _starts(owner: Party | None) -> str:
    """`2027-01-04 at 09:00 (Europe/London)`: a date far off, hence with its year."""
    if not isinstance(owner, Rotation):
        return "a later day"
    return f"{owner.starts:%Y-%m-%d} at {owner.starts:%H:%M} ({owner.time_zone})"


def _pause(owner: Party | None, pause: Pause | None) -> str:
    """` until 2026-12-07 09:00 (Europe/London), because of the code freeze`."""
    if pause is None or not isinstance(owner, Rotation):
        return ""
    reason = f", because {shown(pause.reason)}" if pause.reason else ""
    return f" until {pause.end:%Y-%m-%d %H:%M} ({owner.time_zone}){reason}"
