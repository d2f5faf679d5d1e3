"""Whom no message reaches, said to whoever counts on it."""

from collections.abc import Iterator, Sequence

from bot.reply import Line, Part, Verbatim
from knowledge.entities import PLATFORMS, Person

_SHOWN = 5


def is_told_by_chat(source: str) -> bool:
    """Whether others are told of what is said there: of what is said in a terminal nobody is."""
    return source in PLATFORMS


def unreached_parts(people: Sequence[Person], source: str) -> Iterator[Part]:
    """Those whom somebody has to tell otherwise: all, or those of whom no chat account is known."""
    if not is_told_by_chat(source):
        yield Line(("From a terminal I tell nobody: tell them yourself.",))
        return
    unknown = [person for person in people if not person.chat_ids]
    if unknown:
        names = ", ".join(person.name for person in unknown[:_SHOWN])
        more = f" and {len(unknown) - _SHOWN} more" if len(unknown) > _SHOWN else ""
        link = Verbatim(f"link {unknown[0].id} @SOMEBODY")
        tell = (
            f"I can't tell {names}{more}, of whom no chat account is known: tell them yourself, or "
        )
        yield Line((tell, link, "."))
