"""What is said in Teams only: in a channel, in a form, and of those out of reach."""

from urllib.parse import quote

from bot.reply import Action, Alarm, Button, Buttons, Fineprint, Headline, Line, Part, Reply
from knowledge.entities import Person

ANSWER = "WhoOwns"
"""The title of a dialog that only says something."""

_PREFILLED = 500
"""Characters of a question that a link to the personal chat carries."""


def in_short(reply: Reply, question: str, bot: str) -> Reply:
    """An aside kept to one line among others, with the way to a personal chat."""
    first: Part = next(
        (part for part in reply.parts if isinstance(part, Headline | Alarm)),
        Headline(("That is for the two of us.",)),
    )
    address = f"https://teams.microsoft.com/l/chat/0/0?users={quote(bot, safe='')}"
    prefilled = f"&message={quote(question[:_PREFILLED], safe='')}"
    go_on = Button("Go on in a personal chat", Action.OPEN, address + prefilled)
    return Reply((first, Buttons((go_on,))), aside=True)


def not_in_this_channel() -> Line:
    """Why an answer stands in a dialog and not in the thread."""
    return Line(("I am not in this team, so only you see this. Add me to the team to share it.",))


def person_out_of_reach(person: Person) -> Reply:
    """What the admins are told, once, of somebody who cannot be written to."""
    said = f"I can't write to {person.name} in Teams: the app is not installed for them."
    return _out_of_reach(said, "Install it for them, or for everybody, in the Teams admin center")


def channel_out_of_reach(channel: str) -> Reply:
    """What the admins are told, once, of a channel that cannot be written to."""
    said = f"I can't write to the Teams channel {channel}: the app is not in its team."
    return _out_of_reach(said, "Add the app to that team, under Manage team, Apps")


def _out_of_reach(said: str, mend: str) -> Reply:
    return Reply((Headline((said,)), Fineprint((f"{mend}. You are told this once.",))))
