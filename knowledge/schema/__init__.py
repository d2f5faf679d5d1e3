"""The tables, as migrations that are only ever added to: one module for each family of tables."""

from knowledge.schema import (  # importing a family registers it; none needs another
    declarations,  # noqa: F401
    dismissals,  # noqa: F401
    offers,  # noqa: F401
    onboarding,  # noqa: F401
    owing,  # noqa: F401
    proposals,  # noqa: F401
    queue,  # noqa: F401
    reminders,  # noqa: F401
    teams,  # noqa: F401
    whole,  # noqa: F401
    written_once,  # noqa: F401
)
from knowledge.schema.migrating import (
    belongs_to_another_program,
    bring_up_to_date,
    unknown_migrations,
)
from knowledge.schema.registry import migrations

__all__ = ["belongs_to_another_program", "bring_up_to_date", "migrations", "unknown_migrations"]
