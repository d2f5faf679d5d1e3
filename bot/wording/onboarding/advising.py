"""Which pattern fits, in two lines; the whole of it is the answer to `advice`."""

from collections.abc import Iterator

from bot.reply import Line, Part, Strong, Verbatim
from bot.wording.patterns import pattern_title
from knowledge.diagnosis.advice import Advice
from knowledge.entities import Pattern
from knowledge.patterns import grounds

_ADVICE = "advice"


def advice_parts(advice: Advice, declared: Pattern | None) -> Iterator[Part]:
    """What fits, the weightiest reason for it, and how it goes with what is declared."""
    if not advice.fitting:
        return
    titles = " and ".join(pattern_title(pattern) for pattern in advice.fitting)
    fits = f"{titles} fit{'s' if len(advice.fitting) == 1 else ' equally'}."
    reasons = sorted(advice.verdict(advice.fitting[0]).pros, key=lambda reason: -reason.points)
    why = f" {grounds()[reasons[0].ground].says}" if reasons else ""
    yield Line((Strong(fits), why))
    goes = "" if declared is None or declared in advice.fitting else f"You have {declared}. "
    sure = "What would change that" if advice.swings else "All that speaks for and against each"
    yield Line((f"{goes}{sure}: ", Verbatim(_ADVICE)))
