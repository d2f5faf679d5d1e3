"""The whole errand, whatever is said to it: a map is never left half-declared, no answer is lost."""

import re
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.office import Office
from bot.platforms.console import converse, reacting
from knowledge.consistency import problems_in
from knowledge.difference import difference
from knowledge.questionnaire import Sort, State
from knowledge.store import Store
from knowledge.store.questionnaires import Questionnaires
from tests.bot.onboarding.test_confirming import LED_BY_HANA
from tests.databases import fresh, store_of
from tests.northwind import NOW

RESTART = "(the process is started again)"
RUSH = "(every question that is left is skipped)"
CONFIRM = "(the last summary is confirmed)"
OFFERED = re.compile(r"^  \d+\. [^:]+: (onboard .+)$", re.MULTILINE)

SAID = st.sampled_from(
    [
        RESTART,
        "onboard",
        "onboard team growth",
        "skip",
        "back",
        "don't know",
        "hana",
        "Noor Haddad",
        "basket, churn",
        "who owns churn",
        "onboard 1 go models",
        "onboard 1 models none",
        "onboard 1 knows-model/churn tomas",
        "onboard 1 model-quality/basket hana",
        "onboard 1 confirm 1-00000000",
        "onboard 1 later",
        "set churn model-quality tomas",
    ]
)
MAIN_ROAD = st.sampled_from(
    [RUSH, CONFIRM, "onboard 1 model-quality/churn hana", "onboard 2 model-quality/churn tomas"]
)
PRESSED = st.integers(0, 3) | st.integers(0, 200)
"""A button, counted back from the last one that was shown: also one from long ago."""


def say(store: Store, said: str) -> str:
    office = Office(store, store.load, lambda: NOW)
    return next(converse([said], reacting(office, "hana")))


@settings(max_examples=25)
@given(st.lists(MAIN_ROAD | SAID | PRESSED, min_size=1, max_size=14))
def test_a_map_is_never_left_half_declared(history: list[str | int]) -> None:
    with TemporaryDirectory() as directory:
        path = Path(directory) / "whoowns.db"
        store = fresh(path)
        try:
            store.record(difference(None, LED_BY_HANA), actor="elena", at=NOW, source="import")
            before, shown = 1, ["onboard team growth"]
            for text in (shown[0], "onboard 1 model-quality/churn hana"):
                say(store, text)
            for step in (*history, RUSH, CONFIRM, CONFIRM):
                if step == RESTART:
                    store.close()
                    store = Store.open(path)
                    continue
                said = shown[-1 - step % len(shown)] if isinstance(step, int) else str(step)
                if said == CONFIRM:
                    said = next((s for s in reversed(shown) if "confirm" in s), "onboard")
                for text in ["skip"] * 20 if said == RUSH else [said]:
                    shown += reversed(OFFERED.findall(say(store, text)))
                revision = store.revision()
                assert revision - before in {0, 1}
                is_declaring = "confirm" in said or said.startswith(("set", "undo"))
                assert revision == before or is_declaring, said
                before = revision
                declared = store.load()
                assert declared is not None
                assert problems_in(declared) == problems_in(LED_BY_HANA)
            for progress in Questionnaires(store).all():
                assert progress.state in State
        finally:
            store.close()


def test_two_devices_lose_no_answer(tmp_path: Path) -> None:
    path = tmp_path / "whoowns.db"
    with store_of(path, LED_BY_HANA) as store:
        say(store, "onboard team growth")
        answers = {"monitoring": "Evidently", "registry": "MLflow", "ci": "Jenkins"}
        answers |= {"model-quality/churn": "hana", "knows-model/churn": "tomas"}

        def press(step: str) -> None:
            with closing(store.another()) as device:
                say(device, f"onboard 1 {step} {answers[step]}")

        with ThreadPoolExecutor(len(answers)) as devices:
            list(devices.map(press, answers))
        kept = Questionnaires(store).get(1)
        assert kept is not None
        given_ = {key: a.text for key, a in kept.answers.items() if a.sort is Sort.GIVEN}
        assert given_ == answers
