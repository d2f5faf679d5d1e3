"""What is said to whoever puts a finding aside, or takes it up again."""

from collections.abc import Sequence

from bot.reply import Action, Button, Buttons, Fineprint, Headline, Line, Reply, Strong
from knowledge.diagnosis.health import BEST, Health
from knowledge.entities import Person

_ABLE_SHOWN = 5


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
    names = ", ".join(person.name for person in able[:_ABLE_SHOWN])
    nobody = "That takes an admin, and none is named: whoever runs me can set WHOOWNS_ADMINS."
    return Reply(
        (
            Headline(("You may not put that aside, nor take it up.",)),
            Line((f"These people can: {names}." if names else nobody,)),
        )
    )


def _button(label: str, said: str) -> Button:
    return Button(label, Action.ASK, said)


_HEALTH = _button("Health of the map", "health")
