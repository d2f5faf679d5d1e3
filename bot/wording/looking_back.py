"""What is said about the past: from which declaration an answer comes, and who owned it before."""

from collections.abc import Iterator, Sequence
from datetime import datetime

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
from bot.wording.audit import change_text
from bot.wording.fields import one_line
from bot.wording.instants import instant_text
from bot.wording.joining import joined
from knowledge.audit import Entry, Revision, Then
from knowledge.ownership import OwnershipMap
from knowledge.questions.outcome import NothingThen, OfFormerOwners, OfThePast

_SHOWN = 10


def then_part(then: Then, zone: str, now: datetime) -> Part:
    """Which map an answer about the past was drawn from."""
    if then.revision is None:
        return Fineprint(
            (
                "A map file has no history: this is what it says of that instant, whatever was declared then.",
            )
        )
    made = revision_text(then.revision, then.ownership, zone, now)
    return Fineprint((f"By the map as it was declared then: {made}.",))


def revision_text(revision: Revision, ownership: OwnershipMap, zone: str, now: datetime) -> str:
    """`revision 12, by Elena Ruiz on Sun 1 Mar 10:00 (Europe/London), slack`."""
    by = actor_text(revision.actor, ownership)
    at = instant_text(revision.at, zone, now)
    return f"revision {revision.number}, by {by} on {at}, {one_line(revision.source)}"


def actor_text(actor: str, ownership: OwnershipMap) -> str:
    """Whoever declared something, by name where the map knows them."""
    return one_line(ownership.called(actor))


def unremembered_parts(outcome: OfThePast | NothingThen | OfFormerOwners) -> Iterator[Part]:
    """Why the past can't be told."""
    match outcome:
        case NothingThen(asked, beginning):
            yield Headline(("Nothing had been declared yet then, so nobody was named.",))
            if beginning:
                began = instant_text(beginning.at, asked.zone, max(beginning.at, asked.at))
                yield Line((f"The map began with revision {beginning.number} on {began}.",))
        case OfThePast() | OfFormerOwners():
            yield Headline(("I can't tell what was declared before: there is no history here.",))


def former_owners_reply(
    asked: OfFormerOwners, entries: Sequence[Entry] | None, ownership: OwnershipMap, now: datetime
) -> Reply:
    """Every owner that was ever declared for pages of a model, newest first."""
    if entries is None:
        return Reply(tuple(unremembered_parts(asked)))
    model = asked.model.id
    of_pages = [entry for entry in entries if entry.aspect in asked.kinds]
    if not of_pages:
        never = ("Nobody was ever declared as an owner of ", Strong(model), ".")
        return Reply((Headline(never),))
    zone = ownership.organisation.time_zone
    parts: list[Part] = [Headline(("Who was declared for ", Strong(model), ", the latest first:"))]
    for entry in of_pages[:_SHOWN]:
        by = f"declared by {actor_text(entry.actor, ownership)}, {one_line(entry.source)}"
        said = (instant_text(entry.at, zone, now), change_text(entry.change, ownership), by)
        parts.append(Bullet((joined(said),)))
    if len(of_pages) > _SHOWN:
        parts.append(
            Fineprint((f"and {len(of_pages) - _SHOWN} more: say ", Verbatim(f"history {model}")))
        )
    parts.append(Buttons((Button("All of its history", Action.ASK, f"history {model}"),)))
    return Reply(tuple(parts))
