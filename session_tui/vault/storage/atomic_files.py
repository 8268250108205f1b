"""Files: the only module that changes anything on disk.

Every write is atomic and durable: a temporary file beside the target (mode 0600), flushed and synced, renamed over
it, and the folder synced. A reader sees the old bytes or the new ones. Links are never followed.
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

from session_tui.vault.storage.errors import SaveFailed

try:
    import fcntl
except ImportError:  # Windows has none; an open file cannot be removed there, which serves as well
    fcntl = None  # type: ignore[assignment]

Stamp = tuple[int, int, int]
"""Size in bytes, time of the last change in nanoseconds, inode: differs whenever a file was written."""

TEMPORARY = re.compile(r"\.st-[0-9a-f]{16}\.tmp")
"""The names of this program's temporary files."""

FRESH = 10.0
"""Seconds for which a temporary file may belong to somebody who is about to lock it."""

_NO_LINKS = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)

_FULL = "Free some space."
_RIGHTS = "Make it writable for you."
_TROUBLES = {
    errno.ENOSPC: ("The disk is full.", _FULL),
    errno.EDQUOT: ("Your share of the disk is used up.", _FULL),
    errno.EFBIG: ("The file would be larger than this system allows.", _FULL),
    errno.EROFS: ("The disk is read-only.", _RIGHTS),
    errno.EACCES: ("You may not write there.", _RIGHTS),
    errno.EPERM: ("You may not write there.", _RIGHTS),
    errno.ENOENT: ("The folder is gone.", "Bring it back (is the disk or share connected?)."),
    errno.ENOTDIR: ("A file stands where a folder should be.", "Move that file away."),
    errno.EISDIR: ("A folder stands where the file should be.", "Move that folder away."),
    errno.ENOTEMPTY: ("A folder stands where the file should be.", "Move that folder away."),
    errno.ENAMETOOLONG: ("The name is too long for this disk.", "Choose a shorter code or guide."),
    errno.ELOOP: ("A link stands there, and links are not followed.", "Put a real folder there."),
    errno.EIO: ("The disk reports an error.", "Copy the vault to another disk."),
}


def read(path: Path) -> bytes:
    """The bytes of a file; raises OSError, for a link too."""
    handle = os.open(path, os.O_RDONLY | _NO_LINKS)
    with os.fdopen(handle, "rb") as file:
        return file.read()


def stamp_of(path: Path) -> Stamp | None:
    """The stamp of a file; None where there is no plain file."""
    try:
        found = path.lstat()
    except OSError:
        return None
    return stamp(found) if stat.S_ISREG(found.st_mode) else None


def stamp(found: os.stat_result) -> Stamp:
    """The stamp that a stat result tells."""
    return (found.st_size, found.st_mtime_ns, found.st_ino)


def write(path: Path, data: bytes) -> Stamp:
    """Put bytes in a file, in place of what it held. Raises SaveFailed."""
    with _said(path):
        if path.is_dir():
            raise OSError(errno.EISDIR, os.strerror(errno.EISDIR))
        return _with_temporary(path, data, _replace)


def write_new(path: Path, data: bytes) -> Stamp:
    """Put bytes in a file that is not there yet. Raises FileExistsError, or SaveFailed."""
    with _said(path):
        return _with_temporary(path, data, _place_new)


def remove(path: Path) -> None:
    """Remove a file, for good; nothing happens where there is none. Raises SaveFailed."""
    with _said(path), contextlib.suppress(FileNotFoundError):
        path.unlink()
        sync_folder(path.parent)


def rename(path: Path, to: Path) -> None:
    """Give a file a name that is free. Raises FileExistsError, or SaveFailed."""
    with _said(to):
        _place_new(path, to)
        sync_folder(to.parent)


def make_folder(path: Path, within: Path) -> None:
    """Make a folder for its owner alone (0700), and those above it, below ``within``. Raises SaveFailed.

    Nothing from ``within`` to the folder may be a link: what is written stays inside.
    """
    with _said(path):
        place = within
        for part in path.relative_to(within).parts:
            place = place / part
            if place.is_symlink():
                raise OSError(errno.ELOOP, os.strerror(errno.ELOOP))
            _make_one(place)


def close(path: Path) -> None:
    """Make a file or a folder its owner's alone. Raises SaveFailed."""
    with _said(path):
        path.chmod(0o700 if path.is_dir() else 0o600)


def clear_temporary(folder: Path) -> tuple[str, ...]:
    """Remove the temporary files that a crash left in a folder; the names of those removed.

    A file that another process is writing is locked, and stays; so does one that was made a moment ago, which may not
    be locked yet.
    """
    with contextlib.suppress(OSError), os.scandir(folder) as entries:
        found = [entry.name for entry in entries if TEMPORARY.fullmatch(entry.name)]
        return tuple(name for name in found if _clear_one(folder / name))
    return ()


def sync_folder(folder: Path) -> None:
    """Make the names in a folder durable, where the system can."""
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


def _with_temporary(path: Path, data: bytes, place: object) -> Stamp:
    """Write the bytes beside the target, put them in place, and make it durable."""
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
            if os.name != "nt":
                place(temporary, path)  # type: ignore[operator]
        if os.name == "nt":
            place(temporary, path)  # type: ignore[operator]
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise
    sync_folder(path.parent)
    return written


def _claim(handle: int) -> None:
    """Give the file its mode whatever the umask, and lock it so that nobody takes it for a leftover."""
    if hasattr(os, "fchmod"):
        os.fchmod(handle, 0o600)
    if fcntl:
        with contextlib.suppress(OSError):
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _replace(temporary: Path, path: Path) -> None:
    """Rename over the target. On Windows a reader may hold it for a moment, so it is tried again."""
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
    """Give the file its name unless the name is taken; raises FileExistsError."""
    if os.name == "nt":
        temporary.rename(path)
        return
    try:
        os.link(temporary, path, follow_symlinks=False)
    except OSError as error:
        if error.errno not in (errno.EPERM, errno.ENOTSUP, errno.EMLINK, errno.ENOSYS):
            raise
        # A file system without hard links: the name is taken first, then filled.
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        temporary.replace(path)
    else:
        temporary.unlink()


def _make_one(folder: Path) -> None:
    try:
        folder.mkdir(mode=0o700, parents=False)
    except FileExistsError:
        if not folder.is_dir():
            raise OSError(errno.ENOTDIR, os.strerror(errno.ENOTDIR)) from None
        return
    folder.chmod(0o700)
    sync_folder(folder.parent)


def _clear_one(path: Path) -> bool:
    """Remove a temporary file unless somebody is writing it."""
    try:
        handle = os.open(path, os.O_RDONLY | _NO_LINKS)
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
def _said(path: Path) -> Iterator[None]:
    """Say a failure as a sentence; that a name is taken is the caller's to answer."""
    try:
        yield
    except FileExistsError:
        raise
    except OSError as error:
        known = _TROUBLES.get(error.errno or 0)
        what, do = known or (f"{error.strerror or error}.", "Look at the disk, and try again.")
        raise SaveFailed(what, path, do) from error
