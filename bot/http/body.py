"""Reading a request that the world may send: as long as it may be, and no longer."""

from collections.abc import Mapping

from bot.http.server import Receive, Scope

Headers = Mapping[str, str]

BODY_LIMIT = 2**20


class Refused(Exception):
    """A request that is not let through, and the HTTP status that says why."""

    def __init__(self, status: int) -> None:
        super().__init__(status)
        self.status = status


def headers_of(scope: Scope) -> dict[str, str]:
    """By name, in small letters."""
    return {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}


async def body_of(headers: Headers, receive: Receive, limit: int = BODY_LIMIT) -> str:
    """The whole body; by itself as long as anything that a chat platform sends."""
    announced = headers.get("content-length", "0")
    if announced.isdecimal() and int(announced[:20]) > limit:
        raise Refused(413)
    body = bytearray()
    more = True
    while more:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise Refused(400)
        body += message.get("body", b"")
        more = message.get("more_body", False)
        if len(body) > limit:
            raise Refused(413)
    try:
        return body.decode()
    except UnicodeDecodeError:
        raise Refused(400) from None
