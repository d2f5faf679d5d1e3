"""The questionnaire, from its first question to what it declares.

onboard [organisation | team TEAM]
onboard NUMBER ...                     what its buttons say: see bot/onboarding/saying.py
onboarding status
"""

from bot.errands.onboarding.answering import onboard
from bot.errands.onboarding.listening import awaits, hear, hear_at_the_end
from bot.errands.onboarding.standing import status

ONBOARD = "onboard [organisation | team TEAM]"
STATUS = "onboarding status"
EXAMPLES: tuple[str, ...] = ("onboard", "onboard team risk-ml", "onboarding status")

__all__ = [
    "EXAMPLES",
    "ONBOARD",
    "STATUS",
    "awaits",
    "hear",
    "hear_at_the_end",
    "onboard",
    "status",
]
