"""What is said of the platform on which somebody wants to be written to."""

from bot.reply import Headline, Line, Reply, Verbatim
from bot.wording.parties import PLATFORM_NAMES
from knowledge.entities import Person, Platform


def preferred_reply(platform: Platform) -> Reply:
    """It is noted."""
    return Reply(
        (Headline((f"From now on I write to you in {PLATFORM_NAMES[platform]}.",)),), aside=True
    )


def unknown_to_map_reply() -> Reply:
    """Only people of the map are written to."""
    said = "I don't know which person of the map you are, so I never write to you first."
    return Reply((Headline((said,)),), aside=True)


def unknown_there_reply(person: Person, platform: Platform) -> Reply:
    """Their account there has to be linked before."""
    return Reply(
        (
            Headline((f"I don't know your account in {PLATFORM_NAMES[platform]}.",)),
            Line(("There, say ", Verbatim(f"link {person.id} @yourself"), ", or have it said.")),
        ),
        aside=True,
    )
