"""The index's databases: SQLite files in ``.index/``, made when missing and rebuilt when damaged.

Where the vault's folder cannot be written, they are kept in memory for the life of the process. They are derived from
the vault's files, so deleting them loses nothing. SQLite writes them itself: they are the only files on disk that
:mod:`session_tui.vault.storage.atomic_files` does not write.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
import threading
import weakref
import zlib
from collections.abc import Iterator
from pathlib import Path

from session_tui.vault.storage import atomic_files
from session_tui.vault.storage.errors import SaveFailed

FORMAT = 2
"""Version of how sessions are read and split into words; an index of another version or schema is replaced."""

PATIENCE = 60.0
"""Seconds to wait while another window writes."""

_MUCH = {"automerge": 0, "hashsize": 1 << 25}
_USUAL = {"automerge": 4, "hashsize": 1 << 20}
"""FTS5 settings: how many segments it merges at once, and how many bytes it gathers in memory."""

_SUFFIXES = ("", "-wal", "-shm", "-journal")

Connection = sqlite3.Connection


class IndexFile:
    """One database. Each thread reads through its own connection; one thread at a time writes."""

    def __init__(self, path: Path, schema: str) -> None:
        self._path = path
        self._schema = schema
        self._format = zlib.crc32(f"{FORMAT} {schema}".encode()) & 0x7FFFFFFF
        self._writer: Connection | None = None
        self._writing = threading.RLock()
        self._own = threading.local()
        self._made = 0
        self._is_in_memory = self._expects_much = False
        self._open_ones: list[Connection] = []
        weakref.finalize(self, _close, self._open_ones)

    @contextlib.contextmanager
    def reading(self) -> Iterator[Connection]:
        """Yield a connection inside a read transaction, so that all its queries see the same state."""
        connection = self._reader()
        if connection is None:
            with self._writing:
                yield self._open_writer()
            return
        connection.execute("BEGIN")
        try:
            yield connection
        finally:
            connection.execute("ROLLBACK")

    @contextlib.contextmanager
    def writing(self) -> Iterator[Connection]:
        """Yield the connection that writes, inside a transaction: all changes are committed, or none."""
        with self._writing:
            connection = self._open_writer()
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
            except BaseException:
                with contextlib.suppress(sqlite3.Error):
                    connection.execute("ROLLBACK")
                raise
            connection.execute("COMMIT")

    def expect(self, *, much: bool) -> None:
        """Tune the database for a bulk load (``much``) or for everyday updates.

        During a bulk load, words are gathered in memory and written in large segments, which later writes merge.
        """
        if much == self._expects_much:
            return
        self._expects_much = much
        with self._writing:
            connection = self._open_writer()
            for name, value in (_MUCH if much else _USUAL).items():
                connection.execute("INSERT INTO word (word, rank) VALUES (?, ?)", (name, value))
            connection.execute(f"PRAGMA wal_autocheckpoint={20_000 if much else 1_000}")
            if not much:
                connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def start_over(self, *, in_memory: bool = False) -> None:
        """Delete the database; the next access makes an empty one.

        It is made in memory if ``in_memory`` is set, or if the files cannot be deleted.
        """
        with self._writing:
            self._made += 1
            self._writer = None
            self._is_in_memory = self._is_in_memory or in_memory or not self._throw_away()

    def _reader(self) -> Connection | None:
        """Return this thread's connection; None if the database is in memory, where all share the writer's."""
        known: tuple[int, Connection | None] = getattr(self._own, "known", (-1, None))
        if known[0] != self._made:
            connection = self._connect_to_sound()
            if connection is None:
                with self._writing:
                    self._open_writer()
                    connection = None if self._is_in_memory else self._connect()
            self._own.known = known = (self._made, connection)
        return known[1]

    def _connect_to_sound(self) -> Connection | None:
        """Connect to the database on disk; return None if there is none of this format."""
        if self._is_in_memory or not self._path.exists():
            return None
        try:
            connection = self._connect()
            if connection.execute("PRAGMA user_version").fetchone()[0] == self._format:
                return connection
        except sqlite3.DatabaseError:
            pass
        return None

    def _open_writer(self) -> Connection:
        """Return the connection that writes, opening it on first use."""
        if self._writer is None:
            self._writer = self._open()
        return self._writer

    def _open(self) -> Connection:
        """Open the database: the one on disk, a new one there, or one in memory."""
        if not self._is_in_memory:
            for _ in range(2):
                try:
                    return self._open_on_disk()
                except sqlite3.OperationalError:
                    break  # read-only, or a full disk: the file is not damaged, so keep it
                except sqlite3.DatabaseError:
                    if not self._throw_away():
                        break
                except (OSError, SaveFailed):
                    break
            self._is_in_memory = True
        connection = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
        self._open_ones.append(connection)
        self._make(connection)
        return connection

    def _open_on_disk(self) -> Connection:
        """Open the database on disk for writing, making it if needed. Raises sqlite3.Error, OSError or SaveFailed."""
        if not self._path.exists():
            atomic_files.make_folder(self._path.parent, self._path.parent.parent)
            os.close(os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600))
            atomic_files.close(self._path)  # whatever the umask; SQLite's other files get the same mode
        connection = self._connect()
        try:
            if connection.execute("PRAGMA user_version").fetchone()[0] != self._format:
                self._make(connection)
            # A read-only file opens without an error; only a write transaction finds out.
            connection.execute("BEGIN IMMEDIATE")
            connection.execute("ROLLBACK")
        except BaseException:
            connection.close()
            raise
        return connection

    def _make(self, connection: Connection) -> None:
        """Create the tables unless another window just did; drop those of another format."""
        with contextlib.suppress(sqlite3.OperationalError):
            connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("BEGIN IMMEDIATE")
        try:
            if connection.execute("PRAGMA user_version").fetchone()[0] != self._format:
                old = connection.execute(
                    "SELECT name FROM sqlite_master WHERE type='table'"
                    " AND (sql LIKE 'CREATE VIRTUAL%' OR name NOT LIKE 'word_%')"
                ).fetchall()
                # word_… are FTS5's own tables: they disappear with ``word``, and must not be dropped alone.
                for (name,) in old:
                    connection.execute(f'DROP TABLE IF EXISTS "{name}"')
                for statement in filter(str.strip, self._schema.split(";")):
                    connection.execute(statement)
                connection.execute(f"PRAGMA user_version={self._format}")
        except BaseException:
            connection.execute("ROLLBACK")
            raise
        connection.execute("COMMIT")

    def _throw_away(self) -> bool:
        """Delete the database files; return whether that worked."""
        try:
            for suffix in _SUFFIXES:
                self._path.with_name(self._path.name + suffix).unlink(missing_ok=True)
        except OSError:
            return False
        return True

    def _connect(self) -> Connection:
        """Open a connection to the file, and remember it so that it is closed with the database."""
        connection = sqlite3.connect(self._path, timeout=PATIENCE, isolation_level=None, check_same_thread=False)
        self._open_ones.append(connection)
        connection.execute("PRAGMA synchronous=NORMAL")
        connection.execute("PRAGMA temp_store=MEMORY")
        return connection


def _close(connections: list[Connection]) -> None:
    """Close the connections of a database that was garbage collected."""
    for connection in connections:
        with contextlib.suppress(sqlite3.Error):
            connection.close()
