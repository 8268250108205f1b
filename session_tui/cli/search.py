"""The command ``search``, with the same query language as on the screen."""

import sys
from typing import TYPE_CHECKING

import click

from session_tui.cli.context import (
    CliContext,
    harmless,
    json_option,
    print_json,
    print_unreadable,
    vault_option,
)
from session_tui.cli.show import summary_json

if TYPE_CHECKING:
    from session_tui.core.search.matches import Excerpt
    from session_tui.vault.index.results import Hit, SearchResults

FIRST = 20
"""The default number of results."""


@click.command("search", context_settings={"ignore_unknown_options": True})
@click.argument("query", nargs=-1, required=True, type=click.UNPROCESSED)
@click.option(
    "--limit", type=click.IntRange(min=1), default=FIRST, show_default=True, metavar="N",
    help="Maximum number of sessions.",
)  # fmt: skip
@json_option
@vault_option
@click.pass_context
def search(ctx: click.Context, cli: CliContext, query: tuple[str, ...], limit: int, as_json: bool) -> None:
    """Find the sessions that contain these words, newest first, and show where.

    Every word must occur, or be the start of a word that does; “"two words"” must be next to each other, “-word” must
    not occur. Filters:
    client: guide: after: before: is:draft is:signed in:goals (or another part), sort:best.
    """
    from session_tui.core.search.query import parse_query

    vault = cli.vault()
    asked = parse_query(" ".join(query), vault.clock().date())
    with vault.read_snapshot():
        found = vault.search(asked, limit=limit)
        if as_json:
            print_json([_hit_json(hit) for hit in found.hits])
        else:
            for hit in found.hits:
                _print_hit(hit)
        _say_rest(found, limit)
        is_whole = not print_unreadable(vault)
    if not is_whole:
        ctx.exit(1)


def _hit_json(hit: "Hit") -> dict[str, object]:
    """Return the JSON form of a hit."""
    return summary_json(hit.summary) | {"snippet": hit.excerpt.text, "prompt": hit.excerpt.prompt}


def _print_hit(hit: "Hit") -> None:
    """Print day, client, guide and id of a hit, and its excerpt below."""
    summary = hit.summary
    status = "  in error" if hit.is_withdrawn else "  draft" if summary.status == "draft" else ""
    click.echo(harmless(f"{summary.started:%Y-%m-%d %H:%M}  {summary.client}  {summary.title}{status}  {summary.id}"))
    if hit.excerpt.text:
        heading = f"{hit.excerpt.heading}: " if hit.excerpt.heading else ""
        click.echo(f"    {harmless(heading)}{_marked(hit.excerpt)}")


def _marked(excerpt: "Excerpt") -> str:
    """Return the excerpt, with the matching words in bold on a terminal."""
    text, shown, done = excerpt.text, "", 0
    for start, end in excerpt.marks if sys.stdout.isatty() else ():
        shown += harmless(text[done:start])
        shown += click.style(harmless(text[start:end]), bold=True, underline=True)
        done = end
    return shown + harmless(text[done:])


def _say_rest(found: "SearchResults", limit: int) -> None:
    """Print to stderr the hints, and how many more results there are."""
    for hint in found.hints:
        click.echo(harmless(hint), err=True)
    if not found.total:
        click.echo("No sessions match.", err=True)
    elif found.total > limit:
        click.echo(f"{limit} of {found.total} sessions. --limit N shows more.", err=True)


COMMANDS = {"search": search}
