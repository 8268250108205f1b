"""The command line. Everything that shows or moves data works without the screen.

Each command is in the module of its subject, which is imported when the command is called. None imports Textual.
"""

import io
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import PurePath

import click

from session_tui import __version__
from session_tui.cli.context import CliContext, harmless, vault_option
from session_tui.core.base.errors import SessionTuiError

DONE, WRONG_DATA, MISUSED = 0, 1, 2
"""The exit codes."""

COMMANDS = {
    "new": "new_sign_move",
    "demo": "demo",
    "list": "show",
    "clients": "show",
    "show": "show",
    "search": "search",
    "brief": "brief_and_due",
    "due": "brief_and_due",
    "sign": "new_sign_move",
    "move": "new_sign_move",
    "import": "importing",
    "guides": "guides",
    "vault": "vault",
    "check": "vault",
    "keys": "about",
    "paths": "about",
    "doctor": "about",
    "completion": "about",
}
"""The module of this package that holds each command."""


class ReaderGone(Exception):
    """The reader of the output has closed the pipe."""


class CommandGroup(click.Group):
    """A command group that imports each command when it is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the command names in the order of the help."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import and return the command of this name."""
        if cmd_name not in COMMANDS:
            return None
        module = import_module(f"session_tui.cli.{COMMANDS[cmd_name]}")
        command: click.Command = module.COMMANDS[cmd_name]
        return command

    def invoke(self, ctx: click.Context) -> object:
        """Run the command; by itself, click would exit with 1 when the reader closes the pipe."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            raise ReaderGone from None


@click.group(
    cls=CommandGroup,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(__version__, message="session-tui %(version)s")
@vault_option
@click.pass_context
def session_tui(ctx: click.Context, cli: CliContext) -> None:
    """Guided notes for a consult, kept as Markdown and JSON. Without a command, it opens the client list."""
    if ctx.invoked_subcommand is None:
        from session_tui.cli.open_tui import open_home

        ctx.exit(open_home(cli))


def run(arguments: Sequence[str]) -> int:
    """Run a command line.

    Returns:
        0 on success, 1 if something is wrong with the data (printed to stderr), 2 on wrong usage.
    """
    _settle_output()
    try:
        result = session_tui.main(list(arguments), prog_name="session-tui", standalone_mode=False)
        sys.stdout.flush()
    except click.ClickException as error:
        said = io.StringIO()
        error.show(file=said)
        click.echo(harmless(said.getvalue()), err=True, nl=False)
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        click.echo("Stopped.", err=True)
        return WRONG_DATA
    except (ReaderGone, BrokenPipeError):
        _drop_output()
        return DONE
    except SessionTuiError as error:
        click.echo(harmless(str(error)), err=True)
        return WRONG_DATA
    except OSError as error:
        where = harmless(str(error.filename or "The disk"))
        click.echo(f"{where}: {error.strerror or error}.", err=True)
        return WRONG_DATA
    except Exception as error:  # a traceback would show a client's words
        click.echo(_fault(error), err=True)
        return WRONG_DATA
    return result if isinstance(result, int) else DONE


def _settle_output() -> None:
    """Write UTF-8 to files and pipes regardless of the locale; a terminal gets its own encoding."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            encoding = stream.encoding if stream.isatty() else "utf-8"
            stream.reconfigure(encoding=encoding, errors="backslashreplace")


def _drop_output() -> None:
    """Discard output that is not written yet, because the reader (such as ``head``) has closed the pipe."""
    try:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)
    except (OSError, ValueError):
        return


def _fault(error: Exception) -> str:
    """Return a sentence about a fault of the program: its class, file and line, never its values."""
    frame = error.__traceback__
    while frame is not None and frame.tb_next is not None:
        frame = frame.tb_next
    name = PurePath(frame.tb_frame.f_code.co_filename).name if frame else "unknown"
    line = frame.tb_lineno if frame else 0
    return f"A fault in session-tui: {type(error).__name__} in {name}, line {line}. No file was changed by it."
