"""`whoowns manifest`: what a chat platform wants to be told about the bot."""

import json
from urllib.parse import urlsplit

import click

from bot.platforms.slack.manifest import PATH
from bot.platforms.slack.manifest import manifest as slack_manifest


@click.group()
def manifest() -> None:
    """Print an app manifest to paste."""


def _request_url(_ctx: click.Context, _param: click.Parameter, value: str | None) -> str | None:
    """A whole address; one that names no path gets the path that the server answers on."""
    if value is None:
        return None
    try:
        parts = urlsplit(value)
    except ValueError:
        parts = urlsplit("")
    whole = parts.scheme == "https" and parts.hostname and not parts.query and not parts.fragment
    if not whole or any(character.isspace() for character in value):
        raise click.BadParameter("Slack calls an https:// address, without ? or #")
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
