"""Verbs that change something: one module for each thing that is changed.

A module has its grammar in its docstring, EXAMPLES, and a function for each command, which reads
the words behind the verb strictly and comes to a Wish: the changes that would fulfil it. What many
of them read alike is in `said`, `pages`, `parties`, `times` and `chat_marks`. Pure: whether the
speaker may, and recording it, is `bot.declaring`'s.
"""

import re
from collections.abc import Callable

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

Read = Callable[[Said, OwnershipMap, Speaker], Wish]

VERBS: dict[str, tuple[str, Read]] = {
    "set": (owners.SET, owners.set_owner),
    "clear": (owners.CLEAR, owners.clear_owner),
    "confirm": (owners.CONFIRM, owners.confirm),
    "settle": (settling.SETTLE, settling.settle),
    "knowledge": (details.KNOWS, details.declare_holder),
    "consumes": (details.CONSUMES, details.register_consumer),
    "consumer": (details.CONSUMER, details.declare_consumer),
    "handoff": (details.HANDOFF, details.declare_handoff),
    "runbook": (details.RUNBOOK, details.declare_runbook),
    "model add": (catalogue.ADD, catalogue.add_model),
    "model rename": (catalogue.RENAME, catalogue.rename_model),
    "model alias": (catalogue.ALIAS, catalogue.alias_model),
    "model retire": (catalogue.RETIRE, catalogue.retire_model),
    "person add": (roster.PERSON_ADD, roster.add_person),
    "person inactive": (roster.PERSON_INACTIVE, roster.set_inactive),
    "person active": (roster.PERSON_ACTIVE, roster.set_active),
    "person rename": (renaming.PERSON_RENAME, renaming.rename_person),
    "person email": (roster.PERSON_EMAIL, roster.set_email),
    "person zone": (roster.PERSON_ZONE, roster.set_zone),
    "person remove": (renaming.PERSON_REMOVE, renaming.remove_person),
    "link": (roster.LINK, roster.link_person),
    "team add": (roster.TEAM_ADD, roster.add_team),
    "team members": (roster.TEAM_MEMBERS, roster.change_members),
    "team lead": (roster.TEAM_LEAD, roster.set_lead),
    "team channel": (roster.TEAM_CHANNEL, roster.set_channel),
    "team rename": (renaming.TEAM_RENAME, renaming.rename_team),
    "team remove": (renaming.TEAM_REMOVE, renaming.remove_team),
    "admin add": (roster.ADMIN_ADD, roster.add_admin),
    "admin remove": (roster.ADMIN_REMOVE, roster.remove_admin),
    "organisation": (shape.ORGANISATION, shape.declare_fact),
    "organization": (shape.ORGANISATION, shape.declare_fact),
    "team kind": (shape.TEAM_KIND, shape.declare_kind),
    "team uses": (shape.TEAM_USES, shape.declare_tool),
    "queue team": (thresholds.TEAM, thresholds.set_team),
    "queue threshold": (thresholds.THRESHOLD, thresholds.set_threshold),
    "queue in-a-row": (thresholds.IN_A_ROW, thresholds.set_in_a_row),
    "model trained-by": (shape.TRAINED_BY, shape.declare_trainer),
    "model served-by": (shape.SERVED_BY, shape.declare_server),
    "rotation add": (shifts.ADD, shifts.add_rotation),
    "rotation members": (shifts.MEMBERS, shifts.set_members),
    "rotation handoff": (shifts.HANDOFF, shifts.set_handoff),
    "rotation zone": (shifts.ZONE, shifts.set_zone),
    "rotation pause": (shifts.PAUSE, shifts.pause),
    "rotation resume": (shifts.RESUME, shifts.resume),
    "rotation rename": (renaming.ROTATION_RENAME, renaming.rename_rotation),
    "rotation remove": (renaming.ROTATION_REMOVE, renaming.remove_rotation),
    "override": (shifts.OVERRIDE, shifts.set_override),
}
"""Each verb with its usage and its reader."""

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
    except (
        ValidationError
    ):  # longer than anything in the map may be, or of characters it can't hold
        return Objection(Trouble.GRAMMAR, usage, command.rest)
