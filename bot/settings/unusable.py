"""What keeps the settings from being used."""

from dataclasses import dataclass
from enum import StrEnum

from knowledge.errors import WhoOwnsError


class Fault(StrEnum):
    """What is wrong with a setting."""

    MISSING = "missing"
    NO_PLATFORM = "no-platform"  # one of several settings has to be set
    MISSING_FOR_HTTP = "missing-for-http"  # needed because no SLACK_APP_TOKEN is set
    MISSING_IDENTITY = "missing-identity"  # neither a secret nor a managed identity
    WRONG_PREFIX = "wrong-prefix"  # a token of another kind
    NOT_ON_LOOPBACK = "not-on-loopback"  # a developer's flag on an address that others reach
    INVALID = "invalid"
    UNREADABLE_FILE = "unreadable-file"
    NOT_UTF_8 = "not-utf-8"
    NO_SETTING = "no-setting"  # a line that gives no name a value


@dataclass(frozen=True, slots=True)
class SettingProblem:
    """One setting that start-up cannot go on with; never its value, which may be a secret."""

    setting: str
    fault: Fault


class UnusableSettings(WhoOwnsError):
    """Every problem that the settings have, at once."""

    def __init__(self, *problems: SettingProblem) -> None:
        super().__init__(*problems)
        self.problems = problems
