"""Vaults that are made once in a run of the tests, and linked into the folder of each test that uses one."""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

Signature = dict[str, tuple[int, int]]


def made_once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], object]) -> Iterator[Path]:
    """The vault of this name, for a fixture of the session; all workers of a run share it.

    Args:
        factory: pytest's temporary folders.
        name: of the vault, unlike that of any other.
        make: makes the vault in a folder that is not there yet.

    Yields:
        The folder of the vault. The vault must not be changed, see `linked`; at the end that is checked.
    """
    run = factory.getbasetemp().parent if "PYTEST_XDIST_WORKER" in os.environ else factory.getbasetemp()
    shared = run / f"shared-{name}"
    if not shared.exists():
        own = factory.mktemp(name) / "vault"
        make(own)
        with contextlib.suppress(OSError):  # another worker was faster; its folder is not empty
            own.rename(shared)
    before = signature(shared)
    yield shared
    assert signature(shared) == before, f"a test wrote into a file of the shared vault {name}"


def linked(vault: Path, to: Path) -> Path:
    """A copy of a vault whose files are hard links, at another path.

    The program replaces a file and never writes into one, so a change here leaves the other vault as it is. The index
    is a database, which is written into; it is copied. A test that itself writes into a file must copy the vault.
    """
    return Path(shutil.copytree(vault, to, copy_function=_link))


def _link(source: str, target: str) -> None:
    if ".index" in Path(source).parts:
        shutil.copy2(source, target)
        return
    try:
        os.link(source, target)
    except OSError:  # a file system without hard links
        shutil.copy2(source, target)


def signature(vault: Path) -> Signature:
    """The size and the time of every file outside the index."""
    files = (path for path in vault.rglob("*") if path.is_file() and ".index" not in path.parts)
    return {str(path.relative_to(vault)): (path.stat().st_size, path.stat().st_mtime_ns) for path in files}
