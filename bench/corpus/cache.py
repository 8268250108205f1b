"""Careers that are kept between runs, in ``~/.cache/session-tui-bench``, which may be deleted at any time.

What is kept is never changed. Benchmarks work in a copy whose files are hard links to it: the program writes a file by
putting another in its place, so the kept one stays as it was.
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
    """A copy of the career of twenty years, for the benchmarks of this process to share."""
    return _copy(SESSIONS, CLIENT_COUNT)


def small_career_vault() -> Path:
    """The same of a small career, whose clients are the large one's first."""
    return _copy(FEW_SESSIONS, FEW_CLIENTS)


@cache
def _copy(sessions: int, clients: int) -> Path:
    copy = Path(_workshop().name) / f"{sessions}"
    shutil.copytree(_kept(sessions, clients), copy, copy_function=_link)
    return copy


def _kept(sessions: int, clients: int) -> Path:
    """The career as it is kept; made when it is not there, in place of an earlier week's."""
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
    """Where copies are; beside what is kept, so that links are possible, and gone when the benchmarks end."""
    return tempfile.TemporaryDirectory(prefix="work-", dir=_folder())


def _folder() -> Path:
    return user_cache_path("session-tui-bench", appauthor=False, ensure_exists=True)


def _link(source: str, to: str) -> str:
    """Link a file, or copy it where the disk has no links."""
    try:
        os.link(source, to)
    except OSError:
        shutil.copy2(source, to)
    return to
