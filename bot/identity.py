"""Who of the map somebody is, on whichever platform they speak."""

import re
from dataclasses import replace
from typing import Final

from knowledge.entities import Person, Platform
from knowledge.ownership import OwnershipMap

DIRECTORY_ID: Final = re.compile(r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
"""By which the directory behind Teams knows somebody, or an application."""

SLACK_MEMBER_ID: Final = re.compile(r"[UW][A-Z0-9]+")


def person_of(
    account: str | None, email: str | None, platform: Platform, ownership: OwnershipMap | None
) -> Person | None:
    """By their account, then by their e-mail; never somebody who has another account there."""
    if ownership is None or account is None:
        return None
    by_account = ownership.people_by_chat_id.get(account)
    if by_account or not email:
        return by_account
    wanted = email.casefold()
    people = [p for p in ownership.people.values() if p.email and p.email.casefold() == wanted]
    return people[0] if len(people) == 1 and platform not in people[0].chat_ids else None


def platform_of(chat_id: str) -> Platform:
    """Whose an id in a mention is: Teams goes by the directory's ids, and by `19:…` for channels."""
    of_teams = DIRECTORY_ID.fullmatch(chat_id) or chat_id.startswith("19:")
    return "teams" if of_teams else "slack"


def with_account(person: Person, account: str | None, source: str) -> Person:
    """Somebody with an account where something was said; in a terminal nobody has one."""
    match source:
        case "slack":
            return replace(person, slack=account)
        case "teams":
            return replace(person, teams=account)
    return person
