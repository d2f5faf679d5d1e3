"""`whoowns patterns`: what is known of the patterns, and what fits in every case."""

import click

from bot.wording.combinations import combinations_table


@click.group()
def patterns() -> None:
    """What the organisational patterns are, and which fits when."""


@patterns.command()
def table() -> None:
    """Print what fits each combination of context, mandate, maturity and number of teams."""
    click.echo(combinations_table())
