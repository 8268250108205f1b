"""Opening files of unknown nature: regular files only, and no more than a limit of each.

A FIFO or a device that has the name of a file would let a plain read wait for ever, or never end.
"""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path
from typing import BinaryIO

NO_REGULAR_FILE = "it is no regular file"
"""Why a folder, a FIFO, a socket or a device is not read."""

_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
_NO_LINKS = getattr(os, "O_NOFOLLOW", 0)


def open_regular(path: Path, limit: int, *, follows_links: bool = True) -> BinaryIO:
    """Open a file to read its bytes, without waiting for a writer at its other end.

    Args:
        path: the file.
        limit: the most bytes that it may hold.
        follows_links: whether the file may be a link.

    Raises:
        OSError: it cannot be opened, is no regular file, or is larger than the limit; ``strerror`` says which.
    """
    handle = os.open(path, _FLAGS | (0 if follows_links else _NO_LINKS))
    try:
        _refuse_other(path, os.fstat(handle), limit)
        return os.fdopen(handle, "rb")
    except BaseException:
        os.close(handle)
        raise


def read_regular(path: Path, limit: int, *, follows_links: bool = True) -> bytes:
    """The bytes of a file; raises OSError as :func:`open_regular` does."""
    with open_regular(path, limit, follows_links=follows_links) as file:
        data = file.read(limit + 1)  # a file may grow after it was opened
    if len(data) > limit:
        raise _too_large(path, limit)
    return data


def _refuse_other(path: Path, found: os.stat_result, limit: int) -> None:
    if not stat.S_ISREG(found.st_mode):
        code = errno.EISDIR if stat.S_ISDIR(found.st_mode) else errno.EINVAL
        raise OSError(code, NO_REGULAR_FILE, str(path))
    if found.st_size > limit:
        raise _too_large(path, limit)


def _too_large(path: Path, limit: int) -> OSError:
    size = f"{limit >> 20} MB" if limit >= 1 << 20 else f"{limit >> 10} kB"
    return OSError(errno.EFBIG, f"it is larger than {size}", str(path))
