"""Which workspaces are answered, and with which token."""

from collections.abc import Awaitable, Callable

from slack_bolt import BoltResponse
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.authorization.async_authorize import AsyncAuthorize
from slack_bolt.middleware.async_middleware import AsyncMiddleware
from slack_bolt.request.async_request import AsyncBoltRequest

from bot.platforms.slack.payload import own_workspaces, workspaces


class OneToken(AsyncAuthorize):
    """The same bot token for every request: Bolt's own way begins with a call of `auth.test`."""

    def __init__(self, bot_token: str) -> None:
        self._bot_token = bot_token

    async def __call__(
        self, *, enterprise_id: str | None, team_id: str | None, **_context: object
    ) -> AuthorizeResult:
        """Every request that got here is let through."""
        return AuthorizeResult(
            enterprise_id=enterprise_id, team_id=team_id, bot_token=self._bot_token
        )


class OnlyFrom(AsyncMiddleware):
    """Refuse other workspaces, before Bolt's authorisation: that would write to them."""

    def __init__(self, allowed: frozenset[str]) -> None:
        self._allowed = allowed

    async def async_process(
        self,
        *,
        req: AsyncBoltRequest,
        resp: BoltResponse,
        next: Callable[[], Awaitable[BoltResponse]],  # noqa: A002 - Bolt passes it by this name
    ) -> BoltResponse:
        """Go on, or answer 403 and ask Slack not to come back with it."""
        del resp
        if req.body.get("type") == "url_verification" or self._admits(req):
            return await next()
        return BoltResponse(
            status=403,
            body={"error": "workspace_not_allowed"},
            headers={"x-slack-no-retry": "1"},
        )

    def _admits(self, req: AsyncBoltRequest) -> bool:
        """Every workspace named must be allowed, and one must be named.

        An allowed organisation (E…) speaks for the workspace in which the app is installed; where
        that is the whole organisation, for the one that the request says is its own.
        """
        named, allowed = workspaces(req.body), self._allowed
        spoken_for = {
            workspace
            for organisation, workspace in (
                (req.context.enterprise_id, req.context.team_id),
                *own_workspaces(req.body),
            )
            if organisation in allowed and workspace
        }
        return bool(named) and named <= allowed | spoken_for
