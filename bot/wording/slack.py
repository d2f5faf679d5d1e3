"""What is said in Slack only: where an answer stands, and when it comes too late."""

from bot.reply import ChannelMention, Fineprint, Headline, Line, Mention, Reply, Verbatim
from knowledge.entities import Channel, Person


def shared_by(person: Person) -> Fineprint:
    """Who put an answer before everybody."""
    return Fineprint(("Asked by ", Mention(person)))


def too_late_to_open() -> Reply:
    """Slack opens a form within three seconds of the click, or not at all."""
    return Reply((Headline(("That took too long to open. Please press the button again.",)),))


def too_late_to_share() -> Line:
    """Slack takes answers where something was asked for half an hour."""
    said = "I could no longer show this in the channel, so only you see it. Ask there again."
    return Line((said,))


def not_taken_in(channel: str) -> Line:
    """Why an answer that belongs in a channel comes as a direct message."""
    asked_in = ChannelMention(Channel(slack=channel))
    return Line(("I couldn't answer in ", asked_in, ", so only you see this."))


def not_in_this_channel() -> Line:
    """Why an answer that belongs in a thread is shown to one person only."""
    invitation = Verbatim("/invite @WhoOwns")
    return Line(("I cannot post in this channel, so only you see this. Add me with ", invitation))
