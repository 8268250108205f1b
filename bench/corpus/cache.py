"""A cache of careers in ``~/.cache/session-tui-bench``, which may be deleted at any time.

Cached vaults never change. Benchmarks work in a copy made of hard links: the program writes a file by replacing it, so
the cached file is left as it was.
"""

import hashlib
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from datetime import datetime
from functools import cache
from pathlib import Path

from platformdirs import user_cache_path

from bench.career import CLIENT_COUNT, FEW_CLIENTS, FEW_SESSIONS, SESSIONS, make_career
from bench.corpus.schedules import monday_of
from bench.probe import ROOT

_SOURCES = (
    "bench/career.py",
    "bench/corpus/schedules.py",
    "bench/corpus/answers.py",
    "bench/corpus/text.py",
    "bench/texts.py",
    "session_tui/core/**/*.py",
    "session_tui/markdown/**/*.py",
    "prompts/*.md",
)
"""Everything that decides what the files hold."""


def career_vault() -> Path:
    """Return a copy of the career of twenty years, shared by the benchmarks of this process."""
    return _copy(SESSIONS, CLIENT_COUNT)


def small_career_vault() -> Path:
    """Return a copy of a small career, whose clients are the first of the large one."""
    return _copy(FEW_SESSIONS, FEW_CLIENTS)


@cache
def _copy(sessions: int, clients: int) -> Path:
    copy = Path(_workshop().name) / f"{sessions}"
    shutil.copytree(_kept(sessions, clients), copy, copy_function=_link)
    return copy


def _kept(sessions: int, clients: int) -> Path:
    """Return the cached career, making it if it is missing or from an earlier week."""
    size = f"{sessions}-{clients}-"
    monday = monday_of(datetime.now().astimezone().date())
    digest = hashlib.sha256(f"{size}{monday}".encode())
    for source in _sources():
        digest.update(source.read_bytes())
    kept = _folder() / f"{size}{digest.hexdigest()[:16]}"
    if not kept.is_dir():
        print(f"Making a vault of {sessions:,} sessions, once a week …", file=sys.stderr)
        fresh = Path(_workshop().name) / "fresh"
        make_career(fresh, sessions, clients, monday)
        for old in _folder().glob(f"{size}*"):
            shutil.rmtree(old)
        fresh.rename(kept)
    return kept


def _sources() -> Iterator[Path]:
    for pattern in _SOURCES:
        yield from sorted(ROOT.glob(pattern))


@cache
def _workshop() -> tempfile.TemporaryDirectory[str]:
    """Return the folder for copies: beside the cache, so that links work, and deleted at exit."""
    return tempfile.TemporaryDirectory(prefix="work-", dir=_folder())


def _folder() -> Path:
    return user_cache_path("session-tui-bench", appauthor=False, ensure_exists=True)


def _link(source: str, to: str) -> str:
    """Link a file, or copy it if the file system has no links."""
    try:
        os.link(source, to)
    except OSError:
        shutil.copy2(source, to)
    return to
