"""What one place is told: today's digest, or what the last one has to say now. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from bot.reminders.digest_rows import Rows, chosen
from bot.reminders.due import Amendment, Due, changed
from bot.reminders.homes import Home
from bot.reminders.respites import PutOff
from bot.reply import Reply
from bot.wording.digests import Digest, State, digest_reply
from knowledge.concerns import Cause
from knowledge.entities import Person
from knowledge.reminders import Sent, Tracked

KIND: Final = "gaps"

_GRAVITY: Final = {cause: gravity for gravity, cause in enumerate(Cause)}


def key_of(place: str, day: date) -> str:
    """A place has one digest a day."""
    return f"{KIND}/{place}/{day.isoformat()}"


def day_of(key: str) -> date:
    """The day whose digest it is, in its place's zone."""
    return date.fromisoformat(key[-10:])


def nagged_from(tracked: Tracked, put_off: PutOff, place: str, grace: timedelta) -> datetime | None:
    """From when on a concern is spoken of; None while it is put off."""
    if put_off.standing(tracked.page, place):
        return None
    lapsed = put_off.lapsed(tracked.page, place)
    again = lapsed.until if lapsed else tracked.since
    return max(tracked.since, tracked.appeared + grace, again)


@dataclass(frozen=True, slots=True)
class LocalDigest:
    """One place: what is open there, its last digest, and what that spoke of."""

    home: Home
    rows: Rows
    tracked: Sequence[Tracked]
    spoken_of: Mapping[str, Tracked]

    def post(self) -> Due | None:
        """Today's digest, if it is its time and something that was there then is there still."""
        schedule, now, place = (
            self.rows.situation.policy.schedule,
            self.rows.situation.now,
            self.home.place,
        )
        day = schedule.current_day(now, self.home.zone)
        latest = self.rows.situation.latest(KIND, place)
        if day is None or (latest and day_of(latest.claim.key) == day):
            return None
        begins = schedule.begins(day, self.home.zone)
        nagged = self._nagged(now)
        if not any(since <= begins for _, since in nagged):
            return None
        listed = sorted(nagged, key=lambda item: (_GRAVITY[item[0].cause], item[1], item[0].page))
        about = [tracked for tracked, _ in listed]
        return Due(
            KIND,
            key_of(place, day),
            self.home.to,
            self._reply(about),
            _subjects(about),
            schedule.closes(now, self.home.zone),
        )

    def edit(self) -> Amendment | None:
        """What the last digest has to say now, if that is something else."""
        latest = self.rows.situation.latest(KIND, self.home.place)
        if latest is None:
            return None
        spoken_of = (self.spoken_of.get(subject) for subject in latest.claim.about)
        about = [tracked for tracked in spoken_of if tracked]
        about += self._come_up(latest, {tracked.number for tracked in about})
        reply = self._reply(about)
        return Amendment(latest, reply, _subjects(about)) if changed(latest, reply) else None

    def _come_up(self, latest: Sent, spoken_of: set[int]) -> list[Tracked]:
        """What has come up since, as long as it is still that digest's day."""
        now = self.rows.situation.now
        today = self.rows.situation.policy.schedule.day_of(now, self.home.zone)
        if day_of(latest.claim.key) != today:
            return []
        return [tracked for tracked, _ in self._nagged(now) if tracked.number not in spoken_of]

    def _nagged(self, now: datetime) -> list[tuple[Tracked, datetime]]:
        """What is spoken of by now, and from when on."""
        grace, place = self.rows.situation.policy.grace, self.home.place
        found = ((t, nagged_from(t, self.rows.put_off, place, grace)) for t in self.tracked)
        return [(tracked, since) for tracked, since in found if since and since <= now]

    def _reply(self, about: Sequence[Tracked]) -> Reply:
        rows = self.rows.of(about)
        shown = chosen(rows)
        hidden = sum(row.state is State.OPEN for row in rows) - sum(
            row.state is State.OPEN for row in shown
        )
        instead = (self.home.instead_of,) if self.home.instead_of else ()
        return digest_reply(
            Digest(
                shown,
                hidden,
                self.home.zone,
                self.rows.situation.now,
                is_homeless=isinstance(self.home.to, Person) and not instead,
                stand_in_for=instead,
            )
        )


def _subjects(about: Sequence[Tracked]) -> tuple[str, ...]:
    return tuple(tracked.subject for tracked in about)
