"""The command ``demo``: look around in a vault with invented clients."""

from __future__ import annotations

import shlex
import shutil
import signal
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

import click

from session_tui.cli.context import now, shown

SIGNALS = tuple(getattr(signal, name) for name in ("SIGTERM", "SIGHUP", "SIGINT") if hasattr(signal, name))
"""The signals that ask a program to end."""

SIGNALLED = 128
"""The exit code of a program ended by a signal: 128 plus the signal's number."""


@click.command("demo")
@click.option(
    "--to",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DIR",
    help="Keep it in DIR, an empty or new folder, without opening it.",
)
@click.pass_context
def demo(ctx: click.Context, to: Path | None) -> None:
    """Try the program in a vault of invented clients with two years of sessions each.

    It is created anew each time, with dates counted back from today, and deleted when you leave. Your own vault is not
    touched.
    """
    group = ctx.parent
    if group and group.get_parameter_source("cli") is click.core.ParameterSource.COMMANDLINE:
        raise click.UsageError("The demo creates its own vault. To keep it in a folder, use: demo --to DIR")
    if to is not None:
        _keep(to.expanduser())
        return
    from session_tui.cli.open_tui import demo_problem, open_demo
    from session_tui.demo.maker import make_demo

    if problem := demo_problem():
        click.echo(problem, err=True)
        ctx.exit(2)
    with throw_away_folder() as folder:
        make_demo(folder, now())
        code = open_demo(folder)
    ctx.exit(code)


def _keep(folder: Path) -> None:
    """Write the demo vault into a folder that stays."""
    from session_tui.demo.maker import make_demo

    made = make_demo(folder, now())
    click.echo(f"The demo vault is in {shown(str(made.root))}")
    click.echo(f"Look around: session-tui --vault {shown(shlex.quote(str(made.root)))}")
    click.echo("All the clients in it are invented. Delete the folder when you are done.")


@contextmanager
def throw_away_folder() -> Iterator[Path]:
    """Provide a temporary folder (mode 0700) that is removed at the end, also if a signal ends the program.

    While the screens are open, they handle signals themselves, save, and return here.
    """
    before = {number: signal.signal(number, _leave) for number in SIGNALS}
    folder = Path(tempfile.mkdtemp(prefix="session-tui-demo-"))
    try:
        yield folder
    finally:
        for number in SIGNALS:
            signal.signal(number, signal.SIG_IGN)
        shutil.rmtree(folder, ignore_errors=True)
        for number, handler in before.items():
            signal.signal(number, handler or signal.SIG_DFL)


def _leave(number: int, _: FrameType | None) -> None:
    """End the program as a signal does, after the folder was removed."""
    raise SystemExit(SIGNALLED + number)


COMMANDS = {"demo": demo}
