"""A TinyDB storage that keeps each document in its own file.

``TinyDB(folder, storage=DocumentFiles)`` has six tables: ``sessions``, ``addenda``, ``unfinished`` (addenda),
``moves`` (trails), ``private`` (a subfolder) and ``client``. A document's id is its file name without the suffix. A
document is read on first access, and written only if its bytes differ from those on disk, so the cost of an update
depends on the documents it touches. A file that cannot be read as a JSON object is an empty document to every query,
and is never written or removed.
"""

from __future__ import annotations

from collections.abc import Iterator, MutableMapping
from pathlib import Path
from typing import Any

from tinydb import TinyDB
from tinydb.storages import Storage
from tinydb.table import Document, Table

from session_tui.core.schema.field_types import Json
from session_tui.vault.storage import atomic_files
from session_tui.vault.storage.errors import UnreadableFile
from session_tui.vault.storage.filenames import TABLES, table_of
from session_tui.vault.storage.json_files import (
    NO_DOCUMENT,
    describe_fault,
    json_files,
    parse,
    serialise,
)

Tables = dict[str, dict[str, Any]]


class StoredDocument(MutableMapping[str, Json]):
    """One document in its file, read on first access.

    Attributes:
        path: its file.
        stamp: the file's stamp when it was listed.
        is_touched: whether it was changed in memory since.
    """

    __slots__ = ("_data", "_fault", "_in_memory", "is_touched", "path", "stamp")

    def __init__(self, path: Path, stamp: atomic_files.Stamp, in_memory: list[StoredDocument] | None = None) -> None:
        self._in_memory = in_memory
        self.path = path
        self.stamp = stamp
        self.is_touched = False
        self._data: dict[str, Json] | None = None
        self._fault: str | None = None

    @property
    def fault(self) -> str:
        """Why the file cannot be read as a document; empty if it can."""
        if self._fault is None:
            self._read()
            self.forget()
        return self._fault or ""

    def load(self) -> dict[str, Json]:
        """Read the file now, without keeping it in memory. Raises UnreadableFile."""
        try:
            data = parse(atomic_files.read(self.path))
        except NO_DOCUMENT as error:
            self._fault = describe_fault(error)
            raise UnreadableFile(self.path, self._fault) from None
        self._fault = ""
        return data

    def forget(self) -> None:
        """Drop the content from memory, with any changes not yet written."""
        self._data = None
        self.is_touched = False

    def __getitem__(self, key: str) -> Json:
        return self._read()[key]

    def __setitem__(self, key: str, value: Json) -> None:
        self._read_for_change()[key] = value

    def __delitem__(self, key: str) -> None:
        del self._read_for_change()[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._read())

    def __len__(self) -> int:
        return len(self._read())

    def _read(self) -> dict[str, Json]:
        """Return the content, reading the file on first access; empty if the file is unreadable."""
        if self._data is None:
            try:
                self._data = parse(atomic_files.read(self.path))
                self._fault = ""
            except NO_DOCUMENT as error:
                self._data = {}
                self._fault = describe_fault(error)
            if self._in_memory is not None:
                self._in_memory.append(self)
        return self._data

    def _read_for_change(self) -> dict[str, Json]:
        """Return the content for changing it, and mark it as touched. Raises UnreadableFile."""
        data = self._read()
        if self._fault:
            raise UnreadableFile(self.path, self._fault)
        self.is_touched = True
        return data


class DocumentFiles(Storage):
    """The documents of one folder, one file each. :meth:`refresh` lists the folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._tables: dict[str, dict[str, StoredDocument]] | None = None
        self._in_memory: list[StoredDocument] = []

    def read(self) -> Tables:
        """Return the tables as last listed, each a dictionary of documents by id."""
        self._forget()
        return {name: dict(documents) for name, documents in self.tables().items()}

    def tables(self) -> dict[str, dict[str, StoredDocument]]:
        """Return the tables themselves, for reading only."""
        if self._tables is None:
            self.refresh()
        return self._tables or {}

    def refresh(self) -> None:
        """List the folder again; unchanged documents stay in memory."""
        known = self._tables or {}
        fresh: dict[str, dict[str, StoredDocument]] = {name: {} for name in TABLES}
        for inner in ("", "private"):
            folder = self.folder / inner
            for name, stamp in json_files(folder)[0]:
                table = table_of(name, is_private=bool(inner))
                old = known.get(table, {}).get(name[:-5])
                if old is None or old.stamp != stamp:
                    old = StoredDocument(folder / name, stamp, self._in_memory)
                fresh[table][name[:-5]] = old
        self._tables = fresh

    def look(self, table: str, name: str) -> None:
        """Refresh the entry of one document, without listing the folder."""
        path, documents = self.path(table, name), self.tables()[table]
        stamp, old = atomic_files.stamp_of(path), documents.get(name)
        if stamp is None:
            documents.pop(name, None)
        elif old is None or old.stamp != stamp:
            documents[name] = StoredDocument(path, stamp, self._in_memory)

    def write(self, data: Tables) -> None:
        """Write the changed documents, and remove the files of the missing ones. Raises SaveFailed."""
        known = self.tables()
        try:
            for table, documents in data.items():
                there = known[table]
                changed = [n for n, d in documents.items() if d is not there.get(n) or there[n].is_touched]
                for name in changed:
                    self._write_one(table, name, documents[name])
                for name in there.keys() - documents.keys():
                    self._remove_one(table, name)
        finally:
            self._forget()

    def path(self, table: str, name: str) -> Path:
        """Return the path of a document's file."""
        inner = self.folder / "private" if table == "private" else self.folder
        return inner / f"{name}.json"

    def _forget(self) -> None:
        """Drop all documents from memory, with any changes not yet written."""
        while self._in_memory:
            self._in_memory.pop().forget()

    def _write_one(self, table: str, name: str, document: Any) -> None:
        """Write one document to its file. Raises UnreadableFile rather than overwrite an unreadable file."""
        old = self.tables()[table].get(name)
        path = self.path(table, name)
        if old is None:
            stamp = atomic_files.write_new(path, serialise(document))
        elif old.fault:
            raise UnreadableFile(path, old.fault)
        else:
            stamp = _write_changed(old, serialise(document))
        self.tables()[table][name] = StoredDocument(path, stamp, self._in_memory)

    def _remove_one(self, table: str, name: str) -> None:
        """Remove a document's file unless it is unreadable."""
        document = self.tables()[table][name]
        if not document.fault:
            atomic_files.remove(document.path)
            del self.tables()[table][name]


class NamedTable(Table):
    """A table whose document ids are file names."""

    document_id_class = str  # type: ignore[assignment]


class ClientDatabase(TinyDB):
    """The TinyDB database of one client's folder."""

    table_class = NamedTable

    def named(self, name: str) -> NamedTable:
        """Return a table without a query cache, because other programs may change the files."""
        table = self.table(name, cache_size=0)
        assert isinstance(table, NamedTable)
        return table


def document(data: dict[str, Json], name: str) -> Document:
    """Return a TinyDB document whose id is its file name."""
    return Document(data, name)  # type: ignore[arg-type]


def _write_changed(old: StoredDocument, data: bytes) -> atomic_files.Stamp:
    """Write ``data`` unless the file already holds it."""
    try:
        if atomic_files.read(old.path) == data:
            return old.stamp
    except OSError:
        pass
    return atomic_files.write(old.path, data)
