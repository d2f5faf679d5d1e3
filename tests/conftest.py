"""Settings of every test."""

import os

from hypothesis import HealthCheck, settings

# Slow machines are no failure; and CI looks at the same examples each time, so that it fails only
# for what was changed. Elsewhere the examples are new in every run.
settings.register_profile(
    "everywhere",
    deadline=None,
    derandomize=bool(os.environ.get("CI")),
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
settings.load_profile("everywhere")

# Or every worker, and every process that a test starts, would compile all modules for itself.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
