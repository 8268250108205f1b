"""The Markdown file beside each record: rendered from the record, never written over a person's edits."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from pathlib import Path

from session_tui.core.base.errors import SessionTuiError
from session_tui.core.formats.json_documents import PRIVATE_FORMAT, SESSION_FORMAT
from session_tui.core.model.note import Note
from session_tui.vault.storage import atomic_files
from session_tui.vault.storage.client_store import ClientStore
from session_tui.vault.storage.filenames import edited_name


class CopyState(Enum):
    """How a Markdown file compares with its record."""

    SOUND = "says the same"
    MISSING = "is not there"
    STALE = "is older than the record"
    NEWER = "is newer than the record"
    EDITED = "was edited"


@dataclass(frozen=True, slots=True)
class CopyReading:
    """The result of comparing a Markdown file: its state, and its text (empty if the file is missing)."""

    state: CopyState
    text: str = ""


class MarkdownCopies:
    """Writes the vault's Markdown files, and remembers which of them this window wrote."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self._clock = clock
        self._written: dict[Path, atomic_files.Stamp] = {}

    def write(self, store: ClientStore, path: Path, note: Note) -> None:
        """Render a note beside its record. Raises SaveFailed."""
        self.write_text(path, render(store, note, is_private=path.parent != store.folder))

    def write_text(self, path: Path, text: str) -> None:
        """Write a note that is rendered already beside its record. Raises SaveFailed."""
        self._written.pop(path, None)
        self._written[path] = atomic_files.write(path, text.encode())

    def accept(self, path: Path) -> None:
        """Treat a Markdown file's present content as this window's own, so that it may be overwritten."""
        if stamp := atomic_files.stamp_of(path):
            self._written[path] = stamp

    def set_aside_edited(self, store: ClientStore, path: Path, before: Note | None) -> Path | None:
        """Rename a Markdown file that a person edited; return its new path, or None if it was not edited.

        ``before`` is the note of its record. Without it, only a file that this window wrote counts as unedited.
        """
        if self.is_ours(path):
            return None
        if before and compare(store, path, before).state not in (CopyState.EDITED, CopyState.NEWER):
            return None
        aside = path.with_name(f"{edited_name(path.stem, self._clock())}.md")
        return atomic_files.rename_free(path, aside)

    def is_ours(self, path: Path) -> bool:
        """Whether the file is missing, or unchanged since this window wrote it."""
        stamp = atomic_files.stamp_of(path)
        return stamp is None or stamp == self._written.get(path)


def render(store: ClientStore, note: Note, *, is_private: bool = False) -> str:
    """Render a note as Markdown, with the client's display name if there is one."""
    return render_as(note, display_name(store), is_private=is_private)


def render_as(note: Note, client_name: str | None, *, is_private: bool = False) -> str:
    """Render a note as Markdown, with ``client_name`` as its client's display name."""
    from session_tui.markdown.note.writer import write_note

    format_ = PRIVATE_FORMAT if is_private else SESSION_FORMAT
    return write_note(note, client_name=client_name, format_=format_)


def display_name(store: ClientStore) -> str | None:
    """Return the client's display name; None if there is none or ``client.json`` cannot be read."""
    try:
        client = store.client()
    except SessionTuiError:
        return None
    return client.name if client else None


def compare(store: ClientStore, path: Path, note: Note) -> CopyReading:
    """Compare a Markdown file with the note of its record."""
    from session_tui.markdown.note.reader import NewerNote, UnreadableNote, read_note

    try:
        text = atomic_files.read(path).decode()
    except (FileNotFoundError, NotADirectoryError):
        return CopyReading(CopyState.MISSING)
    except (OSError, UnicodeDecodeError) as error:
        return CopyReading(CopyState.EDITED, f"({error})")
    if text == render(store, note, is_private=path.parent != store.folder):
        return CopyReading(CopyState.SOUND, text)
    try:
        read = read_note(text)
    except (UnreadableNote, NewerNote):
        return CopyReading(CopyState.EDITED, text)
    return CopyReading(_state_of(read, note), text)


def _state_of(read: Note, note: Note) -> CopyState:
    """Compare the note read from a Markdown file with the record's, by content and save number."""
    if read == note:
        return CopyState.SOUND
    if read.session.rev == note.session.rev:
        is_stale = read.session == note.session and len(read.addenda) < len(note.addenda)
        return CopyState.STALE if is_stale else CopyState.EDITED
    return CopyState.STALE if read.session.rev < note.session.rev else CopyState.NEWER
