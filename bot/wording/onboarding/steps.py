"""One question, as it is shown: its words, the answers to pick from, how far one is."""

from collections.abc import Iterable, Iterator
from typing import Final

from bot.onboarding.moves import Do, Move, Note, Turn
from bot.onboarding.saying import saying
from bot.onboarding.walking import Seen, Walk
from bot.reply import Action, Bullet, Button, Buttons, Fineprint, Headline, Line, Part, Verbatim
from bot.wording.onboarding.misreadings import misread_text
from bot.wording.onboarding.questions import ASKINGS, Asking
from bot.wording.parties import party_text
from bot.wording.quoting import shown
from knowledge.entities import PageKind
from knowledge.ownership import OwnershipMap
from knowledge.questionnaire import Progress, Sort, Topic

_NEW: Final = "new "
_SOMEBODY_ELSE: Final = "Somebody else"
_NOTES: Final = {
    Note.ANSWERED_ALREADY: "That was answered already: {answer}.",
    Note.NOT_ASKED: "That question isn't asked any more: what is known by now settles it.",
    Note.SET_ASIDE: "I still can't read that, so I have set the question aside. Back leads to it.",
    Note.REQUIRED: "That one can't be left out: without it nothing can be declared.",
    Note.ASKED_AGAIN: "That has to be answered before anything is declared.",
    Note.OVER: "",
}


def question_parts(turn: Turn) -> Iterator[Part]:
    """The question that is asked now, below what has to be told of the last move."""
    progress, walk = turn.progress, turn.walk
    seen = walk.seen(progress.at)
    yield from _note(turn)
    if turn.misread is not None:
        yield from _misread(turn)
        if turn.about != progress.at:
            return
    if seen is None:
        return
    asking = ASKINGS[seen.step.question.key]
    if turn.misread is None:
        yield from _asked(asking, seen, walk.draft)
    elif seen.step.question.free and asking.example and not turn.misread.offers:
        yield Line(("For instance: ", Verbatim(asking.example)))
    answers = () if turn.misread and turn.misread.offers else _options(progress, asking, seen)
    if answers:
        yield Buttons(tuple(answers))
    yield Fineprint((position_text(progress, walk),))
    yield Buttons(tuple(_navigation(progress, walk, seen)), by_label=True)


def position_text(progress: Progress, walk: Walk) -> str:
    """`4 of 11, about Risk ML`."""
    index = walk.index(progress.at)
    place = len(walk.steps) if index is None else index + 1
    return f"{place} of {len(walk.steps)}, about {topic_text(progress, walk.draft)}"


def topic_text(progress: Progress, ownership: OwnershipMap) -> str:
    """What a questionnaire is about: `the organisation`, `Risk ML`."""
    if progress.topic is Topic.ORGANISATION:
        return "the organisation"
    team = ownership.teams.get(progress.subject)
    return shown(team.name if team else progress.subject)


def question_text(seen: Seen, ownership: OwnershipMap) -> str:
    """The question itself."""
    return _filled(ASKINGS[seen.step.question.key].text, seen, ownership)


def answer_text(seen: Seen, ownership: OwnershipMap) -> str:
    """What was said to a question."""
    if seen.answer is None or seen.answer.sort is Sort.UNKNOWN:
        return "not known"
    if seen.answer.sort is Sort.SKIPPED:
        return "skipped"
    choice = ASKINGS[seen.step.question.key].choices.get(seen.answer.text)
    return choice.label if choice else _label(seen.answer.text, ownership)


def _note(turn: Turn) -> Iterator[Part]:
    if turn.note is None:
        return
    about = turn.walk.seen(turn.about)
    answer = answer_text(about, turn.walk.draft) if about else ""
    yield Line((_NOTES[turn.note].format(answer=answer),))
    if turn.note is Note.ANSWERED_ALREADY:
        go = saying(turn.progress.id, Move(Do.GO, turn.about))
        yield Buttons((Button("Change it", Action.ASK, go),))


def _misread(turn: Turn) -> Iterator[Part]:
    if turn.misread is None:
        return
    yield Headline((misread_text(turn.misread),))
    offers = turn.misread.offers
    if offers:
        number = turn.progress.id
        yield Buttons(
            tuple(
                _give(number, turn.about, offer, _label(offer, turn.walk.draft)) for offer in offers
            )
        )


def _asked(asking: Asking, seen: Seen, ownership: OwnershipMap) -> Iterator[Part]:
    yield Headline((_filled(asking.text, seen, ownership),))
    if asking.hint:
        yield Line((asking.hint,))
    for choice in asking.choices.values():
        if choice.meaning:
            yield Bullet((f"{choice.label}: {choice.meaning}",))
    if seen.answer is not None:
        yield Line((f"So far: {answer_text(seen, ownership)}.",))
    elif seen.step.question.free and asking.example:
        yield Line(("For instance: ", Verbatim(asking.example)))


def _filled(text: str, seen: Seen, ownership: OwnershipMap) -> str:
    item = seen.step.item
    teams = ownership.teams
    team = teams.get(seen.sight.subject)
    return text.format(
        organisation=shown(ownership.organisation.name),
        team=shown(team.name if team else ""),
        item=shown(teams[item].name if item in teams and item not in ownership.models else item),
        owner=_owner_text(seen, ownership),
    )


def _owner_text(seen: Seen, ownership: OwnershipMap) -> str:
    model = ownership.models.get(seen.step.item)
    is_quality = seen.step.question.key.startswith("quality")
    kind = PageKind.MODEL_QUALITY if is_quality else PageKind.INFRASTRUCTURE
    page = model.pages.of(kind) if model else None
    owner = ownership.party(page.owner) if page and page.owner else None
    return shown(owner.name) if owner else "whoever is paged"


def _options(progress: Progress, asking: Asking, seen: Seen) -> Iterable[Button]:
    for option in seen.step.question.options(seen.sight):
        choice = asking.choices.get(option)
        label = choice.label if choice else _label(option, seen.sight.ownership)
        yield _give(progress.id, seen.step.key, option, label)
    if seen.step.question.picks:
        yield Button(_SOMEBODY_ELSE, Action.FORM, f"answer {progress.id} {seen.step.key}")


def _give(number: int, step: str, answer: str, label: str) -> Button:
    return Button(label, Action.ASK, saying(number, Move(Do.GIVE, step, answer)))


def _label(answer: str, ownership: OwnershipMap) -> str:
    if answer.startswith(_NEW):
        return f"Another one: {shown(answer.removeprefix(_NEW))}"
    party = ownership.party(answer)
    return party_text(party) if party else shown(answer)


def _navigation(progress: Progress, walk: Walk, seen: Seen) -> Iterator[Button]:
    step, number = seen.step.key, progress.id
    if walk.index(step):
        yield _button("Back", number, Move(Do.BACK, step))
    if not seen.step.question.required:
        yield _button("Skip", number, Move(Do.SKIP, step))
        yield _button("Don't know", number, Move(Do.UNKNOWN, step))
    yield _button("Finish later", number, Move(Do.LATER))


def _button(label: str, number: int, move: Move) -> Button:
    return Button(label, Action.ASK, saying(number, move))
