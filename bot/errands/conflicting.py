"""What is contested: where chat and an imported file say different things.

conflicts [MODEL|PERSON|TEAM|ROTATION]
"""

from bot.commands.said import Said
from bot.commands.speaker import Speaker
from bot.errands.meant import meanings_of
from bot.office import Office
from bot.reply import Reaction
from bot.wording.conflicts import conflicts_reply
from bot.wording.trail import nothing_kept_reply
from knowledge.conflicts import open_conflicts

CONFLICTS = "conflicts [MODEL|PERSON|TEAM|ROTATION]"
EXAMPLES: tuple[str, ...] = ("conflicts", "conflicts churn")


def conflicts(command: Said, _: Speaker, office: Office) -> Reaction:
    """Every conflict that nobody has settled, or those about one thing."""
    ownership = office.current()
    if ownership is None:
        return Reaction(nothing_kept_reply())
    found = open_conflicts(ownership)
    if command.words:
        meant = {(m.kind, m.subject) for m in meanings_of(command, command.rest, office, ownership)}
        found = [c for c in found if (c.place.kind, c.place.subject) in meant]
    return Reaction(conflicts_reply(found, command.rest, ownership))
