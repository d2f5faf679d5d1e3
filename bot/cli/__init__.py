"""The command line: one module for each command or family, imported when it is called."""

import sys
from errno import ENOSPC
from importlib import import_module
from signal import SIGINT

import click

from bot.cli.words import reading_words
from bot.wording.trouble import trouble_text
from bot.wording.typed import no_room_text
from knowledge.collecting import without_collections
from knowledge.errors import WhoOwnsError

_COMMANDS = {
    "ask": "bot.cli.ask:ask",
    "chat": "bot.cli.chat:chat",
    "check": "bot.cli.check:check",
    "import": "bot.cli.transfer:import_map",
    "export": "bot.cli.transfer:export_map",
    "audit": "bot.cli.audit:audit",
    "onboarding": "bot.cli.onboarding:onboarding",
    "backup": "bot.cli.transfer:backup",
    "health": "bot.cli.inspect:health",
    "plan": "bot.cli.inspect:plan",
    "patterns": "bot.cli.patterns:patterns",
    "queue": "bot.cli.queue:queue",
    "signals": "bot.cli.pictures:signals",
    "drill": "bot.cli.pictures:drill",
    "manifest": "bot.cli.manifest:manifest",
    "remind": "bot.cli.remind:remind",
    "serve": "bot.cli.serve:serve",
}

_INTERRUPTED = 128 + SIGINT
_CANNOT_RUN = 3
"""The exit code for trouble of the operator's: a database or a map that cannot be used."""


class _Lazily(click.Group):
    """Imports a command's module only when that command is wanted: `ask` needs no Slack."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return [*_COMMANDS, *super().list_commands(ctx)]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _COMMANDS:
            return super().get_command(ctx, cmd_name)
        module, name = _COMMANDS[cmd_name].split(":")
        with without_collections(ever_after=True):
            command: click.Command = getattr(import_module(module), name)
        return reading_words(command)

    def invoke(self, ctx: click.Context) -> object:
        """Neither Ctrl-C nor a full disk ends with a code that says something of what was asked."""
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:
            ctx.exit(_INTERRUPTED)
        except OSError as error:
            if error.errno != ENOSPC:
                raise
            click.echo(no_room_text(error.filename), err=True)
            ctx.exit(_CANNOT_RUN)


@click.command(cls=_Lazily, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="whoowns", prog_name="whoowns")
def whoowns() -> None:
    """Who is paged for an ML model: a named person, or loudly nobody."""


def run() -> None:
    """Run it; the operator's trouble ends in a sentence, not in a traceback."""
    try:
        whoowns(prog_name="whoowns")
    except WhoOwnsError as error:
        print(trouble_text(error), file=sys.stderr)  # noqa: T201  # the command line's own voice
        sys.exit(_CANNOT_RUN)
