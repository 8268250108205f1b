"""Atomic file operations: the only module that changes anything on disk.

Every write is atomic and durable: the bytes go into a temporary file beside the target (mode 0600), which is flushed,
synced and renamed over the target, and then the folder is synced. A reader sees the old bytes or the new ones. Links
are never followed.
"""

from __future__ import annotations

import contextlib
import errno
import os
import re
import stat
import time
from collections.abc import Iterator
from pathlib import Path

from session_tui.regular_files import read_regular
from session_tui.vault.storage.errors import NotConfirmed, SaveFailed

try:
    import fcntl
except ImportError:  # Windows has none, but there an open file cannot be removed, which protects it as well
    fcntl = None  # type: ignore[assignment]

Stamp = tuple[int, int, int]
"""Size in bytes, modification time in nanoseconds, inode: changes whenever the file is written."""

TEMPORARY = re.compile(r"\.st-[0-9a-f]{16}\.tmp")
"""The names of this program's temporary files."""

LARGEST = 256 << 20
"""The most bytes that a file of a vault may hold."""

MOST_TRIES = 100
"""How many names are tried before the disk is taken to be at fault."""

FRESH = 10.0
"""Age in seconds below which a temporary file may belong to a process that has not locked it yet."""

_NO_LINKS = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)

_FULL = "Free some space."
_RIGHTS = "Make it writable for you."
_TROUBLES = {
    errno.ENOSPC: ("The disk is full.", _FULL),
    errno.EDQUOT: ("Your disk quota is used up.", _FULL),
    errno.EFBIG: ("The file would be larger than this system allows.", _FULL),
    errno.EROFS: ("The disk is read-only.", _RIGHTS),
    errno.EACCES: ("You do not have permission to write there.", _RIGHTS),
    errno.EPERM: ("You do not have permission to write there.", _RIGHTS),
    errno.ENOENT: ("The folder is gone.", "Make it available again (is the disk or share connected?)."),
    errno.ENOTDIR: ("There is a file where a folder should be.", "Move that file away."),
    errno.EISDIR: ("There is a folder where the file should be.", "Move that folder away."),
    errno.ENOTEMPTY: ("There is a folder where the file should be.", "Move that folder away."),
    errno.ENAMETOOLONG: ("The name is too long for this disk.", "Choose a shorter code or guide."),
    errno.ELOOP: ("It is a link, and links are not followed.", "Put a real folder there."),
    errno.EIO: ("The disk reports an error.", "Copy the vault to another disk."),
}


def read(path: Path) -> bytes:
    """Return the bytes of a regular file. Raises OSError, also for a link, a device or a file over the limit."""
    return read_regular(path, LARGEST, follows_links=False)


def stamp_of(path: Path) -> Stamp | None:
    """Return the stamp of a file, or None where there is no regular file."""
    try:
        found = path.lstat()
    except OSError:
        return None
    return stamp(found) if stat.S_ISREG(found.st_mode) else None


def stamp(found: os.stat_result) -> Stamp:
    """Return the stamp for a stat result."""
    return (found.st_size, found.st_mtime_ns, found.st_ino)


def write(path: Path, data: bytes) -> Stamp:
    """Write ``data`` to a file, replacing its content. Raises SaveFailed."""
    with _explain_failure(path):
        if path.is_dir():
            raise OSError(errno.EISDIR, os.strerror(errno.EISDIR))
        return _with_temporary(path, data, _replace)


def write_new(path: Path, data: bytes) -> Stamp:
    """Write ``data`` to a file that does not exist yet. Raises FileExistsError, or SaveFailed."""
    with _explain_failure(path):
        return _with_temporary(path, data, _place_new)


def remove(path: Path) -> None:
    """Remove a file durably; do nothing where there is none. Raises SaveFailed."""
    with _explain_failure(path), contextlib.suppress(FileNotFoundError):
        path.unlink()
        sync_folder(path.parent)


def rename(path: Path, to: Path) -> None:
    """Rename a file to ``to``, which must be free. Raises FileExistsError, or SaveFailed."""
    with _explain_failure(to):
        _place_new(path, to)
        sync_folder(to.parent)


def rename_free(path: Path, to: Path) -> Path:
    """Rename a file to ``to``, or to a numbered name if that is taken, and return the new path. Raises SaveFailed."""
    name = to
    for number in tries(to):
        name = to if number == 0 else to.with_name(f"{to.stem} {number + 1}{to.suffix}")
        with contextlib.suppress(FileExistsError):
            rename(path, name)
            break
    return name


def tries(path: Path) -> Iterator[int]:
    """Yield the numbers of the attempts to find a free name, from 0. Raises SaveFailed after ``MOST_TRIES``."""
    yield from range(MOST_TRIES)
    raise SaveFailed("No name was free.", path, "Check the disk and try again.")


def make_folder(path: Path, within: Path) -> None:
    """Make a folder (mode 0700) and its missing parents below ``within``. Raises SaveFailed.

    Nothing from ``within`` to the folder may be a link: what is written stays inside.
    """
    with _explain_failure(path):
        place = within
        for part in path.relative_to(within).parts:
            place = place / part
            if place.is_symlink():
                raise OSError(errno.ELOOP, os.strerror(errno.ELOOP))
            _make_one(place)


def close(path: Path) -> None:
    """Give a file or a folder a mode that admits its owner alone (0600 or 0700). Raises SaveFailed."""
    with _explain_failure(path):
        path.chmod(0o700 if path.is_dir() else 0o600)


def clear_temporary(folder: Path) -> tuple[str, ...]:
    """Remove the temporary files that a crash left in a folder, and return their names.

    A file that another process is writing is locked, and is kept. So is a file younger than ``FRESH`` seconds, which
    its writer may not have locked yet.
    """
    with contextlib.suppress(OSError), os.scandir(folder) as entries:
        found = [entry.name for entry in entries if TEMPORARY.fullmatch(entry.name)]
        return tuple(name for name in found if _clear_one(folder / name))
    return ()


def sync_folder(folder: Path) -> None:
    """Make the names in a folder durable, where the system supports it."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY | getattr(os, "O_DIRECTORY", 0))
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in (errno.EINVAL, errno.ENOTSUP):
            raise
    finally:
        os.close(handle)


def describe_trouble(error: OSError) -> tuple[str, str]:
    """Return what is wrong when something cannot be written, and what to do about it, a sentence each."""
    return _TROUBLES.get(error.errno or 0) or (f"{error.strerror or error}.", "Check the disk and try again.")


def _with_temporary(path: Path, data: bytes, place: object) -> Stamp:
    """Write ``data`` to a temporary file beside ``path``, call ``place`` to move it there, and sync the folder."""
    temporary = path.with_name(f".st-{os.urandom(8).hex()}.tmp")
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | _NO_LINKS
    handle = os.open(temporary, flags, 0o600)
    try:
        with os.fdopen(handle, "wb") as file:
            _claim(handle)
            file.write(data)
            file.flush()
            os.fsync(handle)
            written = stamp(os.fstat(handle))
            if os.name != "nt":  # under the lock, so that clear_temporary cannot remove the file before its rename
                place(temporary, path)  # type: ignore[operator]
        if os.name == "nt":  # where an open file cannot be renamed
            place(temporary, path)  # type: ignore[operator]
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise
    _confirm(path)
    return written


def _confirm(path: Path) -> None:
    """Make the new name of a file durable; raises NotConfirmed, since the file has its content by now."""
    try:
        sync_folder(path.parent)
    except OSError as error:
        what, do = describe_trouble(error)
        raise NotConfirmed(what, path, do) from error


def _claim(handle: int) -> None:
    """Set the file's mode whatever the umask, and lock the file so that no other process takes it for a leftover."""
    if hasattr(os, "fchmod"):
        os.fchmod(handle, 0o600)
    if fcntl:
        with contextlib.suppress(OSError):
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _replace(temporary: Path, path: Path) -> None:
    """Rename over the target; on Windows, retry while a reader holds it."""
    for pause in (0.01, 0.02, 0.05, 0.1, 0.2, 0.4):
        try:
            temporary.replace(path)
        except PermissionError:
            if os.name != "nt":
                raise
            time.sleep(pause)
        else:
            return
    temporary.replace(path)


def _place_new(temporary: Path, path: Path) -> None:
    """Give the file the name ``path`` unless that is taken; raises FileExistsError."""
    if os.name == "nt":
        temporary.rename(path)
        return
    try:
        os.link(temporary, path, follow_symlinks=False)
    except OSError as error:
        if error.errno not in (errno.EPERM, errno.ENOTSUP, errno.EMLINK, errno.ENOSYS):
            raise
        # Without hard links, reserve the name first: a plain rename would overwrite a file made in the meantime.
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        temporary.replace(path)
    else:
        temporary.unlink()


def _make_one(folder: Path) -> None:
    """Make one folder with mode 0700 unless it exists. Raises OSError."""
    try:
        folder.mkdir(mode=0o700, parents=False)
    except FileExistsError:
        if not folder.is_dir():
            raise OSError(errno.ENOTDIR, os.strerror(errno.ENOTDIR)) from None
        return
    folder.chmod(0o700)
    sync_folder(folder.parent)


def _clear_one(path: Path) -> bool:
    """Remove a temporary file unless another process is writing it; return whether it was removed."""
    try:
        handle = os.open(path, os.O_RDONLY | _NO_LINKS | getattr(os, "O_NONBLOCK", 0))
    except OSError:
        return False
    try:
        if os.fstat(handle).st_mtime > time.time() - FRESH:
            return False
        if fcntl:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        path.unlink()
    except OSError:
        return False
    finally:
        os.close(handle)
    return True


@contextlib.contextmanager
def _explain_failure(path: Path) -> Iterator[None]:
    """Turn an OSError into a SaveFailed with a sentence; let FileExistsError through for the caller to handle."""
    try:
        yield
    except FileExistsError:
        raise
    except OSError as error:
        what, do = describe_trouble(error)
        raise SaveFailed(what, path, do) from error
