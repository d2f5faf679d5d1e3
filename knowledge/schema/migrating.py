"""Bringing a database up to date, or refusing one that is not ours."""

from sqlite3 import IntegrityError

from sqlite_utils import Database

from knowledge.schema.registry import migrations


def unknown_migrations(db: Database) -> list[str]:
    """Migrations that a later version has applied and this one has never heard of."""
    with Database(memory=True, execute_plugins=False) as empty:
        known = {migration.name for migration in migrations.pending(empty)}
    return [applied.name for applied in migrations.applied(db) if applied.name not in known]


def belongs_to_another_program(db: Database) -> bool:
    """Whether there are tables, but none that these migrations made."""
    return bool(db.table_names()) and not migrations.applied(db)


def bring_up_to_date(db: Database) -> None:
    """Apply what is pending, in one transaction that waits for its turn.

    `Migrations.apply` alone begins a deferred transaction, so of several processes that start at
    once all but one would fail. Foreign keys are off meanwhile, or rebuilding a table would
    cascade; `foreign_key_check` stands in for them.
    """
    if not migrations.pending(db):
        return
    db.execute("PRAGMA foreign_keys = OFF")
    try:
        db.execute("BEGIN IMMEDIATE")
        migrations.apply(db)
        _check_references(db)
        db.commit()
    except BaseException:
        db.rollback()
        raise
    finally:
        db.execute("PRAGMA foreign_keys = ON")


def _check_references(db: Database) -> None:
    broken = db.execute("PRAGMA foreign_key_check").fetchone()
    if broken:
        raise IntegrityError(*broken)
