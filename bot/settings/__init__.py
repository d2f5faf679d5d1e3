"""The environment, read once and nowhere else; what each platform needs of it is its own to check."""

from bot.settings.environment import Settings, load
from bot.settings.unusable import SettingProblem, Trouble, UnusableSettings

__all__ = ["SettingProblem", "Settings", "Trouble", "UnusableSettings", "load"]
