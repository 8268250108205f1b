"""The commands ``vault init`` and ``check``."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from session_tui.cli.context import CliContext, now, shown, shown_text, vault_option

if TYPE_CHECKING:
    from session_tui.vault.storage.findings import Finding


@click.group("vault")
def vault() -> None:
    """Create a vault, the folder that holds the notes."""


@vault.command("init")
@click.option("--plain", is_flag=True, help="Plain files, which anyone with access to the folder can read.")
@vault_option
def init(cli: CliContext, plain: bool) -> None:
    """Create a new vault."""
    if not plain:
        raise click.UsageError("This version keeps notes as plain files only. Confirm with --plain: vault init --plain")
    from session_tui.vault.vault import Vault

    made = Vault.create(cli.folder, clock=now)
    click.echo(f"A vault of plain files was created in {shown(str(made.root))}")


@click.command("check")
@click.option("--repair", is_flag=True, help="Repair what can be repaired without losing anything.")
@click.option(
    "--take",
    type=click.Path(exists=True, dir_okay=False),
    metavar="FILE",
    help="Make an edited Markdown file the record.",
)
@vault_option
@click.pass_context
def check(ctx: click.Context, cli: CliContext, repair: bool, take: str | None) -> None:
    """Read and verify every file; list what is wrong, and where."""
    if take and repair:
        raise click.UsageError("--take and --repair cannot be used together; run one, then the other.")
    opened = cli.vault()
    if take:
        session = opened.adopt_edited_markdown(Path(take))
        click.echo(f"Taken: {shown(take)} is now save {session.rev} of its session.")
        return
    mended = opened.repair() if repair else ()
    for finding in mended:
        click.echo(f"repaired  {_line(finding)}")
    findings = opened.check()
    for finding in findings:
        click.echo(_line(finding))
        if finding.diff:
            click.echo(shown_text(finding.diff))
    if findings:
        files = "1 problem was" if len(findings) == 1 else f"{len(findings)} problems were"
        click.echo(f"{files} found.", err=True)
        ctx.exit(1)
    click.echo("All files were read and are valid.")


def _line(finding: "Finding") -> str:
    """Return a finding on one line."""
    return shown(" ".join(part for part in (f"{finding.path}:", finding.what, finding.do) if part))


COMMANDS = {"vault": vault, "check": check}
