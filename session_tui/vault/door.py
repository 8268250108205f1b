"""Turn errors of the operating system and of SQLite inside the vault into a SessionTuiError with a sentence."""

from __future__ import annotations

import contextlib
import inspect
import sqlite3
from collections.abc import Callable, Iterator
from functools import wraps
from pathlib import Path
from typing import Any, TypeVar

from session_tui.vault.storage.errors import DiskFailed

C = TypeVar("C", bound=type)


def translate_system_errors(cls: C) -> C:
    """Wrap the public methods of a class, so that OSError and sqlite3.Error leave them as DiskFailed.

    The class has an attribute ``root``, the folder of the vault. A generator that a method returns is wrapped too,
    because its code runs after the method has returned.
    """
    for name, member in list(vars(cls).items()):
        if name.startswith("_"):
            continue
        if inspect.isfunction(member):
            setattr(cls, name, _wrapped(member))
        elif isinstance(member, classmethod):
            setattr(cls, name, classmethod(_wrapped(member.__func__)))
    return cls


def _wrapped(method: Callable[..., Any]) -> Callable[..., Any]:
    """Return a method that raises DiskFailed in place of an error of the system."""

    @wraps(method)
    def call(self: Any, *args: Any, **named: Any) -> Any:
        root = args[0] if isinstance(self, type) else self.root
        with _translated(root):
            result = method(self, *args, **named)
        return _translate_generator(result, root) if inspect.isgenerator(result) else result

    return call


def _translate_generator(found: Iterator[Any], root: Path) -> Iterator[Any]:
    """Yield from a generator, raising DiskFailed in place of an error of the system."""
    with _translated(root):
        yield from found


@contextlib.contextmanager
def _translated(root: Path) -> Iterator[None]:
    """Raise DiskFailed in place of an error of the system."""
    try:
        yield
    except OSError as error:
        where = Path(error.filename) if isinstance(error.filename, str) else root
        raise DiskFailed(error.strerror or type(error).__name__, where) from error
    except sqlite3.Error as error:
        raise DiskFailed(f"the index failed ({error})", root / ".index") from error
