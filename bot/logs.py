"""One line of JSON for each event; never a message's text, never a secret."""

import json
import logging
import re
import secrets
import sys
from datetime import UTC, datetime
from typing import TextIO

# In JSON, where a backslash may be the one before a quote: it must not be blotted out.
_SECRET = re.compile(
    r"xox[a-z]-[\w-]+|xapp-[\w-]+|(?<=[?&]ticket=)[^&\s'\"\\]+|//hooks\.[^\s'\"\\]+"
)

# At their own DEBUG and INFO these print requests with everything in them; APScheduler each of its ticks.
_TALKATIVE = (
    "apscheduler",
    "slack_bolt",
    "slack_sdk",
    "aiohttp",
    "uvicorn",
    "asyncio",
    "httpx",
    "httpcore",
    "microsoft_teams",
    "microsoft_teams.common.http.client",  # it gives its own level to httpx
    "msal",
    "urllib3",
)


class JsonLines(logging.Formatter):
    """`at`, `level`, `event`, the facts given as `extra={"facts": …}`, the traceback if any."""

    def format(self, record: logging.LogRecord) -> str:
        """The line, with anything that looks like a token blotted out."""
        line = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "event": record.getMessage(),
            **getattr(record, "facts", {}),
        }
        if record.exc_info:
            line["traceback"] = self.formatException(record.exc_info)
        return _SECRET.sub("[secret]", json.dumps(line, default=str, ensure_ascii=False))


def configure(level: str, stream: TextIO = sys.stderr) -> None:
    """Send all logs to `stream`."""
    handler = logging.StreamHandler(stream)
    handler.setFormatter(JsonLines())
    logging.basicConfig(level=level, handlers=[handler], force=True)
    for name in _TALKATIVE:
        logging.getLogger(name).setLevel(max(logging.WARNING, logging.getLevelName(level)))


def report(logger: logging.Logger, event: str, error: BaseException) -> str:
    """Log a failure, and give the reference by which it is found again."""
    reference = secrets.token_hex(4)
    logger.error(event, exc_info=error, extra={"facts": {"reference": reference}})
    return reference
