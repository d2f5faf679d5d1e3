"""Every kind of reminder, in the order in which they go out."""

from typing import Any

from bot.reminders.kind import Kind

KINDS: tuple[Kind[Any], ...] = ()
