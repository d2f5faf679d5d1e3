"""Every kind of reminder, in the order in which they go out."""

from typing import Any

from bot.reminders.coverage import COVERAGE
from bot.reminders.kind import Kind
from bot.reminders.signals import SIGNALS

KINDS: tuple[Kind[Any], ...] = (SIGNALS, COVERAGE)
