"""What somebody does with a questionnaire, and how it stands afterwards. Pure."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from bot.onboarding.script import Misread, Respondent
from bot.onboarding.walking import Walk, walk
from knowledge.names import key
from knowledge.ownership import OwnershipMap
from knowledge.questionnaire import Answer, Progress, Sort, State

LONGEST_ANSWER = 2_000
_PATIENCE = 2
"""Answers in a row that aren't understood until a question is set aside."""


class Do(StrEnum):
    """Everything that can be done."""

    GIVE = "give"
    SKIP = "skip"
    UNKNOWN = "unknown"
    BACK = "back"
    GO = "go"
    LATER = "later"
    RESUME = "resume"
    DISCARD = "discard"


@dataclass(frozen=True, slots=True)
class Move:
    """What is done, at which step, and what is said there."""

    do: Do
    step: str = ""
    text: str = ""


class Note(StrEnum):
    """What has to be told beside the next question."""

    ANSWERED_ALREADY = "answered-already"
    NOT_ASKED = "not-asked"
    OVER = "over"
    SET_ASIDE = "set-aside"
    REQUIRED = "required"
    ASKED_AGAIN = "asked-again"


@dataclass(frozen=True, slots=True)
class Turn:
    """How a questionnaire stands after a move.

    `about` is the step that the note or the misreading is about.
    """

    progress: Progress
    walk: Walk
    note: Note | None = None
    misread: Misread | None = None
    about: str = ""


Look = Callable[[Progress], Walk]
"""The questionnaire with the map and the respondent at hand."""


def moved(
    progress: Progress,
    move: Move,
    declared: OwnershipMap | None,
    respondent: Respondent,
    now: datetime,
) -> Turn:
    """Carry a move out. One that comes twice, late or out of order changes nothing wrong."""

    def look(stand: Progress) -> Walk:
        return walk(stand, declared, respondent, now)

    turn = _turn(progress, move, look)
    return replace(turn, progress=_touched(progress, turn.progress, move, now))


def _touched(before: Progress, after: Progress, move: Move, now: datetime) -> Progress:
    """What was shown last is what somebody answers who types, though nothing else changed."""
    is_shown = move.do is Do.RESUME and before.is_unfinished
    return replace(after, touched=now) if is_shown or after != before else after


def _turn(progress: Progress, move: Move, look: Look) -> Turn:
    walked = look(progress)
    if not progress.is_unfinished:
        return Turn(progress, walked, Note.OVER)
    standing = _standing(progress, walked)
    match move.do:
        case Do.GIVE | Do.SKIP | Do.UNKNOWN:
            return _answered(standing, move, walked, look)
        case Do.BACK:
            return Turn(_back(standing, move.step, walked), walked)
        case Do.GO:
            return _gone(standing, move.step, walked)
        case Do.LATER:
            return Turn(replace(standing, state=State.PAUSED), walked)
        case Do.RESUME:
            return Turn(standing, walked)
        case Do.DISCARD:
            return Turn(replace(standing, state=State.DISCARDED), walked)


def _standing(progress: Progress, walked: Walk) -> Progress:
    """Open, and at a step that is there: the map may have settled the one that was asked.

    Or it may have made an answer unreadable, so that there is something to ask again.
    """
    at = progress.at
    if walked.index(at) is None:
        at = walked.first_open()
    return replace(progress, state=State.OPEN, at=at)


def _answered(progress: Progress, move: Move, walked: Walk, look: Look) -> Turn:
    seen = walked.seen(move.step)
    if seen is None:
        return Turn(progress, walked, Note.NOT_ASKED, about=move.step)
    if seen.answer is not None and progress.at != move.step:
        is_same = move.do is Do.GIVE and seen.answer == Answer(Sort.GIVEN, _said(move))
        is_same = is_same or seen.answer.sort == _SORTS[move.do] != Sort.GIVEN
        return Turn(progress, walked, None if is_same else Note.ANSWERED_ALREADY, about=move.step)
    if move.do is not Do.GIVE:
        return _left(progress, move, walked, look)
    read = seen.step.question.read(_said(move), seen.sight)
    if isinstance(read, Misread):
        return _misread(progress, move, read, walked, look)
    return _on(_with(progress, move.step, Answer(Sort.GIVEN, _said(move))), move.step, look)


_SORTS = {Do.GIVE: Sort.GIVEN, Do.SKIP: Sort.SKIPPED, Do.UNKNOWN: Sort.UNKNOWN}


def _said(move: Move) -> str:
    return move.text.strip()[:LONGEST_ANSWER]


def _left(progress: Progress, move: Move, walked: Walk, look: Look) -> Turn:
    """Skipped, which keeps an answer that was given before, or not known, which takes it back."""
    seen = walked.seen(move.step)
    if seen is None or seen.step.question.required:
        return Turn(progress, walked, Note.REQUIRED, about=move.step)
    keeps = move.do is Do.SKIP and seen.answer is not None
    left = progress if keeps else _with(progress, move.step, Answer(_SORTS[move.do]))
    return _on(left, move.step, look)


def _misread(progress: Progress, move: Move, why: Misread, walked: Walk, look: Look) -> Turn:
    """An example first; then the question is set aside, so that nobody is caught in it."""
    if progress.at != move.step:
        return Turn(progress, walked, misread=why, about=move.step)
    tries = progress.misread + 1
    seen = walked.seen(move.step)
    if seen is None or tries < _PATIENCE or seen.step.question.required:
        return Turn(replace(progress, misread=tries), walked, misread=why, about=move.step)
    aside = progress if seen.answer else _with(progress, move.step, Answer(Sort.SKIPPED))
    return replace(_on(aside, move.step, look), note=Note.SET_ASIDE, about=move.step)


def _with(progress: Progress, step: str, answer: Answer) -> Progress:
    return replace(progress, answers={**progress.answers, step: answer})


def _on(progress: Progress, answered: str, look: Look) -> Turn:
    """On to the next unanswered step; whoever was elsewhere stays there."""
    walked = look(progress)
    at = progress.at
    if at == answered or walked.index(at) is None:
        index = walked.index(answered)
        at = walked.first_open(0 if index is None else index + 1)
    return Turn(replace(progress, at=at, misread=0), walked)


def _back(progress: Progress, from_: str, walked: Walk) -> Progress:
    """To the step before; a second press on the same button finds us there already."""
    if (progress.at or "") != from_ or not walked.steps:
        return progress
    index = walked.index(progress.at)
    before = max(0, (len(walked.steps) if index is None else index) - 1)
    return replace(progress, at=walked.steps[before].step.key, misread=0)


def _gone(progress: Progress, step: str, walked: Walk) -> Turn:
    if walked.index(step) is None:
        return Turn(progress, walked, Note.NOT_ASKED, about=step)
    return Turn(replace(progress, at=step, misread=0), walked)


def begun(
    progress: Progress, declared: OwnershipMap | None, respondent: Respondent, now: datetime
) -> Turn:
    """A questionnaire that was just opened, at its first question."""
    walked = walk(progress, declared, respondent, now)
    return Turn(replace(progress, at=walked.first_open()), walked)


_UNKNOWN = frozenset(
    map(
        key,
        (
            "don't know",
            "dont know",
            "do not know",
            "i don't know",
            "i do not know",
            "idk",
            "no idea",
            "not sure",
            "unknown",
            "dunno",
            "nobody",
            "no one",
        ),
    )
)
_TYPED = {
    "skip": Do.SKIP,
    "next": Do.SKIP,
    "back": Do.BACK,
    "later": Do.LATER,
    "finish later": Do.LATER,
    "not now": Do.LATER,
}


def typed(text: str, step: str) -> Move:
    """What somebody means who types beside the buttons: `back`, `don't know`, or an answer."""
    said = key(text)
    if said in _UNKNOWN:
        return Move(Do.UNKNOWN, step)
    return Move(_TYPED[said], step) if said in _TYPED else Move(Do.GIVE, step, text)
