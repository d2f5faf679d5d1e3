"""Who owns a page: `set`, `clear`, `confirm`.

set MODEL KIND OWNER [and escalate to PARTY then PARTY] [because REASON]
set MODEL KIND and escalate to PARTY then PARTY
clear MODEL KIND because REASON
confirm MODEL [KIND]
"""

import re
from dataclasses import replace

from bot.commands.pages import take_model, take_page_kind
from bot.commands.parties import chain_meant, owner_meant
from bot.commands.said import Said, nothing_more
from bot.commands.speaker import Speaker
from bot.commands.wish import Trouble, Wish
from knowledge.changes import Change, Kind
from knowledge.entities import PAGE_KINDS, Model, Page, PageKind
from knowledge.ownership import OwnershipMap

SET = "set MODEL KIND OWNER [and escalate to SOMEBODY then SOMEBODY] [because REASON]"
CLEAR = "clear MODEL KIND because REASON"
CONFIRM = "confirm MODEL [KIND]"
EXAMPLES: tuple[str, ...] = (
    "set fraud-model model-quality priya and escalate to tomas then risk-ml",
    "clear churn model-quality because the team is being reorganised",
    "confirm fraud-model",
)

_ESCALATE = re.compile(r"\s*(?:\band\b|,)?\s*\bescalat\w*\s+to\s+", re.IGNORECASE)


def set_owner(command: Said, ownership: OwnershipMap, speaker: Speaker) -> Wish:
    """Declare the owner of a page. What isn't said stays: the escalation, or else the owner."""
    model, rest = take_model(command, ownership)
    kind, rest = take_page_kind(rest)
    owner_phrase, *escalation = _ESCALATE.split(rest.rest, maxsplit=1)
    before = model.pages.of(kind)
    chain = before.escalation if before else ()
    if escalation:
        chain = chain_meant(rest, escalation[0], ownership)
    if escalation and not owner_phrase:
        owner = before.owner if before else None
    else:
        owner = owner_meant(rest, owner_phrase, ownership).id
    after = Page(owner, chain, speaker.declaration(command.reason))
    return _wish(model, kind, before, after, command)


def clear_owner(command: Said, ownership: OwnershipMap, speaker: Speaker) -> Wish:
    """Declare that a page has no owner any more; that takes a reason."""
    model, rest = take_model(command, ownership)
    kind, rest = take_page_kind(rest)
    nothing_more(rest)
    if not command.reason:
        raise command.objection(Trouble.REASON, "")
    before = model.pages.of(kind)
    after = Page(None, before.escalation if before else (), speaker.declaration(command.reason))
    return _wish(model, kind, before or Page(), after, command)


def confirm(command: Said, ownership: OwnershipMap, speaker: Speaker) -> Wish:
    """Declare the same again, which renews its age."""
    model, rest = take_model(command, ownership)
    kinds = PAGE_KINDS
    if rest.words:
        kind, rest = take_page_kind(rest)
        nothing_more(rest)
        kinds = (kind,)
    declared = speaker.declaration(command.reason)
    return Wish(
        tuple(
            Change(Kind.MODEL, model.id, kind, page, replace(page, declared=declared))
            for kind in kinds
            if (page := model.pages.of(kind)) and page.owner
        ),
        command.reason,
    )


def _wish(model: Model, kind: PageKind, before: Page | None, after: Page, command: Said) -> Wish:
    if before == after:
        return Wish((), command.reason)
    return Wish((Change(Kind.MODEL, model.id, kind, before, after),), command.reason)
