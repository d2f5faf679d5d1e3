"""What Slack sends, read: who asks, where, in which words. Pure; the payloads are Slack's own."""

import html
import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from bot.reply import Action, Message, Place

Payload = Mapping[str, Any]

SLACK: Final = "slack"
"""The platform's name, in places and as a source of declarations."""

QUESTION_LIMIT = 40_000
"""Characters of a text that are read; Slack itself allows no longer message."""

_LEADING_MENTION = re.compile(r"\s*<@[UW][A-Z0-9]+(?:\|[^<>]*)?>[\s:,]*")
_TYPED_ADDRESS = re.compile(
    r"<(?P<whole>(?:https?://|mailto:)(?P<bare>[^<>|]*))(?:\|(?P<label>(?P=whole)|(?P=bare)))?>"
)
"""An address of which Slack made a link by itself, such as `<http://fraud.io|fraud.io>`."""

_PERSONAL_SUBTYPES = (None, "file_share", "thread_broadcast")
_SLACKBOT = "USLACKBOT"


def of_command(body: Payload) -> Message:
    """The question of a slash command, which is answered for the asker's eyes only.

    Never in a direct place: it may be a conversation of two people, without us.
    """
    place = Place(SLACK, body.get("channel_id"))
    text = as_typed(body.get("text") or "")
    return _message(text, body.get("user_id"), place, only_sender=True)


def of_mention(body: Payload) -> Message | None:
    """The question of an @mention, to be answered in its thread; None where a bot wrote it.

    None for an edit, too: Slack sends the mention again, as another event.
    """
    event = body["event"]
    if event.get("edited") or _is_from_a_bot(body):
        return None
    thread = event.get("thread_ts") or event["ts"]
    place = Place(SLACK, event["channel"], thread)
    return _message(as_typed(_without_own_mention(body)), event["user"], place)


def of_direct_message(body: Payload) -> Message | None:
    """The question of a direct message; None for edits, joins and other bots' messages."""
    event = body["event"]
    personal = event.get("channel_type") == "im" and event.get("subtype") in _PERSONAL_SUBTYPES
    if not personal or _is_from_a_bot(body):
        return None
    place = Place(SLACK, event["channel"], event.get("thread_ts"), is_direct=True)
    return _message(as_typed(_without_own_mention(body)), event["user"], place)


def of_button(body: Payload) -> Message:
    """The question that a button stands for, asked by whoever pressed it."""
    container, message = body.get("container") or {}, body.get("message") or {}
    thread = container.get("thread_ts") or message.get("thread_ts")
    channel = (body.get("channel") or {}).get("id")
    place = Place(SLACK, channel, thread, is_direct=_is_direct(channel))
    if is_on_home(body):  # which is no place for an answer: that comes in a direct message
        place = Place(SLACK, body["user"]["id"], is_direct=True)
    private = bool(container.get("is_ephemeral"))
    return _message(body["actions"][0].get("value"), body["user"]["id"], place, only_sender=private)


def shown_in(body: Payload) -> str | None:
    """The message or the page that a pressed button stands on."""
    container, channel = body.get("container") or {}, body.get("channel") or {}
    if container.get("message_ts"):
        return f"{channel.get('id')} {container['message_ts']}"
    return container.get("view_id")


def is_on_home(body: Payload) -> bool:
    """Whether a button stands on somebody's home tab."""
    return (body.get("view") or {}).get("type") == "home"


def is_for_all(pressed_on: Message) -> bool:
    """Whether others than whoever pressed see the message with the button."""
    return not (pressed_on.only_sender or pressed_on.place.is_direct)


def of_alert(body: Payload, text: str) -> Message:
    """The alert that somebody pointed at, to be answered in its thread."""
    alert = body["message"]
    thread = alert.get("thread_ts") or alert.get("ts") or body.get("message_ts")
    return _message(text, body["user"]["id"], Place(SLACK, body["channel"]["id"], thread))


def as_typed(text: str) -> str:
    """What somebody typed, which Slack escapes and makes links in; mentions stay its own."""
    if "<" in text:
        text = _TYPED_ADDRESS.sub(lambda found: found["label"] or found["whole"], text)
    return html.unescape(text) if "&" in text else text


def pressed(body: Payload) -> Action:
    """What the pressed button does; its `action_id` is the action and a number."""
    return Action(body["actions"][0]["action_id"].partition(":")[0])


def request_id(body: Payload) -> str | None:
    """What stays the same when Slack delivers the same thing again."""
    for key in ("event_id", "trigger_id"):
        if body.get(key):
            return f"slack {key} {body[key]}"
    return None


def workspaces(body: Payload) -> frozenset[str]:
    """Every workspace or organisation that a request claims to come from, the asker's included."""
    return frozenset(filter(None, _workspaces(body)))


def own_workspaces(body: Payload) -> Iterator[tuple[str | None, str | None]]:
    """Organisations, each with a workspace of its own that a request names beside it.

    Where the app is installed in a whole organisation, an event's authorization names no workspace,
    and what somebody does there says only whose workspace it is.
    """
    yield body.get("enterprise_id"), body.get("team_id")
    enterprise, user = body.get("enterprise"), body.get("user")
    is_in_all = body.get("is_enterprise_install") is True and not body.get("team")
    if is_in_all and isinstance(enterprise, Mapping) and isinstance(user, Mapping):
        yield enterprise.get("id"), user.get("team_id")


def _workspaces(body: Payload) -> Iterator[str | None]:
    team, user, event = body.get("team"), body.get("user"), body.get("event")
    yield body.get("team_id")
    yield team.get("id") if isinstance(team, Mapping) else team
    yield user.get("team_id") if isinstance(user, Mapping) else None
    for authorization in body.get("authorizations") or ():
        yield authorization.get("team_id")
    if isinstance(event, Mapping):
        yield event.get("team")
        yield event.get("source_team")
        yield event.get("user_team")


def _message(
    text: str | None, sender: str | None, place: Place, *, only_sender: bool = False
) -> Message:
    return Message((text or "")[:QUESTION_LIMIT], sender, place, only_sender)


def _is_direct(channel: str | None) -> bool:
    """Slack gives conversations of two an id of their own kind."""
    return bool(channel and channel.startswith("D"))


def _is_from_a_bot(body: Payload) -> bool:
    event = body["event"]
    by_a_bot = event.get("bot_id") or event.get("subtype") == "bot_message"
    bots = {None, "", _SLACKBOT, *_own_ids(body)}
    return bool(by_a_bot) or event.get("user") in bots


def _own_ids(body: Payload) -> frozenset[str]:
    return frozenset(
        authorization["user_id"]
        for authorization in body.get("authorizations") or ()
        if authorization.get("is_bot") and authorization.get("user_id")
    )


def _without_own_mention(body: Payload) -> str:
    text = body["event"].get("text") or ""
    own_ids = _own_ids(body)
    if not own_ids:
        return _LEADING_MENTION.sub("", text, count=1) if _mentioned(body) else text
    mention = "|".join(map(re.escape, sorted(own_ids)))
    return re.sub(rf"<@(?:{mention})(?:\|[^<>]*)?>[:,]?", " ", text).strip()


def _mentioned(body: Payload) -> bool:
    return bool(body["event"].get("type") == "app_mention")
