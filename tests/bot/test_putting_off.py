"""Taking a page, putting it off, accepting that nobody is named: said and heard."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bot.commands.speaker import Speaker
from bot.form import Form, Misfilled
from bot.forms import form_for, submitted
from bot.office import Office
from bot.platforms.console import reacting
from bot.reacting import react
from bot.reminders.respites import PutOff
from bot.render.plain import plain
from bot.reply import Message, Place
from knowledge.entities import Channel, PageKind
from knowledge.ownership import PageKey
from knowledge.reminders import Respite, Sort, address
from knowledge.store import Store
from knowledge.store.respites import Respites
from tests.databases import store_of
from tests.northwind import NORTHWIND, NOW

GROWTH = replace(NORTHWIND.teams["growth"], lead="hana", members=("hana", "tomas"))
MAP = replace(NORTHWIND, teams={**NORTHWIND.teams, "growth": GROWTH})
Say = Callable[..., str]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with store_of(tmp_path / "whoowns.db", MAP) as store:
        yield store


@pytest.fixture
def office(store: Store) -> Office:
    return Office(store, store.load, lambda: NOW, frozenset({"sam-lee"}))


@pytest.fixture
def say(store: Store) -> Say:
    def said(text: str, sender: str = "hana", now: datetime = NOW) -> str:
        office = Office(store, store.load, lambda: now, frozenset({"sam-lee"}))
        return plain(reacting(office, sender)(text))

    return said


@pytest.mark.parametrize(
    ("text", "heard"),
    [
        ("take churn model-quality", "Declared.\n  - churn, model-quality pages: was Growth, is Hana Ito"),
        ("take churn quality because I know it", "Declared."),
        ("take fraud-model quality", "Priya Nair is paged for model-quality on fraud-model.\nNothing was changed."),
        ("take nonesuch quality", 'I know no model called "nonesuch"'),
        ("take churn", "I need to know which kind"),
        ("take churn quality now", 'understand "now"'),
        ("snooze churn 1 week", "I say nothing of churn until Mon 30 Nov 12:00 (Europe/London).\nPut off by Hana Ito. It stays a gap.\n  1. Take it back: unsnooze churn"),
        ("snooze churn-uplift 1 week", "I say nothing of churn-uplift until Mon 30 Nov 12:00 (Europe/London).\nPut off by Hana Ito. It stays a gap.\n  1. Take"),
        ("snooze quality-inspection 1 week", "I say nothing of quality-inspection until Mon 30 Nov 12:00 (Europe/London).\nPut off by Hana Ito.\n  1. Take"),
        ("snooze churn for 3 days because of the audit", "I say nothing of churn until Thu 26 Nov 12:00 (Europe/London)."),
        ("snooze churn until 2026-11-27", "I say nothing of churn until Fri 27 Nov 00:00 (Europe/London)."),
        ("snooze churn until friday 10:00", "I say nothing of churn until Fri 27 Nov 10:00 (Europe/London)."),
        ("snooze churn", "I need to know when"),
        ("snooze churn 1 year", "I can't tell which time"),
        ("snooze churn 9 weeks", '"9 weeks" is too long: four weeks at most'),
        ("snooze churn until 2026-11-23T12:00+00:00", '"2026-11-23T12:00+00:00" is over already'),
        ("snooze churn until 2026-11-01", '"2026-11-01" is over already'),
        ("snooze here 1 week", 'understand "here"'),
        ("unsnooze churn", "I speak of churn again."),
        ("unsnooze churn please", 'understand "please"'),
        ("accept churn quality until 2027-01-31 because it is being replaced", "Hana Ito accepts that nobody is paged for model-quality on churn\nUntil 31 Jan 2027; that day I ask again."),
        ("accept churn quality until 2027-01-31", "That takes a reason"),
        ("accept churn quality because it is fine", "I need to know when"),
        ("accept churn quality until today because it is fine", "is over already"),
        ("accept churn quality until 2028-01-31 because it is fine", '"until 2028-01-31" is too far ahead'),
        ("accept churn-uplift quality until 2027-01-31 because why not", "Hana Ito is paged for model-quality on churn-uplift: no risk to accept."),
        ("gaps accepted", "No risk is accepted, and nothing is put off."),
        ("gaps accepted now", 'understand "now"'),
    ],
)  # fmt: skip
def test_said_and_heard(say: Say, text: str, heard: str) -> None:
    assert heard in say(text)


def test_what_is_taken_back_at_once_was_never_put_off() -> None:
    def lapsed(until: datetime) -> Respite | None:
        said = Respite(Sort.MODEL, "churn", until, "hana", NOW - timedelta(days=1), "slack")
        page = PageKey("churn", PageKind.MODEL_QUALITY)
        return PutOff.of([said], MAP, NOW).lapsed(page, "slack:C0GROWTH")

    assert lapsed(NOW - timedelta(days=1)) is None
    assert lapsed(NOW - timedelta(hours=23))
    assert lapsed(NOW)
    assert lapsed(NOW + timedelta(seconds=1)) is None


@pytest.mark.parametrize(
    "text",
    [
        "take churn model-quality",
        "snooze churn 1 week",
        "unsnooze churn",
        "accept churn quality until 2027-01-31 because it is being replaced",
    ],
)
def test_who_may_not_declare_a_page_may_not_put_it_off_either(
    say: Say, store: Store, text: str
) -> None:
    assert "These people can: Hana Ito, Tomas Reyes" in say(text, "elena")
    assert Respites(store).all() == []


@pytest.mark.parametrize("text", ["snooze churn 1 week", "dismiss gap:churn because it is new"])
def test_a_refusal_names_those_too_whom_the_settings_make_admins(store: Store, text: str) -> None:
    office = Office(store, store.load, lambda: NOW, frozenset({"sam-fox"}))
    assert "Sam Fox" in plain(reacting(office, "elena")(text))


def test_who_was_faster_is_not_taken_from_by_somebody_who_had_not_seen_it(
    store: Store, say: Say
) -> None:
    """A map that is being loaded anew answers on as it was."""
    late = Office(store, lambda: replace(MAP, revision=1), lambda: NOW)
    assert say("take churn quality", "tomas").startswith("Declared.")
    heard = plain(reacting(late, "hana")("take churn quality"))
    assert heard.startswith("Tomas Reyes is paged for model-quality on churn.")
    assert store.revision() == 2


def test_a_stranger_takes_nothing(say: Say) -> None:
    assert "I can't tell who you are in the map" in say("take churn quality", "nobody-known")


def test_what_is_accepted_and_put_off_is_listed_with_who_and_why(say: Say) -> None:
    say("accept churn quality until 2027-01-31 because *it* goes in <spring>")
    say("snooze search-ranker 2 weeks", "sam-lee")
    assert say("gaps accepted") == (
        "!! It is accepted that nobody is named for 1 page.\n"
        "  - churn, model-quality until 31 Jan 2027, by Hana Ito: *it* goes in <spring>\n"
        "Put off:\n"
        "  - search-ranker until 7 Dec, by Sam Lee"
    )
    later = NOW + timedelta(days=70)
    assert say("gaps accepted", now=later) == "No risk is accepted, and nothing is put off."


def test_a_risk_is_listed_until_its_page_is_declared_anew(say: Say) -> None:
    say("accept churn quality until 2027-01-31 because it goes")
    say("set churn quality tomas", now=NOW + timedelta(hours=1))
    assert say("gaps accepted") == "No risk is accepted, and nothing is put off."


def test_a_later_word_outweighs_an_earlier_and_both_are_kept(say: Say, store: Store) -> None:
    say("snooze churn 2 weeks")
    say("snooze churn 1 day", now=NOW + timedelta(hours=1))
    (standing,) = Respites(store).standing(NOW + timedelta(hours=2))
    assert standing.until == NOW + timedelta(days=1, hours=1)
    say("unsnooze churn", now=NOW + timedelta(hours=2))
    assert Respites(store).standing(NOW + timedelta(hours=2)) == []
    assert [respite.by for respite in Respites(store).all()] == ["hana"] * 3


def in_channel(office: Office, text: str, place: Place) -> str:
    person = MAP.people["elena"]
    speaker = Speaker(person, person.name, "slack", NOW, place=place)
    return plain(react(Message(text, "U0ELENA", place), speaker, office).reply)


@pytest.mark.parametrize(
    ("place", "subject"),
    [
        (Place("slack", "C0GROWTH"), "slack:C0GROWTH"),
        (Place("teams", "19:x@thread.tacv2"), "teams:19:x@thread.tacv2"),
    ],
)
def test_a_channel_is_snoozed_where_one_stands(
    office: Office, store: Store, place: Place, subject: str
) -> None:
    assert "I remind nobody in" in in_channel(office, "snooze here 1 week", place)
    (respite,) = Respites(store).standing(NOW)
    assert (respite.sort, respite.subject, respite.by) == (Sort.CHANNEL, subject, "elena")
    assert "I remind people in" in in_channel(office, "unsnooze here", place)


def test_a_channel_is_the_same_on_whichever_platform_it_is_snoozed(store: Store) -> None:
    channel = Channel(slack="C0GROWTH", teams="19:growth@thread.tacv2")
    growth = replace(GROWTH, channel=channel)
    office = Office(store, lambda: replace(MAP, teams={**MAP.teams, "growth": growth}), lambda: NOW)
    in_teams = Place("teams", "19:growth@thread.tacv2")
    heard = in_channel(office, "snooze here 1 week", in_teams)
    (respite,) = Respites(store).standing(NOW)
    assert respite.subject == address(channel) == "slack:C0GROWTH"
    in_channel(office, heard.rpartition("Take it back: ")[2], in_teams)
    assert Respites(store).standing(NOW) == []
    in_channel(office, "snooze <#19:growth@thread.tacv2> 1 week", Place("slack", "C0ELSEWHERE"))
    in_channel(office, "unsnooze here", Place("slack", "C0GROWTH"))
    assert Respites(store).standing(NOW) == []


def test_what_is_snoozed_from_elsewhere_is_woken_from_there(office: Office, store: Store) -> None:
    elsewhere = Place("slack", "C0ELSEWHERE")
    heard = in_channel(office, "snooze <#C0RISK> 1 week", elsewhere)
    _, _, waking = heard.rpartition("Take it back: ")
    assert waking == "unsnooze <#C0RISK>"
    in_channel(office, waking, elsewhere)
    assert Respites(store).standing(NOW) == []


def test_the_form_for_accepting_needs_a_day_and_a_reason(office: Office, store: Store) -> None:
    hana = Speaker(MAP.people["hana"], "Hana Ito", "slack", NOW)
    form = form_for("accept churn model-quality", office, hana)
    assert isinstance(form, Form)
    assert [(field.key, field.optional) for field in form.fields] == [
        ("until", False),
        ("reason", False),
    ]
    filled = {"until": "2027-01-31T10:00:00+00:00", "reason": "it is being replaced"}
    late = submitted(
        form.name, form.arguments, {**filled, "until": "2026-11-01T10:00:00+00:00"}, hana, office
    )
    assert isinstance(late, Misfilled)
    assert list(late.by_field) == ["until"]
    submitted(form.name, form.arguments, filled, hana, office)
    (risk,) = Respites(store).standing(NOW)
    assert risk == Respite(
        Sort.RISK,
        "churn model-quality",
        datetime.fromisoformat("2027-01-31T00:00:00+00:00"),
        "hana",
        NOW,
        "slack",
        "it is being replaced",
    )
