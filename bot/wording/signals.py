"""The transition signals, in words: what fires, since when, and what is unset."""

from collections.abc import Iterator
from datetime import datetime
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
    Strong,
    Verbatim,
)
from bot.wording.citing import Citations
from bot.wording.counting import counted
from bot.wording.instants import day_text
from bot.wording.quoting import spans_of
from knowledge.diagnosis.grounds import CENTRAL_FITS_BELOW, FEDERATED_ABOVE, FEDERATED_FROM
from knowledge.diagnosis.signals import Measure, Origin, Signal, Spell
from knowledge.entities import Pattern
from knowledge.patterns import grounds
from knowledge.questions.signals import SignalsAnswer

MEASURES: Final = {
    Measure.DEPTH: "Requests in the central queue",
    Measure.MODEL_PRODUCING_TEAMS: "Model-producing teams",
    Measure.MODELS: "Models",
}
_SAID: Final = {
    Measure.DEPTH: "depth",
    Measure.MODEL_PRODUCING_TEAMS: "teams",
    Measure.MODELS: "models",
}
"""As `queue threshold` calls them."""

_SHARES_SHOWN: Final = 8


def signals_parts(answer: SignalsAnswer) -> Iterator[Part]:
    """Which signals fire, each with its readings and threshold, and what can be done."""
    cited = Citations()
    yield _verdict(answer)
    yield from signal_bullets(answer, cited)
    yield from _queue(answer)
    yield _fitting(answer, cited)
    if answer.found.firing and answer.found.pattern is Pattern.CENTRALISED:
        yield from transition_parts()
    yield from _acknowledged(answer)
    times = answer.found.in_a_row
    row = "reading" if times == 1 else f"{times} readings in a row"
    yield Fineprint(
        (
            (
                f"A signal fires after {row} at its threshold or above, and clears below 80 % of it."
                " Teams and models are counted once a day."
            ),
        )
    )
    yield cited.fineprint()
    yield Buttons(tuple(signals_buttons(answer)))


def signal_bullets(answer: SignalsAnswer, cited: Citations) -> Iterator[Part]:
    """Each signal with its reading and threshold, and since when it fires."""
    for signal in answer.found.signals:
        said = _signal_text(signal, answer, cited)
        yield Bullet((Strong(MEASURES[signal.measure]), *spans_of(f": {said}")))


def signals_buttons(answer: SignalsAnswer) -> Iterator[Button]:
    """What can be done about it."""
    if answer.found.firing and answer.found.pattern is Pattern.CENTRALISED:
        yield Button("Acknowledge until…", Action.FORM, "acknowledge")
        yield Button("Show the plan", Action.ASK, "plan")
    if any(signal.points for signal in answer.found.signals):
        yield Button("Show the trend", Action.ASK, "signals")


def transition_parts() -> Iterator[Part]:
    """What moving from a central team to a federated shape involves, in short."""
    yield Line(
        (
            (
                "A federated shape takes: the platform team keeps the shared infrastructure, and its"
                " pager, as rails with a published interface; each product team takes its models, their"
                " pipelines and their model-quality pages. Before that every model needs a quality"
                " owner, an infrastructure owner, an escalation and a handoff. "
            ),
            Verbatim("plan"),
            " lists what is missing.",
        )
    )


def since_text(spell: Spell, zone: str, now: datetime) -> str:
    """`since 11 Nov`: the first of the readings that made it fire."""
    return f"since {day_text(spell.since, zone, now)}"


def threshold_text(signal: Signal, cited: Citations) -> str:
    """Where it fires, and where that number comes from."""
    value, origin = signal.threshold
    match origin:
        case Origin.DECLARED:
            return f"fires at {value} (as your map says)"
        case Origin.PUBLISHED:
            return (
                f"fires at {value} (one central team fits fewer than {CENTRAL_FITS_BELOW}"
                f" {cited.marks(grounds()['few-teams'].sources)}; your map sets no number)"
            )
        case Origin.UNSET:
            return (
                "no threshold is set, so it never fires; no number is published for it, so yours is"
                f" to set: `queue threshold {_SAID[signal.measure]} NUMBER`"
            )


def _verdict(answer: SignalsAnswer) -> Part:
    firing, every = len(answer.found.firing), len(answer.found.signals)
    name, pattern = answer.organisation.name, answer.found.pattern
    if not firing:
        return Headline((f"None of the {every} transition signals fires at {name}.",))
    fire = f"{firing} of {every} transition signals {'fires' if firing == 1 else 'fire'} at {name}"
    if pattern is Pattern.CENTRALISED:
        return Alarm((f"{fire}: it is outgrowing its central team.",))
    declared = f"its pattern is {pattern}" if pattern else "it declares no pattern"
    return Headline((f"{fire}. They speak of a centralised pattern, and {declared}.",))


def _signal_text(signal: Signal, answer: SignalsAnswer, cited: Citations) -> str:
    threshold = threshold_text(signal, cited)
    spell = signal.firing
    state = ""
    if spell:
        zone, now = answer.when.zone, answer.when.now
        state = f" It fires {since_text(spell, zone, now)}."
    elif signal.high_in_a_row or _is_high_now(signal):
        state = f" {signal.high_in_a_row} of {answer.found.in_a_row} high readings so far."
    return f"{_value_text(signal, answer)}; {threshold}.{state}"


def _is_high_now(signal: Signal) -> bool:
    """Whether the map of now is at the threshold, though no day's count says so yet."""
    value = signal.threshold.value
    return value is not None and signal.now is not None and signal.now >= value


def _value_text(signal: Signal, answer: SignalsAnswer) -> str:
    if signal.now is not None:
        return f"{signal.now} now"
    if signal.latest is None:
        return "nobody has reported it yet"
    on = day_text(signal.latest.at, answer.when.zone, answer.when.now)
    return f"{signal.latest.value} on {on}"


def _queue(answer: SignalsAnswer) -> Iterator[Part]:
    last = answer.found.last
    if last is None:
        yield Line(("Report the queue with ", Verbatim("queue 31 oldest 12d"), "."))
    elif last.oldest_days is not None:
        days = counted(last.oldest_days, "day")
        yield Line((f"The oldest request had waited {days} by then.",))
    if answer.shares:
        named = ", ".join(f"{team} {depth}" for team, depth in answer.shares[:_SHARES_SHOWN])
        more = len(answer.shares) - _SHARES_SHOWN
        yield Line((f"Last reported by team: {named}{f' and {more} more' if more > 0 else ''}.",))


def _fitting(answer: SignalsAnswer, cited: Citations) -> Part:
    engineers, name = answer.found.ml_engineers, answer.organisation.name
    has = "declares no number of engineers" if engineers is None else f"has {engineers}"
    teams, people = _NUMBERS[FEDERATED_FROM], _NUMBERS[FEDERATED_ABOVE]
    said = (
        f"A federated shape suits {teams} or more model-producing teams, or more than {people} ML"
        f" engineers {cited.marks(grounds()['large-enough'].sources)}; {name} {has}."
    )
    return Line((said,))


_NUMBERS: Final = {FEDERATED_FROM: "three", FEDERATED_ABOVE: "ten"}


def _acknowledged(answer: SignalsAnswer) -> Iterator[Part]:
    if answer.acknowledged is None:
        return
    said, name = answer.acknowledged
    until = day_text(said.until, answer.when.zone, answer.when.now)
    reason = f": {said.reason}" if said.reason else ""
    yield Line((f"Acknowledged by {name} until {until}{reason}.",))
