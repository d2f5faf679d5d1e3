"""What the answers come to, before anything is declared."""

from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

from bot.onboarding.dividing import Division
from bot.onboarding.moves import Do, Move
from bot.onboarding.saying import Confirm, saying
from bot.onboarding.walking import Walk
from bot.reply import Action, Alarm, Bullet, Button, Buttons, Fineprint, Headline, Line, Part
from bot.wording.audit import change_text
from bot.wording.gaps import reason_text
from bot.wording.onboarding.steps import question_text, topic_text
from knowledge.changes import Change
from knowledge.entities import Person
from knowledge.ownership import NobodyNamed, OwnershipMap
from knowledge.questionnaire import Progress, Sort
from knowledge.standing import page_declared

_MOST_CHANGES = 40
_MOST_OPEN = 10
_MOST_ABLE = 5


class Summary(NamedTuple):
    """A questionnaire at its end. `able` may declare what the person may not.

    `seal` is what the confirming button carries. `meanwhile` was declared by others since the
    summary was last shown.
    """

    progress: Progress
    walk: Walk
    division: Division
    able: tuple[Person, ...]
    seal: str
    now: datetime
    meanwhile: tuple[Change, ...] = ()
    is_stale: bool = False


def summary_parts(summary: Summary) -> Iterator[Part]:
    """Everything that would be declared, and by whom; what was left open; what can be done."""
    walk, division = summary.walk, summary.division
    yield from _stale(summary)
    if walk.changes:
        about = topic_text(summary.progress, walk.draft)
        yield Headline((f"That is all I ask about {about}. This is what you would declare:",))
    else:
        yield Headline(("That is all I ask. Your answers change nothing: it is all so already.",))
    yield from change_bullets(division.allowed, walk.draft)
    yield from _others(summary)
    yield from _gaps(summary)
    yield from _left_open(walk)
    if walk.changes:
        yield Fineprint(("Nothing is declared before you confirm. Then it is, all at once.",))
    yield Buttons(tuple(_buttons(summary)))


def _stale(summary: Summary) -> Iterator[Part]:
    if not summary.is_stale:
        return
    yield Line(("It is no longer what you read, so I have declared nothing yet.",))
    for change in summary.meanwhile[:_MOST_OPEN]:
        yield Bullet((f"declared meanwhile: {change_text(change, summary.walk.draft)}",))


def change_bullets(changes: tuple[Change, ...], draft: OwnershipMap) -> Iterator[Part]:
    """One line for each, as far as they are shown."""
    for change in changes[:_MOST_CHANGES]:
        yield Bullet((change_text(change, draft),))
    if len(changes) > _MOST_CHANGES:
        yield Fineprint((f"and {len(changes) - _MOST_CHANGES} more",))


def _others(summary: Summary) -> Iterator[Part]:
    others = summary.division.others
    if not others:
        return
    names = ", ".join(person.name for person in summary.able[:_MOST_ABLE])
    nobody = "Nobody may declare this yet: whoever runs me can name admins in WHOOWNS_ADMINS."
    asked = f"You may not declare this yourself. Once you confirm, it is proposed to those who may ({names}):"
    yield Line((asked if names else nobody,))
    yield from change_bullets(others, summary.walk.draft)


def _gaps(summary: Summary) -> Iterator[Part]:
    """A page that would have nobody all the same is said so before, not at 2 a.m."""
    for change in summary.walk.changes:
        if change.after and (page := page_declared(change)):
            nobody = summary.walk.draft.resolve_page(page, summary.now)
            if isinstance(nobody, NobodyNamed):
                said = f"NOBODY would be named for {page.kind} pages on {page.model}: "
                yield Alarm((f"{said}{reason_text(nobody)}.",))


def _left_open(walk: Walk) -> Iterator[Part]:
    left = [s for s in walk.steps if s.answer is None or s.answer.sort is not Sort.GIVEN]
    if left:
        yield Line(("Left open:",))
        for seen in left[:_MOST_OPEN]:
            yield Bullet((question_text(seen, walk.draft),))
    if len(left) > _MOST_OPEN:
        yield Fineprint((f"and {len(left) - _MOST_OPEN} more",))


def _buttons(summary: Summary) -> Iterator[Button]:
    number = summary.progress.id
    confirm = "Confirm" if summary.walk.changes else "Done"
    yield Button(confirm, Action.ASK, saying(number, Confirm(summary.seal)))
    if summary.walk.steps:
        yield Button("Back", Action.ASK, saying(number, Move(Do.BACK)))
    yield Button("Finish later", Action.ASK, saying(number, Move(Do.LATER)))
    yield Button("Discard", Action.ASK, saying(number, Move(Do.DISCARD)))
