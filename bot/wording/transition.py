"""The plan from centralised to federated: signals, pagers, and a checklist that ticks itself."""

from collections.abc import Iterator
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
from bot.wording.counting import counted
from bot.wording.signals import signal_bullets
from knowledge.diagnosis.transition import STEPS, PagerShift, Readiness, Step, Transition
from knowledge.entities import Model, Pattern
from knowledge.ownership import OwnershipMap
from knowledge.patterns import rules
from knowledge.questions.signals import SignalsAnswer

DONE, OPEN = "☑", "☐"
_TEAMS_SHOWN = 8
_MODELS_SHOWN = 8
_BUTTONS = 5
_COMMANDS: Final = {
    Step.QUALITY_OWNER: "set {model} model-quality SOMEBODY",
    Step.INFRASTRUCTURE_OWNER: "set {model} infrastructure SOMEBODY",
    Step.ESCALATION: "set {model} model-quality SOMEBODY and escalate to SOMEBODY",
    Step.HANDOFF: "handoff {model} ADDRESS",
}


def plan_reply(plan: Transition, read: SignalsAnswer, ownership: OwnershipMap) -> Reply:
    """The plan as the map stands."""
    return Reply(tuple(_parts(plan, read, ownership)))


def model_plan_reply(readiness: Readiness, model: Model) -> Reply:
    """What is done of one model, and the command for what isn't."""
    state = "is ready to change hands" if readiness.ready else "is not ready to change hands"
    parts: list[Part] = [Headline((Strong(model.id), f" {state}."))]
    for step in STEPS:
        if step in readiness.missing:
            command = Verbatim(_COMMANDS[step].format(model=model.id))
            parts.append(Bullet((f"{OPEN} {step}: ", command)))
        else:
            parts.append(Bullet((f"{DONE} {step}",)))
    if readiness.team is None:
        command = Verbatim(f"model trained-by {model.id} TEAM")
        parts.append(Line(("No team is said to train it, so none can take its pager: ", command)))
    return Reply((*parts, Buttons((Button("The whole plan", Action.ASK, "plan"),))))


def _parts(plan: Transition, read: SignalsAnswer, ownership: OwnershipMap) -> Iterator[Part]:
    cited, count = Citations(), plan.models
    yield Headline((f"From centralised to federated: {plan.ready} of {count} models are ready.",))
    if plan.pattern is not Pattern.CENTRALISED:
        declared = f"have declared {plan.pattern}" if plan.pattern else "have declared no pattern"
        yield Line((f"You {declared}; this is what a federated shape takes.",))
    yield Line((Strong("1. The signals"), f": {cited.said(rules().signals)}"))
    yield from signal_bullets(read, cited)
    yield Line((Strong("2. Who takes which pager"),))
    yield from _pagers(plan, ownership)
    yield Line((Strong("3. What must be declared first"),))
    yield from _checklist(plan)
    yield Fineprint(("It ticks itself as the map changes.",))
    yield cited.fineprint()
    yield Buttons(tuple(_buttons(plan)))


def _pagers(plan: Transition, ownership: OwnershipMap) -> Iterator[Part]:
    platform = [team.name for team in ownership.teams.values() if team.kind == "platform"]
    keeps = " and ".join(platform) or "A platform team, which the map doesn't name,"
    verb = "keep" if len(platform) > 1 else "keeps"
    yield Bullet((f"{keeps} {verb} the pager of the shared infrastructure.",))
    for shift in plan.shifts[:_TEAMS_SHOWN]:
        yield Bullet((_shift_text(shift, ownership),))
    if len(plan.shifts) > _TEAMS_SHOWN:
        yield Fineprint((f"and {len(plan.shifts) - _TEAMS_SHOWN} more teams",))
    if plan.unteamed:
        command = Verbatim("model trained-by MODEL TEAM")
        yield Bullet((f"No team is said to train {plan.unteamed} of the models: ", command))


def _shift_text(shift: PagerShift, ownership: OwnershipMap) -> str:
    team = ownership.teams.get(shift.team)
    models = counted(shift.models, "model")
    return (
        f"{team.name if team else shift.team} takes both pagers of its {models}; the platform team"
        f" still carries {shift.quality} for quality and {shift.infrastructure} for infrastructure."
    )


def _checklist(plan: Transition) -> Iterator[Part]:
    count = plan.models
    for step in STEPS:
        done = plan.done(step)
        yield Bullet((f"{DONE if done == count else OPEN} {step}: {done} of {count} models",))
    for readiness in plan.worst(_MODELS_SHOWN):
        yield Line((f"{OPEN} ", Strong(readiness.model), f": {', '.join(readiness.missing)}"))
    if len(plan.lacking) > _MODELS_SHOWN:
        yield Fineprint((f"and {len(plan.lacking) - _MODELS_SHOWN} more models",))


def _buttons(plan: Transition) -> Iterator[Button]:
    for readiness in plan.worst(_BUTTONS):
        yield Button(f"Plan for {readiness.model}", Action.ASK, f"plan for {readiness.model}")
    yield Button("Health of the map", Action.ASK, "health")
