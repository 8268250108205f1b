"""Choose the reader of new folders: this process alone, or a second process as well."""

from __future__ import annotations

import os
from pathlib import Path

from session_tui.vault.index.reader import FolderReader

WORTH_IT = 40
"""The number of new folders from which starting another process pays."""


def make_reader(folders: list[Path]) -> FolderReader:
    """Return a reader for ``folders``, which the index has never read: a separate process if that pays."""
    if len(folders) < WORTH_IT or (os.cpu_count() or 1) < 2:
        return FolderReader()
    from session_tui.vault.index.reader_process import ProcessReader

    try:
        return ProcessReader(folders)
    except OSError:
        return FolderReader()
