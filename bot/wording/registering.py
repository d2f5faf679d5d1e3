"""What the owner of a model is told when somebody registers a consumer of it."""

from collections.abc import Iterator
from datetime import datetime

from bot.commands.outcome import Declared
from bot.reply import Buttons, Fineprint, Headline, Notice, Reply, Strong
from bot.wording.confirming import confirm_buttons, strike_out_buttons
from knowledge.entities import PAGE_KINDS, Model, Person
from knowledge.ownership import OnCall, OwnershipMap


def registered_notices(declared: Declared) -> Iterator[Notice]:
    """One for each model of which unconfirmed consumers came to be known; not to the speaker."""
    for change in declared.wish.changes:
        if isinstance(change.before, Model) and isinstance(change.after, Model):
            known = change.before.unconfirmed_consumers
            new = [c for c in change.after.unconfirmed_consumers if c not in known]
            owner = _who_confirms(declared.after.models.get(change.subject), declared)
            if new and owner and owner != declared.speaker.person:
                yield Notice(owner, _notice(change.subject, new, declared), declared.key)


def _who_confirms(model: Model | None, declared: Declared) -> Person | None:
    """Whoever is paged for quality, else for infrastructure; else the training team's lead."""
    if model is None:
        return None
    return _paged(model, declared.after, declared.speaker.now) or _lead(model, declared.after)


def _paged(model: Model, ownership: OwnershipMap, now: datetime) -> Person | None:
    for kind in reversed(PAGE_KINDS):
        page = model.pages.of(kind)
        resolution = ownership.resolve(page.owner if page else None, now)
        if isinstance(resolution, OnCall):
            return resolution.person
    return None


def _lead(model: Model, ownership: OwnershipMap) -> Person | None:
    team = ownership.teams.get(model.trained_by) if model.trained_by else None
    return ownership.people.get(team.lead) if team and team.lead else None


def _notice(model: str, consumers: list[str], declared: Declared) -> Reply:
    speaker = declared.speaker
    who = speaker.person.name if speaker.person else speaker.name
    pairs = [(model, consumer) for consumer in consumers]
    buttons = (*confirm_buttons(pairs), *strike_out_buttons(pairs))
    return Reply(
        (
            Headline((Strong(model), f" is consumed by {', '.join(consumers)}, says {who}.")),
            Fineprint(("It counts as unconfirmed until you, or whoever owns it, confirm it.",)),
            Buttons(buttons),
        )
    )
