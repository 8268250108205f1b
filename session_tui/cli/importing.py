"""The command ``import``: add notes from files, each file completely or not at all."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import click

from session_tui.cli.context import CliContext, LocalZone, shown, vault_option
from session_tui.core.base.errors import SessionTuiError
from session_tui.regular_files import open_regular

if TYPE_CHECKING:
    from session_tui.exchange.importers import ImportedNote
    from session_tui.vault.vault import Vault

STANDARD_INPUT = "-"

Progress = Callable[[int], None]
"""Called with the amount that is done."""


@click.command("import")
@click.argument("files", metavar="FILE…", nargs=-1, required=True, type=click.Path())
@click.option("--replace", "version", flag_value="replace", help="File a corrected note as a new version of its draft.")
@click.option("--keep-both", "version", flag_value="keep both", help="File it as a session of its own.")
@vault_option
@click.pass_context
def import_notes(ctx: click.Context, cli: CliContext, files: tuple[str, ...], version: str | None) -> None:
    """Add notes from Markdown or JSON files (“-” is standard input), and print their ids.

    A Markdown file is a note that this program rendered, or any Markdown whose front matter names client and date. A
    JSON file is one session document, or an array of them. A file is added whole or not at all.

    A note with the id of a session that is there, or of the same client, start and guide, and with other words, is not
    added unless --replace or --keep-both says how. Only a draft that was not edited since its import is replaced.
    """
    vault = cli.vault()
    failed = False
    for file in files:
        try:
            added = add_file(vault, file, version or "refuse")
        except SessionTuiError as error:
            failed = True
            click.echo(_refusal(file, error), err=True)
        else:
            for each in added.ids:
                click.echo(each)
            for notice in added.notices:
                click.echo(f"{_named(file)}: {shown(notice)}", err=True)
    if failed:
        ctx.exit(1)


@dataclass(frozen=True, slots=True)
class AddedFile:
    """The ids of the notes of a file, and a sentence for each part of it that was not used as it is written."""

    ids: tuple[str, ...]
    notices: tuple[str, ...]


def add_file(vault: "Vault", file: str, version: str = "refuse") -> AddedFile:
    """Add the notes of one file or of stdin. If it raises SessionTuiError, nothing was added.

    ``version`` is what to do with other versions of sessions that are there, as in
    :class:`~session_tui.vault.sessions.bulk_import.Version`.
    """
    from session_tui.vault.sessions.bulk_import import ImportRules, Version
    from session_tui.vault.storage.errors import DifferentNote

    with _opened(file) as source:
        found = _read(vault, source, _size(file))
    notes = [each.note for each in found]
    try:
        with _progress("adding", len(notes), worth=len(notes) >= 200) as told:
            derived = frozenset(each.note.session.id for each in found if not each.has_own_id)
            summaries = vault.add_notes(notes, told, ImportRules(derived, Version(version)))
    except DifferentNote as error:
        entry = next((f.entry for f in found if f.note.session.id == error.session_id), 0)
        raise DifferentNote(f"entry {entry}: {error}" if entry else str(error), error.session_id) from None
    return AddedFile(tuple(s.id for s in summaries), tuple(notice for each in found for notice in each.notices))


def _read(vault: "Vault", source: BinaryIO, size: int) -> "list[ImportedNote]":
    """Return every note of a file, read and validated before any is added."""
    from session_tui.exchange.importers import NotANote, read_notes

    found: list[ImportedNote] = []
    with _progress("reading", size, worth=size > 2_000_000) as told:
        for each in read_notes(source, lambda: vault.guides().guides, zone=LocalZone()):
            found.append(each)
            if size and len(found) % 100 == 0:
                told(min(source.tell(), size))
    if not found:
        raise NotANote("It contains no session.")
    return found


@contextmanager
def _opened(file: str) -> Iterator[BinaryIO]:
    """Open a file or stdin as bytes; raises NotANote if it cannot be read."""
    from session_tui.exchange.importers import LARGEST, NotANote

    if file == STANDARD_INPUT:
        yield sys.stdin.buffer
        return
    path = Path(file)
    try:
        if path.is_dir():
            raise NotANote("This is a folder. Name the files in it.")
        if path.exists() and not path.is_file():
            raise NotANote("This is not a file.")
        if path.stat().st_size >= LARGEST:
            size = f"{path.stat().st_size / 1e9:.1f} GB"
            raise NotANote(f"The file is too large ({size}). Split it into files under 1 GB.")
        source = open_regular(path, LARGEST)
    except OSError as error:
        raise NotANote(f"It cannot be opened: {error.strerror}.") from error
    with source:
        yield source


def _size(file: str) -> int:
    """Return the size of a file in bytes; 0 for stdin."""
    try:
        return 0 if file == STANDARD_INPUT else Path(file).stat().st_size
    except OSError:
        return 0


@contextmanager
def _progress(label: str, length: int, *, worth: bool) -> Iterator[Progress]:
    """Show a progress bar on stderr if that is a terminal and ``worth`` is true."""
    if not (worth and sys.stderr.isatty()) or os.environ.get("TERM") == "dumb":
        yield lambda done: None
        return
    steps = max(length // 100, 1)
    with click.progressbar(length=length, label=label, file=sys.stderr, update_min_steps=steps) as bar:
        at = 0

        def told(done: int) -> None:
            nonlocal at
            bar.update(done - at)
            at = done

        yield told
        told(length)


def _refusal(file: str, error: SessionTuiError) -> str:
    """Return the message that a file was refused."""
    return f"{_named(file)}: {shown(str(error))} Nothing from this file was added."


def _named(file: str) -> str:
    """Return the name of a file for a message."""
    return "Standard input" if file == STANDARD_INPUT else shown(file)


COMMANDS = {"import": import_notes}
