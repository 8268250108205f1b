"""The commands ``brief`` (before a session) and ``due`` (across the practice)."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from session_tui.cli.complete import complete_client
from session_tui.cli.context import (
    CliContext,
    json_option,
    print_json,
    print_table,
    print_unreadable,
    shown,
    vault_option,
)
from session_tui.core.base.errors import SessionTuiError

if TYPE_CHECKING:
    from datetime import date

    from session_tui.core.chart.brief import Brief
    from session_tui.core.chart.due import Due
    from session_tui.vault.storage.summaries import SessionSummary
    from session_tui.vault.vault import Vault


@click.command("brief")
@click.argument("client", shell_complete=complete_client)
@json_option
@vault_option
@click.pass_context
def brief(ctx: click.Context, cli: CliContext, client: str, as_json: bool) -> None:
    """Print a one-screen summary to read before a session, without anything from the private page."""
    from session_tui.core.chart.brief import brief_of
    from session_tui.core.chart.open_state import RECORD

    vault = cli.vault()
    known = vault.find_client(client)
    if known is None:
        raise SessionTuiError(f"There is no client “{shown(client)}”. “session-tui clients” lists them.")
    chart = vault.chart(known.code, RECORD)
    found = brief_of(chart, vault.clock().date(), between=vault.open_repairs(known.code))
    if as_json:
        print_json(list(_lines_json(found)))
    else:
        _print_brief(found, known.name)
    if print_unreadable(vault, known.code):
        ctx.exit(1)


@click.command("due")
@json_option
@vault_option
@click.pass_context
def due(ctx: click.Context, cli: CliContext, as_json: bool) -> None:
    """List what is due: drafts, trials to judge, steps due or overdue (mine and theirs), clients due to meet."""
    vault = cli.vault()
    today = vault.clock().date()
    found = list(_waiting(vault, today))
    if as_json:
        print_json([_due_json(each) for each in found])
    else:
        print_table(_due_row(each) for each in found)
    if print_unreadable(vault):
        ctx.exit(1)


def _waiting(vault: "Vault", today: "date") -> Iterator["Due"]:
    """Return the drafts, newest first, then the due items, oldest first."""
    from session_tui.core.chart.due import when_due

    yield from (_draft(summary) for summary in vault.sessions(status="draft"))
    waiting = (each for found in vault.due() for each in found)
    yield from sorted((each for each in waiting if each.is_due(today)), key=when_due)


def _draft(summary: "SessionSummary") -> "Due":
    """Return a draft as a due item."""
    from session_tui.core.chart.due import Due

    stopped = f", last at {summary.last_prompt}" if summary.last_prompt else ""
    return Due("draft", summary.client, summary.id, f"{summary.title}{stopped}", summary.started.date())


def _due_json(each: "Due") -> dict[str, object]:
    """Return the JSON form of a due item."""
    return {
        "kind": each.kind,
        "client": each.client,
        "session": each.session,
        "text": each.text,
        "due": each.due.isoformat() if each.due else None,
        "owner": each.owner,
    }


def _due_row(each: "Due") -> tuple[str, ...]:
    """Return a due item as a row of the table."""
    day = each.due.isoformat() if each.due else each.since.isoformat()
    return (each.kind, each.client, day, each.owner or "", each.text)


def _lines_json(found: "Brief") -> Iterator[dict[str, object]]:
    """Yield the JSON form of every line of a brief."""
    yield {"part": "since", "text": found.since, "detail": "", "due": False, "session": ""}
    for part in found.parts:
        for line in part.lines:
            yield {
                "part": part.id,
                "text": line.text,
                "detail": line.detail,
                "due": line.is_pressing,
                "session": line.session,
            }


def _print_brief(found: "Brief", name: str | None) -> None:
    """Print the brief: the titles of its parts and their lines with details."""
    who = f"{found.client} · {name}" if name else found.client
    click.echo(f"{shown(who)}\n{shown(found.since)}")
    for part in found.parts:
        click.echo(f"\n{part.title}")
        for line in part.lines:
            sign = "!" if line.is_pressing else " "
            detail = f"  ({line.detail})" if line.detail else ""
            click.echo(f"{sign} {shown(line.text + detail)}")


COMMANDS = {"brief": brief, "due": due}
