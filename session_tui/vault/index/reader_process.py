"""A process that reads whole folders for the index while another writes down what was read: with two processors, a
first reading of many years takes little more than half the time.

``python -m session_tui.vault.index.reader_process`` takes the folders as JSON on its standard input, and gives what they hold,
folder by folder, on its standard output. Where there is no such process, or it dies, the index reads by itself.
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
"""Bytes that it may be ahead; what one client's sessions hold is some half of that."""

Sessions = dict[str, tuple[str, ReadSession | str]]
Pages = dict[str, tuple[str, ReadPage | str]]
"""By the name of the file its sign, and what was read."""


class ProcessReader(FolderReader):
    """Reads with the help of another process, which is always a folder ahead."""

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
        except OSError:  # it is gone already
            self._left.clear()

    def fetch(self, folder: Path) -> None:
        """Take what the other process has read of a folder."""
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
        """What was read, where the file is still as it was."""
        sign, found = self._sessions.pop(name, ("", ""))
        if sign == listed.sessions[name]:
            return found
        return super().session(folder, name, listed)

    def page(self, folder: Path, name: str, listed: FolderFiles) -> ReadPage | str:
        """What was read, where the file is still as it was."""
        sign, found = self._pages.pop(name, ("", ""))
        return found if sign == listed.pages[name] else super().page(folder, name, listed)

    def close(self) -> None:
        """End the other process."""
        self._process.kill()
        _to(self._process.stdout).close()
        self._process.wait()


def run_reader_process(asked: IO[bytes], told: IO[bytes]) -> None:
    """Read the folders that are asked for, and tell what they hold."""
    for path in json.loads(asked.read()):
        folder = Path(path)
        listed = list_folder(folder)
        sessions = {n: (sign, read_session_rows(folder, n, listed)) for n, sign in listed.sessions.items()}
        pages = {n: (sign, read_private_rows(folder, n)) for n, sign in listed.pages.items()}
        pickle.dump((path, sessions, pages), told, pickle.HIGHEST_PROTOCOL)
        told.flush()


def _to(pipe: IO[bytes] | None) -> IO[bytes]:
    assert pipe is not None
    return pipe


if __name__ == "__main__":
    run_reader_process(sys.stdin.buffer, sys.stdout.buffer)
