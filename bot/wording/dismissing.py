"""What is said to whoever puts a finding aside, or takes it up again."""

from bot.reply import Action, Button, Buttons, Fineprint, Headline, Reply, Strong
from knowledge.diagnosis.health import BEST, Health


def dismissed(finding: str, reason: str, after: Health) -> Reply:
    """It is put aside, and what the score is now."""
    return Reply(
        (
            Headline(("Dismissed ", Strong(finding), f": {reason}")),
            Fineprint((f"The map's health is {after.score} of {BEST} without it.",)),
            Buttons((_button("Take it up again", f"undismiss {finding}"), _HEALTH)),
        )
    )


def taken_up(finding: str) -> Reply:
    """It counts again, if it is still so."""
    return Reply(
        (Headline((Strong(finding), " counts again, where it is still so.")), Buttons((_HEALTH,)))
    )


def not_dismissed(finding: str) -> Reply:
    """There is nothing to take up."""
    return Reply((Headline((Strong(finding), " is not dismissed.")), Buttons((_HEALTH,))))


def _button(label: str, said: str) -> Button:
    return Button(label, Action.ASK, said)


_HEALTH = _button("Health of the map", "health")
