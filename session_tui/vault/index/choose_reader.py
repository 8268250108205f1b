"""Who reads the folders for the index: this process alone, or with the help of another one."""

from __future__ import annotations

import os
from pathlib import Path

from session_tui.vault.index.reader import FolderReader

WORTH_IT = 40
"""Folders that were never read, from which another process is worth its beginning."""


def make_reader(folders: list[Path]) -> FolderReader:
    """What reads these folders, none of which is known yet; alone, where help is not worth it or not to be had."""
    if len(folders) < WORTH_IT or (os.cpu_count() or 1) < 2:
        return FolderReader()
    from session_tui.vault.index.reader_process import ProcessReader

    try:
        return ProcessReader(folders)
    except OSError:
        return FolderReader()
