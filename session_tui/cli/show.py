"""The commands ``list``, ``clients`` and ``show``."""

import sys
from typing import TYPE_CHECKING

import click

from session_tui.cli.complete import complete_client, complete_session
from session_tui.cli.context import (
    CliContext,
    json_option,
    print_json,
    print_table,
    print_unreadable,
    shown,
    shown_text,
    vault_option,
)
from session_tui.core.base.errors import SessionTuiError
from session_tui.exchange.formats import FORMATS, describe_formats

if TYPE_CHECKING:
    from session_tui.vault.storage.summaries import ClientSummary, SessionSummary


@click.command("list")
@click.argument("client", required=False, shell_complete=complete_client)
@click.option("--status", type=click.Choice(["draft", "signed"]), help="Only drafts or only signed sessions.")
@json_option
@vault_option
@click.pass_context
def list_sessions(ctx: click.Context, cli: CliContext, client: str | None, status: str | None, as_json: bool) -> None:
    """List sessions, newest first: all of them, or one client's."""
    vault = cli.vault()
    if client and vault.find_client(client) is None:
        raise SessionTuiError(f"There is no client “{shown(client)}”. “session-tui clients” lists them.")
    with vault.read_snapshot():
        if as_json:
            print_json([summary_json(summary) for summary in vault.sessions(client, status=status)])
        elif (lines := vault.session_lines(client, status=status)) is None:
            withdrawn = vault.withdrawn(client)
            summaries = vault.sessions(client, status=status)
            print_table((_row(summary, summary.id in withdrawn) for summary in summaries), right=(4,))
        elif lines:
            sys.stdout.write(f"{lines}\n")  # where click would look through megabytes for colours
        is_whole = not print_unreadable(vault)
    if not is_whole:
        ctx.exit(1)


@click.command("clients")
@json_option
@vault_option
@click.pass_context
def list_clients(ctx: click.Context, cli: CliContext, as_json: bool) -> None:
    """List the clients, most recently seen first."""
    vault = cli.vault()
    with vault.read_snapshot():
        clients = vault.clients()
        if as_json:
            print_json([_client_json(client) for client in clients])
        else:
            print_table((_client_row(client) for client in clients), right=(2,))
        is_whole = not print_unreadable(vault)
    if not is_whole:
        ctx.exit(1)


@click.command("show")
@click.argument("session", shell_complete=complete_session)
@click.option(
    "--format",
    "form",
    type=click.Choice(list(FORMATS)),
    default=next(iter(FORMATS)),
    show_default=True,
    help=describe_formats(),
)
@vault_option
def show(cli: CliContext, session: str, form: str) -> None:
    """Show one session, named by its id, an unambiguous start of its id, or CLIENT@DATE."""
    vault = cli.vault()
    text = FORMATS[form].write(vault.read(vault.resolve(session).id))
    click.echo(shown_text(text), nl=not text.endswith("\n"))


def summary_json(summary: "SessionSummary") -> dict[str, object]:
    """Return the ``--json`` form of a session in a list."""
    return {
        "id": summary.id,
        "client": summary.client,
        "started": summary.started.isoformat(),
        "guide": summary.guide,
        "status": summary.status,
        "words": summary.words,
        "path": str(summary.path),
    }


def _client_json(client: "ClientSummary") -> dict[str, object]:
    """Return the JSON form of a client in a list."""
    last = client.last.isoformat() if client.last else None
    return {"code": client.code, "name": client.name, "sessions": client.sessions, "last": last}


def _client_row(client: "ClientSummary") -> tuple[str, ...]:
    """Return a client as a row of the table."""
    last = f"{client.last:%Y-%m-%d}" if client.last else ""
    return (client.code, client.name or "", str(client.sessions), last)


def _row(summary: "SessionSummary", is_withdrawn: bool) -> tuple[str, ...]:
    """Return a session as a row of the table."""
    when = f"{summary.started:%Y-%m-%d %H:%M}"
    status = "in error" if is_withdrawn else summary.status
    return (when, summary.client, summary.title, status, str(summary.words), summary.id)


COMMANDS = {"list": list_sessions, "clients": list_clients, "show": show}
