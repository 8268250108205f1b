"""The commands that write sessions: ``new``, ``sign`` and ``move``."""

import click

from session_tui.cli.complete import complete_client, complete_guide, complete_session
from session_tui.cli.context import CliContext, shown, vault_option

FIRST, RETURNING = "first-consult", "follow-up"
"""The default guides for a new and for a known client."""


@click.command("new")
@click.argument("client", shell_complete=complete_client)
@click.option(
    "--guide",
    metavar="ID",
    shell_complete=complete_guide,
    help="The guide; default: first consult for a new client, follow-up for others.",
)
@click.option("--plain", is_flag=True, help="Ask line by line: for screen readers and simple terminals.")
@vault_option
@click.pass_context
def new(ctx: click.Context, cli: CliContext, client: str, guide: str | None, plain: bool) -> None:
    """Start a session with CLIENT, or continue the open draft.

    A new code creates the client.
    """
    from session_tui.cli.open_tui import open_sheet
    from session_tui.core.base.client_code import read_code
    from session_tui.settings import settings_now
    from session_tui.vault.storage.errors import VaultMissing

    try:
        vault = cli.vault()
    except VaultMissing:
        if plain:
            raise
        ctx.exit(open_sheet(cli, read_code(client), guide or FIRST))  # the first run comes first
    known = vault.find_client(client)
    chosen = guide or (RETURNING if known and vault.sessions(client) else FIRST)
    if plain:
        from session_tui.cli.plain.interview import run_interview

        ctx.exit(run_interview(vault, client, chosen, author=settings_now().author or None))
    draft = vault.open_draft(client) if known else None
    if draft is None:
        vault.begin(client, chosen)  # a code or guide that cannot be is refused before the screen
    else:
        vault.lock(draft.id).release()
    ctx.exit(open_sheet(cli, client, chosen))


@click.command("sign")
@click.argument("session", shell_complete=complete_session)
@vault_option
def sign(cli: CliContext, session: str) -> None:
    """Sign a session: unconfirmed answers are left out, and the note can no longer be changed."""
    from session_tui.settings import settings_now

    vault = cli.vault()
    head = vault.resolve(session)
    with vault.lock(head.id):
        note = vault.read(head.id)
        left_out = [answer.heading for answer in note.session.unconfirmed()]
        waiting = len(note.session.unfiled())
        signed = vault.sign(note.session, by=settings_now().author or None)
    assert signed.signature is not None
    click.echo(f"Signed: {shown(str(head.path))}")
    click.echo(f"SHA-256 {signed.signature.sha256}")
    if left_out:
        click.echo(f"Left out because not confirmed: {shown(', '.join(left_out))}")
    if waiting:
        click.echo(f"{waiting} {'jot' if waiting == 1 else 'jots'} left unfiled.")


@click.command("move")
@click.argument("session", shell_complete=complete_session)
@click.argument("client", shell_complete=complete_client)
@click.option(
    "--reason",
    default="It was under the wrong client.",
    show_default=True,
    help="The reason, in one line; it is recorded with the move.",
)
@click.option("--new", "may_make", is_flag=True, help="Create CLIENT if it is new.")
@vault_option
def move(cli: CliContext, session: str, client: str, reason: str, may_make: bool) -> None:
    """Move a session filed under the wrong client to CLIENT.

    Everything that belongs to it is moved with it; a signed record is moved byte for byte. The move is recorded with
    both clients.
    """
    from session_tui.core.base.errors import SessionTuiError
    from session_tui.settings import settings_now

    vault = cli.vault()
    head = vault.resolve(session)
    if vault.find_client(client) is None and not may_make:
        raise SessionTuiError(
            f"There is no client “{shown(client)}”. “session-tui clients” lists them; --new creates this one."
        )
    moved = vault.move(head.id, client, reason=reason, author=settings_now().author or None)
    click.echo(f"Moved from {shown(head.client)} to {shown(moved.client)}: {shown(str(moved.path))}")


COMMANDS = {"new": new, "sign": sign, "move": move}
