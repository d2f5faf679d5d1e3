"""What the owner of a model is told when somebody registers a consumer of it."""

from collections.abc import Iterator

from bot.commands.outcome import Declared
from bot.commands.registrations import Registration, registrations
from bot.reply import Buttons, Fineprint, Headline, Notice, Reply, Strong
from bot.wording.confirming import confirm_buttons, strike_out_buttons


def registered_notices(declared: Declared) -> Iterator[Notice]:
    """One for each model of which unconfirmed consumers came to be known."""
    for registration in registrations(declared):
        yield Notice(registration.owner, _notice(registration, declared), declared.key)


def _notice(registration: Registration, declared: Declared) -> Reply:
    _, model, consumers = registration
    who = declared.speaker.called
    pairs = [(model, consumer) for consumer in consumers]
    buttons = (*confirm_buttons(pairs), *strike_out_buttons(pairs))
    return Reply(
        (
            Headline((Strong(model), f" is consumed by {', '.join(consumers)}, says {who}.")),
            Fineprint(("It counts as unconfirmed until you, or whoever owns it, confirm it.",)),
            Buttons(buttons),
        )
    )
