"""`whoowns ask`: one question, or one a line, answered without chat."""

import json
import sys
from datetime import UTC, datetime
from pathlib import Path

import click

from bot.cli.instants import stated_instant
from bot.cli.source import (
    database_option,
    declared_map,
    kept_beside,
    map_option,
    sample_option,
)
from bot.conversation import asker_of
from bot.render.machine import Status, machine, status_of
from bot.render.plain import plain
from bot.reply import Message
from bot.wording import word
from knowledge.questions import Outcome
from knowledge.questions import ask as answer_to

_NOT_ANSWERED = 2
_EXIT_CODES = {Status.ANSWERED: 0, Status.UNOWNED: 1}


@click.command()
@click.argument("question", nargs=-1, required=True)
@click.option("--at", metavar="ISO8601", help="Answer as of this instant instead of now.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object an answer.")
@click.option("--as", "sender", metavar="PERSON", help="Ask as this person of the map.")
@map_option
@sample_option
@database_option
@click.pass_context
def ask(
    ctx: click.Context,
    *,
    question: tuple[str, ...],
    at: str | None,
    sender: str | None,
    map_file: Path | None,
    database: Path,
    as_json: bool,
    sample: bool,
) -> None:
    """Answer QUESTION once; with - answer each line of standard input.

    Exits with 0 if answered, 1 if nobody is named, 2 if the question was not understood, is
    ambiguous or names an unknown model, 3 if there is no usable map. With - it exits with 0 once
    every line has been answered.
    """
    declared = declared_map(database, map_file, sample=sample)
    if declared is None:
        click.echo(_no_map(database), err=True)
        ctx.exit(3)
    kept = kept_beside(database, map_file, sample=sample)
    stated = stated_instant(at, declared.organisation.time_zone, "--at") if at else None

    def reply(text: str) -> Outcome:
        now = stated or datetime.now(UTC)
        message = Message(text, sender=sender)
        outcome = answer_to(text, declared, asker_of(message, declared), now, kept)
        if as_json:
            click.echo(json.dumps(machine(text, outcome, now), ensure_ascii=False))
        else:
            click.echo(plain(word(outcome)))
        return outcome

    if question == ("-",):
        for line in sys.stdin:
            reply(line.rstrip("\r\n"))
            if not as_json:
                click.echo()
    else:
        ctx.exit(_EXIT_CODES.get(status_of(reply(" ".join(question))), _NOT_ANSWERED))


def _no_map(database: Path) -> str:
    return (
        f"No ownership map has been declared in {database}. Load one with"
        " `whoowns import ownership.yaml`, name a file with --map, or try --sample."
    )
