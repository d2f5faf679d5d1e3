"""Standing for a page that nobody is named for, until a day; and all that is put off.

accept MODEL KIND until DAY because REASON
gaps accepted
"""

import re
from datetime import datetime, timedelta
from typing import Final

from bot.commands.pages import take_model, take_page_kind
from bot.commands.said import Said, nothing_more
from bot.commands.speaker import Speaker
from bot.commands.wish import Trouble
from bot.errands.gaps.putting_off import may_not, respite, until_when
from bot.office import Office
from bot.reply import Reaction
from bot.wording.putting_off import accepted_list_reply, accepted_reply, no_risk_reply
from knowledge.ownership import OnCall, OwnershipMap, PageKey
from knowledge.reminders import Sort, is_overtaken, risk_subject
from knowledge.store.respites import Respites
from knowledge.wall_times import instant, wall_at

ACCEPT: Final = "accept MODEL KIND until DAY because REASON"
ACCEPTED: Final = "gaps accepted"
EXAMPLES: tuple[str, ...] = (
    "accept churn model-quality until 2027-01-31 because it is being replaced",
    "gaps accepted",
)

UNTIL: Final = re.compile(
    r".*\s(?:until|because)\s.*|(?:\S+(?:\s+|$)){0,4}", re.IGNORECASE | re.DOTALL
)
"""What `accept` goes on with; else a question begins with it."""

_LONGEST = timedelta(days=366)


def accept(command: Said, speaker: Speaker, office: Office) -> Reaction:
    """Stand for a page that has nobody, until a day, with a reason; that day it is spoken of again."""
    ownership = office.known()
    model, rest = take_model(command, ownership)
    kind, rest = take_page_kind(rest)
    until = _beginning_of_day(until_when(rest, speaker, ownership), ownership)
    if until <= speaker.now:
        raise command.objection(Trouble.PAST, rest.rest)
    if until - speaker.now > _LONGEST:
        raise command.objection(Trouble.TOO_FAR, rest.rest)
    if not command.reason:
        raise command.objection(Trouble.REASON, "")
    page = PageKey(model.id, kind)
    if refusal := may_not(model, speaker, office, ownership):
        return refusal
    if isinstance(ownership.resolve_page(page, speaker.now), OnCall):
        return Reaction(no_risk_reply(page, ownership, speaker.now))
    risk = respite(Sort.RISK, risk_subject(page), until, command.reason, speaker)
    Respites(office.store).grant(risk)
    return Reaction(accepted_reply(page, risk, ownership))


def accepted(command: Said, speaker: Speaker, office: Office) -> Reaction:
    """What is put off, until when, by whom and why."""
    ownership = office.known()
    nothing_more(command)
    granted = Respites(office.store).standing(speaker.now)
    standing = [one for one in granted if not is_overtaken(one, ownership)]
    return Reaction(accepted_list_reply(standing, ownership, speaker.now))


def _beginning_of_day(at: datetime, ownership: OwnershipMap) -> datetime:
    zone_name = ownership.organisation.time_zone
    local = wall_at(at, zone_name)
    return instant(local.replace(hour=0, minute=0, second=0, microsecond=0), zone_name)
