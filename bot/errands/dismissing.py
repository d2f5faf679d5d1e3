"""Putting a finding aside, with a reason, and taking it up again.

dismiss RULE:SUBJECT because REASON
undismiss RULE:SUBJECT
"""

import re
from collections.abc import Iterable
from typing import Final

from bot.commands.said import Said
from bot.commands.speaker import Speaker
from bot.commands.wish import Trouble
from bot.inspection import RULES
from bot.office import Office
from bot.reply import Reaction
from bot.wording.dismissing import dismissed, not_dismissed, not_yours, taken_up
from knowledge.changes import ITSELF, Change, Kind
from knowledge.diagnosis.finding import Finding, Rule
from knowledge.diagnosis.health import Health, health
from knowledge.dismissal import OF_MODELS, Dismissal
from knowledge.ownership import OwnershipMap
from knowledge.rights import may_declare
from knowledge.store import Dismissals

DISMISS: Final = "dismiss RULE:SUBJECT because REASON"
UNDISMISS: Final = "undismiss RULE:SUBJECT"
EXAMPLES: tuple[str, ...] = (
    "dismiss no-consumers:churn because it is a pilot",
    "undismiss no-consumers:churn",
)

A_FINDING: Final = re.compile(rf"(?:{RULES})(?:[:\s].*)?", re.IGNORECASE | re.DOTALL)
"""What has to stand behind these verbs."""


def dismiss(command: Said, speaker: Speaker, office: Office) -> Reaction:
    """Put a finding aside that stands now."""
    ownership = office.known()
    dismissals = Dismissals(office.store)
    found = health(ownership, speaker.now, dismissals.standing())
    wanted = _id(command)
    if all(f.id != wanted for f in _of_its_rule(wanted, found)):
        raise command.objection(Trouble.FINDING, wanted)
    if not command.reason:
        raise command.objection(Trouble.REASON, "")
    if refused := _refusal(wanted, speaker, office, ownership):
        return refused
    dismissals.dismiss(_said(wanted, speaker, command.reason))
    after = health(ownership, speaker.now, dismissals.standing())
    return Reaction(dismissed(wanted, command.reason, after))


def undismiss(command: Said, speaker: Speaker, office: Office) -> Reaction:
    """Take one up again."""
    ownership = office.known()
    wanted = _id(command)
    if not wanted:
        raise command.objection(Trouble.FINDING)
    if refused := _refusal(wanted, speaker, office, ownership):
        return refused
    if not Dismissals(office.store).restore(_said(wanted, speaker, command.reason)):
        return Reaction(not_dismissed(wanted))
    return Reaction(taken_up(wanted))


def _of_its_rule(wanted: str, found: Health) -> Iterable[Finding]:
    """Where a finding of this id would stand; a hundred thousand others needn't be looked at."""
    name = wanted.partition(":")[0]
    return found.standing.get(Rule(name), ()) if name in set(Rule) else ()


def _id(command: Said) -> str:
    rule, colon, subject = command.rest.partition(":")
    return f"{rule.lower()}{colon}{subject}"


def _said(finding: str, speaker: Speaker, reason: str | None) -> Dismissal:
    return Dismissal(finding, speaker.signature, speaker.now, speaker.source, reason)


def _refusal(
    finding: str, speaker: Speaker, office: Office, ownership: OwnershipMap
) -> Reaction | None:
    """Whoever may declare what a finding is about may put it aside."""
    about = (_about(finding, ownership),)
    if speaker.is_admin or may_declare(speaker.person, about, ownership):
        return None
    return Reaction(not_yours(office.who_may_declare(about, ownership)))


def _about(finding: str, ownership: OwnershipMap) -> Change:
    """What would have to be declared again: a model, a team, or the organisation."""
    name, _, subject = finding.partition(":")
    model, team = ownership.models.get(subject), ownership.teams.get(subject)
    if model and name in OF_MODELS:
        return Change(Kind.MODEL, subject, ITSELF, model, model)
    if team and name == Rule.OFF_PATH:
        return Change(Kind.TEAM, subject, ITSELF, team, team)
    organisation = ownership.organisation
    return Change(Kind.ORGANISATION, "", ITSELF, organisation, organisation)
