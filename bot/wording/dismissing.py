"""What is said to whoever puts a finding aside, or takes it up again."""

from collections.abc import Sequence

from bot.reply import Action, Button, Buttons, Fineprint, Headline, Line, Reply, Strong
from bot.wording.able import able_text
from knowledge.diagnosis.health import BEST, Health
from knowledge.entities import Person


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


def not_yours(able: Sequence[Person]) -> Reply:
    """Somebody else has to; who."""
    return Reply(
        (
            Headline(("You may not put that aside, nor take it up.",)),
            Line((able_text(able),)),
        )
    )


def _button(label: str, said: str) -> Button:
    return Button(label, Action.ASK, said)


_HEALTH = _button("Health of the map", "health")
