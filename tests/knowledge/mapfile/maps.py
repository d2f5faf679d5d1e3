"""Maps of every shape, for round trips."""

import string
from datetime import UTC, datetime

from hypothesis import strategies as st

from knowledge.changes import Kind, Place
from knowledge.conflicts import conflict_about, turned_down
from knowledge.consistency.legible import is_legible
from knowledge.entities import (
    Cadence,
    Channel,
    Conflict,
    Context,
    Declaration,
    Holders,
    Model,
    Organisation,
    Override,
    Page,
    PageKind,
    Pages,
    Pattern,
    Pause,
    Person,
    Queue,
    Rotation,
    Team,
    Thresholds,
    Vocabulary,
)
from knowledge.ownership import OwnershipMap

_TRICKY = ("no", "yes", "y", "null", "NULL", "~", "true", "1.10", "0o17", "1e3", "12:30", "<<", "=")
_IDS = ("priya", "no", "null", "1.10", "12:30", "2026-01-05", "zoë", "y", "n-1", "0x1F")
_GROUPS = ("risk-ml", "off", "1e3", "on-call/eu")

text = st.text(
    st.characters(exclude_categories=("Cs", "Cc")) | st.sampled_from("\n\t#:'\"{}[]&*!|>%@`,"),
    min_size=1,
    max_size=30,
).filter(lambda value: value == value.strip() != "")
names = st.sampled_from(_TRICKY) | text
proper_names = names.filter(is_legible)
chat_ids = st.text(string.ascii_uppercase + string.digits, min_size=1, max_size=11)
walls = st.datetimes(datetime(1970, 1, 1), datetime(2199, 1, 1)).map(  # noqa: DTZ001  # wall times
    lambda wall: wall.replace(microsecond=0)
)
counts = st.integers(0, 1_000_000_000)
zones = st.sampled_from(("UTC", "Europe/London", "Asia/Kolkata", "America/St_Johns"))
channels = st.builds(
    Channel, st.none() | chat_ids, st.none() | chat_ids, time_zone=st.none() | zones
)
web = st.text(string.ascii_letters + "/?&#%=", max_size=10).map(lambda path: f"https://x.io/{path}")
no_or = st.none().__or__


@st.composite
def ownership_maps(draw: st.DrawFn) -> OwnershipMap:
    """A map that a file can declare: its ids are known and nothing contradicts itself."""
    people = draw(st.lists(st.sampled_from(_IDS), unique=True, max_size=4))
    groups = draw(st.lists(st.sampled_from(_GROUPS), unique=True, min_size=1, max_size=4))
    half = (len(groups) + 1) // 2
    teams, rotations = groups[:half], groups[half:]
    models = draw(st.lists(st.sampled_from(("m1", "No", "2026", "übung")), unique=True))
    return OwnershipMap(
        draw(_organisations),
        people={p: draw(_person(p, number)) for number, p in enumerate(people)},
        teams={t: draw(_team(t, people)) for t in teams},
        rotations={r: draw(_rotation(r, people)) for r in rotations},
        models={m: draw(_model(m, people, teams, [*people, *groups])) for m in models},
        queue=draw(no_or(st.builds(Queue, st.sampled_from([None, *teams]), _thresholds))),
        vocabulary=draw(st.builds(Vocabulary, _tuples(names), _tuples(names))),
        conflicts=draw(_conflicts(models, [*people, *groups])),
    )


@st.composite
def _conflicts(draw: st.DrawFn, models: list[str], parties: list[str]) -> dict[str, Conflict]:
    """What another source says of somebody, of some keys of a rotation, and of some pages."""
    zoe, shift = Place(Kind.PERSON, "zoe", ""), Place(Kind.ROTATION, "shift", "")
    standing, other = draw(_rotation("shift", ["zoe"])), draw(_rotation("shift", ["zoe"]))
    said = [
        conflict_about(zoe, None, draw(_person("zoe", 9)), draw(_stamps)),
        conflict_about(shift, standing, other, draw(_stamps)),
    ]
    for model in models:
        place = Place(Kind.MODEL, model, PageKind.MODEL_QUALITY)
        said.append(conflict_about(place, None, draw(_page(parties)), draw(_stamps)))
    settled = [turned_down(conflict) if draw(st.booleans()) else conflict for conflict in said]
    return {conflict.id: conflict for conflict in settled if draw(st.booleans())}


def _tuples(items: st.SearchStrategy[str]) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(items, max_size=3).map(tuple)


def _among(ids: list[str]) -> st.SearchStrategy[str | None]:
    return st.sampled_from([None, *ids])


def _some_of(ids: list[str]) -> st.SearchStrategy[tuple[str, ...]]:
    return _tuples(st.sampled_from(ids)) if ids else st.just(())


_organisations = st.builds(
    Organisation,
    name=proper_names,
    pattern=no_or(st.sampled_from(Pattern)),
    context=no_or(st.sampled_from(Context)),
    single_accountable_operator=no_or(st.booleans()),
    autonomy_permitted=no_or(st.booleans()),
    maturity=no_or(st.integers(1, 5)),
    ml_engineers=no_or(counts),
    platform_engineers=no_or(counts),
    shared_rails=no_or(st.booleans()),
    time_zone=zones,
    holidays=st.lists(st.dates(), max_size=2).map(tuple),
)
_thresholds = st.builds(Thresholds, no_or(counts), no_or(counts), no_or(counts))


def _person(person_id: str, number: int) -> st.SearchStrategy[Person]:
    return st.builds(
        Person,
        id=st.just(person_id),
        name=st.just(person_id) | proper_names,
        slack=no_or(st.just(f"U{number}")),
        teams=no_or(st.just(f"29:{number}")),
        email=no_or(st.just("a@b.example")),
        time_zone=no_or(zones),
        active=st.booleans(),
    )


def _team(team_id: str, people: list[str]) -> st.SearchStrategy[Team]:
    return st.builds(
        Team,
        id=st.just(team_id),
        name=st.just(team_id) | proper_names,
        kind=st.sampled_from((None, "product", "platform")),
        channel=no_or(channels),
        lead=_among(people),
        members=_some_of(people),
        mlops_engineers=no_or(counts),
        uses=st.dictionaries(names, names, max_size=2),
    )


@st.composite
def _rotation(draw: st.DrawFn, rotation_id: str, people: list[str]) -> Rotation:
    borders = sorted(draw(st.lists(walls, max_size=4, unique_by=lambda wall: wall.date())))
    windows = list(zip(borders[::2], borders[1::2], strict=False))
    overrides = [
        Override(start, end, draw(st.sampled_from(people))) for start, end in windows if people
    ]
    return Rotation(
        id=rotation_id,
        name=draw(st.just(rotation_id) | proper_names),
        members=draw(_some_of(people)),
        time_zone=draw(zones),
        starts=draw(walls),
        every=Cadence(draw(st.integers(1, 1000)), draw(st.sampled_from(("hour", "day", "week")))),
        overrides=tuple(overrides),
        pauses=tuple(Pause(start, end, draw(no_or(names))) for start, end in windows),
    )


_instants = st.datetimes(datetime(1970, 1, 2), datetime(2199, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001  # as hypothesis wants them
_stamps = st.builds(Declaration, names, _instants, no_or(names), no_or(names))


def _page(parties: list[str]) -> st.SearchStrategy[Page]:
    return st.builds(Page, _among(parties), _some_of(parties), no_or(_stamps))


def _model(
    model_id: str, people: list[str], teams: list[str], parties: list[str]
) -> st.SearchStrategy[Model]:
    return st.builds(
        Model,
        id=st.just(model_id),
        aliases=st.sampled_from(((), (f"alias of {model_id}",), (f"{model_id}: #1",))),
        description=no_or(names),
        trained_by=_among(teams),
        served_by=_among(teams),
        handoff=no_or(web),
        consumers=_tuples(text.map(lambda name: f"consumer {name}")),
        unconfirmed_consumers=_tuples(text.map(lambda name: f"perhaps {name}")),
        runbook=no_or(web),
        channel=no_or(channels),
        pages=st.builds(Pages, no_or(_page(parties)), no_or(_page(parties))),
        knowledge=st.builds(Holders, _among(people), _among(people), _among(people)),
    )
