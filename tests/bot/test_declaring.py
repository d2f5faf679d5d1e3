"""Declaring from chat: what is said, what is heard, and what is recorded."""

from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from bot.commands import EXAMPLES, VERBS, verb_of
from bot.commands.handovers import handovers
from bot.commands.outcome import Declared, Outcome
from bot.commands.speaker import Speaker
from bot.declaring import declare
from bot.office import Office
from bot.platforms.console import reacting
from bot.render.plain import plain
from bot.wording.declaring import declaring_reply
from bot.wording.handovers import handover_reply
from knowledge.difference import difference
from knowledge.entities import Model
from knowledge.ownership import OwnershipMap
from knowledge.store import AuditTrail, Store
from tests.databases import store_of
from tests.northwind import NORTHWIND, NOW


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with store_of(tmp_path / "whoowns.db") as store:
        yield store


@pytest.fixture
def heard(store: Store) -> Callable[..., str]:
    """Say something as somebody (an admin unless told otherwise), hear the answer."""
    office = Office(store, store.load, lambda: NOW, frozenset({"sam-lee"}))

    def say(said: str, sender: str = "sam-lee") -> str:
        return plain(reacting(office, sender)(said))

    return say


DIALOGS = {
    "a person is named": """
> set churn model-quality hana because she trained it
Declared.
  - churn, model-quality pages: was Growth, is Hana Ito
Revision 2. Concerned: Hana Ito.
  1. Undo: undo 2
""",
    "an escalation comes along, and who lost the page is told": """
> set fraud-model quality to elena and escalate to tomas then Risk ML
Declared.
  - fraud-model, model-quality pages: was fraud-quality, is Elena Ruiz
Revision 2. Concerned: Priya Nair, Elena Ruiz.
  1. Undo: undo 2
""",
    "a team is a gap, and said to be": """
> set churn-uplift quality growth
Declared.
  - churn-uplift, model-quality pages: was Hana Ito, is Growth
!! NOBODY is named for model-quality pages on churn-uplift now: the owner is a team (Growth), not a person.
Revision 2. Concerned: Hana Ito.
  1. Undo: undo 2
""",
    "it is so already": """
> set churn-uplift quality hana
It is so already. Nothing was changed.
""",
    "a change never corrects a typo": """
> set chrun quality hana
I know no model called "chrun"; for a change I need its name letter for letter.
Did you mean churn, churn-uplift?
It goes like this: `set MODEL KIND OWNER [and escalate to SOMEBODY then SOMEBODY] [because REASON]`
""",
    "the page kind is missing": """
> set churn hana
I need to know which kind, and "hana" says none.
It goes like this: `set MODEL KIND OWNER [and escalate to SOMEBODY then SOMEBODY] [because REASON]`
""",
    "nobody of that name": """
> set churn quality zorro
I know no person, rotation or team called "zorro".
It goes like this: `set MODEL KIND OWNER [and escalate to SOMEBODY then SOMEBODY] [because REASON]`
""",
    "one name of two people": """
> set churn quality sam
That name is that of several. Say which, by id:
  - `sam-fox`: Sam Fox
  - `sam-lee`: Sam Lee
""",
    "somebody who left": """
> set churn quality gone
"Greta Gone" is inactive, so nobody would be paged.
It goes like this: `set MODEL KIND OWNER [and escalate to SOMEBODY then SOMEBODY] [because REASON]`
""",
    "clearing takes a reason": """
> clear churn quality
That takes a reason; say because and why.
It goes like this: `clear MODEL KIND because REASON`
""",
    "a handoff takes an address": """
> handoff churn soon
It takes a web address there, and "soon" is none.
It goes like this: `handoff MODEL ADDRESS`
""",
    "a name that is taken": """
> model alias churn is fraud scoring
"fraud scoring" is taken already.
It is that of fraud-model.
It goes like this: `model alias MODEL is NAME`
""",
    "an id that is taken": """
> person add growth Gro Wth
"growth" is taken already.
It is that of growth.
It goes like this: `person add ID NAME [@somebody]`
""",
    "a window that is over": """
> override fraud-quality elena from 2026-11-20T09:00 to 2026-11-21T09:00
"2026-11-21T09:00" is over already.
It goes like this: `override ROTATION PERSON from INSTANT to INSTANT`
""",
    "a window without an hour": """
> override fraud-quality elena from this weekend to monday 09:00
I can't tell which time "this weekend" is; say a day and an hour, such as friday 18:00.
It goes like this: `override ROTATION PERSON from INSTANT to INSTANT`
""",
    "a question that begins as a command does": """
> clear odd predictions of fraud-model, who owns it
Priya Nair is paged for model-quality on fraud-model.
On call until Mon 30 Nov 09:00 (Europe/London), in 6 days · next Tomas Reyes · escalate to Tomas Reyes, then Priya Nair (leads Risk ML) · declared owner fraud-quality (a rotation)
Infrastructure pages: Goran Petrov (platform-primary)
Knows the business: Elena Ruiz · the model: Priya Nair · the infrastructure: Goran Petrov
Declared by Elena Ruiz on 3 Nov
Runbook: https://runbooks.example.com/fraud
I took that for a question. As a command it goes like this: `clear MODEL KIND because REASON`
""",
    "an undo of nothing": """
> undo 99
Revision "99" can't be undone: there is none, or something has changed since.
It goes like this: `undo REVISION`
""",
}


@pytest.mark.parametrize("dialog", DIALOGS.values(), ids=DIALOGS.keys())
def test_dialog(dialog: str, heard: Callable[..., str]) -> None:
    said, _, expected = dialog.strip().removeprefix("> ").partition("\n")
    assert heard(said) == expected


def test_what_was_declared_is_what_is_answered_with_who_and_why(
    heard: Callable[..., str], store: Store
) -> None:
    heard("set churn quality hana because she trained it")
    answer = heard("churn quality")
    assert answer.startswith("Hana Ito is paged for model-quality on churn.")
    assert "Declared by Sam Lee on 23 Nov (console)" in answer
    ownership = store.load()
    assert ownership is not None
    page = ownership.models["churn"].pages.model_quality
    assert page is not None
    assert page.declared is not None
    assert (page.declared.by, page.declared.reason) == ("sam-lee", "she trained it")


def test_an_undo_is_a_declaration_and_can_be_undone(heard: Callable[..., str]) -> None:
    heard("set churn quality hana")
    assert heard("undo 2").startswith("Declared.")
    assert heard("churn quality").startswith("!! NOBODY is named")
    assert heard("undo 3").startswith("Declared.")
    assert heard("churn quality").startswith("Hana Ito")


def test_an_undo_of_what_has_changed_since_is_refused(heard: Callable[..., str]) -> None:
    heard("set churn quality hana")
    heard("set churn quality elena")
    assert heard("undo 2").startswith('Revision "2" can\'t be undone')
    assert heard("undo 3").startswith("Declared.")
    assert heard("undo 3").startswith('Revision "3" can\'t be undone')


@pytest.mark.parametrize(
    "text",
    [
        "runbook churn https://wiki.example/<a>",
        f"runbook churn https://wiki.example/{'a' * 3000}",
        f"model alias churn {'x' * 500}",
        f"link hana <@{'a' * 300}>",
        f"team channel growth <#{'a' * 400}>",
        "snooze churn until 9999-12-31T23:59-12:00",
        "acknowledge signals until 9999-12-31T23:59-14:00",
        "acknowledge signals until 0001-01-01T00:00+14:00",
        "history x\ud800",
    ],
)
def test_what_cannot_be_kept_is_refused_in_words(
    heard: Callable[..., str], store: Store, text: str
) -> None:
    assert "It goes like this:" in heard(text)
    assert store.revision() == 1


@pytest.mark.parametrize("unseen", ["\ud800", "\x07", "\r", "\x1b", "\x9f", "\0"])
def test_what_nobody_sees_in_a_reason_is_passed_over(
    heard: Callable[..., str], store: Store, unseen: str
) -> None:
    assert heard(f"set churn quality hana because she{unseen}knows it").startswith("Declared.")
    (entry,) = AuditTrail(store).history(limit=1)
    assert entry.reason == "she knows it"


def test_a_reason_of_nothing_to_see_is_none(heard: Callable[..., str]) -> None:
    assert heard("model retire churn because \x07").startswith("That takes a reason")


@pytest.mark.parametrize(
    "since",
    [
        ["set churn quality goran", "set churn quality hana"],
        ["confirm churn quality"],
        ["model retire churn because x", "model add churn trained by growth"],
    ],
)
def test_an_old_undo_takes_back_nothing_that_was_said_anew_since(
    heard: Callable[..., str], since: list[str]
) -> None:
    heard("set churn quality hana")
    for said in since:
        assert heard(said).startswith("Declared.")
    assert heard("undo 2").startswith('Revision "2" can\'t be undone')


def test_an_old_undo_of_a_withdrawal_is_refused_once_it_was_there_again(
    heard: Callable[..., str],
) -> None:
    for said in ("person add noor Noor Haddad", "person remove noor because x") * 2:
        assert heard(said).startswith("Declared.")
    assert heard("undo 3").startswith('Revision "3" can\'t be undone')


def test_step_after_step_can_be_taken_back(heard: Callable[..., str]) -> None:
    for said in ("set churn quality hana", "set churn quality goran", "undo 3", "undo 2"):
        assert heard(said).startswith("Declared.")
    assert heard("churn quality").startswith("!! NOBODY is named")


@pytest.mark.parametrize("number", ["x", "-1", "9" * 20, "9" * 5000])
def test_an_undo_of_no_number_is_refused(heard: Callable[..., str], number: str) -> None:
    assert "can't be undone" in heard(f"undo {number}")


def test_the_whole_map_is_not_taken_back_by_an_undo_of_its_beginning(
    heard: Callable[..., str], store: Store
) -> None:
    assert heard("undo 1").startswith('The map began with revision "1"')
    assert store.revision() == 1
    assert heard("churn infra").startswith("Goran Petrov is paged")


def test_who_may_not_is_told_who_can(heard: Callable[..., str]) -> None:
    refusal = heard("set fraud-model quality hana", "elena")
    assert refusal == (
        "You may not declare that.\n"
        "These people can: Priya Nair, Goran Petrov, Hana Ito, Tomas Reyes, Sam Lee.\n"
        "  1. Propose it to them: propose set fraud-model quality hana"
    )


def test_who_owns_a_page_may_declare_it(heard: Callable[..., str]) -> None:
    assert heard("set fraud-model quality hana", "tomas").startswith("Declared.")


@pytest.mark.parametrize(
    ("said", "question", "answer"),
    [
        ("knowledge churn business elena", "who knows the business of churn", "Elena Ruiz knows"),
        ("model add basket trained by growth", "basket quality", "!! NOBODY is named"),
        ("model rename churn to attrition", "churn infra", "Goran Petrov is paged for"),
        ("model alias churn is attrition", "attrition infra", "Goran Petrov is paged"),
        ("model retire drift because it is gone", "who owns drift-x", "I know no model"),
        ("person add noor Noor Haddad", "what does noor own", "Noor Haddad is declared for no"),
        ("person inactive hana because she left", "churn-uplift quality", "!! NOBODY is named"),
        ("team members growth add hana, elena", "what does growth own", "Growth is declared"),
        ("team lead growth hana", "churn quality", "!! NOBODY is named"),
        (
            "rotation members nobodys-turn elena, hana",
            "search-suggest quality",
            "Elena Ruiz is paged",
        ),
        (
            "rotation add nights members hana, elena every 1 day from 2026-11-23T09:00",
            "who is on call for nights",
            "Hana Ito is on call for nights",
        ),
        (
            "override fraud-quality elena from friday 18:00 to monday 09:00",
            "fraud-model quality on saturday 02:00",
            "Elena Ruiz is paged",
        ),
        ("runbook churn <https://r.example.com/c>", "churn infra", "Goran Petrov is paged"),
        ("consumer churn crm", "churn infra", "Goran Petrov is paged"),
        ("link sam-fox <@U0FOX>", "what does <@U0FOX> own", "Sam Fox is declared"),
        ("admin add elena", "help", "I answer who is paged"),
    ],
)
def test_each_command_changes_what_it_says(
    heard: Callable[..., str], said: str, question: str, answer: str
) -> None:
    assert heard(said).startswith("Declared."), heard(said)
    assert heard(question).startswith(answer)
    assert heard("undo 2").startswith("Declared.")


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("<@U0PRIYA> said so", "Priya Nair said so"),
        ("<@U0FAR|ana> said so in <#C0RISK|risk>", "@ana said so in #risk"),
        ("of <https://w.io/a|the minutes>", "of the minutes (https://w.io/a)"),
        ("<@U0FAR> said so", "<@U0FAR> said so"),
        ("2 < 3 and 4 > 3", "2 < 3 and 4 > 3"),
    ],
)
def test_a_reason_is_kept_as_whoever_gave_it_saw_it(
    heard: Callable[..., str], given: str, kept: str
) -> None:
    heard(f"set churn quality <@U0PRIYA> because {given}")
    assert f"because {kept}" in heard("audit churn")


def test_an_admin_who_was_appointed_may_declare(heard: Callable[..., str]) -> None:
    heard("admin add elena")
    assert heard("person add noor", "elena").startswith("Declared.")


def test_an_overlapping_override_is_refused(heard: Callable[..., str]) -> None:
    heard("override fraud-quality elena from friday 18:00 to monday 09:00")
    overlap = heard("override fraud-quality hana from saturday 18:00 to sunday 09:00")
    assert "is taken already" in overlap


def test_there_is_nothing_to_change_without_a_map(tmp_path: Path) -> None:
    with closing(Store.open(tmp_path / "empty.db")) as empty:
        outcome = declare("set churn quality hana", empty, None, speaker())
        assert plain(declaring_reply(outcome)).startswith(
            "Nobody has declared an ownership map yet"
        )


def speaker() -> Speaker:
    return Speaker(NORTHWIND.people["sam-lee"], "Sam Lee", "test", NOW, is_admin=True)


def test_those_concerned_are_told_what_and_by_whom(store: Store) -> None:
    outcome = declare("set fraud-model quality elena because of leave", store, None, speaker())
    assert isinstance(outcome, Declared)
    assert [plain(handover_reply(h, outcome)) for h in handovers(outcome)] == [
        (
            "You are no longer paged for model-quality on fraud-model.\n"
            "Declared by Sam Lee, revision 2. Reason: of leave"
        ),
        (
            "You are now paged for model-quality on fraud-model.\n"
            "Declared by Sam Lee, revision 2. Reason: of leave"
        ),
    ]


class Interrupted:
    """A store in which somebody else is faster, once: theirs is recorded before ours is written."""

    def __init__(self, store: Store, theirs: str) -> None:
        self._store, self._theirs = store, theirs

    def __getattr__(self, name: str) -> object:
        if name == "writing" and self._theirs:
            theirs, self._theirs = self._theirs, ""
            assert isinstance(declare(theirs, self._store, None, speaker()), Declared)
        return getattr(self._store, name)


def declared_beside(theirs: str, ours: str, store: Store) -> Outcome:
    return declare(ours, Interrupted(store, theirs), None, speaker())  # type: ignore[arg-type]  # stands in for it


def test_of_two_who_change_the_same_at_once_the_second_must_say_it_again(store: Store) -> None:
    outcome = declared_beside("set churn quality elena", "set churn quality hana", store)
    assert plain(declaring_reply(outcome)) == (
        "Somebody else has changed that meanwhile. Nothing of yours was recorded.\n"
        "  - it would now be: churn, model-quality pages: was Elena Ruiz, is Hana Ito\n"
        "If you still want it, say it again."
    )


def test_two_who_change_different_things_at_once_both_succeed(store: Store) -> None:
    outcome = declared_beside("set churn quality elena", "set drift quality hana", store)
    assert isinstance(outcome, Declared)
    assert outcome.revision == 3


def test_what_would_contradict_the_map_is_refused_whole(store: Store) -> None:
    known = store.load()
    assert known is not None
    outcome = declare("consumer churn churn", store, known, speaker())
    assert plain(declaring_reply(outcome)).startswith("That would make the map contradict itself.")
    assert store.revision() == known.revision


def test_every_example_begins_with_a_verb() -> None:
    assert {verb_of(example) for example in EXAMPLES} <= set(VERBS)
    assert verb_of("who owns churn") is None


def test_a_model_with_many_words_is_found_letter_for_letter(store: Store) -> None:
    model = Model(id="quality-of-service-quality")
    ownership = replace(NORTHWIND, models={**NORTHWIND.models, model.id: model})
    store.record(difference(NORTHWIND, ownership), actor="elena", at=NOW, source="import")
    outcome = declare("set quality of service quality quality hana", store, None, speaker())
    assert isinstance(outcome, Declared)
    assert _owner(outcome.after, model.id) == "hana"


def _owner(ownership: OwnershipMap, model_id: str) -> str | None:
    page = ownership.models[model_id].pages.model_quality
    return page.owner if page else None
