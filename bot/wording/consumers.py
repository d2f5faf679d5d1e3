"""What consumes a model, the nearest first."""

from collections.abc import Iterator

from bot.reply import (
    Bullet,
    Buttons,
    Fineprint,
    Headline,
    Line,
    Part,
    Strong,
    Verbatim,
)
from bot.wording.briefs import corrected
from bot.wording.confirming import confirm_buttons
from knowledge.diagnosis.consumers import Consumer
from knowledge.entities import Model
from knowledge.questions.consuming import ConsumersAnswer

_SHOWN = 20


def consumers_parts(answer: ConsumersAnswer) -> Iterator[Part]:
    """Each model with all that would notice a change of it."""
    for model, consumers in answer.models:
        yield from _of_model(model, consumers)
    yield from map(corrected, answer.corrections)


def _of_model(model: Model, consumers: tuple[Consumer, ...]) -> Iterator[Part]:
    register = Verbatim(f"consumes {model.id} NAME")
    if not consumers:
        yield Headline(("Nobody has said what consumes ", Strong(model.id), "."))
        yield Line(("Whoever knows can register it: ", register, "."))
        return
    unconfirmed = [c for c in consumers if not c.confirmed]
    doubt = f", {len(unconfirmed)} of them unconfirmed" if unconfirmed else ""
    noun = "thing" if len(consumers) == 1 else "things"
    yield Headline(
        (f"{len(consumers)} {noun} would notice a change of ", Strong(model.id), f"{doubt}.")
    )
    for consumer in consumers[:_SHOWN]:
        yield Bullet((Strong(consumer.name), _how(consumer, model)))
    if len(consumers) > _SHOWN:
        yield Fineprint((f"and {len(consumers) - _SHOWN} more",))
    yield Line(("Is one missing? ", register, "."))
    if unconfirmed:
        buttons = confirm_buttons((consumer.of, consumer.name) for consumer in unconfirmed)
        yield from [Buttons(buttons)] if buttons else []


def _how(consumer: Consumer, model: Model) -> str:
    kind = ", a model" if consumer.model else ""
    through = f", through {consumer.of}" if consumer.of != model.id else ""
    return f"{kind}{through}{'' if consumer.confirmed else ', unconfirmed'}"
