"""Says one command after another in a process of its own: DATABASE WHO HOW_MANY MODEL..."""

import random
import sys
from datetime import UTC, datetime
from pathlib import Path

from bot.commands.outcome import Declared
from bot.commands.speaker import Speaker
from bot.office import Office
from knowledge.projection import Projection
from knowledge.store import Store

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
OWNERS = ("priya", "tomas", "hana", "elena", "goran")


def main(database: str, who: str, how_many: str, *models: str) -> None:
    """Begins when told to. Each line tells what was accepted as which revision, or what refused it."""
    dice = random.Random(who)  # noqa: S311  # the same in every run
    with Store.open(Path(database)) as store, Projection(store) as projection:
        office = Office(store, projection.current, lambda: NOW)
        speaker = Speaker(None, who, "test", NOW, is_admin=True)
        print("ready", flush=True)  # noqa: T201  # the parent listens
        sys.stdin.readline()
        for _ in range(int(how_many)):
            model, owner = dice.choice(models), dice.choice(OWNERS)
            outcome = office.declare(f"set {model} quality {owner} because of {who}", speaker)
            if isinstance(outcome, Declared):
                print(outcome.revision, model, owner, flush=True)  # noqa: T201
            else:
                print(type(outcome).__name__, flush=True)  # noqa: T201


if __name__ == "__main__":
    main(*sys.argv[1:])
