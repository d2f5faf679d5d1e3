"""For every finding: how it reads, what it says to do, and that doing so mends it."""

from pathlib import Path

import pytest

from bot.office import Office
from bot.platforms.console import reacting
from bot.render.plain import plain
from bot.wording.fixes import fix
from bot.wording.seen import seen_text
from knowledge.diagnosis.finding import Aspect, Rule
from knowledge.diagnosis.health import health
from knowledge.entities import Holders, Page, Pages, Pattern
from knowledge.ownership import OwnershipMap
from tests.databases import store_of
from tests.knowledge.diagnosis.small import a_map, a_model, with_engineers
from tests.northwind import NOW

C, E, F = Pattern.CENTRALISED, Pattern.EMBEDDED, Pattern.FEDERATED
CONTRACT = "https://x.io/contract"

CASES: dict[str, tuple[OwnershipMap, str, str, dict[str, str]]] = {
    "gap:m": (
        a_map(a_model(pages=Pages(Page("shared"), Page("red")))),
        "m names nobody for model-quality (the owner is a team (Red), not a person).",
        "set m model-quality SOMEBODY",
        {"SOMEBODY": "bo"},
    ),
    "joint:m": (
        a_map(
            a_model(served_by="rails", handoff=CONTRACT, pages=Pages(Page("cy"), Page("red"))),
            pattern=C,
        ),
        "Red and Rails share the quality page of m, and nobody is named to begin.",
        "set m model-quality SOMEBODY",
        {"SOMEBODY": "cy"},
    ),
    "ml-department": (
        a_map(a_model(pages=Pages(Page("cy"), Page("shared")))),
        (
            "Every quality page is on the platform team, 1 in all;"
            " these have no product team in their escalation: m."
        ),
        "set m model-quality shared and escalate to red",
        {},
    ),
    "two-leave": (
        a_map(
            a_model("m", pages=Pages(Page("ana"), Page("shared"))),
            a_model("n", pages=Pages(Page("ana"), Page("bo"))),
        ),
        "If Ana and Bo leave, who carry most pages, 2 models lose the last named owner of a page: m, n.",
        "set m infrastructure ROTATION",
        {"m infrastructure ROTATION": "m infrastructure shared"},
    ),
    "handoff:m": (
        a_map(a_model(served_by="rails")),
        "Red trains m and Rails serves it, without a handoff contract.",
        "handoff m ADDRESS",
        {"ADDRESS": CONTRACT},
    ),
    "unheld:m": (
        a_map(a_model(knowledge=Holders("gone", "bo", "cy"))),
        "Nobody is known to know the business of m.",
        "knowledge m business-domain SOMEBODY",
        {"SOMEBODY": "ana"},
    ),
    "bus-factor:ana": (
        a_map(
            a_model("m", knowledge=Holders("ana", "bo", "cy")),
            a_model("n", knowledge=Holders("ana", "cy", "di")),
        ),
        "Ana alone knows something about 2 models: m, n.",
        "knowledge m business-domain SOMEBODY-ELSE",
        {"SOMEBODY-ELSE": "di"},
    ),
    "one-head:m": (
        a_map(a_model(knowledge=Holders("bo", "bo", "bo"))),
        "Bo holds all three kinds of knowledge of m.",
        "knowledge m business-domain SOMEBODY-ELSE",
        {"SOMEBODY-ELSE": "ana"},
    ),
    "off-path:red": (
        a_map(a_model(), pattern=F),
        "Red is off the paved path: it uses jenkins for ci, not drone.",
        "team uses red ci drone",
        {},
    ),
    "shadow:ci": (
        a_map(a_model()),
        "Product teams use 2 tools for ci: drone (Blue), jenkins (Red).",
        "team uses red ci drone",
        {},
    ),
    "unconfirmed:m": (
        a_map(a_model(unconfirmed_consumers=("nightly report",))),
        "m has consumers that no owner has confirmed: nightly report.",
        "consumer m nightly report",
        {},
    ),
    "no-consumers:m": (
        a_map(a_model(consumers=())),
        "Nobody has said what consumes m.",
        "consumes m NAME",
        {"NAME": "shop"},
    ),
    "mismatch:mandate": (
        a_map(a_model(), pattern=F, single_accountable_operator=True, autonomy_permitted=True),
        (
            "You have declared federated, though a mandate names a single accountable operator;"
            " what fits: centralised."
        ),
        "organisation pattern centralised",
        {},
    ),
    "mismatch:context": (
        a_map(a_model(), pattern=F, context="on-prem", maturity=2),
        (
            "You have declared federated, which takes more platform people than you have so early"
            " outside the public cloud; what fits: centralised."
        ),
        "organisation pattern centralised",
        {},
    ),
    "mismatch:maturity": (
        a_map(a_model(), pattern=C, maturity=4, context="hybrid", ml_engineers=30),
        (
            "You have declared centralised, which fits maturity 1 to 2, and yours is 4;"
            " what fits: federated."
        ),
        "organisation pattern federated",
        {},
    ),
    "mismatch:teams": (
        a_map(a_model(), pattern=F, ml_engineers=4, maturity=2),
        (
            "You have declared federated, which fits at least 3 teams that produce models, and you"
            " have 1; what fits: centralised."
        ),
        "organisation pattern centralised",
        {},
    ),
    "mismatch:rails": (
        a_map(a_model(), pattern=E, shared_rails=False),
        (
            "You have declared embedded, and no platform team offers shared rails;"
            " what fits: centralised."
        ),
        "organisation rails yes",
        {},
    ),
    "mismatch:headcount": (
        a_map(a_model(), pattern=C, platform_engineers=1),
        "You have declared centralised, which takes 3 to 8 platform people here, and you have 1.",
        "organisation platform-engineers NUMBER",
        {"NUMBER": "4"},
    ),
    "mismatch:staffing": (
        with_engineers(a_map(a_model(), a_model("n", trained_by="blue"), pattern=E), red=0, blue=2),
        (
            "You have declared embedded, which takes 1 to 2 MLOps engineers in each product team,"
            " and there are 0 in Red; what fits: centralised."
        ),
        "team mlops-engineers red NUMBER",
        {"NUMBER": "1"},
    ),
    "mismatch:infrastructure": (
        a_map(
            *(a_model(f"m{n}", served_by="rails", handoff=CONTRACT) for n in range(3)),
            pattern=F,
            maturity=3,
        ),
        "You have declared federated, and the platform team serves all 3 models.",
        "model served-by MODEL TEAM",
        {"MODEL TEAM": "m0 red"},
    ),
}


@pytest.mark.parametrize("finding_id", CASES)
def test_it_is_said_and_what_is_said_to_do_mends_it(finding_id: str, tmp_path: Path) -> None:
    ownership, seen, command, filling = CASES[finding_id]
    finding = next(f for f in health(ownership, NOW).findings if f.id == finding_id)
    assert seen_text(finding, ownership, NOW) == seen
    assert fix(finding, ownership).command == command
    for word, said in filling.items():
        command = command.replace(word, said)

    with store_of(tmp_path / "whoowns.db", ownership, actor="ana") as store:
        say = reacting(Office(store, store.load, lambda: NOW, frozenset({"bo"})), "bo")
        assert plain(say(command)).startswith("Declared."), command
        mended = store.load()

    assert mended is not None
    after = health(mended, NOW)
    assert finding_id not in {f.id for f in after.findings}
    assert after.score >= health(ownership, NOW).score or finding_id.startswith("mismatch")


def test_there_is_a_case_for_every_rule_and_every_aspect() -> None:
    named = {case.partition(":")[0] for case in CASES}
    assert named == {rule.value for rule in Rule}
    assert {f"mismatch:{aspect}" for aspect in Aspect} <= set(CASES)
