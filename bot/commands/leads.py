"""Who was made a team's lead by what was declared."""

from collections.abc import Iterator
from typing import NamedTuple

from bot.commands.outcome import Declared
from knowledge.entities import Person, Team


class NewLead(NamedTuple):
    """Somebody who leads a team that they didn't lead before."""

    person: Person
    team: Team

    @property
    def key(self) -> str:
        """Under which key they are offered their team's questions."""
        return f"lead {self.team.id} {self.person.id}"


def new_leads(declared: Declared) -> Iterator[NewLead]:
    """Those whom somebody else made one."""
    speaker = declared.speaker.person
    for change in declared.wish.changes:
        was = change.before.lead if isinstance(change.before, Team) else None
        if isinstance(change.after, Team) and change.after.lead not in {None, was}:
            person = declared.after.people.get(change.after.lead or "")
            if person and (speaker is None or person.id != speaker.id):
                yield NewLead(person, change.after)
