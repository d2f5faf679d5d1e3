"""What an answer says of a declaration that nobody has confirmed for long."""

from collections.abc import Iterator
from datetime import timedelta

from bot.reply import Action, Button, Buttons, Fineprint, Part, Verbatim
from bot.wording.counting import counted
from bot.wording.parties import KIND_NAMES
from knowledge.ageing import unconfirmed_for
from knowledge.briefs import PageAnswer
from knowledge.questions.outcome import BriefAnswer, When


def age_parts(answer: BriefAnswer, confirm_after: timedelta) -> Iterator[Part]:
    """A line for each page that was asked about, and a button that renews it."""
    buttons = []
    for brief in answer.briefs:
        for page in brief.pages:
            age = unconfirmed_for(page.page, answer.when.now, confirm_after)
            if age is None:
                continue
            confirm = f"confirm {page.model.id} {page.kind}"
            said = f"{KIND_NAMES[page.kind]} pages: nobody confirmed that for {_days(age)}. If it is still true, say "
            yield Fineprint((said, Verbatim(confirm), "."))
            label = f"Still true: {page.model.id}, {page.kind}"
            buttons.append(Button(label, Action.ASK, confirm))
    if buttons:
        yield Buttons(tuple(buttons))


def age_text(page: PageAnswer, when: When, confirm_after: timedelta | None) -> str:
    """`; not confirmed for 104 days`, in a list; nothing where it is young enough."""
    age = unconfirmed_for(page.page, when.now, confirm_after)
    return "" if age is None else f"; not confirmed for {_days(age)}"


def _days(age: timedelta) -> str:
    return counted(age.days, "day") if age.days else "some hours"
