"""One person's questionnaires: read, moved on, kept."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import islice

from bot.commands.speaker import Speaker
from bot.office import Office
from bot.onboarding.moves import Do, Move, Turn, begun, moved
from bot.onboarding.respondents import (
    THE_ORGANISATION,
    About,
    account_of,
    names_of,
    open_to,
    respondent_of,
)
from bot.onboarding.returning import LATE, comes_back
from bot.onboarding.script import Respondent
from bot.onboarding.walking import ALWAYS_ASKED, Walk, walk
from knowledge.ownership import OwnershipMap
from knowledge.questionnaire import Progress, State
from knowledge.store.questionnaires import Questionnaires

_TRIES = 5
_LOOKED_AT = 200
"""Teams that are looked through for questions."""


@dataclass(frozen=True)
class Desk:
    """What every part of the errand works with."""

    speaker: Speaker
    office: Office

    @cached_property
    def questionnaires(self) -> Questionnaires:
        """Where they are kept."""
        return Questionnaires(self.office.store)

    @cached_property
    def declared(self) -> OwnershipMap | None:
        """The map that the questions are asked in the light of."""
        return self.office.current()

    @cached_property
    def respondent(self) -> Respondent:
        """Whoever answers."""
        return respondent_of(self.speaker, self.declared)

    def moved(self, progress: Progress, move: Move) -> Turn:
        """Carry a move out and keep it; whoever moved at the same time goes first."""
        for _ in range(_TRIES):
            here = replace(progress, account=account_of(self.speaker))
            turn = moved(here, move, self.declared, self.respondent, self.speaker.now)
            if turn.progress == progress or self.questionnaires.save(turn.progress):
                return turn
            progress = self.questionnaires.get(progress.id) or progress
        return moved(progress, Move(Do.RESUME), self.declared, self.respondent, self.speaker.now)

    def opened(self, about: About) -> Turn:
        """A new questionnaire at its first question, or the one that was begun."""
        name = names_of(self.speaker)[0]
        progress = self.questionnaires.open(
            about.topic, about.subject, name, account_of(self.speaker), self.speaker.now
        )
        if progress.version:
            return self.moved(progress, Move(Do.RESUME))
        turn = begun(progress, self.declared, self.respondent, self.speaker.now)
        return turn if self.questionnaires.save(turn.progress) else self.opened(about)

    def anew(self) -> "Desk":
        """The same, with the map as it is by now, in which the speaker may be known by now."""
        ownership = self.office.current()
        known = ownership.people.get(self.respondent.person.id) if ownership else None
        is_new = self.speaker.person is None and self.declared is None
        person = known if is_new else self.speaker.person
        return Desk(replace(self.speaker, person=person), self.office)

    def finish(self, progress: Progress) -> Progress:
        """Keep that a questionnaire is done, whatever else was said to it meanwhile."""
        return self._ended(progress, State.DONE)

    def leave(self, progress: Progress) -> Progress:
        """Keep it at its summary, since something in it has to wait."""
        return self._ended(progress, State.PAUSED)

    def _ended(self, progress: Progress, state: State) -> Progress:
        for _ in range(_TRIES):
            ended = replace(progress, state=state, at=None, touched=self.speaker.now)
            if self.questionnaires.save(ended):
                return ended
            progress = self.questionnaires.get(progress.id) or progress
        return progress

    def left(self) -> Iterator[About]:
        """What there is to ask this person about, their own teams first."""
        abouts = islice(open_to(self.speaker, self.declared), _LOOKED_AT)
        return (a for a in abouts if a not in self._asked_lately and self._has_questions(a))

    @cached_property
    def _asked_lately(self) -> frozenset[About]:
        """What somebody went through to the end, and it isn't time to come back yet."""
        done = self.questionnaires.finished(self.speaker.now - LATE)
        return frozenset(
            About(p.topic, p.subject) for p in done if self.speaker.now < comes_back(p)
        )

    def _has_questions(self, about: About) -> bool:
        keys = {seen.step.key for seen in self.look(self._fresh(about)).steps}
        return (about == THE_ORGANISATION and bool(keys)) or bool(keys - ALWAYS_ASKED)

    def look(self, progress: Progress) -> Walk:
        """A questionnaire as it stands."""
        return walk(progress, self.declared, self.respondent, self.speaker.now)

    def _fresh(self, about: About) -> Progress:
        now = self.speaker.now
        return Progress(0, about.topic, about.subject, "", "", now, now)
