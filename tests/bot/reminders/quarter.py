"""A quarter of a made-up organisation, simulated; and a checker that knows nothing of our rules."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from zoneinfo import ZoneInfo

from bot.outbox import Hindrance, Undelivered
from bot.reminders.ticking import Ticking
from knowledge.entities import (
    Channel,
    Id,
    Model,
    Organisation,
    Page,
    PageKind,
    Pages,
    Person,
    Rotation,
    Team,
)
from knowledge.ownership import OwnershipMap, PageKey
from knowledge.reminders import Respite, Sort, risk_subject
from knowledge.store.respites import Respites
from tests.bot.reminders.stage import ALL_STEPS, Message, Stage

QUALITY = PageKind.MODEL_QUALITY
ZONES = {"C0LON": "Europe/London", "C0NYC": "America/New_York", "C0TOK": "Asia/Tokyo"}
FALLBACK = "C0FALL"
HOLIDAYS = (date(2026, 10, 12), date(2026, 11, 26))
GRACE = timedelta(hours=24)
HOUR, EVENING, MORNING = time(10), time(18), time(8)


def organisation() -> OwnershipMap:
    """Three teams in three zones, and models of which one in four has no channel."""
    teams = {
        channel: Team(
            id=channel.lower(), name=channel, lead=f"lead-{channel}", channel=Channel(slack=channel)
        )
        for channel in ZONES
    }
    people = [
        Person(id=f"lead-{channel}", name=f"Lead {channel}", slack=f"U{channel}", time_zone=zone)
        for channel, zone in ZONES.items()
    ]
    people += [Person(id=f"p{n}", name=f"Person {n}", slack=f"UP{n}") for n in range(6)]
    people.append(Person(id="boss", name="The Boss", slack="UBOSS"))
    homes = [*teams.values(), None]
    models = [
        Model(
            id=f"m{n}",
            trained_by=home.id if (home := homes[n % 4]) else None,
            pages=Pages(model_quality=Page(owner=f"p{n % 6}")),
        )
        for n in range(12)
    ]
    rotation = Rotation(
        id="turns",
        name="turns",
        members=("p0", "p1", "p2"),
        time_zone="Europe/London",
        starts=datetime(2026, 9, 7, 9),  # noqa: DTZ001  # a wall time
        every="1 week",  # type: ignore[arg-type]  # read as in a map file
    )
    return OwnershipMap(
        Organisation(name="Quarter", sponsor="boss", admins=("boss",), holidays=HOLIDAYS),
        people={p.id: p for p in people},
        teams={t.id: t for t in teams.values()},
        rotations={"turns": rotation},
        models={m.id: m for m in models},
    )


def zone_of(channel: str) -> ZoneInfo:
    return ZoneInfo(ZONES.get(channel, "UTC"))


def may_be_disturbed(at: datetime, channel: str) -> bool:
    local = at.astimezone(zone_of(channel))
    return (
        local.weekday() < 5 and local.date() not in HOLIDAYS and MORNING <= local.time() < EVENING
    )


@dataclass(slots=True)
class Oracle:
    """What ought to be said, from first principles: since when each gap has been seen."""

    since: dict[Id, datetime] = field(default_factory=dict)
    openings: dict[Id, int] = field(default_factory=dict)
    born: dict[Id, datetime] = field(default_factory=dict)

    def look(self, stage: Stage, now: datetime) -> None:
        assert stage.ownership is not None
        gaps = {page.model for page in stage.ownership.gaps(now, [QUALITY])}
        for model in gaps - self.since.keys():
            self.since[model] = now
            self.openings[model] = self.openings.get(model, 0) + 1
        for model in self.since.keys() - gaps:
            del self.since[model]


@dataclass(slots=True)
class Quarter:
    """Things happen at random; processes die; the chat refuses; the machine sleeps."""

    stage: Stage
    random: Random
    oracle: Oracle = field(default_factory=Oracle)
    process: Ticking = field(init=False)
    snoozed: dict[Id, datetime] = field(default_factory=dict)
    woken: dict[Id, datetime] = field(default_factory=dict)
    troubled: dict[str, datetime] = field(default_factory=dict)
    deaths: int = 0
    checked: int = 0
    number: int = 0

    def run(self, days: int) -> None:
        clock = self.stage.clock
        self.stage.declare(organisation())
        self.oracle.born = dict.fromkeys(organisation().models, clock.now)
        self.process = self.stage.process("process-0")
        end = clock.now + timedelta(days=days)
        while clock.now < end:
            self.something_happens()
            if self.tick():
                self.check()
            clock.pass_(self.pause())

    def pause(self) -> timedelta:
        """A few looks an hour by day; now and then the machine sleeps for long."""
        sleeps = self.random.randrange(100) == 0
        return timedelta(
            hours=self.random.uniform(5, 70) if sleeps else self.random.uniform(0.5, 3)
        )

    def tick(self) -> bool:
        """Beat and tick; True if the process led and lived."""
        clock = self.stage.clock
        leadership = self.process.courier.leadership
        leadership.beat()
        if leadership.fence() is None:
            clock.pass_(timedelta(seconds=16))
        if not self.stage.fate.step:
            self.stage.fate.kill(self.random.choice(ALL_STEPS), self.random.randrange(9))
        now = clock.now
        died = self.stage.dies_ticking(self.process)
        self.oracle.look(self.stage, now)
        if died:
            self.deaths += 1
            self.number += 1
            self.process = self.stage.process(f"process-{self.number}")
        return not died

    # What may happen.

    def something_happens(self) -> None:
        happenings: list[tuple[float, Callable[[], None]]] = [
            (0.05, self.somebody_takes_a_page),
            (0.04, self.a_page_loses_its_owner),
            (0.02, self.somebody_comes_or_goes),
            (0.01, self.a_model_comes),
            (0.005, self.a_model_goes),
            (0.01, self.somebody_snoozes),
            (0.005, self.somebody_accepts),
            (0.01, self.the_chat_refuses),
            (0.05, self.the_chat_recovers),
            (0.02, self.an_answer_gets_lost),
        ]
        for likelihood, happens in happenings:
            if self.random.random() < likelihood:
                happens()

    def somebody_takes_a_page(self) -> None:
        self._own(self._some_model(), f"p{self.random.randrange(6)}")

    def a_page_loses_its_owner(self) -> None:
        self._own(self._some_model(), self.random.choice((None, "c0lon", "turns")))

    def somebody_comes_or_goes(self) -> None:
        ownership = self._map()
        person = ownership.people[f"p{self.random.randrange(6)}"]
        people = {**ownership.people, person.id: replace(person, active=not person.active)}
        self.stage.declare(replace(ownership, people=people))

    def a_model_comes(self) -> None:
        ownership, self.number = self._map(), self.number + 1
        if len(ownership.models) > 16:
            return
        home = self.random.choice([*ownership.teams, None])
        model = Model(id=f"new{self.number}", trained_by=home)
        self.oracle.born[model.id] = self.stage.clock.now
        self.stage.declare(replace(ownership, models={**ownership.models, model.id: model}))

    def a_model_goes(self) -> None:
        ownership, gone = self._map(), self._some_model()
        models = {i: m for i, m in ownership.models.items() if i != gone}
        self.stage.declare(replace(ownership, models=models))

    def somebody_snoozes(self) -> None:
        model, now = self._some_model(), self.stage.clock.now
        until = now + timedelta(days=self.random.randrange(1, 8))
        self._grant(Respite(Sort.MODEL, model, until, "boss", now, "test"))

    def somebody_accepts(self) -> None:
        model, now = self._some_model(), self.stage.clock.now
        until = datetime.combine(now.date(), time(), UTC) + timedelta(
            days=self.random.randrange(2, 9)
        )
        page = PageKey(model, QUALITY)
        self._grant(Respite(Sort.RISK, risk_subject(page), until, "boss", now, "test", "known"))

    def _grant(self, respite: Respite) -> None:
        model = respite.subject.split(" ")[0]
        if model in self.snoozed:
            return
        Respites(self.stage.store).grant(respite)
        self.snoozed[model] = respite.until

    def the_chat_refuses(self) -> None:
        channel = self.random.choice([*ZONES])
        reason = self.random.choice((Hindrance.NOT_A_MEMBER, Hindrance.ARCHIVED, Hindrance.BUSY))
        self.stage.chat.barred[channel] = Undelivered(reason, 90)

    def the_chat_recovers(self) -> None:
        self.stage.chat.barred.clear()

    def an_answer_gets_lost(self) -> None:
        self.stage.chat.loses_answers = 1

    def _own(self, model_id: Id, owner: Id | None) -> None:
        ownership = self._map()
        model = replace(ownership.models[model_id], pages=Pages(model_quality=Page(owner=owner)))
        self.stage.declare(replace(ownership, models={**ownership.models, model_id: model}))

    def _some_model(self) -> Id:
        return self.random.choice(sorted(self._map().models))

    def _map(self) -> OwnershipMap:
        assert self.stage.ownership is not None
        return self.stage.ownership

    # What has to hold.

    def check(self) -> None:
        """After a tick: what is open and due is in today's digest, and nothing else is open there."""
        now = self.stage.clock.now
        for channel in self.stage.chat.barred:
            self.troubled[channel] = now
        for model, until in [*self.snoozed.items()]:
            if until <= now:
                self.woken[model] = until
                del self.snoozed[model]
        gaps = {page.model for page in self._map().gaps(now, [QUALITY])}
        for channel in (*ZONES, FALLBACK):
            digests = [m for m in self.stage.chat.in_(channel) if (m.key or "").startswith("gaps/")]
            held = self.process.courier.pace.is_held(f"slack:{channel}")
            if digests and channel not in self.stage.chat.barred and not held:
                wrongly = open_in(digests[-1]) - gaps
                assert not wrongly, (now, channel, wrongly)
        for model in gaps - self.snoozed.keys():
            self._check_model(model, now)

    def _check_model(self, model_id: Id, now: datetime) -> None:
        team = self._map().models[model_id].trained_by
        channel = team.upper() if team else FALLBACK
        if not may_be_disturbed(now, channel) or self._is_troubled(channel, now):
            return
        local = now.astimezone(zone_of(channel))
        begins = datetime.combine(local.date(), HOUR, zone_of(channel)).astimezone(UTC)
        seen = max(
            self.oracle.since[model_id],
            self.oracle.born[model_id] + GRACE,
            self.woken.get(model_id, self.oracle.since[model_id]),
        )
        if now < begins or seen > begins:
            return
        key = f"gaps/slack:{channel}/{local.date().isoformat()}"
        today = [m for m in self.stage.chat.in_(channel) if m.key == key]
        assert len(today) == 1, (now, channel, model_id, "is not spoken of")
        is_shown = model_id in open_in(today[0]) or " more\n" in today[0].text
        assert is_shown, (now, channel, model_id, today[0].text)
        self.checked += 1

    def _is_troubled(self, channel: str, now: datetime) -> bool:
        """Within a day of trouble in a channel, the fallback stands in for it."""
        hurt = [self.troubled.get(channel)]
        if channel == FALLBACK:
            hurt = []
        held = self.process.courier.pace.is_held(f"slack:{channel}")
        return held or any(at and now - at < timedelta(hours=36) for at in hurt)


def open_in(message: Message) -> set[Id]:
    """The models that a digest shows as open gaps."""
    lines = [line for line in message.text.splitlines() if ", model-quality, since " in line]
    return {line.removeprefix("  - ").split(",")[0] for line in lines}
