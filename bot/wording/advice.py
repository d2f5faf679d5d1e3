"""Which pattern fits: the answer, what it was drawn from, and what would change it."""

from collections.abc import Iterator, Sequence
from typing import Any, Final

from bot.reply import Action, Bullet, Button, Buttons, Headline, Line, Part, Strong, Verbatim
from bot.wording.citing import Citations
from bot.wording.joining import joined
from bot.wording.patterns import pattern_title
from knowledge.diagnosis.advice import Advice, Sureness, Swing, Verdict, Weighed
from knowledge.diagnosis.circumstances import Circumstance, Circumstances
from knowledge.diagnosis.grounds import CENTRAL_FITS_BELOW, FEDERATED_ABOVE, FEDERATED_FROM
from knowledge.entities import Pattern
from knowledge.patterns import grounds, levels, rules, sheets
from knowledge.questions.recommending import RecommendAnswer

_SURENESS: Final = {
    Sureness.SURE: "Sure: nothing that is unknown would change it.",
    Sureness.FAIRLY: "Fairly sure: it leads by little, but nothing that is unknown would change it.",
    Sureness.UNSURE: "Not sure: see below what would change it.",
    Sureness.UNKNOWN: "Too little is known of the organisation.",
}
_NAMES: Final = {
    Circumstance.MANDATE: "whether a mandate names a single accountable operator",
    Circumstance.AUTONOMY: "whether the regulator lets product teams work on their models",
    Circumstance.CONTEXT: "where you deploy",
    Circumstance.MATURITY: "how mature you are",
    Circumstance.TEAMS: "how many teams produce models",
    Circumstance.ML_ENGINEERS: "how many ML engineers there are",
    Circumstance.SHARED_RAILS: "whether a platform team offers shared rails",
}
HOW_TO_TELL: Final = {
    Circumstance.MANDATE: "organisation mandate yes|no",
    Circumstance.AUTONOMY: "organisation autonomy yes|no",
    Circumstance.CONTEXT: "organisation context pure-cloud|on-prem|hybrid|regulated",
    Circumstance.MATURITY: "organisation maturity 1|2|3|4|5",
    Circumstance.TEAMS: "model trained-by MODEL TEAM",
    Circumstance.ML_ENGINEERS: "organisation ml-engineers NUMBER",
    Circumstance.SHARED_RAILS: "organisation rails yes|no",
}
"""The command that declares each fact."""

_TEAM_BANDS: Final = {
    1: f"fewer than {FEDERATED_FROM}",
    FEDERATED_FROM: f"{FEDERATED_FROM} or {CENTRAL_FITS_BELOW - 1}",
    CENTRAL_FITS_BELOW: f"{CENTRAL_FITS_BELOW} or more",
}
_ENGINEER_BANDS: Final = {
    FEDERATED_ABOVE: f"{FEDERATED_ABOVE} or fewer",
    FEDERATED_ABOVE + 1: f"more than {FEDERATED_ABOVE}",
}


def recommend_parts(answer: RecommendAnswer) -> Iterator[Part]:
    """What fits, what speaks for and against each of the four, and what would change it."""
    advice, cited = answer.advice, Citations()
    yield Headline((_answer_text(advice), f" {_SURENESS[advice.sureness]}"))
    yield Line((f"What I know: {known_text(advice.known)}.",))
    yield from _declared(answer)
    for verdict in advice.verdicts:
        yield Line((Strong(pattern_title(verdict.pattern)), f" ({verdict.points:+d})"))
        yield from _reasons(verdict, cited)
    if advice.swings:
        yield Line((Strong("Unknown, and it would change the answer:"),))
        for swing in advice.swings:
            yield Bullet((f"{swing_text(swing)} ", Verbatim(HOW_TO_TELL[swing.unknown])))
    yield Line((Strong("At 2 a.m."), f": {cited.said(rules().no_answer_at_night)}"))
    yield cited.fineprint()
    yield Buttons(tuple(_buttons(answer)))


def fitting_text(patterns: Sequence[Pattern]) -> str:
    """`federated`, or `centralised or platform-as-mlops`."""
    return " or ".join(pattern.value for pattern in patterns)


def known_text(known: Circumstances) -> str:
    """What is known, in the order in which it is asked for; what isn't is said to be unknown."""
    return joined(_fact_text(fact, getattr(known, fact)) for fact in _shown(known))


def swing_text(swing: Swing) -> str:
    """`whether …: yes → embedded; no → …`."""
    by_answer: dict[str, list[str]] = {}
    for value, patterns in swing.values:
        by_answer.setdefault(fitting_text(patterns), []).append(_value_text(swing.unknown, value))
    told = "; ".join(f"{' or '.join(values)} → {fits}" for fits, values in by_answer.items())
    return f"{_NAMES[swing.unknown]}: {told}."


def _answer_text(advice: Advice) -> Strong:
    titles = [pattern_title(pattern) for pattern in advice.fitting]
    match titles:
        case []:
            return Strong("I can't tell yet which pattern fits.")
        case [one]:
            return Strong(f"{one} fits.")
        case _:
            return Strong(f"{' and '.join(titles)} fit equally.")


def _declared(answer: RecommendAnswer) -> Iterator[Part]:
    declared, fitting = answer.declared, answer.advice.fitting
    if declared is None:
        yield Line(("You have declared none: ", Verbatim("organisation pattern PATTERN"), "."))
    elif declared in fitting:
        yield Line((f"You have declared {declared}: it goes with that.",))
    elif fitting:
        yield Line((f"You have declared {declared}, which fits less well.",))


def _reasons(verdict: Verdict, cited: Citations) -> Iterator[Part]:
    for label, reasons in (("For", verdict.pros), ("Against", verdict.cons)):
        for reason in reasons:
            yield Bullet((f"{label} ({reason.points:+d}): {_reason_text(reason, cited)}",))
    if not verdict.pros:
        yield Bullet(("For: nothing that is known.",))
    failures = sheets()[verdict.pattern].failures
    keys = tuple(dict.fromkeys(key for failure in failures for key in failure.sources))
    told = "; ".join(failure.short for failure in failures)
    yield Bullet((f"Breaks by: {told} {cited.marks(keys)}",))


def _reason_text(reason: Weighed, cited: Citations) -> str:
    return cited.said(grounds()[reason.ground])


def _shown(known: Circumstances) -> Iterator[Circumstance]:
    """Autonomy matters under a mandate only."""
    for fact in Circumstance:
        if fact is not Circumstance.AUTONOMY or known.mandate:
            yield fact


def _fact_text(fact: Circumstance, value: Any) -> str:
    match fact:
        case Circumstance.MANDATE:
            return _yes_no(value, "a mandate for a single operator", "no mandate", "mandate")
        case Circumstance.AUTONOMY:
            may, may_not = "teams may work on their models", "teams may not work on their models"
            return _yes_no(value, may, may_not, "what teams may do")
        case Circumstance.CONTEXT:
            return str(value or "context unknown")
        case Circumstance.MATURITY:
            return f"maturity {value} ({levels()[value].name})" if value else "maturity unknown"
        case Circumstance.TEAMS:
            return _counted(value, "team that produces models", "teams that produce models")
        case Circumstance.ML_ENGINEERS:
            return _counted(value, "ML engineer", "ML engineers")
        case Circumstance.SHARED_RAILS:
            return _yes_no(value, "shared rails", "no shared rails", "shared rails")


def _yes_no(value: bool | None, yes: str, no: str, what: str) -> str:  # noqa: FBT001  # a fact's value
    if value is None:
        return f"{what} unknown"
    return yes if value else no


def _counted(number: int | None, one: str, several: str) -> str:
    if number is None:
        return f"{several} unknown"
    return f"{number} {one if number == 1 else several}"


def _value_text(fact: Circumstance, value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    bands = {Circumstance.TEAMS: _TEAM_BANDS, Circumstance.ML_ENGINEERS: _ENGINEER_BANDS}
    return bands.get(fact, {}).get(value, str(value))


def _buttons(answer: RecommendAnswer) -> Iterator[Button]:
    yield Button("Compare all four", Action.ASK, "compare")
    yield Button("Health of the map", Action.ASK, "health")
    if answer.declared is Pattern.CENTRALISED and Pattern.FEDERATED in answer.advice.fitting:
        yield Button("Plan the transition", Action.ASK, "plan")
