"""The questionnaires that are theirs to answer, and how each of them stands."""

from collections.abc import Iterable

from bot.home.visit import Visit
from bot.onboarding.respondents import open_to
from bot.onboarding.standing import standings
from bot.reply import Part
from bot.wording import home as words
from knowledge.store.questionnaires import Questionnaires


def state(visit: Visit) -> Iterable[Part]:
    """Those that nobody has finished, with a way to begin or go on."""
    theirs = set(open_to(visit.speaker, visit.ownership))
    every = standings(Questionnaires(visit.office.store).all(), visit.ownership, visit.now)
    left = [standing for standing in every if standing.about in theirs and not standing.is_done]
    return words.onboarding_parts(left, visit.ownership, visit.now)
