"""What is drawn as well as said: the transition signals and the 2 a.m. drill.

signals
drill [MODEL | TEAM]
"""

from bot.commands.said import Said
from bot.commands.speaker import Speaker
from bot.commands.wish import Trouble
from bot.drawing.safely import drawn
from bot.office import Office
from bot.reply import Buttons, Picture, Reaction, Reply
from bot.wording.outcomes import word
from bot.wording.pictures import drill_picture, trend_picture
from knowledge.questions import ask
from knowledge.questions.drilling import DrillAnswer
from knowledge.questions.signals import SignalsAnswer
from knowledge.reading import Asker
from knowledge.store import Readings

SIGNALS = "signals"
DRILL = "drill [MODEL | TEAM]"
EXAMPLES: tuple[str, ...] = ("signals", "drill fraud-model")


def signals(_command: Said, speaker: Speaker, office: Office) -> Reaction:
    """The signals, and the trend of their readings."""
    return _drawn("signals", speaker, office)


def drill(command: Said, speaker: Speaker, office: Office) -> Reaction:
    """Who would be woken in the coming week, and the heat map of it."""
    if command.reason:
        raise command.objection(Trouble.GRAMMAR, f"because {command.reason}")
    return _drawn(f"drill {command.rest}", speaker, office)


def _drawn(question: str, speaker: Speaker, office: Office) -> Reaction:
    """The answer to a question, with its picture where there is one."""
    asker = Asker(speaker.person, speaker.place.channel)
    kept = Readings(office.store).backlog
    outcome = ask(question, office.current(), asker, speaker.now, kept)
    match outcome:
        case SignalsAnswer():
            picture = drawn(lambda: trend_picture(outcome))
        case DrillAnswer():
            picture = drawn(lambda: drill_picture(outcome))
        case _:
            picture = None
    reply = word(outcome)
    return Reaction(_with(picture, reply) if picture else reply)


def _with(picture: Picture, reply: Reply) -> Reply:
    """The picture before the buttons, without the one that asks for it."""
    said = [part for part in reply.parts if not isinstance(part, Buttons)]
    buttons = [
        button
        for part in reply.parts
        if isinstance(part, Buttons)
        for button in part.buttons
        if button.value != SIGNALS
    ]
    return Reply((*said, picture, *([Buttons(buttons)] if buttons else [])))
