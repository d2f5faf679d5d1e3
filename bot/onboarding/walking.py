"""Which questions there are, given the map and the answers so far, and what they come to."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

from bot.onboarding.organisation import ORGANISATION
from bot.onboarding.script import Changes, Each, Misread, Question, Respondent, Script, Sight, Step
from bot.onboarding.team import TEAM
from knowledge.changes import Change, Kind
from knowledge.entities import Organisation
from knowledge.ownership import OwnershipMap
from knowledge.questionnaire import Answer, Progress, Sort, Topic

SCRIPTS: dict[Topic, Script] = {Topic.ORGANISATION: ORGANISATION, Topic.TEAM: TEAM}

ALWAYS_ASKED = frozenset({"models"})
"""Questions that no map can settle: there may always be one more."""

_UNNAMED = "-"


@dataclass(frozen=True, slots=True)
class Seen:
    """A step that is part of the questionnaire now, and what became of it."""

    step: Step
    answer: Answer | None
    sight: Sight


@dataclass(frozen=True, slots=True)
class Walk:
    """A questionnaire as it stands: its steps in order, and what the answers would declare.

    `draft` is the map with all that. An answer that can't be read any more, since the map has
    changed, doesn't count: its question is asked again.
    """

    steps: tuple[Seen, ...]
    draft: OwnershipMap
    changes: Changes = field(default=())

    def index(self, key: str | None) -> int | None:
        """Where a step stands, if it is part of the questionnaire."""
        return next((i for i, seen in enumerate(self.steps) if seen.step.key == key), None)

    def seen(self, key: str | None) -> Seen | None:
        """The step of that key."""
        index = self.index(key)
        return None if index is None else self.steps[index]

    def first_open(self, start: int = 0) -> str | None:
        """The first unanswered step from a place on, else the first of all."""
        ahead = [*self.steps[start:], *self.steps[:start]]
        return next((seen.step.key for seen in ahead if seen.answer is None), None)

    def owed(self) -> str | None:
        """The first step that can't be left out, and was."""
        return next(
            (
                seen.step.key
                for seen in self.steps
                if seen.step.question.required
                and (seen.answer is None or seen.answer.sort is not Sort.GIVEN)
            ),
            None,
        )


def walk(
    progress: Progress, declared: OwnershipMap | None, respondent: Respondent, now: datetime
) -> Walk:
    """Go through all questions once, each in the light of the answers before it."""
    sight = Sight(
        ownership=declared or OwnershipMap(Organisation(name=_UNNAMED)),
        respondent=respondent,
        now=now,
        begins=declared is None,
        subject=progress.subject,
    )
    steps: list[Seen] = []
    changes: Changes = ()
    for part in _script(progress, sight.ownership):
        for step in _steps(part, sight):
            seen, made = _look(step, progress, sight.of(step.item))
            if seen is not None:
                steps.append(seen)
            changes, sight = (*changes, *made), sight.after(made)
    return Walk(tuple(steps), sight.ownership, netted(changes, begins=declared is None))


def _script(progress: Progress, ownership: OwnershipMap) -> Script:
    """There is nothing to ask about a team that is no more."""
    is_gone = progress.topic is Topic.TEAM and progress.subject not in ownership.teams
    return () if is_gone else SCRIPTS[progress.topic]


def _steps(part: Question | Each, sight: Sight) -> Iterator[Step]:
    if isinstance(part, Each):
        for item in part.of(sight):
            yield from (Step(question, item) for question in part.questions)
    else:
        yield Step(part)


def _look(step: Step, progress: Progress, sight: Sight) -> tuple[Seen | None, Changes]:
    """The step if it is asked at all, and what its answer would declare."""
    question = step.question
    if not question.asked(sight):
        return None, ()
    answer = progress.answers.get(step.key)
    if answer is not None and answer.sort is Sort.GIVEN:
        read = question.read(answer.text, sight)
        if not isinstance(read, Misread):
            return Seen(step, answer, sight), read
        answer = None
    if answer is None and question.settled(sight):
        return None, ()
    return Seen(step, answer, sight), ()


def netted(changes: Changes, *, begins: bool = False) -> Changes:
    """Each declaration once: from what is declared now to what is wanted; none without effect."""
    first: dict[tuple[Kind, str, str], Change] = {}
    for change in changes:
        place = (change.kind, change.subject, change.aspect)
        before = first[place].before if place in first else change.before
        first[place] = change._replace(before=before)
    net = (
        c._replace(before=None) if begins and c.kind is Kind.ORGANISATION else c
        for c in first.values()
    )
    wanted = (change for change in net if change.before != change.after)
    return tuple(sorted(wanted, key=lambda change: _ORDER.index(change.kind)))


_ORDER = tuple(Kind)
