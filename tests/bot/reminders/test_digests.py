"""What a digest says, row by row, and who is told when it goes unanswered."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.outbox import Hindrance, Undelivered
from bot.reminders.gap_digests import GAP_DIGESTS
from bot.reminders.hindered import HINDRANCES
from bot.reminders.ladder import LADDER
from bot.reminders.policy import Policy
from bot.reminders.ticking import Ticking
from knowledge.concerns import Watch
from knowledge.entities import (
    Channel,
    Declaration,
    Model,
    Organisation,
    Page,
    PageKind,
    Pages,
    Person,
    Queue,
    Rotation,
    Team,
)
from knowledge.ownership import OwnershipMap
from knowledge.reminders import Respite, Sort
from knowledge.store.respites import Respites
from tests.bot.reminders.stage import Clock, Message, Stage

FRIDAY = datetime(2026, 11, 20, 9, tzinfo=UTC)
MONDAY_TEN = timedelta(days=3, hours=1)
A_DAY = timedelta(days=1)

PEOPLE = {
    "priya": Person(id="priya", name="Priya Nair", slack="U0PRIYA"),
    "lars": Person(id="lars", name="Lars Holm", active=False),
    "elena": Person(id="elena", name="Elena Ruiz", slack="U0ELENA"),
    "goran": Person(id="goran", name="Goran Petrov", slack="U0GORAN"),
}
TEAMS = {
    "risk": Team(id="risk", name="Risk", lead="priya", channel=Channel(slack="C0RISK")),
    "platform": Team(id="platform", name="Platform", channel=Channel(slack="C0PLAT")),
}
TURNS = Rotation(
    id="turns",
    name="turns",
    members=("priya", "lars"),
    time_zone="UTC",
    starts=datetime(2026, 11, 16, 9),  # noqa: DTZ001  # a wall time
    every="1 week",  # type: ignore[arg-type]  # read as in a map file
)
LONG_AGO = Declaration(by="elena", at=FRIDAY - timedelta(days=100))


def model(name: str, owner: str | None = None, declared: Declaration | None = None) -> Model:
    page = Page(owner=owner, declared=declared)
    return Model(id=name, trained_by="risk", pages=Pages(model_quality=page))


def organisation(*models: Model) -> OwnershipMap:
    return OwnershipMap(
        Organisation(name="Small", sponsor="elena", admins=("goran",)),
        people=PEOPLE,
        teams=TEAMS,
        rotations={"turns": TURNS},
        models={m.id: m for m in models},
        queue=Queue(team="platform"),
    )


class Story:
    """A stage, a process, and time that passes."""

    def __init__(
        self, path: Path, *models: Model, policy: Policy | None = None, begins: datetime = FRIDAY
    ) -> None:
        kinds = (GAP_DIGESTS, LADDER, HINDRANCES)
        self.stage = Stage(path, None, Clock(begins), kinds, policy or Policy())
        self.stage.declare(organisation(*models))
        self.process: Ticking = self.stage.process()
        self.stage.tick(self.process)

    def after(self, span: timedelta) -> None:
        self.stage.clock.pass_(span)
        self.stage.tick(self.process)

    def change(self, *models: Model) -> None:
        assert self.stage.ownership is not None
        kept = {**self.stage.ownership.models, **{m.id: m for m in models}}
        self.stage.declare(replace(self.stage.ownership, models=kept))

    def last(self, channel: str = "C0RISK") -> Message:
        return self.stage.chat.in_(channel)[-1]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "whoowns.db"


def rows(text: str) -> list[str]:
    return [line.removeprefix("  - ") for line in text.splitlines() if line.startswith("  - ")]


def test_each_concern_has_words_of_its_own(path: Path) -> None:
    story = Story(
        path,
        model("churn"),
        model("uplift", "lars"),
        model("ranker", "risk"),
        model("fraud", "turns"),
        model("drift", "priya", LONG_AGO),
        begins=FRIDAY - A_DAY,
    )
    # Priya is on call until Monday at nine, then Lars, who has left.
    story.after(timedelta(hours=25))
    (digest,) = story.stage.chat.in_("C0RISK")
    assert digest.text.startswith("!! 5 pages here need somebody.")
    assert rows(digest.text) == [
        "churn, model-quality, since 19 Nov: no owner is declared",
        "ranker, model-quality, since 19 Nov: the owner is a team (Risk), not a person",
        "uplift, model-quality, since 19 Nov: Lars Holm is inactive",
        "fraud, model-quality, nobody is on call from Mon 23 Nov 09:00 (UTC): Lars Holm is inactive in turns",
        "drift, model-quality, nobody has confirmed the owner since 12 Aug",
    ]
    assert "Still true: confirm drift model-quality" in digest.text
    story.stage.close()


def test_of_many_ten_are_shown_and_what_is_hidden_moves_up(path: Path) -> None:
    story = Story(path, *(model(f"m{n:02}") for n in range(13)))
    story.after(MONDAY_TEN)
    assert len(rows(story.last().text)) == 10
    assert "and 3 more" in story.last().text
    assert "Show all: which models have no named owner" in story.last().text
    story.change(*(model(f"m{n:02}", "priya") for n in range(4)))
    story.after(timedelta(minutes=1))
    shown = rows(story.last().text)
    assert shown[0] == "~~m00, model-quality~~: Priya Nair took it"
    assert [row.split(",")[0] for row in shown[1:]] == [f"m{n:02}" for n in range(4, 13)]
    assert " more" not in story.last().text
    story.stage.close()


def test_long_names_cost_rows_and_no_buttons(path: Path) -> None:
    story = Story(path, *(model(f"{'x' * 95}{n:02}") for n in range(12)))
    story.after(MONDAY_TEN)
    text = story.last().text
    assert 2 <= len(rows(text)) < 10
    assert text.count("I'll take it") == len(rows(text))
    assert f"and {12 - len(rows(text))} more" in text
    story.stage.close()


def test_what_is_put_off_says_by_whom_and_comes_back_by_itself(path: Path) -> None:
    story = Story(path, model("churn"), model("uplift"))
    story.after(MONDAY_TEN)
    now = story.stage.clock.now
    until = datetime(2026, 11, 25, tzinfo=UTC)
    respites = Respites(story.stage.store)
    risk = "churn model-quality"
    respites.grant(Respite(Sort.RISK, risk, until, "elena", now, "slack", "it is off"))
    respites.grant(Respite(Sort.CHANNEL, "slack:C0RISK", until, "priya", now, "slack"))
    story.after(timedelta(minutes=1))
    assert story.last().text == (
        "Nobody is asked for anything here now: what was put off comes back by itself.\n"
        "  - churn, model-quality: Elena Ruiz accepts the risk until 25 Nov: it is off\n"
        "  - uplift, model-quality: put off until 25 Nov by Priya Nair"
    )
    story.after(A_DAY)
    assert len(story.stage.chat.in_("C0RISK")) == 1
    story.after(A_DAY)
    assert rows(story.last().text) == [
        "churn, model-quality, since 20 Nov: no owner is declared; the accepted risk ended on 25 Nov",
        "uplift, model-quality, since 20 Nov: no owner is declared; put off until now",
    ]
    story.stage.close()


def test_a_risk_that_was_accepted_is_not_that_of_a_gap_which_opens_later(path: Path) -> None:
    story = Story(path, model("churn"))
    story.after(MONDAY_TEN)
    now, until = story.stage.clock.now, datetime(2027, 11, 20, tzinfo=UTC)
    risk = Respite(Sort.RISK, "churn model-quality", until, "elena", now, "slack", "it is off")
    Respites(story.stage.store).grant(risk)
    story.after(timedelta(minutes=1))
    assert "accepts the risk" in story.last().text
    story.after(A_DAY)
    at = story.stage.clock.now
    story.change(model("churn", "priya", Declaration(by="elena", at=at)))
    story.after(A_DAY)
    story.change(model("churn", "lars", Declaration(by="elena", at=at)))
    story.after(A_DAY)
    assert rows(story.last().text) == ["churn, model-quality, since 26 Nov: Lars Holm is inactive"]
    story.stage.close()


def test_the_ladder_is_climbed_once(path: Path) -> None:
    story = Story(path, model("churn"))
    story.after(MONDAY_TEN)
    for _ in range(20):
        story.after(A_DAY)
    told = [(m.channel, m.at.date().isoformat()) for m in story.stage.chat.messages.values()]
    assert [each for each in told if each[0] != "C0RISK"] == [
        ("U0PRIYA", "2026-11-25"),  # digests on Monday and Tuesday went unanswered
        ("C0PLAT", "2026-11-27"),
        ("U0ELENA", "2026-12-01"),
    ]
    assert len(story.stage.chat.in_("C0RISK")) == 15
    assert story.last("U0PRIYA").text.startswith(
        "!! NOBODY is named for a page, though 2 digests asked who takes it.\n"
        "  - churn, model-quality, since 20 Nov: no owner is declared"
    )
    story.stage.close()


def test_nobody_is_told_while_it_is_night_in_their_channel(path: Path) -> None:
    story = Story(path, model("churn"))
    assert story.stage.ownership is not None
    channel = Channel(slack="C0PLAT", time_zone="America/New_York")
    far = {**TEAMS, "platform": replace(TEAMS["platform"], channel=channel)}
    story.stage.declare(replace(story.stage.ownership, teams=far))
    story.after(MONDAY_TEN)
    for _ in range(4):
        story.after(A_DAY)
    assert story.stage.chat.in_("C0PLAT") == []  # at 10:00 in London it is 05:00 there
    story.after(timedelta(hours=3))
    assert [m.at.hour for m in story.stage.chat.in_("C0PLAT")] == [13]
    story.stage.close()


def test_whoever_could_not_be_reached_one_day_is_told_on_another(path: Path) -> None:
    story = Story(path, model("churn"))
    story.stage.chat.barred["U0PRIYA"] = Undelivered(Hindrance.MISSING_SCOPE)
    story.after(MONDAY_TEN)
    for _ in range(2):
        story.after(A_DAY)
    assert story.stage.chat.in_("U0PRIYA") == []
    story.stage.chat.barred.clear()
    story.after(A_DAY)
    assert len(story.stage.chat.in_("U0PRIYA")) == 1
    story.stage.close()


def test_a_gap_that_comes_again_climbs_again(path: Path) -> None:
    story = Story(path, model("churn"))
    story.after(MONDAY_TEN)
    story.after(A_DAY)
    story.change(model("churn", "priya"))
    story.after(A_DAY)
    assert story.stage.chat.in_("U0PRIYA") == []
    story.change(model("churn"))
    for _ in range(3):
        story.after(A_DAY)
    assert story.stage.chat.in_("U0PRIYA") == []
    story.after(A_DAY * 2)  # over the weekend: the second digest is unanswered now
    story.after(A_DAY)
    assert len(story.stage.chat.in_("U0PRIYA")) == 1
    story.stage.close()


@pytest.mark.parametrize(
    ("hindrance", "remedy"),
    [
        (Hindrance.NOT_A_MEMBER, "I am not in it; invite me there."),
        (Hindrance.ARCHIVED, "it is archived; give the model or the team another channel."),
        (Hindrance.MISSING_SCOPE, "my app lacks a scope"),
    ],
)
def test_where_nothing_gets_through_an_admin_is_told_once_and_stands_in(
    path: Path, hindrance: Hindrance, remedy: str
) -> None:
    story = Story(path, model("churn"))
    story.stage.chat.barred["C0RISK"] = Undelivered(hindrance)
    story.after(MONDAY_TEN)
    for _ in range(4):
        story.after(timedelta(minutes=5))
    digest, trouble = sorted(story.stage.chat.in_("U0GORAN"), key=lambda m: m.key or "")
    assert rows(digest.text) == ["churn, model-quality, since 20 Nov: no owner is declared"]
    assert remedy in trouble.text
    assert "channel C0RISK" in trouble.text
    story.stage.chat.barred.clear()
    story.after(A_DAY)
    story.after(timedelta(minutes=5))
    assert len(story.stage.chat.in_("C0RISK")) == 1
    assert len(story.stage.chat.in_("U0GORAN")) == 2
    story.stage.close()


def test_who_could_not_be_told_where_nothing_gets_through_is_told_on_another_day(
    path: Path,
) -> None:
    story = Story(path, model("churn"))
    for channel in ("C0RISK", "U0GORAN"):
        story.stage.chat.barred[channel] = Undelivered(Hindrance.MISSING_SCOPE)
    story.after(MONDAY_TEN)
    story.after(A_DAY)
    story.after(A_DAY)
    del story.stage.chat.barred["U0GORAN"]
    for _ in range(2):
        story.after(A_DAY)
        story.after(timedelta(minutes=1))
    told = [m.text for m in story.stage.chat.in_("U0GORAN") if "C0RISK" in m.text]
    assert len(told) == 1
    story.stage.close()


def test_an_edit_that_fails_is_made_as_soon_as_it_can_be(path: Path) -> None:
    story = Story(path, model("churn"))
    story.after(MONDAY_TEN)
    story.stage.chat.barred["C0RISK"] = Undelivered(Hindrance.FAILED)
    story.change(model("churn", "priya"))
    story.after(timedelta(minutes=5))
    assert "no owner is declared" in story.last().text
    story.stage.chat.barred.clear()
    story.after(timedelta(minutes=5))
    assert "Priya Nair took it" in story.last().text
    story.stage.close()


def test_a_place_that_fails_for_some_minutes_is_written_to_all_the_same(path: Path) -> None:
    story = Story(path, model("churn"))
    story.stage.chat.barred["C0RISK"] = Undelivered(Hindrance.FAILED)
    story.after(MONDAY_TEN)
    for _ in range(20):
        story.after(timedelta(seconds=30))
    story.stage.chat.barred.clear()
    for _ in range(20):
        story.after(timedelta(seconds=30))
    assert len(story.stage.chat.in_("C0RISK")) == 1
    assert story.stage.chat.in_("U0GORAN") == []
    story.stage.close()


def test_gaps_that_nobody_hears_of_are_logged_once(
    path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    story = Story(path, replace(model("churn"), trained_by=None))
    assert story.stage.ownership is not None
    unled = replace(story.stage.ownership.organisation, admins=())
    story.stage.declare(replace(story.stage.ownership, organisation=unled))
    story.after(MONDAY_TEN)
    story.after(A_DAY)
    assert story.stage.chat.messages == {}
    said = [r for r in caplog.records if r.message.startswith("nobody hears of pages")]
    assert [vars(record)["facts"]["pages"] for record in said] == [1]
    story.stage.close()


def test_infrastructure_pages_count_where_the_settings_say_so(path: Path) -> None:
    both = replace(Policy(), watch=Watch(frozenset(PageKind)))
    story = Story(path, model("churn", "priya"), policy=both)
    story.after(MONDAY_TEN)
    assert rows(story.last().text) == ["churn, infrastructure, since 20 Nov: no owner is declared"]
    story.stage.close()


def test_who_is_told_in_a_channel_of_two_platforms_is_told_on_the_one_that_runs(
    path: Path,
) -> None:
    story = Story(path, model("churn"))
    assert story.stage.ownership is not None
    channel = Channel(slack="C0PLAT", teams="19:platform")
    own = replace(TEAMS["risk"], channel=Channel(slack="C0RISK", teams="19:risk"))
    both = {"risk": own, "platform": replace(TEAMS["platform"], channel=channel)}
    story.stage.declare(replace(story.stage.ownership, teams=both))
    outboxes = story.process.courier.outboxes.by_platform
    story.after(MONDAY_TEN)
    for _ in range(2):
        story.after(A_DAY)
    outboxes["teams"] = outboxes.pop("slack")
    for _ in range(3):
        story.after(A_DAY)
    story.after(A_DAY)
    assert len(story.stage.chat.in_("19:platform")) == 1
    story.stage.close()
