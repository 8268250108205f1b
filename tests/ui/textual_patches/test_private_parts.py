"""Only ``textual_patches`` leans on private parts of Textual, and says for each patch what watches it."""

from __future__ import annotations

import ast
import importlib
import inspect
import pkgutil
import re
import sys
from collections.abc import Iterator
from functools import cache
from importlib.metadata import version
from pathlib import Path
from types import ModuleType

import pytest

import session_tui
from session_tui.ui import textual_patches

ROOT = Path(__file__).resolve().parents[3]
PATCHES = textual_patches.__name__
THEIRS = ("textual", "rich", "textual_plotext")
"""The packages whose private parts are meant."""

KNOWN = frozenset(
    {
        "_callbacks",
        "_compositor",
        "_exit_renderables",
        "_handle_exception",
        "_layout_required",
        "_line_index_to_offsets",
        "_message_queue",
        "_next_callbacks",
        "_offset_to_line_info",
        "_pending_message",
        "_refresh_truecolor_filter",
        "_render_line",
        "_set_document",
        "_styles_cache",
        "_wrap_offsets",
    }
)
"""Private names of Textual that are used, or were once; nobody else may use them, on whatever object."""


def is_private(name: str) -> bool:
    """Whether a name begins with one underscore."""
    return name.startswith("_") and not name.startswith("__")


def modules_outside() -> list[ModuleType]:
    """Every module of the program apart from the patches."""
    found = pkgutil.walk_packages(session_tui.__path__, "session_tui.")
    names = [each.name for each in found if not each.name.startswith(PATCHES)]
    return [importlib.import_module(name) for name in names]


def tree_of(module: ModuleType) -> ast.Module:
    """The source of a module, parsed."""
    return ast.parse(Path(module.__file__ or "").read_text(encoding="utf-8"))


@cache
def private_names(cls: type) -> frozenset[str]:
    """The private names that a class itself defines: methods, class attributes, and what it sets on ``self``."""
    names = {*vars(cls), *vars(cls).get("__annotations__", {})}
    module = sys.modules[cls.__module__]
    if tree := class_trees(module).get(cls.__qualname__):
        names |= set_on_self(tree)
    return frozenset(filter(is_private, names))


@cache
def class_trees(module: ModuleType) -> dict[str, ast.ClassDef]:
    """The classes of a module by their qualified names."""
    return {cls.__qualname__: tree for tree, cls in classes_in(module)}


def set_on_self(tree: ast.ClassDef) -> set[str]:
    """The attributes that the methods of a class set on ``self``."""
    return {
        node.attr
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store)
        if isinstance(node.value, ast.Name) and node.value.id == "self"
    }


def private_names_above(cls: type) -> set[str]:
    """The private names of the classes of Textual that a class of ours, or a subclass of it, inherits from."""
    names = set[str]()
    family: list[type] = [cls, *all_subclasses(cls)]
    for each in family:
        for base in each.__mro__:
            if base.__module__.split(".")[0] in THEIRS:
                names |= private_names(base)
    return names


def all_subclasses(cls: type) -> Iterator[type]:
    """All classes of the program below a class; a mixin is used with whatever they inherit from besides."""
    below: list[type] = cls.__subclasses__()
    for each in below:
        if each.__module__.startswith("session_tui."):
            yield each
            yield from all_subclasses(each)


def names_in(tree: ast.AST) -> Iterator[tuple[str, int]]:
    """Each attribute that is used and each name that is defined, with its line."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute):
            yield node.attr, node.lineno
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node.name, node.lineno
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.id, node.lineno


def classes_in(module: ModuleType) -> Iterator[tuple[ast.ClassDef, type]]:
    """The classes of a module, at its top level and inside others."""

    def below(tree: ast.Module | ast.ClassDef, owner: object) -> Iterator[tuple[ast.ClassDef, type]]:
        for node in tree.body:
            cls = vars(owner).get(node.name) if isinstance(node, ast.ClassDef) else None
            if isinstance(node, ast.ClassDef) and isinstance(cls, type):
                yield node, cls
                yield from below(node, cls)

    yield from below(tree_of(module), module)


def private_imports(tree: ast.Module) -> Iterator[str]:
    """The private modules and names of Textual that a module imports."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            paths = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and not node.level:
            paths = [f"{node.module}.{alias.name}" for alias in node.names]
        else:
            continue
        for path in paths:
            package, *parts = path.split(".")
            if package in THEIRS and any(map(is_private, parts)):
                yield f"line {node.lineno}: {path}"


def uses_of_private_parts(module: ModuleType) -> list[str]:
    """What a module uses of the private parts of Textual."""
    tree = tree_of(module)
    found = [*private_imports(tree)]
    found += [f"line {line}: {name}" for name, line in names_in(tree) if name in KNOWN]
    for node, cls in classes_in(module):
        theirs = private_names_above(cls)
        found += [f"line {line}: {cls.__name__} uses {name}" for name, line in names_in(node) if name in theirs]
    return found


def test_only_the_patches_use_private_parts_of_textual() -> None:
    used = {each.__name__: uses for each in modules_outside() if (uses := uses_of_private_parts(each))}
    assert used == {}, "move it into session_tui/ui/textual_patches behind a public name, or rename your own attribute"


LEANING = """
from textual._compositor import Compositor
from textual import _wait
from textual.widgets import Static


class Leaning(Static):
    class Inner(Static):
        def _render(self):
            return super()._render()

    _parent = None

    def drop(self):
        self._size = None


def peek(screen):
    return screen._compositor
"""


def test_each_way_to_lean_on_them_is_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "leaning_module.py").write_text(LEANING, encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    module = importlib.import_module("leaning_module")
    del sys.modules["leaning_module"]
    assert sorted(set(uses_of_private_parts(module))) == [
        "line 10: Inner uses _render",
        "line 10: Leaning uses _render",
        "line 12: Leaning uses _parent",
        "line 15: Leaning uses _size",
        "line 19: _compositor",
        "line 2: textual._compositor.Compositor",
        "line 3: textual._wait",
        "line 9: Inner uses _render",
        "line 9: Leaning uses _render",
    ]


def described() -> dict[str, str]:
    """What the docstring of the package says of each patch."""
    parts = re.split(r"^``(\w+)``$", inspect.getdoc(textual_patches) or "", flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def test_each_patch_is_described() -> None:
    there = {each.name for each in pkgutil.iter_modules(textual_patches.__path__)}
    assert described().keys() == there


@pytest.mark.parametrize("name", sorted(described()))
def test_a_description_says_what_why_how_much_and_which_test_watches(name: str) -> None:
    text = described()[name]
    for part in ("Private", "Why", "Gain", "Watched by"):
        assert f"{part}: " in text, part
    tests = re.findall(r"``(tests/[\w/]+\.py)``", text)
    assert tests
    assert all((ROOT / each).is_file() for each in tests)


def test_textual_is_pinned_to_the_version_that_the_patches_were_written_for() -> None:
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    pinned = re.search(r'"textual==([\d.]+)"', project)
    assert pinned
    assert pinned[1] == version("textual")
    assert pinned[1] in (inspect.getdoc(textual_patches) or "")
