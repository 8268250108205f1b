"""The lock that keeps a session open in one window only; the system releases it when the process ends."""

from __future__ import annotations

import contextlib
import json
import os
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from session_tui.core.base.client_code import file_part
from session_tui.vault.storage import atomic_files
from session_tui.vault.storage.errors import SaveFailed, SessionLocked
from session_tui.vault.storage.filenames import INDEX

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]


class SessionLock:
    """A held lock on a session. Use it with ``with``, or call :meth:`release`."""

    def __init__(self, path: Path, handle: int) -> None:
        self._path = path
        self._handle: int | None = handle

    def release(self) -> None:
        """Release the lock; a second call does nothing."""
        if self._handle is None:
            return
        if os.name != "nt":  # remove it while it is locked, so that no other process locks a file about to be removed
            _remove(self._path)
        os.close(self._handle)
        self._handle = None
        if os.name == "nt":
            _remove(self._path)

    def __enter__(self) -> SessionLock:
        return self

    def __exit__(self, *error: object) -> None:
        self.release()


def take_lock(root: Path, session_id: str, clock: Callable[[], datetime]) -> SessionLock:
    """Lock a session for this window.

    Raises:
        SessionLocked: the session is open in another window; says which, and since when.
        SaveFailed: the vault cannot be written.
    """
    folder = root / INDEX / "locks"
    atomic_files.make_folder(folder, root)
    path = folder / f"{file_part(session_id)}.lock"
    handle = _take(path)
    try:
        if hasattr(os, "fchmod"):
            os.fchmod(handle, 0o600)
        os.ftruncate(handle, 0)
        os.pwrite(handle, _label(clock()), 0) if hasattr(os, "pwrite") else os.write(handle, _label(clock()))
    except OSError as error:
        SessionLock(path, handle).release()
        raise _not_locked(error, root) from error
    return SessionLock(path, handle)


def _take(path: Path) -> int:
    """Open and lock the lock file, and return its handle. Raises SessionLocked."""
    while True:
        handle = _open(path)
        try:
            _hold(handle, path)
            # Its last owner may have removed the file between our open and our lock; then try with a new file.
            if _is_same_file(handle, path):
                return handle
        except BaseException:
            os.close(handle)
            raise
        os.close(handle)


def _open(path: Path) -> int:
    """Open the lock file, making it if needed. Raises SaveFailed, and without flock SessionLocked."""
    flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0)
    if not fcntl:
        return _open_alone(path, flags)
    try:
        return os.open(path, flags, 0o600)
    except OSError as error:
        raise _not_locked(error, path.parents[2]) from error


def _not_locked(error: OSError, root: Path) -> SaveFailed:
    """Return the failure to lock, with the path of the vault: a person can do nothing with the path of the lock."""
    what, do = atomic_files.describe_trouble(error)
    return SaveFailed(what, root, do)


def clear_stale_locks(root: Path) -> None:
    """Remove the locks that a crash left behind: nobody holds them, and the process that made them is gone."""
    with contextlib.suppress(OSError), os.scandir(root / INDEX / "locks") as entries:
        for entry in entries:
            if entry.name.endswith(".lock") and entry.is_file(follow_symlinks=False):
                _clear_one(Path(entry.path))


def _clear_one(path: Path) -> None:
    with contextlib.suppress(OSError, SessionLocked):
        is_labelled = bool(_read_label(path))
        if path.stat().st_mtime > time.time() - atomic_files.FRESH or (is_labelled and _is_alive(path)):
            return
        handle = os.open(path, os.O_RDWR | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))
        try:
            _hold(handle, path)
            if _is_same_file(handle, path):
                _remove(path)
        finally:
            os.close(handle)


def _open_alone(path: Path, flags: int) -> int:
    """Make the lock file where there is no flock: its existence is the lock, unless its process is gone."""
    try:
        return os.open(path, flags | os.O_EXCL, 0o600)
    except FileExistsError:
        if _is_alive(path):
            raise _locked(path) from None
    _remove(path)
    return os.open(path, flags | os.O_EXCL, 0o600)


def _hold(handle: int, path: Path) -> None:
    """Lock the open file with flock, where there is one. Raises SessionLocked."""
    if not fcntl:
        return
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        raise _locked(path) from None


def _is_same_file(handle: int, path: Path) -> bool:
    """Whether ``path`` still names the locked file; its last owner may just have removed it."""
    try:
        return os.path.samestat(os.fstat(handle), path.stat())
    except FileNotFoundError:
        return False


def _locked(path: Path) -> SessionLocked:
    """Return the error for a session that is open in another window, with what the lock's label says."""
    label = _read_label(path)
    host = "this computer" if label.get("host") == _host() else label.get("host")
    since = None
    with contextlib.suppress(ValueError, TypeError):
        since = datetime.fromisoformat(label["since"]) if "since" in label else None
    who = f"pid {label['pid']} on {host}" if "pid" in label else "on this computer or another"
    return SessionLocked(who, since)


def _label(at: datetime) -> bytes:
    """Return the label written into the lock file: host, process id and time."""
    label = {"host": _host(), "pid": os.getpid(), "since": at.isoformat()}
    return json.dumps(label).encode()


def _read_label(path: Path) -> dict[str, str]:
    """Read the label of a lock file; return an empty one if it cannot be read."""
    try:
        label = json.loads(atomic_files.read(path))
    except (OSError, ValueError):
        return {}
    return label if isinstance(label, dict) else {}


def _is_alive(path: Path) -> bool:
    """Whether the process that made the lock may still run; on another host it is assumed to."""
    label = _read_label(path)
    if label.get("host") != _host():
        return True
    try:
        os.kill(int(label["pid"]), 0)
    except (ProcessLookupError, KeyError, ValueError):
        return False
    except OSError:
        return os.name != "nt"
    return True


def _host() -> str:
    """Return this computer's host name."""
    import socket

    return socket.gethostname()


def _remove(path: Path) -> None:
    """Remove the lock file, ignoring errors."""
    with contextlib.suppress(OSError):
        path.unlink()
