"""The command line: one module for each command or family, imported when it is called."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from errno import ENAMETOOLONG, ENOSPC
from importlib import import_module
from io import StringIO, TextIOWrapper
from signal import SIGINT
from typing import Final, NamedTuple

import click

from bot.cli.words import reading_words
from bot.wording.trouble import trouble_text
from bot.wording.typed import long_name_text, no_right_text, no_room_text
from knowledge.collecting import without_collections
from knowledge.errors import WhoOwnsError


class _Command(NamedTuple):
    """Where it is, and what it is for in a few words: its module isn't imported to list it."""

    at: str
    summary: str


_COMMANDS: Final = {
    "ask": _Command("ask:ask", "Answer a question, or each line of standard input."),
    "chat": _Command("chat:chat", "Ask and declare in the terminal, as in Slack and Teams."),
    "check": _Command("check:check", "Tell what is wrong with map files."),
    "import": _Command("transfer:import_map", "Take a map file into the database."),
    "export": _Command("transfer:export_map", "Write the map to a file."),
    "audit": _Command("audit:audit", "Tell who changed what, and when."),
    "onboarding": _Command(
        "onboarding:onboarding", "Tell who finished the questionnaires, and who didn't."
    ),
    "backup": _Command("transfer:backup", "Copy the database while others use it."),
    "health": _Command("inspect:health", "Tell how sound the map is, and what would mend it."),
    "plan": _Command("inspect:plan", "Print the plan from centralised to federated."),
    "patterns": _Command(
        "patterns:patterns", "Tell the organisational patterns, and which one fits."
    ),
    "queue": _Command("queue:queue", "Record and list readings of the central queue."),
    "signals": _Command("pictures:signals", "Tell which transition signals fire."),
    "drill": _Command("pictures:drill", "Tell who would be woken in the coming week."),
    "manifest": _Command("manifest:manifest", "Write what a chat platform is told about the bot."),
    "remind": _Command("remind:remind", "Show which reminders would go out, and to whom."),
    "serve": _Command("serve:serve", "Run the bot."),
}

_INTERRUPTED = 128 + SIGINT
_UNREAD = 141
"""As a shell has it for whoever is ended by SIGPIPE, a signal that not every system has."""
_CANNOT_RUN = 3
"""The exit code for trouble of the operator's: a database or a map that cannot be used."""

_TEXTS: Final = {ENOSPC: no_room_text, ENAMETOOLONG: long_name_text}
"""What is said of a file that can't be had, by the system's number for why."""


class _Lazily(click.Group):
    """Imports a command's module only when that command is wanted: `ask` needs no Slack."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        return [*_COMMANDS]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - as above
        if cmd_name not in _COMMANDS:
            return None
        module, name = _COMMANDS[cmd_name].at.split(":")
        with without_collections(ever_after=True):
            command: click.Command = getattr(import_module(f"{__name__}.{module}"), name)
        return reading_words(command)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 - as above
        """Without importing one of them, which would take seconds."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, one.summary) for name, one in _COMMANDS.items()])

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """`--help` and `--version` print in here."""
        with _ending(ctx):
            return super().parse_args(ctx, args)

    def invoke(self, ctx: click.Context) -> object:
        with _ending(ctx):
            return super().invoke(ctx)


@contextmanager
def _ending(ctx: click.Context) -> Iterator[None]:
    """What breaks a command off, or keeps it from a file, ends with a code that says nothing of what was asked."""
    try:
        yield
    except KeyboardInterrupt:
        ctx.exit(_INTERRUPTED)
    except BrokenPipeError:
        # What is left to be written is thrown away: at the end it would fail again.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        ctx.exit(_UNREAD)
    except PermissionError as error:
        click.echo(no_right_text(error.filename), err=True)
        ctx.exit(_CANNOT_RUN)
    except OSError as error:
        if error.errno not in _TEXTS:
            raise
        click.echo(_TEXTS[error.errno](error.filename), err=True)
        ctx.exit(_CANNOT_RUN)


@click.command(cls=_Lazily, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="whoowns", prog_name="whoowns")
def whoowns() -> None:
    """Who is paged for an ML model: a named person, or loudly nobody."""


def run() -> None:
    """Run it; the operator's trouble ends in a sentence, not in a traceback."""
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")  # a terminal need not have every letter
    if sys.stdin is None:
        sys.stdin = StringIO()
    try:
        whoowns(prog_name="whoowns")
    except WhoOwnsError as error:
        print(trouble_text(error), file=sys.stderr)  # noqa: T201  # the command line's own voice
        sys.exit(_CANNOT_RUN)
