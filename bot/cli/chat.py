"""`whoowns chat`: the bot in a terminal."""

import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, suppress
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory

import click
from click.core import ParameterSource

from bot.cli.options import of_a_map
from bot.cli.source import sample_map
from bot.cli.words import read_lines_leniently, stranger
from bot.conversation import Terms
from bot.office import Office
from bot.platforms.console import asking, converse, reacting
from bot.reply import Alarm, Reply
from bot.settings import load
from bot.wording.greeting import greeting_text
from bot.wording.trouble import trouble_text
from knowledge.difference import difference
from knowledge.errors import StoreError
from knowledge.mapfile import read_map
from knowledge.ownership import OwnershipMap
from knowledge.projection import Projection
from knowledge.store import Memory, Readings, Store

_PROMPT = "> "


@click.command()
@click.option("--as", "sender", metavar="PERSON", help="Ask as this person of the map.")
@of_a_map
def chat(sender: str | None, map_file: Path | None, database: Path, *, sample: bool) -> None:
    """Ask in the terminal: the same questions and answers as in chat.

    Without a database that holds a map, it answers for a sample organisation. One that is named
    with --database may be empty: say `onboard`, and it asks for what is to be declared.
    """
    named = click.get_current_context().get_parameter_source("database")
    is_meant = named is ParameterSource.COMMANDLINE
    with ExitStack() as stack:
        source, where = _source(stack, database, map_file, sample=sample, is_meant=is_meant)
        if isinstance(source, Office):
            current, reply = source.current, reacting(source, sender)
            nobody = None if source.appoints(sender) else stranger(sender, current())
            unnamed = sender is None
        else:
            current, reply = source, asking(source, _now, sender)
            nobody = stranger(sender, current())
            unnamed = False
        click.echo(greeting_text(current(), where, nobody, unnamed=unnamed))
        for said in converse(_typed_lines(), _telling_trouble(reply)):
            click.echo(f"{said}\n")


def _telling_trouble(reply: Callable[[str], Reply]) -> Callable[[str], Reply]:
    """What keeps a line from its answer is told in its place: the next one may do without."""

    def replied(said: str) -> Reply:
        try:
            return reply(said)
        except StoreError as trouble:
            return Reply((Alarm((trouble_text(trouble),)),))

    return replied


def _source(
    stack: ExitStack, database: Path, map_file: Path | None, *, sample: bool, is_meant: bool
) -> tuple[Office | Callable[[], OwnershipMap | None], str]:
    """What to answer from, and how to call it; a map file is read and never written."""
    if map_file and not sample:
        declared = read_map(map_file).ownership
        return (lambda: declared), str(map_file)
    if not sample and (is_meant or database.exists()):
        office = _office(stack, database)
        if is_meant or office.current() is not None:
            return office, str(database)
    return _office(stack, _sample_database(stack)), ""


def _office(stack: ExitStack, database: Path) -> Office:
    store = stack.enter_context(closing(Store.open(database)))
    projection = stack.enter_context(closing(Projection(store)))
    settings = load()
    terms = Terms(
        Readings(store).backlog,
        settings.whoowns_confirm_after,
        Memory(store, projection.current),
    )
    return Office(store, projection.current, _now, settings.whoowns_admins, terms)


def _now() -> datetime:
    return datetime.now(UTC)


def _sample_database(stack: ExitStack) -> Path:
    """A database of its own for the sample organisation, gone when the chat ends."""
    path = Path(stack.enter_context(TemporaryDirectory(prefix="whoowns-"))) / "sample.db"
    with closing(Store.open(path)) as store:
        changes = difference(None, sample_map())
        store.record(changes, actor="whoowns", at=_now(), source="sample")
    return path


def _typed_lines() -> Iterator[str]:
    """Lines from the keyboard; piped ones are echoed, so that the output reads as a transcript."""
    read_lines_leniently()
    if not sys.stdin.isatty():
        for line in sys.stdin:
            click.echo(f"{_PROMPT}{line.rstrip()}")
            yield line
        return
    with suppress(ImportError):
        import_module("readline")  # gives input() its history and editing, where it exists
    with suppress(EOFError, KeyboardInterrupt):
        while True:
            yield input(_PROMPT)
