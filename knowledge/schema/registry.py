"""The one list of migrations, in the order in which the modules beside this one add to it."""

from typing import Final

from sqlite_utils import Migrations

migrations: Final = Migrations("whoowns")
