"""The environment, read once and nowhere else; what each platform needs of it is its own to check."""

from bot.settings.environment import Settings, load
from bot.settings.unusable import Fault, SettingProblem, UnusableSettings

__all__ = ["Fault", "SettingProblem", "Settings", "UnusableSettings", "load"]
