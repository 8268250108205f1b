"""Finds files in a client's folder that belong to no record."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from session_tui.core.model.note import Note
from session_tui.vault.storage import atomic_files
from session_tui.vault.storage.client_store import ClientStore
from session_tui.vault.storage.findings import Finding

_LOST = "“session-tui check --repair” reads it back from the Markdown."
_FOREIGN = "It is ignored. Move it elsewhere if it does not belong here."


def lost_records(store: ClientStore) -> Iterator[tuple[str, Path]]:
    """Yield the Markdown files whose JSON is missing or unreadable, each with its table."""
    for table, folder in (("sessions", store.folder), ("private", store.folder / "private")):
        documents = dict(store.documents(table))
        for path in _plain_files(folder, ".md"):
            stored = documents.get(path.stem)
            if stored is None or stored.fault:
                yield table, path


def read_note_file(path: Path) -> Note | None:
    """Read the note in a Markdown file; return None if it holds no note of this program."""
    from session_tui.markdown.note.reader import NewerNote, UnreadableNote, read_note

    try:
        return read_note(atomic_files.read(path).decode())
    except (OSError, UnicodeDecodeError, UnreadableNote, NewerNote):
        return None


def orphan_findings(store: ClientStore) -> Iterator[Finding]:
    """Yield findings for the files that belong to no record, and for foreign files."""
    known = {summary.id: name for name, summary in store.summaries().items()}
    for table, path in lost_records(store):
        note = read_note_file(path)
        if path.with_suffix(".json").exists():
            continue
        if note is None:
            yield Finding(path, "foreign", "This note was not written by this program.", _FOREIGN)
        elif table == "sessions" and note.session.id in known:
            what = f"This is another version of “{known[note.session.id]}”, kept when the session was saved again."
            do = "“session-tui check --take FILE” makes it the record; or remove it."
            yield Finding(path, "other version", what, do)
        else:
            yield Finding(path, "json lost", "The JSON of this session is missing.", _LOST)
    yield from _unknown_files(store)


def _unknown_files(store: ClientStore) -> Iterator[Finding]:
    """Yield findings for leftover temporary files and foreign files."""
    for folder in (store.folder, store.folder / "private"):
        for path in _plain_files(folder, ""):
            if atomic_files.TEMPORARY.fullmatch(path.name):
                do = "The next start removes it."
                yield Finding(path, "left over", "A crash left this file behind.", do)
            elif path.suffix not in (".md", ".json") and not path.name.startswith("."):
                yield Finding(path, "foreign", "This file is not one of this program's.", _FOREIGN)


def _plain_files(folder: Path, suffix: str) -> list[Path]:
    """Return the regular files with a suffix; hidden ones only if ``suffix`` is empty."""
    if folder.is_symlink() or not folder.is_dir():
        return []
    return sorted(
        path
        for path in folder.iterdir()
        if path.name.endswith(suffix) and atomic_files.stamp_of(path) and not (suffix and path.name[0] == ".")
    )
