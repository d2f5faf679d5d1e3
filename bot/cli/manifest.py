"""`whoowns manifest`: what a chat platform wants to be told about the bot."""

import json
from pathlib import Path
from urllib.parse import urlsplit

import click

from bot.identity import DIRECTORY_ID
from bot.platforms.slack.manifest import PATH
from bot.platforms.slack.manifest import manifest as slack_manifest
from bot.platforms.teams.manifest import PATH as TEAMS_PATH
from bot.platforms.teams.manifest import package
from bot.settings import load


@click.group()
def manifest() -> None:
    """Write what a chat platform wants to be told about the bot."""


def _request_url(_ctx: click.Context, _param: click.Parameter, value: str | None) -> str | None:
    """A whole address; one that names no path gets the path that the server answers on."""
    if value is None:
        return None
    try:
        parts = urlsplit(value)
    except ValueError:
        parts = urlsplit("")
    whole = parts.scheme == "https" and parts.hostname
    if not whole or any(character in "?#" or character.isspace() for character in value):
        raise click.BadParameter("it has to be an https:// address, without ? or #")
    return value if parts.path.strip("/") else f"{value.rstrip('/')}{PATH}"


@manifest.command()
@click.option(
    "--request-url",
    metavar="URL",
    callback=_request_url,
    help=f"For HTTP: where Slack reaches the server; {PATH} is added where no path is given.",
)
@click.option(
    "--socket-mode", is_flag=True, help="For Socket Mode, which needs no address. The default."
)
def slack(request_url: str | None, *, socket_mode: bool) -> None:
    """Print the Slack app manifest, as JSON.

    Paste it at https://api.slack.com/apps under "Create New App", "From a manifest".
    """
    if socket_mode and request_url:
        raise click.UsageError("Choose one: --socket-mode or --request-url.")
    click.echo(json.dumps(slack_manifest(request_url), indent=2, ensure_ascii=False))


def _client_id(_ctx: click.Context, _param: click.Parameter, value: str | None) -> str:
    """The one given, or the one that is set."""
    chosen = value or load().teams_client_id
    if chosen is None:
        raise click.UsageError("Give --client-id, or set TEAMS_CLIENT_ID.")
    if not DIRECTORY_ID.fullmatch(chosen):
        raise click.BadParameter("an application id, as 00000000-0000-0000-0000-000000000000")
    return chosen.lower()


def _public_address(_ctx: click.Context, _param: click.Parameter, value: str) -> str:
    """Where the bot is reached, without the path that the server answers on."""
    whole = _request_url(_ctx, _param, value) or ""
    return whole.removesuffix(PATH).removesuffix(TEAMS_PATH).rstrip("/")


@manifest.command()
@click.option(
    "--address",
    required=True,
    metavar="URL",
    callback=_public_address,
    help="Where the bot is reached from the internet, as https://whoowns.example.",
)
@click.option(
    "--client-id",
    metavar="ID",
    callback=_client_id,
    help="The application id of the bot's registration. By default TEAMS_CLIENT_ID.",
)
@click.option(
    "--output",
    type=click.Path(dir_okay=False, writable=True, path_type=Path),
    default=Path("whoowns-teams.zip"),
    show_default=True,
    help="The file to write.",
)
def teams(address: str, client_id: str, output: Path) -> None:
    """Write the Teams app package: a zip of the manifest and both icons.

    Upload it in the Teams admin center under "Manage apps". The bot's messaging endpoint, in Azure,
    is the address and /api/messages.
    """
    try:
        output.write_bytes(package(client_id, address))
    except OSError as error:
        raise click.FileError(str(output), error.strerror) from error
    click.echo(f"Wrote {output}. The messaging endpoint is {address}{TEAMS_PATH}")
