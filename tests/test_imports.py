"""The headless half loads neither Textual nor Rich."""

import importlib.util
import pkgutil
import subprocess
import sys
from pathlib import Path

import pytest

import session_tui
from session_tui.cli.context import now
from session_tui.paths import vault_folder
from session_tui.vault.vault import Vault

HEADLESS = ("core", "markdown", "vault", "exchange", "demo", "cli", "paths", "settings", "regular_files")


def names_of_headless_modules() -> list[str]:
    """Every module of the headless packages that are there, and the table of actions."""
    found = ["session_tui.actions.registry"]
    for module in pkgutil.walk_packages(session_tui.__path__, "session_tui.", onerror=lambda _: None):
        if module.name.split(".")[1] in HEADLESS:
            found.append(module.name)
    return found


def loaded_after(names: list[str]) -> str:
    """Which of Textual and Rich a fresh process has loaded after importing these modules."""
    code = (
        f"import importlib, sys\nfor name in {names!r}: importlib.import_module(name)\n"
        "print(*sorted({'textual', 'rich'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_the_modules_are_found() -> None:
    names = names_of_headless_modules()
    assert {
        "session_tui.core.schema.field_types",
        "session_tui.actions.registry",
        "session_tui.paths",
    } <= set(names)
    assert all(importlib.util.find_spec(name) for name in names)


def test_the_headless_half_loads_neither_textual_nor_rich() -> None:
    names = names_of_headless_modules()
    if not (loaded := loaded_after(names)):
        return
    guilty = [name for name in names if loaded_after([name])]
    pytest.fail(f"{loaded} loaded by {', '.join(guilty)}")


def test_the_plot_is_not_loaded_before_it_is_shown() -> None:
    code = (
        "import sys\n"
        "import session_tui.ui.app, session_tui.ui.screens.home.home, session_tui.ui.screens.chart.sessions\n"
        "import session_tui.ui.screens.chart.goals\n"
        "print(*sorted({'plotext', 'textual_plotext'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout.strip() == ""


UNWANTED = ("textual", "rich", "markdown_it", "plotext", "platformdirs", "asyncio", "tomllib", "ruamel")
"""What no command that lists needs; each would take from 3 to 150 ms."""


@pytest.mark.parametrize("command", ["list", "clients", "due"])
def test_a_command_that_lists_loads_nothing_that_only_others_need(own_home: Path, command: str) -> None:
    vault = Vault.create(vault_folder(None, {}), clock=now)
    vault.add_client("ana-k")
    code = (
        f"import sys\nsys.argv = ['session-tui', {command!r}]\n"
        "from session_tui.__main__ import main\n"
        "try:\n    main()\nexcept SystemExit as end:\n    assert not end.code, end.code\n"
        f"print('loaded', *sorted(set({UNWANTED!r}) & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout.splitlines()[-1] == "loaded"
