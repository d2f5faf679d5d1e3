"""The table of every combination of circumstances, as Markdown: for the docs and for reading."""

from collections.abc import Iterator

from bot.wording.advice import fitting_text, swing_text
from knowledge.diagnosis.advice import Advice
from knowledge.diagnosis.combinations import Band, Combination, combinations
from knowledge.entities import Pattern
from knowledge.patterns import grounds

_HEAD = (
    "Context",
    "Mandate",
    "Maturity",
    "Teams",
    "What fits",
    "How sure",
    "Because of",
    "Points: centralised, embedded, federated, platform-as-MLOps",
    "What is unknown and would change it",
)


def combinations_table() -> str:
    """One row for each, 120 in all."""
    rows = [_HEAD, ("---",) * len(_HEAD), *map(_row, combinations())]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def _row(combination: Combination) -> tuple[str, ...]:
    advice = combination.advice
    return (
        combination.context,
        "yes" if combination.mandate else "no",
        str(combination.maturity),
        _band_text(combination.band),
        fitting_text(advice.fitting),
        advice.sureness,
        "; ".join(_grounds(advice)),
        ", ".join(f"{advice.verdict(pattern).points:+d}" for pattern in Pattern),
        " ".join(swing_text(swing) for swing in advice.swings) or "nothing",
    )


def _band_text(band: Band) -> str:
    return f"{band.first} or more" if band.last is None else f"{band.first} to {band.last}"


def _grounds(advice: Advice) -> Iterator[str]:
    """What speaks for what fits, and what speaks against it."""
    for pattern in advice.fitting:
        verdict = advice.verdict(pattern)
        told = [grounds()[reason.ground].short for reason in verdict.pros]
        against = [grounds()[reason.ground].short for reason in verdict.cons]
        name = f"{pattern}: " if len(advice.fitting) > 1 else ""
        yield name + ", ".join(told) + (f" (against: {', '.join(against)})" if against else "")
