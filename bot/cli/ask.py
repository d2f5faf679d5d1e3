"""`whoowns ask`: one question, or one a line, answered without chat."""

import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import click

from bot.cli.existing import NO_MAP, stop_without_map
from bot.cli.instants import stated_instant
from bot.cli.options import of_a_map
from bot.cli.source import declared_map
from bot.cli.words import print_json, read_lines_leniently, stranger
from bot.conversation import Remembers, Terms
from bot.inspection import inspected
from bot.reacting.only_asked import only_asked
from bot.render.machine import (
    Status,
    inspection_status,
    machine,
    machine_of_inspection,
    machine_of_trouble,
    status_of,
)
from bot.render.plain import plain
from bot.reply import Message, Reply
from bot.wording.audit import nothing_declared_then_text
from bot.wording.looking_back import then_part
from bot.wording.transfer import nothing_to_go_by_text
from bot.wording.trouble import trouble_text
from knowledge.audit import Then
from knowledge.errors import StoreError
from knowledge.ownership import OwnershipMap

_NOT_ANSWERED = 2
_EXIT_CODES = {Status.ANSWERED: 0, Status.UNOWNED: 1}


@click.command()
@click.argument("question", nargs=-1, required=True)
@click.option("--at", metavar="ISO8601", help="Answer as of this instant instead of now.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object an answer.")
@click.option("--as", "sender", metavar="PERSON", help="Ask as this person of the map.")
@of_a_map
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
    every line has been answered, with 3 if the map couldn't be read for one of them.
    """
    with declared_map(database, map_file, sample=sample) as (declared, terms):
        if declared is None:
            stop_without_map(ctx, nothing_to_go_by_text(database))
        if nobody := stranger(sender, declared):
            raise click.BadParameter(nobody, param_hint="--as")
        stated = stated_instant(at, declared.organisation.time_zone, "--at") if at else None
        asked = _Asked(_then(ctx, declared, terms.memory, stated, database), stated, sender, terms)
        if question != ("-",):
            status = asked.answer(" ".join(question), as_json=as_json)
            ctx.exit(_EXIT_CODES.get(status, _NOT_ANSWERED))
        read_lines_leniently()
        fared = set()
        for line in sys.stdin:
            fared.add(asked.answer_or_trouble(line.rstrip("\r\n"), as_json=as_json))
            if not as_json:
                click.echo()
        if Status.UNAVAILABLE in fared:
            ctx.exit(NO_MAP)


def _then(
    ctx: click.Context,
    declared: OwnershipMap,
    memory: Remembers | None,
    stated: datetime | None,
    database: Path,
) -> Then:
    """The map to answer from; a past `--at` means the one that was declared then."""
    now = datetime.now(UTC)
    if stated is None or memory is None or stated >= now:
        return Then(declared, None)
    then = memory.at(stated)
    if then is None:
        zone = declared.organisation.time_zone
        stop_without_map(ctx, nothing_declared_then_text(database, stated, zone, now))
    return then


@dataclass(frozen=True, slots=True)
class _Asked:
    """What every question of one call is answered by."""

    then: Then
    stated: datetime | None
    sender: str | None
    terms: Terms

    def answer(self, text: str, *, as_json: bool) -> Status:
        """Print the answer to one question, or a look at the whole map."""
        now = self.stated or datetime.now(UTC)
        declared, terms = self.then.ownership, self.terms
        found = inspected(text, declared, now, terms.dismissed, terms.kept)
        if found is None:
            return self._answer(text, now, as_json=as_json)
        if self.then.revision:
            found = found._replace(reply=self._with_then(found.reply, now))
        if as_json:
            print_json(machine_of_inspection(text, found, declared, now, self.then))
        else:
            click.echo(plain(found.reply))
        return inspection_status(found)

    def answer_or_trouble(self, text: str, *, as_json: bool) -> Status:
        """The same, or what kept it from being answered: the next question may do without."""
        try:
            return self.answer(text, as_json=as_json)
        except StoreError as error:
            trouble = trouble_text(error)
        if as_json:
            print_json(machine_of_trouble(text, self.stated or datetime.now(UTC), trouble))
        else:
            click.echo(trouble)
        return Status.UNAVAILABLE

    def _answer(self, text: str, now: datetime, *, as_json: bool) -> Status:
        message = Message(text, sender=self.sender)
        reply, outcome, then = only_asked(message, self.then.ownership, now, self.terms)
        if self.then.revision and then is None:
            then, reply = self.then, self._with_then(reply, now)
        if as_json:
            print_json(machine(text, outcome, now, then, plain(reply)))
        else:
            click.echo(plain(reply))
        return status_of(outcome)

    def _with_then(self, reply: Reply, now: datetime) -> Reply:
        """What it says, and from which map of the past."""
        zone = self.then.ownership.organisation.time_zone
        return Reply((*reply.parts, then_part(self.then, zone, now)))
