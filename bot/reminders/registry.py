"""Every kind of reminder, in the order in which they go out."""

from typing import Any

from bot.reminders.coverage import COVERAGE
from bot.reminders.gap_digests import GAP_DIGESTS
from bot.reminders.hindered import HINDRANCES
from bot.reminders.kind import Kind
from bot.reminders.ladder import LADDER
from bot.reminders.questionnaires import QUESTIONNAIRES
from bot.reminders.signals import SIGNALS

KINDS: tuple[Kind[Any], ...] = (
    GAP_DIGESTS,
    LADDER,
    HINDRANCES,
    SIGNALS,
    COVERAGE,
    QUESTIONNAIRES,
)
