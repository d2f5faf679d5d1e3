"""Who answers a questionnaire, and which ones are theirs to answer."""

import re
from typing import NamedTuple

from bot.commands.speaker import Speaker
from bot.identity import with_account
from bot.onboarding.naming import free_id
from bot.onboarding.script import Respondent
from bot.reply import CONSOLE
from knowledge.entities import Person
from knowledge.ownership import NOTHING_DECLARED, OwnershipMap
from knowledge.questionnaire import Topic

_AN_ID = re.compile(r"[a-zA-Z][\w.-]{0,60}")


class About(NamedTuple):
    """What a questionnaire can be about: the organisation, or a team by its id."""

    topic: Topic
    subject: str = ""


THE_ORGANISATION = About(Topic.ORGANISATION)


def account_of(speaker: Speaker) -> str:
    """`slack:U0PRIYA`: by which somebody is known again, whether or not the map knows them."""
    return f"{speaker.source}:{speaker.account or ''}"


def names_of(speaker: Speaker) -> tuple[str, ...]:
    """What somebody's questionnaires may be kept under: before the map knew them, and since."""
    by_id = (speaker.person.id,) if speaker.person else ()
    return (*by_id, account_of(speaker))


def respondent_of(speaker: Speaker, declared: OwnershipMap | None) -> Respondent:
    """Who answers; somebody whom the map doesn't know is called as the platform calls them."""
    if speaker.person is not None:
        return Respondent(speaker.person)
    return Respondent(
        _newcomer(speaker, declared or NOTHING_DECLARED), speaker.name != speaker.account
    )


def _newcomer(speaker: Speaker, ownership: OwnershipMap) -> Person:
    name = " ".join("".join(c if c.isprintable() else " " for c in speaker.name).split())[:80]
    first = name.split(" ")[0]
    account = speaker.account or ""
    own = account if speaker.source == CONSOLE else None
    person_id = own or free_id(name, ownership, first) or free_id(account, ownership)
    newcomer = Person(id=person_id or "somebody", name=name or "somebody")
    return with_account(newcomer, speaker.account, speaker.source)


def may_begin(speaker: Speaker) -> bool:
    """Whether somebody may declare the first things there are: an admin, or who holds the file."""
    return speaker.is_admin or speaker.source == CONSOLE


def is_recognisable(speaker: Speaker) -> bool:
    """Whether it can be known later that it is the same who speaks; a terminal takes an id."""
    account = speaker.account or ""
    is_id = _AN_ID.fullmatch(account) is not None
    return is_id if speaker.source == CONSOLE else bool(account)


def is_admin(speaker: Speaker, ownership: OwnershipMap) -> bool:
    """Whether somebody may declare everything, by the settings or by the map."""
    admins = ownership.organisation.admins
    return speaker.is_admin or (speaker.person is not None and speaker.person.id in admins)


def open_to(speaker: Speaker, declared: OwnershipMap | None) -> tuple[About, ...]:
    """What somebody may be asked about, their own teams first."""
    if declared is None:
        return (THE_ORGANISATION,) if may_begin(speaker) else ()
    person = speaker.person.id if speaker.person and speaker.person.active else None
    teams = declared.teams.values()
    led = [About(Topic.TEAM, team.id) for team in teams if person and team.lead == person]
    joined = [About(Topic.TEAM, team.id) for team in teams if person and person in team.members]
    if not is_admin(speaker, declared):
        return tuple(dict.fromkeys((*led, *joined)))
    every = [About(Topic.TEAM, team.id) for team in teams]
    return tuple(dict.fromkeys((THE_ORGANISATION, *led, *joined, *every)))
