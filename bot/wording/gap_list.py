"""The list of models without a named owner."""

from collections.abc import Iterator, Sequence
from itertools import accumulate

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
)
from bot.wording.counting import counted
from bot.wording.gaps import reason_text
from bot.wording.instants import instant_text
from bot.wording.remedies import declare_button
from knowledge.briefs import PageAnswer
from knowledge.ownership import NobodyNamed, PageKey
from knowledge.questions.gaps import GapsAnswer
from knowledge.questions.subject import names_of

_SHOWN = 40
_ROOM = 5_000
"""Bytes of so many rows for which a card in Teams has room, and a message in Slack."""

_BUTTONS = 5


def gaps_parts(answer: GapsAnswer) -> Iterator[Part]:
    """How many gaps there are, and forty of them with their reasons, or as many as fit."""
    kinds = " or ".join(answer.question.kinds)
    when = answer.question.when
    stated = f" on {instant_text(when.at, when.zone, when.now)}" if when.stated else ""
    team = f" of {answer.question.team.name}" if answer.question.team else ""
    but = names_of(answer.question.left_out)
    whose = f"{team}, leaving out {but}," if but else team
    models = f"{counted(answer.models, 'model')}{whose}"
    if not answer.models:
        none = f"The map holds no model{whose.rstrip(',')}"
        yield Headline((f"{none}, so there is nothing to name an owner for.",))
        return
    if not answer.gaps:
        all_have = f"The one model{whose} has" if answer.models == 1 else f"All {models} have"
        each = " and ".join(answer.question.kinds)
        yield Headline((f"{all_have} a named owner for {each} pages{stated}.",))
        return
    without = len({gap.model for gap in answer.gaps})
    have = "has" if without == 1 else "have"
    yield Alarm((f"{without} of {models} {have} nobody named for {kinds} pages{stated}.",))
    yield from _listed(answer)


def _listed(answer: GapsAnswer) -> Iterator[Part]:
    first, total = answer.question.first, len(answer.gaps)
    if first > total:
        yield Line((f"That is {counted(total, 'page')}, so there is none from {first} on.",))
    elif first > 1:
        yield Line((f"Of {total} pages, from {first} on:",))
    rows = [_row(page) for page in answer.pages(2 * _SHOWN)]
    count = _fitting(rows)
    for model, why in rows[:count]:
        yield Bullet((Strong(model), why))
    more = total - (first - 1) - count
    shown = answer.gaps[first - 1 : first - 1 + min(count, _BUTTONS)]
    buttons = [_declare(gap) for gap in shown]
    if more > 0:
        yield Fineprint((f"and {more} more",))
        value = answer.question.from_number(first + count)
        buttons.insert(0, Button(f"Next {_fitting(rows[count:])}", Action.ASK, value))
    if buttons:
        yield Buttons(tuple(buttons))


def _row(page: PageAnswer) -> tuple[str, str]:
    """A model, and why nobody is named for it."""
    nobody = page.resolution
    why = reason_text(nobody) if isinstance(nobody, NobodyNamed) else ""
    return page.model.id, f", {page.kind}: {why}"


def _fitting(rows: Sequence[tuple[str, str]]) -> int:
    """How many of these a piece has room for."""
    sizes = (len("".join(row).encode()) for row in rows[:_SHOWN])
    return sum(size <= _ROOM for size in accumulate(sizes))


def _declare(gap: PageKey) -> Button:
    return declare_button(gap.model, gap.kind, f"Declare owner: {gap.model}, {gap.kind}")
