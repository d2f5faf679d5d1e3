"""How a questionnaire begins, and why it doesn't."""

from collections.abc import Iterable, Sequence
from typing import Final

from bot.onboarding.respondents import About
from bot.onboarding.saying import ONBOARD
from bot.reply import Action, Button, Buttons, Headline, Line, Reply, Verbatim
from bot.wording.able import NO_ADMIN, named
from bot.wording.quoting import shown
from knowledge.entities import Person
from knowledge.ownership import OwnershipMap
from knowledge.questionnaire import Progress, Topic

_THE_ORGANISATION: Final = "The organisation"


def about_text(about: About, ownership: OwnershipMap) -> str:
    """What a questionnaire is about, on a button."""
    if about.topic is Topic.ORGANISATION:
        return _THE_ORGANISATION
    team = ownership.teams.get(about.subject)
    return shown(team.name if team else about.subject)


def begin_text(about: About) -> str:
    """What is said to begin it."""
    return f"{ONBOARD} {about.topic} {about.subject}".strip()


def begin_buttons(abouts: Iterable[About], ownership: OwnershipMap) -> Buttons:
    """One button for each."""
    return Buttons(
        tuple(Button(about_text(a, ownership), Action.ASK, begin_text(a)) for a in abouts)
    )


def choice_reply(abouts: Iterable[About], ownership: OwnershipMap) -> Reply:
    """Several can be asked about."""
    return Reply(
        (Headline(("Which one shall I ask about?",)), begin_buttons(abouts, ownership)),
    )


def written_reply() -> Reply:
    """It goes on where nobody else reads it."""
    return Reply(
        (
            Headline(("I have written to you in a direct message.",)),
            Line(("If nothing is there, write ", Verbatim(ONBOARD), " to me directly.")),
        )
    )


def unknown_speaker_reply() -> Reply:
    """A terminal that doesn't tell who types."""
    return Reply(
        (
            Headline(("I don't know who you are, so I can't ask you anything.",)),
            Line(
                (
                    "In a terminal, say it at the start, by your id in the map: ",
                    Verbatim("whoowns chat --as priya"),
                    ".",
                )
            ),
        )
    )


def nothing_declared_reply() -> Reply:
    """Only an admin declares the first things there are."""
    return Reply(
        (
            Headline(("Nothing is declared yet, and an admin has to begin.",)),
            Line(("Whoever runs me names the admins in WHOOWNS_ADMINS.",)),
        )
    )


def not_for_you_reply(admins: Sequence[Person]) -> Reply:
    """Neither an admin nor in a team."""
    return Reply(
        (
            Headline(("I ask admins about the organisation, and people of a team about theirs.",)),
            Line((ask_text(admins),)),
        )
    )


def ask_text(admins: Sequence[Person]) -> str:
    """Who can help."""
    return f"Ask an admin: {named(admins)}." if admins else NO_ADMIN


def nothing_left_reply() -> Reply:
    """Everything that would be asked is known."""
    return Reply(
        (
            Headline(("I have nothing left to ask you.",)),
            Line(("To go through a team's models, say ", Verbatim("onboard team TEAM"), ".")),
        )
    )


def no_such_reply() -> Reply:
    """A number that no questionnaire has."""
    return Reply(
        (
            Headline(("There is no such questionnaire.",)),
            Line(("Say ", Verbatim(ONBOARD), " to begin one, or to go on with yours.")),
        )
    )


def not_yours_reply() -> Reply:
    """A button of somebody else's questionnaire."""
    return Reply((Headline(("Those questions were put to somebody else.",)),))


def team_gone_reply(progress: Progress) -> Reply:
    """The team was withdrawn or renamed."""
    return Reply(
        (
            Headline(
                (f"There is no team {shown(progress.subject)} any more, so I have no questions.",)
            ),
        )
    )
