"""How everybody's questionnaires stand: a value for whoever looks after them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from bot.onboarding.respondents import THE_ORGANISATION, About
from bot.onboarding.script import Respondent
from bot.onboarding.walking import walk
from knowledge.entities import Person
from knowledge.ownership import OwnershipMap
from knowledge.questionnaire import Progress, State, Topic


@dataclass(frozen=True, slots=True)
class Standing:
    """The latest questionnaire about something, or whom it waits for where there is none.

    `place` of `total` is where somebody stopped; both are 0 where nobody has begun.
    """

    about: About
    person: Person | None
    progress: Progress | None = None
    place: int = 0
    total: int = 0

    @property
    def is_done(self) -> bool:
        """Whether it was gone through to the end."""
        return self.progress is not None and self.progress.state is State.DONE


def standings(
    progresses: Iterable[Progress], ownership: OwnershipMap, now: datetime
) -> tuple[Standing, ...]:
    """The organisation first, then each team by its name; the latest of each counts."""
    latest: dict[About, Progress] = {}
    for progress in progresses:
        if progress.state is not State.DISCARDED:
            latest.setdefault(About(progress.topic, progress.subject), progress)
    teams = sorted(ownership.teams.values(), key=lambda team: (team.name, team.id))
    abouts = (THE_ORGANISATION, *(About(Topic.TEAM, team.id) for team in teams))
    return tuple(_standing(about, latest.get(about), ownership, now) for about in abouts)


def _standing(
    about: About, progress: Progress | None, ownership: OwnershipMap, now: datetime
) -> Standing:
    if progress is None:
        team = ownership.teams.get(about.subject)
        lead = team.lead if team else None
        return Standing(about, ownership.people.get(lead or ""))
    person = respondent_in(progress, ownership)
    if progress.state is State.DONE or person is None:
        return Standing(about, person, progress)
    walked = walk(progress, ownership, Respondent(person), now)
    index = walked.index(progress.at)
    place = len(walked.steps) if index is None else index + 1
    return Standing(about, person, progress, place, len(walked.steps))


def respondent_in(progress: Progress, ownership: OwnershipMap) -> Person | None:
    """Whoever answers a questionnaire, as the map knows them by now."""
    known = ownership.people.get(progress.respondent)
    _, _, account = progress.account.partition(":")
    return known or ownership.people_by_chat_id.get(account) or ownership.people.get(account)
