"""What mends a finding: the command as it is typed, and a button where one press is enough."""

from typing import Final, NamedTuple, assert_never

from bot.reply import Action, Button
from bot.wording.confirming import confirm_buttons
from bot.wording.remedies import declare_button
from knowledge.diagnosis.finding import (
    Aspect,
    BusFactor,
    Finding,
    Gap,
    Handoff,
    Joint,
    Mismatch,
    MlDepartment,
    NoConsumers,
    OffPath,
    OneHead,
    Shadow,
    TwoLeave,
    Unconfirmed,
    Unheld,
)
from knowledge.entities import KNOWLEDGE_KINDS, Id, PageKind
from knowledge.ownership import OwnershipMap

_BY_ASPECT: Final = {
    Aspect.RAILS: "organisation rails yes",
    Aspect.HEADCOUNT: "organisation platform-engineers NUMBER",
    Aspect.INFRASTRUCTURE: "model served-by MODEL TEAM",
}


class Fix(NamedTuple):
    """`command` is complete where it has no word in capitals."""

    command: str
    buttons: tuple[Button, ...] = ()


def fix(finding: Finding, ownership: OwnershipMap) -> Fix:
    """What to do about a finding."""
    model = finding.subject
    match finding.seen:
        case Gap(kinds):
            return _name_somebody(model, kinds[0])
        case Joint():
            return _name_somebody(model, PageKind.MODEL_QUALITY)
        case MlDepartment(models):
            return _with_button("Escalate to product", _escalating(models[0], ownership))
        case TwoLeave(pages=pages):
            return Fix(f"set {pages[0].model} {pages[0].kind} ROTATION")
        case Mismatch():
            return _by_aspect(finding.seen)
        case Handoff():
            return Fix(f"handoff {model} ADDRESS")
        case Unconfirmed(consumers):
            buttons = confirm_buttons((model, consumer) for consumer in consumers)
            return Fix(f"consumer {model} {consumers[0]}", buttons)
        case NoConsumers():
            return Fix(f"consumes {model} NAME")
        case _:
            return _of_people_and_tools(finding, ownership)


def _of_people_and_tools(finding: Finding, ownership: OwnershipMap) -> Fix:
    subject = finding.subject
    match finding.seen:
        case Unheld(kinds):
            return Fix(f"knowledge {subject} {kinds[0]} SOMEBODY", (_knows(subject, kinds[0]),))
        case BusFactor(models):
            kind = _held_kind(models[0], subject, ownership)
            return Fix(f"knowledge {models[0]} {kind} SOMEBODY-ELSE", (_knows(models[0], kind),))
        case OneHead():
            kind = KNOWLEDGE_KINDS[0].value
            return Fix(f"knowledge {subject} {kind} SOMEBODY-ELSE", (_knows(subject, kind),))
        case OffPath(tools):
            purpose, _, paved = tools[0]
            if " " in purpose or " " in paved:
                return Fix(f"team uses {subject} PURPOSE TOOL")
            return _with_button("It is back on the path", f"team uses {subject} {purpose} {paved}")
        case Shadow(tools):
            return Fix(f"team uses {tools[-1][1][0]} {subject} {tools[0][0]}")
        case Gap() | Joint() | MlDepartment() | TwoLeave() | Mismatch() | Handoff():
            raise TypeError(finding)  # mended above
        case Unconfirmed() | NoConsumers():
            raise TypeError(finding)  # mended above
        case _:
            assert_never(finding.seen)


def _name_somebody(model: Id, kind: PageKind) -> Fix:
    button = declare_button(model, kind, f"Declare owner: {model}")
    return Fix(f"set {model} {kind} SOMEBODY", (button,))


def _escalating(model_id: Id, ownership: OwnershipMap) -> str:
    """The same owner, with the training team behind, where that is a product team."""
    model = ownership.models[model_id]
    page = model.pages.model_quality
    team = ownership.teams.get(model.trained_by) if model.trained_by else None
    behind = team.id if team and team.kind != "platform" else "PRODUCT-TEAM"
    owner = page.owner if page and page.owner else "SOMEBODY"
    return f"set {model_id} model-quality {owner} and escalate to {behind}"


def _by_aspect(seen: Mismatch) -> Fix:
    if seen.engineers:
        return Fix(f"team mlops-engineers {seen.engineers[0][0]} NUMBER")
    if seen.aspect in _BY_ASPECT:
        return Fix(_BY_ASPECT[seen.aspect])
    command = f"organisation pattern {seen.fitting[0] if len(seen.fitting) == 1 else 'PATTERN'}"
    return Fix(command, (Button("Which pattern fits", Action.ASK, "advice"),))


def _held_kind(model_id: Id, person: Id, ownership: OwnershipMap) -> str:
    holders = ownership.models[model_id].knowledge
    return next(kind.value for kind in KNOWLEDGE_KINDS if holders.of(kind) == person)


def _knows(model: Id, kind: str) -> Button:
    return Button(f"Say who knows {model}", Action.FORM, f"knows {model} {kind}")


def _with_button(label: str, command: str) -> Fix:
    """A button only where the command is complete."""
    complete = not any(word.isupper() for word in command.split())
    return Fix(command, (Button(label, Action.ASK, command),) if complete else ())
