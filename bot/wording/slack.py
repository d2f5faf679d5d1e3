"""What is said in Slack only: about the channel, and about who somebody is."""

from bot.reply import Fineprint, Headline, Line, Mention, Reply, Verbatim
from knowledge.entities import Person


def shared_by(person: Person) -> Fineprint:
    """Who put an answer before everybody."""
    return Fineprint(("Asked by ", Mention(person)))


def not_known_to_slack() -> Reply:
    """Who somebody is could not be found out, so nothing is changed."""
    return Reply(
        (Headline(("Slack didn't tell me who you are, so nothing was changed. Try again soon.",)),),
        aside=True,
    )


def unknown_asker() -> Reply:
    """Who somebody is could not be found out, so they are not answered."""
    sorry = "Slack didn't tell me who you are, and I answer full members only. Try again soon."
    return Reply((Headline((sorry,)),), aside=True)


def too_late_to_open() -> Reply:
    """Slack opens a form within three seconds of the click, or not at all."""
    return Reply((Headline(("That took too long to open. Please press the button again.",)),))


def too_late_to_share() -> Line:
    """Slack takes answers where something was asked for half an hour."""
    said = "I could no longer show this in the channel, so only you see it. Ask there again."
    return Line((said,))


def not_in_this_channel() -> Line:
    """Why an answer that belongs in a thread is shown to one person only."""
    invitation = Verbatim("/invite @WhoOwns")
    return Line(("I cannot post in this channel, so only you see this. Add me with ", invitation))
