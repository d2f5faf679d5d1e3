"""Taking a revision back: a declaration like any other, not an erasure.

undo REVISION
"""

from dataclasses import replace

from bot.commands.said import Said
from bot.commands.speaker import Speaker
from bot.commands.wish import Trouble, Wish
from bot.errands.leads import offers_to_leads
from bot.errands.numbered import number_meant
from bot.office import Office
from bot.reply import Reaction
from bot.wording.declaring import declaring_reaction
from knowledge.audit import is_undoing, undoing
from knowledge.changes import Change, Declared, Kind
from knowledge.entities import Page
from knowledge.ownership import OwnershipMap
from knowledge.standing import is_live
from knowledge.store import AuditTrail

UNDO = "undo REVISION"
EXAMPLES: tuple[str, ...] = ("undo 3",)


def undo(command: Said, speaker: Speaker, office: Office) -> Reaction:
    """Declare again what held before a revision, if nothing has changed since.

    Step after step may be taken back; what was said anew stands, though it be the same. A page
    stays declared by whoever declared it: taking a revision back confirms nothing.
    """
    number = number_meant(command, Trouble.REVISION)
    if any(not is_undoing(reason) for reason in AuditTrail(office.store).last_words_since(number)):
        raise command.objection(Trouble.REVISION, str(number))
    done = AuditTrail(office.store).changes_of(number)

    def backwards(ownership: OwnershipMap) -> Wish:
        return _backwards(command, number, done, ownership)

    outcome = office.fulfil(backwards, speaker)
    reaction = declaring_reaction(outcome)
    return replace(reaction, notices=(*reaction.notices, *offers_to_leads(outcome, office)))


def _backwards(command: Said, number: int, done: list[Change], ownership: OwnershipMap) -> Wish:
    if not done or not all(is_live(change, ownership) for change in done):
        raise command.objection(Trouble.REVISION, str(number))
    if any(c.kind is Kind.ORGANISATION and c.before is None for c in done):
        raise command.objection(Trouble.BEGINNING, str(number))
    back = tuple(c._replace(before=c.after, after=_as_it_was(c.before)) for c in reversed(done))
    return Wish(back, undoing(number))


def _as_it_was(declared: Declared | None) -> Declared | None:
    return declared.as_declared() if isinstance(declared, Page) else declared
