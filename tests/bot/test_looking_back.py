"""Looking back from chat: who owned it then, and every change that was ever declared."""

from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.conversation import Terms, reply_to
from bot.office import Office
from bot.platforms.console import reacting
from bot.render.plain import plain
from bot.reply import Message
from knowledge.difference import difference
from knowledge.projection import Projection
from knowledge.store import Memory
from tests.databases import fresh
from tests.northwind import NORTHWIND, NOW

MARCH = datetime(2026, 3, 1, 10, tzinfo=UTC)
Say = Callable[..., str]


class Clock:
    """Shows what it is set to."""

    def __init__(self) -> None:
        self.now = MARCH

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def say(tmp_path: Path, clock: Clock) -> Iterator[Say]:
    """Northwind, declared on 1 March; what is said is said by an admin at the clock's time."""
    with (
        closing(fresh(tmp_path / "whoowns.db")) as store,
        closing(Projection(store)) as projection,
    ):
        store.record(difference(None, NORTHWIND), actor="elena", at=MARCH, source="import a.yaml")
        terms = Terms(memory=Memory(store, projection.current))
        office = Office(store, projection.current, clock, frozenset({"sam-lee"}), terms)

        def said(text: str, at: datetime | None = None) -> str:
            clock.now = at or clock.now
            return plain(reacting(office, "sam-lee")(text))

        yield said


@pytest.fixture
def changed(say: Say) -> Say:
    """Churn went to Hana Ito in June, and to Elena Ruiz in September; quality-inspection is no more."""
    say("set churn quality hana because she trained it", datetime(2026, 6, 1, 9, tzinfo=UTC))
    say("set churn quality elena", datetime(2026, 9, 1, 9, tzinfo=UTC))
    say(
        "model retire quality-inspection because the belt is gone",
        datetime(2026, 9, 2, 9, tzinfo=UTC),
    )
    say("help", NOW)
    return say


@pytest.mark.parametrize(
    ("question", "headline", "footnote"),
    [
        (
            "who owned model-quality for churn on 3 March",
            "!! NOBODY is named for model-quality pages on churn on Tue 3 Mar 12:00 (Europe/London).",
            "revision 1, by Elena Ruiz on Sun 1 Mar 10:00 (Europe/London), import a.yaml.",
        ),
        (
            "who owned churn quality on 3 july",
            "Hana Ito is paged for model-quality on churn on Fri 3 Jul 12:00 (Europe/London).",
            "revision 2, by Sam Lee on Mon 1 Jun 10:00 (Europe/London), console.",
        ),
        (
            "who was on call for quality-inspection quality at 2026-09-01T12:00",
            "Elena Ruiz is paged for model-quality on quality-inspection on Tue 1 Sep 12:00 (Europe/London).",
            "revision 3, by Sam Lee on Tue 1 Sep 10:00 (Europe/London), console.",
        ),
        (
            "what did hana own on 1 august",
            "Hana Ito is declared for 4 pages.",
            "revision 2, by Sam Lee on Mon 1 Jun 10:00 (Europe/London), console.",
        ),
        (
            "who owned quality-inspection yesterday",
            "I know no model called `quality-inspection`.",
            "revision 4, by Sam Lee on Wed 2 Sep 10:00 (Europe/London), console.",
        ),
    ],
)
def test_the_past_is_told_by_the_map_that_was_declared_then(
    changed: Say, question: str, headline: str, footnote: str
) -> None:
    heard = changed(question).splitlines()
    assert heard[0] == headline
    assert f"By the map as it was declared then: {footnote}" in heard


def test_before_the_map_began_nobody_was_named(changed: Say) -> None:
    assert changed("who owned churn quality on 3 february") == (
        "Nothing had been declared yet then, so nobody was named.\n"
        "The map began with revision 1 on Sun 1 Mar 10:00 (Europe/London)."
    )


def test_the_present_and_the_future_are_told_by_the_map_of_today(changed: Say) -> None:
    for question in ("churn quality", "churn quality at 2026-12-24T02:00"):
        heard = changed(question)
        assert heard.startswith("Elena Ruiz is paged for model-quality on churn")
        assert "declared then" not in heard


def test_who_owned_it_at_no_instant_asks_who_did_before(changed: Say) -> None:
    assert changed("who owned quality for churn") == (
        "Who was declared for churn, the latest first:\n"
        "  - Tue 1 Sep 10:00 (Europe/London) · churn, model-quality pages: was Hana Ito, is Elena Ruiz"
        " · declared by Sam Lee, console\n"
        "  - Mon 1 Jun 10:00 (Europe/London) · churn, model-quality pages: was Growth, is Hana Ito"
        " · declared by Sam Lee, console\n"
        "  - Sun 1 Mar 10:00 (Europe/London) · churn, model-quality pages: was undeclared, is Growth"
        " · declared by Elena Ruiz, import a.yaml\n"
        "  1. All of its history: history churn"
    )


@pytest.mark.parametrize(
    "said",
    [
        "who was paged before me for churn",
        "who was on call for fraud-model before priya",
        "who had it before priya",
        "who got paged before me for fraud-model quality",
    ],
)
def test_whose_turn_it_was_before_somebody_is_no_declared_owner(changed: Say, said: str) -> None:
    assert changed(said).startswith("When in the past do you mean?")


def test_the_previous_owner_on_a_day_is_that_of_a_day_that_is_over(changed: Say) -> None:
    for said in ("previous owner", "who was the former owner", "who is the old owner"):
        told = changed(f"{said} of churn quality on 21 july", NOW)
        assert told.startswith("Hana Ito is paged for model-quality on churn on Tue 21 Jul")
    coming = changed("the old owner of churn quality left, who owns it on 21 july", NOW)
    assert "on Wed 21 Jul 2027" in coming
    assert changed("who owned quality for churn before priya").startswith("Who was declared for")


def test_a_map_file_has_no_history_and_says_so() -> None:
    asked = Message("who was on call for fraud-model quality at 2026-11-23T10:00")
    heard = plain(reply_to(asked, NORTHWIND, NOW))
    assert heard.startswith("Priya Nair is paged for model-quality on fraud-model on Mon 23 Nov")
    assert "A map file has no history: this is what it says of that instant" in heard
    before = plain(reply_to(Message("who owned churn quality"), NORTHWIND, NOW))
    assert before == "I can't tell what was declared before: there is no history here."


DIALOGS = {
    "history of churn quality": """\
3 changes of churn quality, the latest first:
  - rev 3 · Tue 1 Sep 10:00 (Europe/London) · Sam Lee, console · churn, model-quality pages: was Hana Ito, is Elena Ruiz
  - rev 2 · Mon 1 Jun 10:00 (Europe/London) · Sam Lee, console · churn, model-quality pages: was Growth, is Hana Ito · because she trained it
  - rev 1 · Sun 1 Mar 10:00 (Europe/London) · Elena Ruiz, import a.yaml · churn, model-quality pages: was undeclared, is Growth""",
    "audit hana since 1 august": """\
1 change of hana, the latest first:
  - rev 3 · Tue 1 Sep 10:00 (Europe/London) · Sam Lee, console · churn, model-quality pages: was Hana Ito, is Elena Ruiz""",
    "audit quality-inspection since 2 september": """\
3 changes of quality-inspection, the latest first:
  - rev 4 · Wed 2 Sep 10:00 (Europe/London) · Sam Lee, console · model quality-inspection: withdrawn · because the belt is gone
  - rev 4 · Wed 2 Sep 10:00 (Europe/London) · Sam Lee, console · quality-inspection, infrastructure pages: was platform-primary, is undeclared · because the belt is gone
  - rev 4 · Wed 2 Sep 10:00 (Europe/London) · Sam Lee, console · quality-inspection, model-quality pages: was Elena Ruiz, is undeclared · because the belt is gone""",
    "audit since 20 weeks ago until 1 september": """\
1 change, the latest first:
  - rev 3 · Tue 1 Sep 10:00 (Europe/London) · Sam Lee, console · churn, model-quality pages: was Hana Ito, is Elena Ruiz""",
    "audit since 3d": "Nothing was declared in that time.",
    "audit sam": "`sam` is the name of several: person Sam Fox (sam-fox), person Sam Lee (sam-lee)."
    " Give the id.",
    "audit churm": """\
No model, person, team or rotation called "churm" was ever declared.
Did you mean churn, churn-uplift?
It goes like this: `audit [MODEL|PERSON|TEAM|ROTATION] [since 1 november] [until INSTANT] [page 2]`""",
    "audit since firday": """\
I can't tell which time "firday" is; say a day and an hour, such as friday 18:00.
It goes like this: `audit [MODEL|PERSON|TEAM|ROTATION] [since 1 november] [until INSTANT] [page 2]`""",
    "audit churn page 7": "There is no page 7: 5 changes make 1.",
}


@pytest.mark.parametrize("said", DIALOGS)
def test_what_is_said_and_heard_of_the_audit_trail(changed: Say, said: str) -> None:
    assert changed(said) == DIALOGS[said]


def test_a_long_trail_is_told_a_page_at_a_time(changed: Say) -> None:
    first = changed("audit")
    count = int(first.split()[0])
    assert f"and {count - 10} more: say `audit page 2`." in first
    assert "1. Older: audit page 2" in first
    seen = [
        line
        for page in range(1, count // 10 + 2)
        for line in changed(f"audit page {page}").splitlines()
        if line.startswith("  - rev")
    ]
    assert len(seen) == len(set(seen)) == count


def test_a_declaration_that_nobody_confirmed_for_long_says_so() -> None:
    terms = Terms(confirm_after=timedelta(days=10))
    heard = plain(reply_to(Message("fraud-model quality"), NORTHWIND, NOW, terms))
    assert (
        "Model-quality pages: nobody confirmed that for 20 days."
        " If it is still true, say `confirm fraud-model model-quality`."
    ) in heard
    assert "Still true: fraud-model, model-quality: confirm fraud-model model-quality" in heard
    lasting = Terms(confirm_after=timedelta(days=21))
    assert "confirm" not in plain(reply_to(Message("fraud-model quality"), NORTHWIND, NOW, lasting))
    listed = plain(reply_to(Message("fraud-quality"), NORTHWIND, NOW, terms))
    assert "not confirmed for 20 days" in listed
