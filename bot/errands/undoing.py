"""Taking a revision back: a declaration like any other, not an erasure.

undo REVISION
"""

from bot.commands.phrases import Said
from bot.commands.speaker import Speaker
from bot.commands.wish import Trouble, Wish
from bot.office import Office
from bot.reply import Reaction
from bot.wording.declaring import declaring_reaction
from knowledge.changes import Change, Kind, is_live
from knowledge.ownership import OwnershipMap

UNDO = "undo REVISION"
EXAMPLES: tuple[str, ...] = ("undo 3",)

_LONGEST_REVISION = 12
"""Digits; SQLite could not even look for a longer number."""


def undo(command: Said, speaker: Speaker, office: Office) -> Reaction:
    """Declare again what held before a revision, if nothing has changed since."""
    number = command.words[0] if command.words else ""
    if not number.isdecimal() or len(number) > _LONGEST_REVISION:
        raise command.objection(Trouble.REVISION, number)
    done = office.store.changes_of(int(number))

    def backwards(ownership: OwnershipMap) -> Wish:
        return _backwards(command, number, done, ownership)

    return declaring_reaction(office.fulfil(backwards, speaker))


def _backwards(command: Said, number: str, done: list[Change], ownership: OwnershipMap) -> Wish:
    if not done or not all(is_live(change, ownership) for change in done):
        raise command.objection(Trouble.REVISION, number)
    if any(c.kind is Kind.ORGANISATION and c.before is None for c in done):
        raise command.objection(Trouble.BEGINNING, number)
    back = tuple(c._replace(before=c.after, after=c.before) for c in reversed(done))
    return Wish(back, f"undoes revision {number}", undoes=int(number))
