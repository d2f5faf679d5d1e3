"""How a questionnaire is left, and what is said to a button of one that is over."""

from bot.onboarding.moves import Do, Move
from bot.onboarding.saying import ONBOARD, saying
from bot.reply import Action, Button, Buttons, Headline, Line, Reply, Verbatim
from knowledge.questionnaire import Progress, State


def paused_reply(progress: Progress) -> Reply:
    """Finish later."""
    go_on = saying(progress.id, Move(Do.RESUME))
    return Reply(
        (
            Headline(("Your answers are kept; nothing is declared yet.",)),
            Line(("Go on whenever you like: ", Verbatim(ONBOARD), ".")),
            Buttons((Button("Go on", Action.ASK, go_on),)),
        )
    )


def discarded_reply() -> Reply:
    """Nothing of it is kept."""
    return Reply(
        (
            Headline(("Discarded. Nothing was declared.",)),
            Line(("Begin anew with ", Verbatim(ONBOARD), ".")),
        )
    )


def over_reply(progress: Progress) -> Reply:
    """A button of a questionnaire that is done or was discarded."""
    fate = "done" if progress.state is State.DONE else "discarded"
    return Reply(
        (
            Headline((f"These questions are {fate}, so that button changes nothing any more.",)),
            Line(("Begin anew with ", Verbatim(ONBOARD), ".")),
        )
    )
