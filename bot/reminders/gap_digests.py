"""The daily digest: one message a channel about every page that needs somebody.

A new one is due each working day from its hour on, if anything that came up before that hour still
needs somebody. Through the day the same message is edited: what is seen to is struck through, what
comes up is added. Between one day's and the next, only closures are.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from bot.reminders.due import Due, Edit, Outgoing, changed
from bot.reminders.homes import Home, home_at, home_of
from bot.reminders.kind import Kind
from bot.reminders.respites import PutOff
from bot.reminders.situation import Situation
from bot.reply import Reply
from bot.wording.digests import Digest, Row, State, digest_reply, room_taken, settled_text
from knowledge.concerns import Cause
from knowledge.entities import Id, Person
from knowledge.ownership import OnCall, PageKey
from knowledge.reminders import Respite, Sent, Tracked
from knowledge.store import Store
from knowledge.store.concerns import Concerns
from knowledge.store.respites import Respites

KIND: Final = "gaps"
_SHOWN: Final = 10
_BUTTON_ROOM: Final = 2_300
"""Characters for the buttons of all rows, so that no row loses one of its own."""

_GRAVITY: Final = {cause: gravity for gravity, cause in enumerate(Cause)}


@dataclass(frozen=True, slots=True)
class Facts:
    """What earlier digests spoke of, open or closed; what people have put off."""

    spoken_of: Mapping[str, Tracked]
    respites: Sequence[Respite]


def look(store: Store, situation: Situation) -> Facts:
    """Read what earlier digests were about, and what is or was lately put off."""
    digests = [sent for (kind, _), sent in situation.sent.items() if kind == KIND]
    subjects = {subject for sent in digests for subject in sent.claim.about}
    since = situation.now - timedelta(days=4)
    return Facts(Concerns(store).of(subjects), Respites(store).standing(since))


def due(situation: Situation, facts: Facts) -> Iterator[Outgoing]:
    """What to post, and what to edit."""
    put_off = PutOff.of(facts.respites, situation.now)
    open_ = {tracked.page: tracked for tracked in situation.tracked}
    for home, tracked in _by_home(situation, facts).values():
        local = _Local(home, situation, facts, put_off, tracked, open_)
        outgoing = local.post() or local.edit()
        if outgoing:
            yield outgoing


GAP_DIGESTS: Final = Kind(KIND, look, due)


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


def _by_home(situation: Situation, facts: Facts) -> dict[str, tuple[Home, list[Tracked]]]:
    """Open concerns by where they are spoken of; and every place where a digest still stands."""
    homes: dict[Id, Home | None] = {}
    found: dict[str, tuple[Home, list[Tracked]]] = {}
    for tracked in situation.tracked:
        model = tracked.page.model
        if model not in homes:
            homes[model] = home_of(model, situation)
        if home := homes[model]:
            found.setdefault(home.place, (home, []))[1].append(tracked)
    for (kind, place), sent in situation.sent.items():
        if kind == KIND and place not in found and (home := _standing(sent, situation, facts)):
            found[place] = (home, [])
    return found


def _standing(sent: Sent, situation: Situation, facts: Facts) -> Home | None:
    """The place of a digest that speaks of nothing that is open there any more."""
    place = sent.claim.place
    spoken_of = (facts.spoken_of.get(subject) for subject in sent.claim.about)
    homes = (home_of(t.page.model, situation) for t in spoken_of if t)
    same = next((home for home in homes if home and home.place == place), None)
    return same or home_at(place, situation)


@dataclass(frozen=True, slots=True)
class _Local:
    """One place: its open concerns, and its last digest."""

    home: Home
    situation: Situation
    facts: Facts
    put_off: PutOff
    tracked: Sequence[Tracked]
    open_anywhere: Mapping[PageKey, Tracked]

    def post(self) -> Due | None:
        """Today's digest, if it is its time and something that was there then is there still."""
        schedule, now, place = self.situation.policy.schedule, self.situation.now, self.home.place
        day = schedule.current_day(now, self.home.zone)
        latest = self.situation.latest(KIND, place)
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
            begins,
            _subjects(about),
            schedule.closes(now, self.home.zone),
        )

    def edit(self) -> Edit | None:
        """What the last digest has to say now, if that is something else."""
        latest = self.situation.latest(KIND, self.home.place)
        if latest is None:
            return None
        spoken_of = (self.facts.spoken_of.get(subject) for subject in latest.claim.about)
        about = [tracked for tracked in spoken_of if tracked]
        about += self._come_up(latest, {tracked.number for tracked in about})
        reply = self._reply(about)
        return Edit(latest, reply, _subjects(about)) if changed(latest, reply) else None

    def _come_up(self, latest: Sent, spoken_of: set[int]) -> list[Tracked]:
        """What has come up since, as long as it is still that digest's day."""
        now = self.situation.now
        today = self.situation.policy.schedule.day_of(now, self.home.zone)
        if day_of(latest.claim.key) != today:
            return []
        return [tracked for tracked, _ in self._nagged(now) if tracked.number not in spoken_of]

    def _nagged(self, now: datetime) -> list[tuple[Tracked, datetime]]:
        """What is spoken of by now, and from when on."""
        grace, place = self.situation.policy.grace, self.home.place
        found = ((t, nagged_from(t, self.put_off, place, grace)) for t in self.tracked)
        return [(tracked, since) for tracked, since in found if since and since <= now]

    def _reply(self, about: Sequence[Tracked]) -> Reply:
        rows = self._rows(about)
        shown = _chosen(rows)
        hidden = sum(row.state is State.OPEN for row in rows) - sum(
            row.state is State.OPEN for row in shown
        )
        instead = (self.home.instead_of,) if self.home.instead_of else ()
        return digest_reply(
            Digest(
                shown,
                hidden,
                self.home.zone,
                self.situation.now,
                is_homeless=isinstance(self.home.to, Person) and not instead,
                stand_in_for=instead,
            )
        )

    def _rows(self, about: Sequence[Tracked]) -> list[Row]:
        """One row a page: what is open about it, else that it is settled."""
        pages = {tracked.page: tracked for tracked in about}
        return [self._row(self.open_anywhere.get(page) or pages[page]) for page in pages]

    def _row(self, tracked: Tracked) -> Row:
        page, place = tracked.page, self.home.place
        if page not in self.open_anywhere:
            return Row(page, tracked.cause, tracked.since, State.CLOSED, by=self._settled(tracked))
        standing = self.put_off.standing(page, place)
        return Row(
            page,
            tracked.cause,
            tracked.since,
            State.PUT_OFF if standing else State.OPEN,
            self.situation.found.get((page, tracked.cause)),
            by=self._name(standing.by) if standing else None,
            respite=standing or self.put_off.lapsed(page, place),
        )

    def _settled(self, tracked: Tracked) -> str:
        """Who took it, or what else became of it."""
        ownership, page = self.situation.ownership, tracked.page
        if page.model not in ownership.models:
            return settled_text(tracked.cause, None, retired=True)
        resolution = ownership.resolve_page(page, self.situation.now)
        declared = ownership.page(page)
        if tracked.cause is Cause.UNCONFIRMED:
            by = declared.declared.by if declared and declared.declared else None
            return settled_text(tracked.cause, self._name(by) if by else None)
        person = resolution.person if isinstance(resolution, OnCall) else None
        return settled_text(tracked.cause, person.name if person else None)

    def _name(self, person_id: str) -> str:
        person = self.situation.ownership.people.get(person_id)
        return person.name if person else person_id


def _chosen(rows: Sequence[Row]) -> list[Row]:
    """The rows to show, in their order: open ones first, closed ones while there is room."""
    room, left, chosen = _BUTTON_ROOM, _SHOWN, set[PageKey]()
    for row in (*(r for r in rows if r.state is State.OPEN), *rows):
        if left and row.page not in chosen and room_taken(row) <= room:
            chosen.add(row.page)
            left, room = left - 1, room - room_taken(row)
    return [row for row in rows if row.page in chosen]


def _subjects(about: Sequence[Tracked]) -> tuple[str, ...]:
    return tuple(tracked.subject for tracked in about)
