"""What the platform team is told of the transition signals by itself."""

from collections.abc import Iterator
from typing import Final

from bot.reply import (
    Action,
    Alarm,
    Bullet,
    Button,
    Buttons,
    Fineprint,
    Headline,
    Line,
    Part,
    Picture,
    Reply,
    Strong,
    Verbatim,
)
from bot.wording.citing import Citations
from bot.wording.signals import MEASURES, since_text, threshold_text, transition_parts
from knowledge.diagnosis.announcing import Occasion
from knowledge.diagnosis.signals import Signal
from knowledge.questions.signals import SignalsAnswer

_VERDICTS: Final = {
    Occasion.FIRST: "{name} is outgrowing its central team: {fire}.",
    Occasion.FURTHER: "A further signal says that {name} is outgrowing its central team: {fire} now.",
    Occasion.AGAIN: "{name} is still outgrowing its central team: {fire}.",
}


def announcement(answer: SignalsAnswer, why: Occasion, picture: Picture | None) -> Reply:
    """Which signals fire, since when, the trend, what the transition takes, what can be done."""
    if why is Occasion.CLEAR:
        return _all_clear(answer)
    return Reply(tuple(_parts(answer, why, picture)))


def _parts(answer: SignalsAnswer, why: Occasion, picture: Picture | None) -> Iterator[Part]:
    firing, every = answer.found.firing, len(answer.found.signals)
    fire = f"{len(firing)} of {every} transition signals {'fires' if len(firing) == 1 else 'fire'}"
    yield Alarm((_VERDICTS[why].format(name=answer.organisation.name, fire=fire),))
    cited = Citations()
    for signal in firing:
        said = _signal_text(signal, answer, cited)
        yield Bullet((Strong(MEASURES[signal.measure]), f": {said}"))
    if picture:
        yield picture
    yield from transition_parts()
    yield Fineprint(
        (
            "Said again once a week until somebody acknowledges it, as in ",
            Verbatim("acknowledge signals until 2027-01-15"),
            ".",
        )
    )
    if cited:
        yield cited.fineprint()
    yield Buttons(
        (
            Button("Acknowledge until…", Action.FORM, "acknowledge"),
            Button("Show the plan", Action.ASIDE, "plan"),
            Button("Show all signals", Action.ASIDE, "signals"),
        )
    )


def _signal_text(signal: Signal, answer: SignalsAnswer, cited: Citations) -> str:
    latest, spell = signal.latest, signal.firing
    value = f"{latest.value}" if latest else "unread"
    since = f", {since_text(spell, answer.when.zone, answer.when.now)}" if spell else ""
    return f"{value}; {threshold_text(signal, cited)}{since}"


def _all_clear(answer: SignalsAnswer) -> Reply:
    name = answer.organisation.name
    return Reply(
        (
            Headline((f"All clear: no transition signal fires at {name} any more.",)),
            Line((_values(answer),)),
            Buttons((Button("Show all signals", Action.ASIDE, "signals"),)),
        )
    )


def _values(answer: SignalsAnswer) -> str:
    read = (
        f"{MEASURES[signal.measure].lower()} {signal.latest.value}"
        for signal in answer.found.signals
        if signal.latest
    )
    return f"Last read: {', '.join(read)}."
