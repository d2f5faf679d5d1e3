"""The transition signals: what says that a central team has outgrown its pattern.

A measure *fires* once so many readings in a row are at its threshold or above, and *clears* with
the first reading below 80 % of it: one bad morning raises no alarm, and one good one ends none.
In between nothing changes.

What is a reading: of the queue's depth, each report of the whole queue; of the map's models and
model-producing teams, its count of a day. All readings are judged by the thresholds of now.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final, NamedTuple

from knowledge.backlog import Backlog, QueueReading
from knowledge.diagnosis.grounds import CENTRAL_FITS_BELOW
from knowledge.entities import Id, Pattern, Thresholds
from knowledge.ownership import OwnershipMap

IN_A_ROW: Final = 3
"""Readings in a row that make a signal fire, where the map says nothing else."""


class Measure(StrEnum):
    """What is watched; the names are the keys of `queue.signals` in a map file."""

    DEPTH = "depth"
    MODEL_PRODUCING_TEAMS = "model_producing_teams"
    MODELS = "models"


class Origin(StrEnum):
    """Where a threshold comes from."""

    DECLARED = "declared"
    PUBLISHED = "published"
    UNSET = "unset"


class Threshold(NamedTuple):
    """Where a signal fires. No number is published for some: unset, they never fire."""

    value: int | None
    origin: Origin


class Point(NamedTuple):
    """What was read at an instant."""

    at: datetime
    value: int


class Spell(NamedTuple):
    """A time of firing: since its first high reading, from the last one needed, until it cleared."""

    since: datetime
    fired: datetime
    cleared: datetime | None = None


@dataclass(frozen=True, slots=True)
class Signal:
    """One measure with its readings, and when it fired. `now` is what the map counts right now."""

    measure: Measure
    threshold: Threshold
    points: tuple[Point, ...]
    spells: tuple[Spell, ...]
    now: int | None = None

    @property
    def firing(self) -> Spell | None:
        """The spell that has not ended."""
        return self.spells[-1] if self.spells and self.spells[-1].cleared is None else None

    @property
    def latest(self) -> Point | None:
        """The last reading."""
        return self.points[-1] if self.points else None

    @property
    def high_in_a_row(self) -> int:
        """How many of the last readings are at the threshold or above, without a lower one."""
        if self.threshold.value is None:
            return 0
        return _high_in_a_row(self.points, self.threshold.value)


class Episode(NamedTuple):
    """A time in which at least one signal fired: how many times one did, and when all had cleared."""

    began: datetime
    firings: int
    ended: datetime | None = None


@dataclass(frozen=True, slots=True)
class TransitionSignals:
    """All signals at an instant. `shares` is what the teams' own last readings say."""

    signals: tuple[Signal, ...]
    in_a_row: int
    pattern: Pattern | None
    ml_engineers: int | None
    last: QueueReading | None
    shares: tuple[tuple[Id, QueueReading], ...]
    episode: Episode | None

    @property
    def firing(self) -> tuple[Signal, ...]:
        """The signals that fire now."""
        return tuple(signal for signal in self.signals if signal.firing)


def model_producing_teams(ownership: OwnershipMap) -> int:
    """How many teams train at least one model."""
    return len(ownership.producing_teams)


def transition_signals(
    ownership: OwnershipMap, backlog: Backlog, now: datetime
) -> TransitionSignals:
    """The signals as they stand at `now`; what was read later is not known yet."""
    thresholds = ownership.queue.signals if ownership.queue else Thresholds()
    in_a_row = thresholds.in_a_row or IN_A_ROW
    whole, shares = _sorted_out(backlog.readings, now)
    counts = [count for count in backlog.counts if count.at <= now]
    read: dict[Measure, tuple[list[Point], int | None]] = {
        Measure.DEPTH: ([Point(r.at, r.depth) for r in whole], None),
        Measure.MODEL_PRODUCING_TEAMS: (
            [Point(count.at, count.producing_teams) for count in counts],
            model_producing_teams(ownership),
        ),
        Measure.MODELS: (
            [Point(count.at, count.models) for count in counts],
            len(ownership.models),
        ),
    }
    signals = []
    for measure, (points, value) in read.items():
        threshold = threshold_of(measure, thresholds)
        found = spells(points, threshold.value, in_a_row)
        signals.append(Signal(measure, threshold, tuple(points), found, value))
    return TransitionSignals(
        tuple(signals),
        in_a_row,
        ownership.organisation.pattern,
        ownership.organisation.ml_engineers,
        whole[-1] if whole else None,
        shares,
        latest_episode(spell for signal in signals for spell in signal.spells),
    )


def threshold_of(measure: Measure, declared: Thresholds) -> Threshold:
    """What the organisation declared; else the number that is published, if there is one."""
    value: int | None = getattr(declared, measure)
    if value is not None:
        return Threshold(value, Origin.DECLARED)
    if measure is Measure.MODEL_PRODUCING_TEAMS:
        return Threshold(CENTRAL_FITS_BELOW, Origin.PUBLISHED)
    return Threshold(None, Origin.UNSET)


def spells(points: Iterable[Point], threshold: int | None, in_a_row: int) -> tuple[Spell, ...]:
    """When a measure fired and cleared, by the rule above; the last may go on."""
    if threshold is None:
        return ()
    found: list[Spell] = []
    firing: Spell | None = None
    run: list[datetime] = []
    for at, value in points:
        if firing and value * 5 < threshold * 4:
            found.append(firing._replace(cleared=at))
            firing, run = None, []
        elif not firing:
            run = [*run, at] if value >= threshold else []
            if len(run) == in_a_row:
                firing = Spell(run[0], at)
    return (*found, firing) if firing else tuple(found)


def latest_episode(periods: Iterable[Spell]) -> Episode | None:
    """The last stretch of time without an instant at which nothing fired."""
    episode: Episode | None = None
    for spell in sorted(periods, key=lambda spell: spell.fired):
        if episode is None or (episode.ended is not None and spell.fired > episode.ended):
            episode = Episode(spell.fired, 1, spell.cleared)
        else:
            ends = (episode.ended, spell.cleared)
            ended = None if None in ends else max(end for end in ends if end)
            episode = Episode(episode.began, episode.firings + 1, ended)
    return episode


def _high_in_a_row(points: Sequence[Point], threshold: int) -> int:
    count = 0
    while count < len(points) and points[-1 - count].value >= threshold:
        count += 1
    return count


def _sorted_out(
    readings: Iterable[QueueReading], now: datetime
) -> tuple[list[QueueReading], tuple[tuple[Id, QueueReading], ...]]:
    """The readings of the whole queue by their instants, and the last one of each team's share.

    Of two readings of one instant the later said counts: that is how a slip is put right.
    """
    known = sorted((r for r in readings if r.at <= now), key=lambda r: (r.at, r.reported_at))
    whole = {r.at: r for r in known if r.team is None}
    shares = {r.team: r for r in known if r.team is not None}
    return list(whole.values()), tuple(sorted(shares.items(), key=lambda share: -share[1].depth))
