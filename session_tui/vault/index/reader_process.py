"""A process that reads whole folders for the index, while the main process writes what was read.

With two processors, the first reading of many years takes little more than half the time.

``python -m session_tui.vault.index.reader_process`` takes the folders as JSON on standard input, and writes their
pickled content to standard output, folder by folder. If it cannot start, or dies, the index reads the files itself.
"""

from __future__ import annotations

import json
import pickle
import subprocess
import sys
from pathlib import Path
from typing import IO

from session_tui.vault.index.folder_scan import FolderFiles, list_folder
from session_tui.vault.index.reader import (
    FolderReader,
    ReadPage,
    ReadSession,
    read_private_rows,
    read_session_rows,
)

AHEAD = 1 << 20
"""Size of the pipe in bytes, which limits how far the process works ahead; one client's sessions are about half."""

Sessions = dict[str, tuple[str, ReadSession | str]]
Pages = dict[str, tuple[str, ReadPage | str]]
"""The sign and the reading of each file, by name."""


class ProcessReader(FolderReader):
    """Reads with the help of another process, which works ahead."""

    def __init__(self, folders: list[Path]) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", __name__],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            pipesize=AHEAD,
        )
        self._left = {str(folder) for folder in folders}
        self._sessions: Sessions = {}
        self._pages: Pages = {}
        try:
            with _to(self._process.stdin) as asked:
                asked.write(json.dumps([str(folder) for folder in folders]).encode())
        except OSError:  # the process has died already
            self._left.clear()

    def fetch(self, folder: Path) -> None:
        """Receive the other process's reading of a folder."""
        self._sessions, self._pages = {}, {}
        while str(folder) in self._left:
            try:
                came, sessions, pages = pickle.load(_to(self._process.stdout))
            except (EOFError, OSError, pickle.UnpicklingError):
                self._left.clear()
                return
            self._left.discard(came)
            if came == str(folder):
                self._sessions, self._pages = sessions, pages

    def session(self, folder: Path, name: str, listed: FolderFiles) -> ReadSession | str:
        """Return the other process's reading of a session, unless the file changed since."""
        sign, found = self._sessions.pop(name, ("", ""))
        if sign == listed.sessions[name]:
            return found
        return super().session(folder, name, listed)

    def page(self, folder: Path, name: str, listed: FolderFiles) -> ReadPage | str:
        """Return the other process's reading of a private page, unless the file changed since."""
        sign, found = self._pages.pop(name, ("", ""))
        return found if sign == listed.pages[name] else super().page(folder, name, listed)

    def close(self) -> None:
        """End the other process."""
        self._process.kill()  # it may be blocked on a full pipe, and would not end by itself
        _to(self._process.stdout).close()
        self._process.wait()


def run_reader_process(asked: IO[bytes], told: IO[bytes]) -> None:
    """Read the folders listed on ``asked``, and write their content to ``told``."""
    for path in json.loads(asked.read()):
        folder = Path(path)
        listed = list_folder(folder)
        sessions = {n: (sign, read_session_rows(folder, n, listed)) for n, sign in listed.sessions.items()}
        pages = {n: (sign, read_private_rows(folder, n)) for n, sign in listed.pages.items()}
        pickle.dump((path, sessions, pages), told, pickle.HIGHEST_PROTOCOL)
        told.flush()


def _to(pipe: IO[bytes] | None) -> IO[bytes]:
    """Return the pipe, which is never None here."""
    assert pipe is not None
    return pipe


if __name__ == "__main__":
    run_reader_process(sys.stdin.buffer, sys.stdout.buffer)
