"""Why nobody is named for a page, as a fragment of a sentence."""

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
            return f"the rotation {owner} has not started"
        case GapReason.INACTIVE:
            person = nobody.person.name if nobody.person else owner
            return f"{person} is inactive"
