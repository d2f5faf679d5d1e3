"""The patterns: one in full, or several side by side, a few lines for each dimension.

No table: a phone shows four columns as one letter each.
"""

from collections.abc import Iterator
from typing import Final

from bot.reply import Action, Bullet, Button, Buttons, Headline, Line, Part, Strong
from bot.wording.citing import Citations
from knowledge.entities import Pattern
from knowledge.patterns import Fact, Sheet, sheets
from knowledge.questions.comparing import CompareAnswer
from knowledge.questions.pattern import PatternAnswer

_DIMENSIONS: Final = (
    ("Staffing", "staffing"),
    ("Platform people for ten consuming teams", "headcount"),
    ("For product teams", "experience"),
    ("Infrastructure on-call", "infrastructure_pages"),
    ("Model-quality on-call", "quality_pages"),
    ("Knowledge", "knowledge"),
    ("Maturity", "maturity"),
    ("Context", "contexts"),
)
_FAILURES: Final = "Breaks by"
_ADVICE: Final = Button("Which fits us", Action.ASK, "which pattern fits us")
_COMPARE: Final = Button("Compare all four", Action.ASK, "compare")
_A_FEW: Final = 2


def pattern_title(pattern: Pattern) -> str:
    """`Platform-as-MLOps`."""
    return sheets()[pattern].title


def pattern_parts(answer: PatternAnswer) -> Iterator[Part]:
    """Everything that is known of one pattern."""
    cited, sheet = Citations(), answer.sheet
    yours = " It is the one that you have declared." if answer.declared else ""
    yield Headline((Strong(sheet.title), f": {cited.said(sheet.bet)}{yours}"))
    for label, name in _DIMENSIONS:
        yield Line((Strong(label), f": {cited.said(getattr(sheet, name))}"))
    for failure in sheet.failures:
        yield Line((Strong(_FAILURES), f": {cited.said(failure)}"))
    yield Line((Strong("Then"), f": {cited.said(sheet.next)}"))
    yield Line((Strong("At 2 a.m."), f": {cited.said(answer.rules.no_answer_at_night)}"))
    yield cited.fineprint()
    yield Buttons((_ADVICE, _COMPARE))


def compare_parts(answer: CompareAnswer) -> Iterator[Part]:
    """Each dimension with a line for each pattern: in full for two, in short for more."""
    cited = Citations()
    few = len(answer.sheets) <= _A_FEW
    titles = " and ".join(sheet.title for sheet in answer.sheets) if few else "The four patterns"
    yield Headline((Strong(titles), f": {cited.said(answer.rules.no_ladder)}"))
    for label, name in (*_DIMENSIONS[:5], (_FAILURES, "failures"), *_DIMENSIONS[5:]):
        yield Line((Strong(label),))
        for sheet in answer.sheets:
            said = _said(_facts(sheet, name), cited, few=few)
            yield Bullet((f"{sheet.title}{_yours(sheet, answer)}: {said}",))
    yield Line((Strong("At 2 a.m."), f": {cited.said(answer.rules.no_answer_at_night)}"))
    yield cited.fineprint()
    yield Buttons((_ADVICE, *map(_button, answer.sheets)))


def _facts(sheet: Sheet, name: str) -> tuple[Fact, ...]:
    value = getattr(sheet, name)
    return value if isinstance(value, tuple) else (value,)


def _said(facts: tuple[Fact, ...], cited: Citations, *, few: bool) -> str:
    if few:
        return " ".join(cited.said(fact) for fact in facts)
    keys = dict.fromkeys(key for fact in facts for key in fact.sources)
    return f"{'; '.join(fact.short for fact in facts)} {cited.marks(tuple(keys))}"


def _yours(sheet: Sheet, answer: CompareAnswer) -> str:
    return " (yours)" if sheet.pattern is answer.declared else ""


def _button(sheet: Sheet) -> Button:
    return Button(sheet.title, Action.ASK, f"pattern {sheet.pattern}")
