"""Shared by all commands: the chosen vault, and helpers to print."""

import json
import os
import sys
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from session_tui.core.base.text import UNSEEN, cells

if TYPE_CHECKING:
    from session_tui.vault.vault import Vault

F = TypeVar("F", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class CliContext:
    """The vault that a command works on.

    Attributes:
        folder: the folder of the vault, whether it exists or not.
    """

    folder: Path

    def vault(self) -> "Vault":
        """Open and return the vault; the error says how to make one if there is none."""
        from session_tui.vault.vault import Vault

        vault = Vault.open(self.folder, clock=now)
        if sys.stderr.isatty():
            vault.tell_progress(ReadingProgress())
        return vault


class ReadingProgress:
    """Shows the progress of a long reading on the terminal, and clears it at the end."""

    PATIENCE = 0.5
    """Seconds for which nothing is said."""

    def __init__(self) -> None:
        self._began = self._told = 0.0

    def __call__(self, done: int, total: int) -> None:
        """Show that ``done`` of ``total`` clients are read."""
        at = time.monotonic()
        self._began = self._began or at
        if done == total:
            self._began = 0.0
            if self._told:
                click.echo("\r\x1b[K", err=True, nl=False)
                self._told = 0.0
        elif at - self._began > self.PATIENCE and at - self._told > self.PATIENCE / 5:
            self._told = at
            click.echo(f"\rReading the notes: {done} of {total}", err=True, nl=False)


def now() -> datetime:
    """Return the local time with its UTC offset, in whole seconds."""
    return datetime.now().astimezone().replace(microsecond=0)


class LocalZone(tzinfo):
    """The time zone of this computer, with the rules that it has on the day in question."""

    def utcoffset(self, moment: datetime | None) -> timedelta | None:
        """Return the offset on the day of ``moment``."""
        try:
            local = moment.replace(tzinfo=None).astimezone() if moment else datetime.now().astimezone()
        except (OSError, OverflowError, ValueError):  # some systems know no local time before 1970
            local = datetime.now().astimezone()
        return local.utcoffset()

    def dst(self, moment: datetime | None) -> timedelta | None:
        """Return None: not known apart from the offset."""
        return None

    def tzname(self, moment: datetime | None) -> str | None:
        """Return None: the zone has no name here."""
        return None


def vault_option(command: F) -> F:
    """Give a command ``--vault`` and pass it the context; the option may come before or after the command's name."""

    def choose(ctx: click.Context, _: click.Parameter, value: Path | None) -> CliContext:
        from session_tui.paths import vault_folder

        if value is None and isinstance(ctx.obj, CliContext):
            return ctx.obj
        ctx.obj = cli = CliContext(vault_folder(value, os.environ))
        return cli

    return click.option(
        "--vault",
        "cli",
        type=click.Path(path_type=Path),
        metavar="DIR",
        callback=choose,
        help="The vault; default: SESSION_TUI_VAULT, or the user data folder.",
    )(command)


def json_option(command: F) -> F:
    """Give a command ``--json``."""
    return click.option("--json", "as_json", is_flag=True, help="Print one JSON array.")(command)


def print_json(rows: Sequence[Mapping[str, Any]] | Mapping[str, Any]) -> None:
    """Print JSON; characters that would control a terminal are written as JSON escapes."""
    text = json.dumps(rows, ensure_ascii=False, indent=2)
    click.echo(UNSEEN.sub(lambda found: f"\\u{ord(found[0]):04x}", text))


def print_table(rows: Iterable[Sequence[str]], *, right: Sequence[int] = ()) -> None:
    """Print rows in columns as wide as their widest cell; columns in ``right`` are right-aligned."""
    table = [[shown(cell) for cell in row] for row in rows]
    widths = [max((cells(cell) for cell in column), default=0) for column in zip(*table, strict=True)]
    for row in table:
        padded = [
            " " * (size - cells(cell)) + cell if place in right else cell + " " * (size - cells(cell))
            for place, (cell, size) in enumerate(zip(row, widths, strict=True))
        ]
        click.echo("  ".join(padded).rstrip())


def print_unreadable(vault: "Vault", client: str | None = None) -> bool:
    """Print to stderr the files that a list (of one client) left out as unreadable; return whether there are any."""
    left_out = vault.unreadable(client)
    for finding in left_out:
        click.echo(f"{shown(str(finding.path))}: {shown(f'{finding.what} {finding.do}')}", err=True)
    return bool(left_out)


def shown(text: str) -> str:
    """Return text on one line, without characters that would control a terminal."""
    return harmless(" ".join(text.split("\n")))


def harmless(text: str) -> str:
    """Return text of several lines, without characters that would control a terminal."""
    return UNSEEN.sub("\ufffd", text)


def shown_text(text: str) -> str:
    """Return text of several lines: made harmless for a terminal, unchanged for a file or pipe."""
    return harmless(text) if sys.stdout.isatty() else text
