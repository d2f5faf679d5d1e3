"""Verbs that change something: one module for each thing that is changed.

A module has its grammar in its docstring, EXAMPLES, and a function for each command, which reads
the words behind the verb strictly and comes to a Wish: the changes that would fulfil it. What many
of them read alike is in `said`, `pages`, `parties`, `times` and `chat_marks`. Pure: whether the
speaker may, and recording it, is `bot.declaring`'s.
"""

import re
from collections.abc import Callable
from typing import NamedTuple

from pydantic import ValidationError

from bot.commands import (
    catalogue,
    details,
    owners,
    renaming,
    roster,
    settling,
    shape,
    shifts,
    thresholds,
)
from bot.commands.said import Said, behind, leading_verb
from bot.commands.speaker import Speaker
from bot.commands.wish import Objected, Objection, Refused, Trouble, Wish
from knowledge.ownership import OwnershipMap


class Command(NamedTuple):
    """How a verb goes, and what reads the words behind it; it may raise `Objected`."""

    usage: str
    read: Callable[[Said, OwnershipMap, Speaker], Wish]


VERBS: dict[str, Command] = {
    "set": Command(owners.SET, owners.set_owner),
    "clear": Command(owners.CLEAR, owners.clear_owner),
    "confirm": Command(owners.CONFIRM, owners.confirm),
    "settle": Command(settling.SETTLE, settling.settle),
    "knowledge": Command(details.KNOWS, details.declare_holder),
    "consumes": Command(details.CONSUMES, details.register_consumer),
    "consumer": Command(details.CONSUMER, details.declare_consumer),
    "handoff": Command(details.HANDOFF, details.declare_handoff),
    "runbook": Command(details.RUNBOOK, details.declare_runbook),
    "model add": Command(catalogue.ADD, catalogue.add_model),
    "model rename": Command(catalogue.RENAME, catalogue.rename_model),
    "model alias": Command(catalogue.ALIAS, catalogue.alias_model),
    "model retire": Command(catalogue.RETIRE, catalogue.retire_model),
    "person add": Command(roster.PERSON_ADD, roster.add_person),
    "person inactive": Command(roster.PERSON_INACTIVE, roster.set_inactive),
    "person active": Command(roster.PERSON_ACTIVE, roster.set_active),
    "person rename": Command(renaming.PERSON_RENAME, renaming.rename_person),
    "person email": Command(roster.PERSON_EMAIL, roster.set_email),
    "person zone": Command(roster.PERSON_ZONE, roster.set_zone),
    "person remove": Command(renaming.PERSON_REMOVE, renaming.remove_person),
    "link": Command(roster.LINK, roster.link_person),
    "team add": Command(roster.TEAM_ADD, roster.add_team),
    "team members": Command(roster.TEAM_MEMBERS, roster.change_members),
    "team lead": Command(roster.TEAM_LEAD, roster.set_lead),
    "team channel": Command(roster.TEAM_CHANNEL, roster.set_channel),
    "team rename": Command(renaming.TEAM_RENAME, renaming.rename_team),
    "team remove": Command(renaming.TEAM_REMOVE, renaming.remove_team),
    "admin add": Command(roster.ADMIN_ADD, roster.add_admin),
    "admin remove": Command(roster.ADMIN_REMOVE, roster.remove_admin),
    "organisation": Command(shape.ORGANISATION, shape.declare_fact),
    "organization": Command(shape.ORGANISATION, shape.declare_fact),
    "team kind": Command(shape.TEAM_KIND, shape.declare_kind),
    "team mlops-engineers": Command(shape.TEAM_ENGINEERS, shape.declare_engineers),
    "team uses": Command(shape.TEAM_USES, shape.declare_tool),
    "queue team": Command(thresholds.TEAM, thresholds.set_team),
    "queue threshold": Command(thresholds.THRESHOLD, thresholds.set_threshold),
    "queue in-a-row": Command(thresholds.IN_A_ROW, thresholds.set_in_a_row),
    "model trained-by": Command(shape.TRAINED_BY, shape.declare_trainer),
    "model served-by": Command(shape.SERVED_BY, shape.declare_server),
    "rotation add": Command(shifts.ADD, shifts.add_rotation),
    "rotation members": Command(shifts.MEMBERS, shifts.set_members),
    "rotation handoff": Command(shifts.HANDOFF, shifts.set_handoff),
    "rotation zone": Command(shifts.ZONE, shifts.set_zone),
    "rotation pause": Command(shifts.PAUSE, shifts.pause),
    "rotation resume": Command(shifts.RESUME, shifts.resume),
    "rotation rename": Command(renaming.ROTATION_RENAME, renaming.rename_rotation),
    "rotation remove": Command(renaming.ROTATION_REMOVE, renaming.remove_rotation),
    "override": Command(shifts.OVERRIDE, shifts.set_override),
}
"""Each verb with its command."""

EXAMPLES: tuple[str, ...] = tuple(
    example
    for module in (
        owners,
        details,
        catalogue,
        roster,
        renaming,
        shifts,
        shape,
        thresholds,
        settling,
    )
    for example in module.EXAMPLES
)


_TROUBLE = re.compile(
    r"\s*(?:consumer\s+(?:lag\w*|groups?|offsets?)|(?:runbook|handoff)\s+(?:for|of))(?!\S)",
    re.IGNORECASE,
)
"""What begins with a verb's word and asks who is paged, as in `consumer lag on fraud-model`."""


def verb_of(text: str) -> str | None:
    """The verb that a text begins with; None for what is no command."""
    verb = leading_verb(text, VERBS)
    return None if verb and _TROUBLE.match(text) else verb


def wished(text: str, ownership: OwnershipMap, speaker: Speaker) -> Wish | Refused:
    """What a text that begins with a verb would change, or why that can't be told."""
    verb = verb_of(text) or ""
    usage, read = VERBS[verb]
    command = behind(text, verb, usage)
    try:
        return read(command, ownership, speaker)
    except Objected as objected:
        return objected.refused
    except ValidationError:
        # Longer than anything in the map may be, or of characters that it can't hold.
        return Objection(Trouble.GRAMMAR, usage, command.rest)
