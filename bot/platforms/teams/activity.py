"""What Teams sends, read: who says what, where. Pure; the activities are Bot Framework's own.

Everything in an activity may be missing or of another type than documented: nothing is taken on
trust but what the gate has checked.
"""

import html
import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from bot.identity import DIRECTORY_ID
from bot.reply import Message, Place

Activity = Mapping[str, Any]

CHANNEL: Final = "msteams"
"""The channel id by which Bot Framework calls Teams."""

TEAMS: Final = "teams"
"""The platform's name, in places and as a source of declarations."""

QUESTION_LIMIT: Final = 40_000
"""Characters of a text that are read."""

_THREAD = ";messageid="
_TAG = re.compile(r"<at(?:\s[^<>]*)?>(.{0,500}?)</at>", re.DOTALL)
_NO_LABEL = re.compile(r"[\s<>|]+")
_CHANNEL_ID = re.compile(r"19:[\w.@-]+")


def at(activity: Activity, *path: str) -> Any:
    """What stands at a path of keys; None where there is nothing."""
    found: Any = activity
    for key in path:
        if not isinstance(found, Mapping):
            return None
        found = found.get(key)
    return found


def text_at(activity: Activity, *path: str) -> str:
    """The same where it is a text; else empty."""
    found = at(activity, *path)
    return found if isinstance(found, str) else ""


def tenants_named(activity: Activity) -> frozenset[str]:
    """Every directory that an activity claims to come from."""
    paths = (
        ("conversation", "tenantId"),
        ("channelData", "tenant", "id"),
        ("from", "tenantId"),
        ("recipient", "tenantId"),
    )
    return frozenset(tenant.lower() for path in paths if (tenant := text_at(activity, *path)))


def conversation_of(activity: Activity) -> str:
    """The id of the conversation, without that of a thread."""
    return text_at(activity, "conversation", "id").partition(_THREAD)[0]


def is_personal(activity: Activity) -> bool:
    """Whether nobody else reads along."""
    return bool(at(activity, "conversation", "conversationType") == "personal")


def place_of(activity: Activity) -> Place:
    """Where it was said; a thread is a channel's only."""
    conversation, _, thread = text_at(activity, "conversation", "id").partition(_THREAD)
    return Place(TEAMS, conversation, thread or None, is_direct=is_personal(activity))


def sender_of(activity: Activity) -> str | None:
    """Whoever sent it, by their id in the directory; Teams' own id where that is not told."""
    return directory_id_of(activity) or text_at(activity, "from", "id") or None


def directory_id_of(activity: Activity) -> str | None:
    """By which id the directory knows whoever sent it."""
    return text_at(activity, "from", "aadObjectId").lower() or None


def is_from_a_bot(activity: Activity) -> bool:
    """Bots have ids that begin with 28; people have 29."""
    sender = text_at(activity, "from", "id")
    return at(activity, "from", "role") == "bot" or sender.startswith("28:") or not sender


def message_of(activity: Activity, said: str | None = None) -> Message:
    """What somebody said: the text of the activity, or the one that a button stands for."""
    text = _said(activity) if said is None else said
    return Message(text[:QUESTION_LIMIT], sender_of(activity), place_of(activity))


def request_id(activity: Activity) -> str | None:
    """What stays the same when Teams delivers the same activity again."""
    activity_id = text_at(activity, "id")
    return f"teams {conversation_of(activity)} {activity_id}" if activity_id else None


def _said(activity: Activity) -> str:
    """The text without the bot's own mention, wherever it stands and however often.

    Somebody else's mention becomes a chat id where Teams tells it, with their name beside it in one
    word, and their name where not; the mention of a channel likewise.
    """
    entities = list(_mentions(activity))
    own = text_at(activity, "recipient", "id")

    def spoken(found: re.Match[str]) -> str:
        for mentioned, text in entities:
            if text == found[0]:
                return " " if own and mentioned.get("id") == own else _mention(mentioned, found[1])
        return html.unescape(found[1])

    text = text_at(activity, "text")[:QUESTION_LIMIT].replace("&nbsp;", " ").replace("\xa0", " ")
    return re.sub(r"[ \t]{2,}", " ", _TAG.sub(spoken, text)).strip()


def _mentions(activity: Activity) -> Iterator[tuple[Mapping[str, Any], str]]:
    entities = activity.get("entities")
    for entity in entities if isinstance(entities, list) else ():
        if isinstance(entity, Mapping) and entity.get("type") == "mention":
            mentioned, text = entity.get("mentioned"), entity.get("text")
            if isinstance(mentioned, Mapping) and isinstance(text, str):
                yield mentioned, text


def _mention(mentioned: Mapping[str, Any], name: str) -> str:
    directory_id, teams_id = text_at(mentioned, "aadObjectId"), text_at(mentioned, "id")
    if DIRECTORY_ID.fullmatch(directory_id):
        return f"<@{directory_id.lower()}|{_NO_LABEL.sub('.', html.unescape(name))}>"
    if _CHANNEL_ID.fullmatch(teams_id):
        return f"<#{teams_id}>"
    return html.unescape(name)
