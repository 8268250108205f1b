"""Imports Textual without the modules that home does not need, which saves a tenth of the start.

Written for Textual 8.2.8; tests/ui/textual_patches/test_lazy_imports.py fails when Textual changes what is relied on here.
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
    """Stands where a class would that nobody here uses."""


class StubModule(ModuleType):
    """A module that only lends its names: each is `StubClass`."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return StubClass


class LazyModule(ModuleType):
    """A module of functions that is imported when one of them is called."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return partial(self._call, name)

    def _call(self, name: str, *values: Any, **named: Any) -> Any:
        if sys.modules.get(self.__name__) is self:
            del sys.modules[self.__name__]
        return getattr(import_module(self.__name__), name)(*values, **named)


def import_textual() -> None:
    """Import the app.

    - The palette comes with six kinds of widgets. `BaseApp.action_command_palette` imports it.
    - asyncio does without TLS where it finds none; this program opens no connection.
    - The functions of the other modules are seldom called, or never.
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
    """While this lasts, whoever imports the module gets the stand-in; with None, it is not to be had.

    A module that is there already stays.
    """
    if name in sys.modules:
        yield
        return
    sys.modules[name] = stand_in  # type: ignore[assignment]  # None is how Python itself says so
    try:
        yield
    finally:
        if sys.modules[name] is stand_in:
            del sys.modules[name]
