"""Who finished, and who stopped where."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from bot.onboarding.standing import Standing
from bot.reply import Bullet, Headline, Line, Part, Reply
from bot.wording.instants import day_text
from bot.wording.onboarding.starting import about_text, ask_text
from knowledge.entities import Person
from knowledge.ownership import OwnershipMap

_MOST = 40


def status_reply(standings: tuple[Standing, ...], ownership: OwnershipMap, now: datetime) -> Reply:
    """The whole list."""
    return Reply(tuple(status_parts(standings, ownership, now)))


def status_parts(
    standings: tuple[Standing, ...], ownership: OwnershipMap, now: datetime
) -> Iterator[Part]:
    """How many are done, and each with whoever answers it."""
    done = sum(standing.is_done for standing in standings)
    yield Headline((f"{done} of {len(standings)} questionnaires are done.",))
    for standing in standings[:_MOST]:
        yield Bullet((standing_text(standing, ownership, now),))
    if len(standings) > _MOST:
        yield Line((f"and {len(standings) - _MOST} more",))


def standing_text(standing: Standing, ownership: OwnershipMap, now: datetime) -> str:
    """`Risk ML: Priya Nair stopped at 4 of 11 on 25 Nov`."""
    about = about_text(standing.about, ownership)
    who = standing.person.name if standing.person else "somebody"
    if standing.progress is None:
        waits = f"{who} hasn't begun" if standing.person else "nobody has begun"
        return f"{about}: {waits}"
    day = day_text(standing.progress.touched, ownership.organisation.time_zone, now)
    if standing.is_done:
        return f"{about}: {who} finished on {day}"
    if standing.progress.at is None:
        return f"{about}: {who} has only to confirm, since {day}"
    return f"{about}: {who} stopped at {standing.place} of {standing.total} on {day}"


def only_admins_reply(admins: Sequence[Person]) -> Reply:
    """For admins' eyes."""
    return Reply(
        (
            Headline(("Only admins see how everybody's questionnaires stand.",)),
            Line((ask_text(admins),)),
        )
    )
