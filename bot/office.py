"""Office: what every errand and every platform works with, whatever the platform."""

import logging
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from bot.commands.leads import new_leads
from bot.commands.outcome import Declared, NotAllowed, Outcome
from bot.commands.speaker import Speaker
from bot.commands.wish import Wish
from bot.conversation import PLAIN_TERMS, Terms
from bot.declaring import Wishing, declare, found, fulfil
from bot.logs import report
from bot.wording.declaring import declaring_reaction
from knowledge.audit import Entry
from knowledge.changes import Change
from knowledge.entities import PLATFORMS, Person
from knowledge.errors import StoreError
from knowledge.ownership import OwnershipMap
from knowledge.questionnaire import Topic
from knowledge.rights import who_may_declare
from knowledge.store import AuditTrail, Store
from knowledge.store.owed import Owed
from knowledge.store.questionnaires import Questionnaires

_log = logging.getLogger(__name__)

_LOOKED_THROUGH = 200
"""Changes of one subject that are looked through, the latest first."""


class NoMapYet(Exception):  # whoever carries something out says so
    """Nothing is declared yet, so there is nothing that it could be about."""


@dataclass(frozen=True, slots=True)
class Office:
    """The store, the map as it is, the time as it is, and who may declare everything.

    `admins` are ids of people, or chat ids, from the settings; `terms` are those of answers.
    Whatever writes blocks for as long as the disk takes.
    """

    store: Store
    current: Callable[[], OwnershipMap | None]
    clock: Callable[[], datetime]
    admins: frozenset[str] = frozenset()
    terms: Terms = PLAIN_TERMS
    guests_may_ask: bool = False

    def known(self) -> OwnershipMap:
        """The map as it is, for what can't do without: NoMapYet where there is none."""
        ownership = self.current()
        if ownership is None:
            raise NoMapYet
        return ownership

    def declare(self, text: str, speaker: Speaker) -> Outcome:
        """Carry out a command that changes the map."""
        return self._with_admins(declare(text, self.store, self.current(), speaker, self._owe))

    def fulfil(self, wishing: Wishing, speaker: Speaker) -> Outcome:
        """Record what somebody wishes, as one revision or not at all."""
        return self._with_admins(fulfil(wishing, self.store, self.current(), speaker, self._owe))

    def owe(self, key: str, source: str) -> None:
        """Keep, in the transaction at hand, that something said on a chat platform has to be told.

        What is said in a terminal is told to nobody.
        """
        if source in PLATFORMS:
            Owed(self.store).owe(key, self.clock())

    def _owe(self, declared: Declared) -> None:
        """Keep that those whom it concerns have to hear of it, and new leads of their questions."""
        speaker = declared.speaker
        if declaring_reaction(declared).notices:
            self.owe(declared.key, speaker.source)
        kept = Questionnaires(self.store)
        for lead in new_leads(declared) if speaker.source in PLATFORMS else ():
            if kept.offer(lead.person.id, Topic.TEAM, lead.team.id, speaker.now):
                self.owe(lead.key, speaker.source)

    def _with_admins(self, outcome: Outcome) -> Outcome:
        """A refusal names those too whom the settings make admins."""
        ownership = self.current()
        if not isinstance(outcome, NotAllowed) or ownership is None:
            return outcome
        return NotAllowed(_each_once(outcome.able, self._appointed(ownership)))

    def who_may_declare(
        self, changes: Iterable[Change], ownership: OwnershipMap
    ) -> tuple[Person, ...]:
        """The active people who may make all these changes, the nearest first, admins last."""
        return _each_once(who_may_declare(changes, ownership), self._appointed(ownership))

    def _appointed(self, ownership: OwnershipMap) -> Iterable[Person]:
        if not self.admins:
            return ()
        people = ownership.people.values()
        return (p for p in people if p.active and self.appoints(p.id, *p.chat_ids.values()))

    def found(self, wish: Wish, speaker: Speaker) -> Outcome:
        """Record the first declarations of a store that holds none; see who may before."""
        return found(wish, self.store, speaker, self._owe)

    def lets_ask(self, account: str | None) -> bool:
        """Whether somebody may ask without being looked up: all may, or the map knows their account.

        A map that can't be looked into knows nobody: what comes of the question tells of that.
        """
        if self.guests_may_ask:
            return True
        try:
            ownership = self.current()
        except StoreError as error:
            report(_log, "could not look for an asker", error)
            return False
        person = ownership.people_by_chat_id.get(account or "") if ownership else None
        return person is not None and person.active

    def declared_since(self, revision: int, changes: Iterable[Change]) -> Iterator[Entry]:
        """What was declared after a revision at the very places that some changes are about."""
        for change in changes:
            made = AuditTrail(self.store).history(
                kind=change.kind, subject=change.subject, limit=_LOOKED_THROUGH
            )
            yield from (e for e in made if e.revision > revision and e.aspect == change.aspect)

    def appoints(self, *ids: str | None) -> bool:
        """Whether the settings make an admin of somebody who goes by these ids."""
        return not self.admins.isdisjoint(ids)


def _each_once(first: Iterable[Person], then: Iterable[Person]) -> tuple[Person, ...]:
    return tuple({person.id: person for person in (*first, *then)}.values())
