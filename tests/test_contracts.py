"""The import contracts of pyproject.toml hold, have no hole, and no screen imports another screen."""

from __future__ import annotations

import importlib
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from textual.screen import Screen

grimp: Any = pytest.importorskip("grimp")
pytest.importorskip("importlinter")

ROOT = Path(__file__).parents[1]

SHARED = {
    "session_tui.ui.screens.base",
    "session_tui.ui.screens.vault_screen",
    "session_tui.ui.screens.answer_screen",
    "session_tui.ui.screens.chart.base",
    "session_tui.ui.screens.session.prompt_navigation",
}
"""The modules with base classes, which screens may import."""


def lint(root: Path) -> subprocess.CompletedProcess[str]:
    """Check the contracts of a copy of the program."""
    code = "import sys; from importlinter.cli import lint_imports_command; sys.exit(lint_imports_command())"
    return subprocess.run(
        [sys.executable, "-c", code, "--no-cache"],
        cwd=root, env={**os.environ, "PYTHONPATH": str(root)},
        capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the program, to which a test adds an import."""
    root = tmp_path_factory.mktemp("contracts")
    shutil.copytree(ROOT / "session_tui", root / "session_tui", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", root)
    return root


def test_the_contracts_hold(copy: Path) -> None:
    done = lint(copy)
    assert done.returncode == 0, done.stdout
    assert "0 broken" in done.stdout


@pytest.mark.parametrize(
    ("module", "line"),
    [
        ("core/base/ids.py", "from session_tui.actions.keymap import Keymap"),
        ("core/base/ids.py", "from session_tui.ui.safe_text import plain"),
        ("core/base/ids.py", "def late() -> None:\n    from session_tui.ui.navigation import Navigation"),
        ("core/model/dates.py", "from session_tui.core.chart.due import Due"),
        ("vault/storage/filenames.py", "from session_tui.vault.index.rows import read_row"),
        ("markdown/escaping.py", "from session_tui.markdown.note.labels import __doc__"),
        ("ui/widgets/chrome/footer.py", "from session_tui.ui.services.messages import Trouble"),
        ("ui/widgets/chrome/footer.py", "from session_tui.vault.vault import Vault"),
        ("ui/services/list_rows.py", "from session_tui.ui.screens.base import move"),
        ("ui/screens/home/home.py", "from session_tui.ui.navigation import Navigation"),
        ("ui/screens/vault_screen.py", "from session_tui.ui.screens.home.search import SearchScreen"),
    ],
)
def test_an_import_in_the_wrong_direction_breaks_a_contract(copy: Path, module: str, line: str) -> None:
    file = copy / "session_tui" / module
    before = file.read_text(encoding="utf-8")
    file.write_text(f"{before}\n\n{line}\n", encoding="utf-8")
    try:
        done = lint(copy)
    finally:
        file.write_text(before, encoding="utf-8")
    assert done.returncode != 0
    assert "BROKEN" in done.stdout


def cycle(graph: Any) -> list[str]:
    """Modules that are left when those that import none of the rest are taken away again and again."""
    left = {module: set(graph.find_modules_directly_imported_by(module)) for module in graph.modules}
    while free := {module for module, imports in left.items() if not imports & left.keys()}:
        left = {module: imports for module, imports in left.items() if module not in free}
    return sorted(left)


def test_no_modules_import_each_other_even_late_or_for_types_alone() -> None:
    assert cycle(grimp.build_graph("session_tui", cache_dir=None)) == []


def screens_of(module: str) -> set[str]:
    """The screens that a module defines."""
    found = vars(importlib.import_module(module)).values()
    return {
        each.__name__ for each in found
        if isinstance(each, type) and issubclass(each, Screen) and each.__module__ == module
    }  # fmt: skip


def test_no_screen_imports_another_screen() -> None:
    graph = grimp.build_graph("session_tui", cache_dir=None)
    modules = graph.find_descendants("session_tui.ui.screens")
    screens = {module for module in modules - SHARED if screens_of(module)}
    assert len(screens) > 20
    imports = {
        f"{module} imports {found}"
        for module in modules
        for found in graph.find_modules_directly_imported_by(module) & screens
    }
    assert imports == set()


def test_only_the_navigation_imports_several_screens() -> None:
    graph = grimp.build_graph("session_tui", cache_dir=None)
    screens = {each for each in graph.find_descendants("session_tui.ui.screens") - SHARED if screens_of(each)}
    several = {
        module for module in graph.modules
        if len(graph.find_modules_directly_imported_by(module) & screens) > 1
    }  # fmt: skip
    assert several == {"session_tui.ui.base_app", "session_tui.ui.navigation"}


def test_home_is_shown_without_the_screens_that_are_opened_later() -> None:
    code = (
        "import sys\n"
        "import session_tui.ui.app, session_tui.ui.screens.home.home\n"
        "print(*sorted(name for name in sys.modules if name.startswith('session_tui.ui.screens.')))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout.split() == [
        "session_tui.ui.screens.base",
        "session_tui.ui.screens.home",
        "session_tui.ui.screens.home.home",
        "session_tui.ui.screens.home.privacy_screen",
        "session_tui.ui.screens.vault_screen",
    ]
