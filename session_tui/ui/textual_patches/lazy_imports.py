"""Import Textual without the modules that home does not need, which saves a tenth of the start.

Written for Textual 8.2.8; tests/ui/textual_patches/test_lazy_imports.py fails when Textual
imports other modules.
"""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterator
from functools import partial
from importlib import import_module
from types import ModuleType
from typing import Any


class StubClass:
    """A placeholder for a class that this program does not use."""


class StubModule(ModuleType):
    """A placeholder for a module. Every name in it is `StubClass`."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return StubClass


class LazyModule(ModuleType):
    """A placeholder for a module of functions, which is imported when one of them is called."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return partial(self._call, name)

    def _call(self, name: str, *values: Any, **named: Any) -> Any:
        """Import the module in place of this one, and call its function."""
        if sys.modules.get(self.__name__) is self:
            del sys.modules[self.__name__]
        return getattr(import_module(self.__name__), name)(*values, **named)


def import_textual() -> None:
    """Import `textual.app` without these modules:

    - ``textual.command`` imports six kinds of widgets. `BaseApp.action_command_palette` imports it.
    - ``ssl``: asyncio works without it, and this program opens no connection.
    - The functions of the other modules are called rarely or never.
    """
    with (
        left_out("ssl", None),
        left_out("textual.command", StubModule("textual.command")),
        left_out("platformdirs", LazyModule("platformdirs")),
        left_out("rich.table", LazyModule("rich.table")),
        left_out("uuid", LazyModule("uuid")),
    ):
        import_module("textual.app")


@contextlib.contextmanager
def left_out(name: str, stand_in: ModuleType | None) -> Iterator[None]:
    """Replace a module by a stand-in for imports in this context; with None, its import raises ImportError.

    A module that was imported before is not replaced.
    """
    if name in sys.modules:
        yield
        return
    sys.modules[name] = stand_in  # type: ignore[assignment]  # Python's own way to block an import
    try:
        yield
    finally:
        # `LazyModule._call` may have put the real module in its place.
        if sys.modules[name] is stand_in:
            del sys.modules[name]
