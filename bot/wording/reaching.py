"""Whom a message can't reach, said to whoever counts on it."""

from collections.abc import Iterator, Sequence

from bot.reply import Line, Part, Verbatim
from knowledge.entities import Person

_SHOWN = 5


def unreached_parts(people: Sequence[Person]) -> Iterator[Part]:
    """Those of whom no chat account is known: somebody has to tell them otherwise."""
    unknown = [person for person in people if not (person.slack or person.teams)]
    if unknown:
        names = ", ".join(person.name for person in unknown[:_SHOWN])
        more = f" and {len(unknown) - _SHOWN} more" if len(unknown) > _SHOWN else ""
        link = Verbatim(f"link {unknown[0].id} @SOMEBODY")
        tell = (
            f"I can't tell {names}{more}, of whom no chat account is known: tell them yourself, or "
        )
        yield Line((tell, link, "."))
