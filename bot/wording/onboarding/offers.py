"""What somebody is offered once, or reminded of once."""

from bot.onboarding.moves import Do, Move
from bot.onboarding.respondents import THE_ORGANISATION, About
from bot.onboarding.returning import Reminder
from bot.onboarding.saying import saying
from bot.reply import Action, Button, Buttons, Headline, Line, Reply, Strong
from bot.wording.onboarding.starting import about_text, begin_text
from bot.wording.quoting import shown
from knowledge.entities import Team
from knowledge.ownership import OwnershipMap
from knowledge.questionnaire import Progress, Topic


def team_offer_reply(team: Team) -> Reply:
    """To whoever was made a team's lead."""
    begin = begin_text(About(Topic.TEAM, team.id))
    return Reply(
        (
            Headline(
                (
                    "You lead ",
                    Strong(shown(team.name)),
                    " now.",
                )
            ),
            Line(
                (
                    (
                        "A few questions, and it is known who is paged for each of its models. "
                        "You can leave off at any time."
                    ),
                )
            ),
            Buttons((Button("Begin", Action.ASK, begin),)),
        )
    )


def installed_offer_reply() -> Reply:
    """To whoever installed the app."""
    return Reply(
        (
            Headline(("I answer who is paged for an ML model, and nothing is declared yet.",)),
            Line(("A few questions about your organisation are a good start.",)),
            Buttons((Button("Begin", Action.ASK, begin_text(THE_ORGANISATION)),)),
        )
    )


def reminder_reply(reminder: Reminder, progress: Progress, ownership: OwnershipMap) -> Reply:
    """To whoever left off, or finished a while ago."""
    about = About(progress.topic, progress.subject)
    what = about_text(about, ownership)
    what = what[0].lower() + what[1:] if progress.topic is Topic.ORGANISATION else what
    if reminder is Reminder.LEFT_OFF:
        return Reply(
            (
                Headline((f"Your answers about {what} are kept where you left off.",)),
                Line(("I won't remind you of it again.",)),
                Buttons(
                    (
                        Button("Go on", Action.ASK, saying(progress.id, Move(Do.RESUME))),
                        Button("Discard", Action.ASK, saying(progress.id, Move(Do.DISCARD))),
                    )
                ),
            )
        )
    return Reply(
        (
            Headline((f"It is a while since I asked you about {what}. Is it all still so?",)),
            Buttons((Button("Look through it", Action.ASK, begin_text(about)),)),
        )
    )
