"""An instance has all its attributes once it is built: none is created by a method that may run late, or never.

An attribute that a method assigns must be known before any method runs: assigned or annotated in the class body, or
assigned by ``__init__``, by ``__post_init__`` or by a method that these call on ``self``. Base classes count, those of
Textual too.
"""

from __future__ import annotations

import ast
import importlib
import inspect
import pkgutil
import sys
from collections.abc import Iterator
from functools import cache

import session_tui

BUILDERS = ("__init__", "__post_init__", "__new__")

Function = ast.FunctionDef | ast.AsyncFunctionDef


def classes_of_the_program() -> Iterator[type]:
    """Every class that a module of the program defines, those within classes too."""
    for module in pkgutil.walk_packages(session_tui.__path__, "session_tui."):
        found = importlib.import_module(module.name)
        yield from _defined_in(vars(found), module.name)


def _defined_in(names: dict[str, object], module: str) -> Iterator[type]:
    for each in list(names.values()):
        if isinstance(each, type) and each.__module__ == module:
            yield each
            yield from _defined_in(dict(vars(each)), module)


@cache
def class_definitions(module: str) -> dict[str, ast.ClassDef]:
    """The classes of a module by their qualified names; none where it has no Python source."""
    try:
        tree = ast.parse(inspect.getsource(sys.modules[module]))
    except (OSError, TypeError):
        return {}
    return dict(_definitions_within(tree, ""))


def _definitions_within(node: ast.AST, prefix: str) -> Iterator[tuple[str, ast.ClassDef]]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.ClassDef):
            yield prefix + child.name, child
            yield from _definitions_within(child, f"{prefix}{child.name}.")
        elif not isinstance(child, Function):
            yield from _definitions_within(child, prefix)


def methods_of(class_: type) -> dict[str, list[Function]]:
    """The definitions of each method, in the class and in its bases."""
    methods: dict[str, list[Function]] = {}
    for base in class_.__mro__:
        definition = class_definitions(base.__module__).get(base.__qualname__)
        for node in definition.body if definition else ():
            if isinstance(node, Function):
                methods.setdefault(node.name, []).append(node)
    return methods


def assigned(function: Function) -> Iterator[ast.Attribute]:
    """Every ``self.x`` that a function assigns."""
    for node in ast.walk(function):
        if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store) and _is_self(node.value):
            yield node


def called_on_self(function: Function) -> set[str]:
    """The methods that a function calls as ``self.x()`` or ``super().x()``."""
    calls = (node.func for node in ast.walk(function) if isinstance(node, ast.Call))
    return {call.attr for call in calls if isinstance(call, ast.Attribute) and _is_self(call.value)}


def _is_self(node: ast.expr) -> bool:
    if isinstance(node, ast.Call):
        return isinstance(node.func, ast.Name) and node.func.id == "super"
    return isinstance(node, ast.Name) and node.id == "self"


def building_methods(methods: dict[str, list[Function]]) -> set[str]:
    """The methods that run while an instance is built."""
    building, left = set[str](), list(BUILDERS)
    while left:
        name = left.pop()
        if name in methods and name not in building:
            building.add(name)
            left += [call for each in methods[name] for call in called_on_self(each)]
    return building


def known_attributes(class_: type) -> set[str]:
    """The attributes that an instance has once it is built."""
    methods = methods_of(class_)
    known = set(dir(class_))
    for base in class_.__mro__:
        known |= inspect.get_annotations(base).keys()
    for name in building_methods(methods):
        known |= {each.attr for function in methods[name] for each in assigned(function)}
    return known


def late_attributes(class_: type) -> list[str]:
    """What a class creates on ``self`` after it was built, with the line."""
    definition = class_definitions(class_.__module__).get(class_.__qualname__)
    known = known_attributes(class_) if definition else set()
    return [
        f"{class_.__module__}:{each.lineno} {class_.__qualname__}.{each.attr}"
        for function in (definition.body if definition else ())
        if isinstance(function, Function)
        for each in assigned(function)
        if each.attr not in known
    ]


class _Late:
    """A class with the fault that the test below looks for."""

    def __init__(self) -> None:
        self.early = 1
        self._prepare()

    def _prepare(self) -> None:
        self.prepared = 2

    def later(self) -> None:
        """Assign one attribute that nothing has created before."""
        self.early = self.prepared = 3
        self.late = 4


def test_a_late_attribute_is_found() -> None:
    (found,) = late_attributes(_Late)
    assert found.endswith("_Late.late")


def test_every_attribute_is_there_once_its_instance_is_built() -> None:
    found = list(classes_of_the_program())
    assert len(found) > 400
    assert [late for class_ in found for late in late_attributes(class_)] == []
