"""How sound a map is: a score with its arithmetic, and what would mend it, the most urgent first."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Final

from bot.reply import (
    Action,
    Bullet,
    Button,
    Buttons,
    Fineprint,
    Headline,
    Line,
    Part,
    Reply,
    Strong,
    Verbatim,
)
from bot.wording.citing import Citations
from bot.wording.details import detail_texts
from bot.wording.fixes import fix
from bot.wording.instants import day_text
from bot.wording.seen import RULE_TITLES, seen_text
from knowledge.diagnosis.finding import Aspect, Finding, Mismatch, Rule
from knowledge.diagnosis.health import BEST, Deduction, Health
from knowledge.dismissal import Dismissal
from knowledge.entities import Context
from knowledge.ownership import OwnershipMap
from knowledge.patterns import Fact, contexts, rules, sheets

_SORTS_SHOWN = 5
MOST_SHOWN: Final = 10
"""Findings of one kind in one reply."""

_MOST_BUTTONS = 5

_WHY: Final = {
    Rule.GAP: "no_answer_at_night",
    Rule.JOINT: "shared_pager",
    Rule.ML_DEPARTMENT: "ml_department",
    Rule.TWO_LEAVE: "senior_two",
    Rule.HANDOFF: "handoff",
    Rule.UNHELD: "knowledge",
    Rule.BUS_FACTOR: "senior_two",
    Rule.ONE_HEAD: "knowledge",
    Rule.OFF_PATH: "off_path",
    Rule.SHADOW: "shadow",
    Rule.UNCONFIRMED: "consumers",
    Rule.NO_CONSUMERS: "consumers",
}


def health_reply(health: Health, ownership: OwnershipMap, now: datetime) -> Reply:
    """The score, what it lost and to what, and the most urgent finding of each kind."""
    cited = Citations()
    name = ownership.organisation.name
    parts: list[Part] = [Headline((Strong(f"{health.score} of {BEST}"), f" for {name}'s map."))]
    parts += _arithmetic(health)
    worst = health.worst
    for finding in worst[:_SORTS_SHOWN]:
        more = len(health.standing[finding.rule]) - 1
        parts += _of_a_sort(finding, more, ownership, now, cited)
    if len(worst) > _SORTS_SHOWN:
        names = ", ".join(finding.rule.value for finding in worst[_SORTS_SHOWN:])
        parts.append(Line((f"Less urgent: {names}. Ask for one with ", Verbatim("health RULE"))))
    if worst:
        parts.append(cited.fineprint())
    parts += _about_dismissing(health)
    parts += _buttons(worst[:_SORTS_SHOWN], health, ownership)
    return Reply(tuple(parts))


def findings_reply(
    found: Sequence[Finding], count: int, ownership: OwnershipMap, now: datetime
) -> Reply:
    """The first findings of one rule, of so many, or one finding in full."""
    cited = Citations()
    parts: list[Part] = []
    if count > 1:
        parts.append(Headline((f"{count} {RULE_TITLES[found[0].rule]}.",)))
    for finding in found:
        said = seen_text(finding, ownership, now)
        parts.append(Bullet((said,)) if count > 1 else Headline((said,)))
        do = (Verbatim(fix(finding, ownership).command), " · id ", Verbatim(finding.id))
        parts.append(Line(("Do: ", *do)))
    if count > len(found):
        parts.append(Fineprint((f"and {count - len(found)} more",)))
    if count == 1:
        parts += _details(found[0], ownership)
    parts.append(Line((f"Why it matters: {cited.said(why(found[0]))}",)))
    parts.append(cited.fineprint())
    buttons = [b for f in found[:_MOST_BUTTONS] for b in fix(f, ownership).buttons][:_MOST_BUTTONS]
    if count == 1:
        buttons.append(Button("Dismiss…", Action.FORM, f"dismiss {found[0].id}"))
    parts.append(Buttons((*buttons, Button("All of health", Action.ASK, "health"))))
    return Reply(tuple(parts))


def _details(finding: Finding, ownership: OwnershipMap) -> Iterator[Part]:
    details = list(detail_texts(finding, ownership))
    yield from (Bullet((detail,)) for detail in details[:MOST_SHOWN])
    if len(details) > MOST_SHOWN:
        yield Fineprint((f"and {len(details) - MOST_SHOWN} more",))


def nothing_found_reply(rule: Rule) -> Reply:
    """There is none of what was asked for."""
    return Reply((Headline((f"No {RULE_TITLES[rule]}: nothing of that was found.",)),))


def dismissed_reply(
    dismissals: Sequence[Dismissal], ownership: OwnershipMap, now: datetime
) -> Reply:
    """What is put aside, by whom and why."""
    if not dismissals:
        return Reply((Headline(("No finding is dismissed.",)),))
    zone = ownership.organisation.time_zone
    bullets = []
    for said in dismissals[:MOST_SHOWN]:
        by = f" by {ownership.called(said.by)} on {day_text(said.at, zone, now)}: "
        bullets.append(Bullet((Strong(said.finding), by, said.reason or "")))
    noun = "finding is" if len(dismissals) == 1 else "findings are"
    more = len(dismissals) - MOST_SHOWN
    rest = [Fineprint((f"and {more} more",))] if more > 0 else []
    restore = [
        Button(f"Take up {said.finding}", Action.ASK, f"undismiss {said.finding}")
        for said in dismissals[:_MOST_BUTTONS]
    ]
    headline = Headline((f"{len(dismissals)} {noun} dismissed.",))
    return Reply((headline, *bullets, *rest, Buttons(tuple(restore))))


def why(finding: Finding) -> Fact:
    """Why a finding matters: of a mismatch, what is known of what doesn't match."""
    if isinstance(finding.seen, Mismatch):
        return _why_not(finding.seen)
    fact: Fact = getattr(rules(), _WHY[finding.rule])
    return fact


def _why_not(seen: Mismatch) -> Fact:
    sheet = sheets()[seen.pattern]
    match seen.aspect:
        case Aspect.MANDATE:
            return contexts()[Context.REGULATED]
        case Aspect.CONTEXT:
            return sheet.contexts
        case Aspect.HEADCOUNT:
            return sheet.headcount
        case Aspect.STAFFING:
            return sheet.staffing
        case Aspect.INFRASTRUCTURE:
            return rules().infrastructure_fits
        case Aspect.MATURITY | Aspect.TEAMS | Aspect.RAILS:
            return sheet.maturity


def _arithmetic(health: Health) -> Iterator[Part]:
    if not health.deductions:
        yield Line((f"Nothing takes anything from the {BEST}.",))
        return
    taken = " − ".join(str(deduction.points) for deduction in health.deductions)  # noqa: RUF001  # a minus
    yield Line((f"{BEST} − {taken} = {health.score}, taken by:",))  # noqa: RUF001  # as above
    for deduction in health.deductions:
        yield Bullet((_deduction_text(deduction),))


def _deduction_text(deduction: Deduction) -> str:
    share = f"{deduction.weight} × {deduction.found}/{deduction.among}"  # noqa: RUF001  # a multiplication
    return f"{deduction.points} ({share}): {RULE_TITLES[deduction.rule]}"


def _of_a_sort(
    first: Finding, more: int, ownership: OwnershipMap, now: datetime, cited: Citations
) -> Iterator[Part]:
    others = f" And {more} more like it." if more else ""
    yield Line((Strong(seen_text(first, ownership, now)), others))
    yield Bullet((f"Why: {cited.said(why(first))}",))
    do = fix(first, ownership)
    yield Bullet(("Do: ", Verbatim(do.command), " · id ", Verbatim(first.id)))


def _about_dismissing(health: Health) -> Iterator[Part]:
    aside = len(health.put_aside)
    if health.standing:
        yield Fineprint((Verbatim("dismiss ID because REASON"), " puts a finding aside."))
    if aside:
        noun = "finding is" if aside == 1 else "findings are"
        yield Fineprint((f"{aside} {noun} dismissed: ", Verbatim("health dismissed"), "."))


def _buttons(worst: Sequence[Finding], health: Health, ownership: OwnershipMap) -> Iterator[Part]:
    """A fix for the first of each kind, and the way to all of a kind."""
    fixes = [button for finding in worst for button in fix(finding, ownership).buttons[:1]]
    ways = [
        Button(f"All {count}: {finding.rule}", Action.ASK, f"health {finding.rule}")
        for finding in worst
        if (count := len(health.standing[finding.rule])) > 1
    ]
    chosen = (*fixes[:_MOST_BUTTONS], *ways[:_MOST_BUTTONS])
    if chosen:
        yield Buttons(chosen)
