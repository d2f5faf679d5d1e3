"""The list of models without a named owner."""

from collections.abc import Iterator

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
from knowledge.ownership import NobodyNamed, PageKey
from knowledge.questions.gaps import GapsAnswer
from knowledge.questions.subject import names_of

_SHOWN = 40  # as many as a card in Teams has room for
_BUTTONS = 5


def gaps_parts(answer: GapsAnswer) -> Iterator[Part]:
    """How many gaps there are, and forty of them with their reasons."""
    kinds = " or ".join(answer.question.kinds)
    when = answer.question.when
    stated = f" on {instant_text(when.at, when.zone, when.now)}" if when.stated else ""
    team = f" of {answer.question.team.name}" if answer.question.team else ""
    but = names_of(answer.question.left_out)
    whose = f"{team}, leaving out {but}," if but else team
    models = f"{counted(answer.models, 'model')}{whose}"
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
    for page in answer.pages(_SHOWN):
        if isinstance(page.resolution, NobodyNamed):
            yield Bullet((Strong(page.model.id), f", {page.kind}: {reason_text(page.resolution)}"))
    more = total - (first - 1) - _SHOWN
    shown = answer.gaps[first - 1 : first - 1 + _BUTTONS]
    buttons = [_declare(gap) for gap in shown]
    if more > 0:
        yield Fineprint((f"and {more} more",))
        buttons.insert(0, _next(answer, min(more, _SHOWN)))
    if buttons:
        yield Buttons(tuple(buttons))


def _next(answer: GapsAnswer, count: int) -> Button:
    question = answer.question
    value = question.from_number(question.first + _SHOWN)
    return Button(f"Next {count}", Action.ASK, value)


def _declare(gap: PageKey) -> Button:
    return declare_button(gap.model, gap.kind, f"Declare owner: {gap.model}, {gap.kind}")
