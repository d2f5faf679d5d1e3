"""What those concerned read of a declaration, once more: they may not have heard of it."""

from bot.commands.outcome import Declared
from bot.commands.speaker import Speaker
from bot.commands.wish import Wish
from bot.errands.numbered import number_in
from bot.office import Office
from bot.reply import Reaction
from bot.wording.declaring import declaring_reaction
from knowledge.ownership import NOTHING_DECLARED
from knowledge.store import AuditTrail


def told_again(key: str, office: Office) -> Reaction | None:
    """What there is to say of a revision; nothing where the same was declared anew since then."""
    number = number_in(key)
    changes = tuple(AuditTrail(office.store).changes_of(number))
    after = office.store.at_revision(number)
    if not changes or after is None or any(office.declared_since(number, changes)):
        return None
    before = office.store.at_revision(number - 1) or NOTHING_DECLARED
    first = changes[0]
    made = AuditTrail(office.store).history(kind=first.kind, subject=first.subject)
    entry = next(entry for entry in made if entry.revision == number)
    speaker = Speaker(after.people.get(entry.actor), entry.actor, entry.source, entry.at)
    declared = Declared(number, Wish(changes, entry.reason), before, after, speaker)
    return declaring_reaction(declared)
