"""`/whoowns QUESTION`, answered in front of Bolt: what is asked most, and at 2 a.m.

The endpoint has checked size, signature and age before; of all that Bolt would do, the workspace
is left to check. Whatever isn't plainly a question from a workspace that is answered goes the
usual way: commands, every refusal, and all that looks odd.
"""

import re
from collections.abc import Callable, Mapping
from urllib.parse import quote_plus, unquote_plus

from bot.platforms.slack import payload
from bot.platforms.slack.answers import Rendered, only_to_asker
from bot.reacting import needs_speaker
from bot.reply import Message

FORM = "application/x-www-form-urlencoded"
COMMAND = "/whoowns"

_READ = {
    **dict.fromkeys(("team_id", "channel_id", "user_id"), "[A-Z0-9]*"),
    **dict.fromkeys(("command", "text"), "[^&]*"),
}
_IN_ORDER = (
    *("token", "team_id", "team_domain", "enterprise_id", "enterprise_name"),
    *("channel_id", "channel_name", "user_id", "user_name", "command", "text"),
)
_BEHIND = ("api_app_id", "is_enterprise_install", "response_url", "trigger_id")


def _field(name: str) -> str:
    return f"&{name}=(?P<{name}>{_READ[name]})" if name in _READ else f"&{name}=[^&]*"


_SENT = re.compile(
    "".join(f"(?:{_field(name)})?" for name in _IN_ORDER) + f"(?:&(?:{'|'.join(_BEHIND)})=[^&]*)*"
)
"""The fields of a slash command as Slack documents and sends them; with any other beside these, or
one said twice, it may mean something else."""

_OURS = frozenset({COMMAND, quote_plus(COMMAND)})


class AtOnce:
    """Questions that need neither Bolt nor anybody's identity; `answer` may leave one to it."""

    def __init__(
        self, answer: Callable[[Message], Rendered | None], workspaces: frozenset[str]
    ) -> None:
        self._answer, self._workspaces = answer, workspaces

    def __call__(self, headers: Mapping[str, str], body: str) -> bytes | None:
        """The answer to a signed request, or None for one that goes the usual way."""
        if not headers.get("content-type", "").startswith(FORM):
            return None
        fields = command_fields(body)
        if fields is None or (self._workspaces and fields.get("team_id") not in self._workspaces):
            return None
        message = payload.of_command(fields)
        answer = None if needs_speaker(message.text) else self._answer(message)
        return only_to_asker(answer) if answer else None


def command_fields(body: str) -> dict[str, str | None] | None:
    """What is read of our slash command; None for any other form, and for an odd one."""
    form = _SENT.fullmatch(f"&{body}")
    if form is None:
        return None
    fields = form.groupdict()
    fields["text"] = unquote_plus(fields["text"] or "")
    return fields if fields["command"] in _OURS else None
