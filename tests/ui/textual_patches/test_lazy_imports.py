"""Textual without what home does not need: home stands, and whatever was left out is there when it is wanted."""

import subprocess
import sys
from pathlib import Path

LEFT_OUT = (
    "ssl",
    "textual.command",
    "platformdirs",
    "rich.table",
    "uuid",
    "shutil",
)

OPENED = """
import sys
from datetime import datetime
from pathlib import Path
from session_tui.ui.textual_patches.lazy_imports import import_textual

import_textual()
import asyncio
from session_tui.settings import Settings
from session_tui.ui.app import SessionApp
from session_tui.vault.vault import Vault


async def main():
    vault = Vault.create(Path(sys.argv[1]), clock=lambda: datetime.now().astimezone())
    app = SessionApp(vault, Settings())
    async with app.run_test(notifications=True) as pilot:
        await pilot.pause()
        {what}


asyncio.run(main())
"""


def said(code: str, *arguments: str) -> str:
    """What a fresh process prints."""
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_home_stands_without_what_it_does_not_need(tmp_path: Path) -> None:
    show = f"print(type(app.screen).__name__, *sorted(set({LEFT_OUT!r}) & set(sys.modules)))"
    assert said(OPENED.format(what=show), str(tmp_path / "vault")) == "HomeScreen"


def test_the_palette_comes_when_it_is_wanted(tmp_path: Path) -> None:
    press = 'await pilot.press("ctrl+p"); print(type(app.screen).__name__)'
    assert said(OPENED.format(what=press), str(tmp_path / "vault")) == "Palette"


def test_a_toast_has_its_mark(tmp_path: Path) -> None:
    tell = 'app.show_message("Kept."); await pilot.pause(); print(*(len(each.identity) for each in app._notifications))'
    assert said(OPENED.format(what=tell), str(tmp_path / "vault")) == "36"


def test_what_was_left_out_can_be_imported_afterwards() -> None:
    code = (
        "from session_tui.ui.textual_patches.lazy_imports import import_textual\nimport_textual()\n"
        "import platformdirs, ssl, uuid, textual.app, textual.command, rich.table\n"
        "print(textual.app.uuid.uuid4().version, ssl.create_default_context().check_hostname,\n"
        "    textual.command.Provider.__name__, rich.table.Table.__name__)"
    )
    assert said(code) == "4 True Provider Table"


def test_what_is_there_already_stays() -> None:
    code = (
        "import textual.app, textual.command\nfrom session_tui.ui.textual_patches.lazy_imports import import_textual\n"
        "import_textual()\nprint(textual.app.CommandPalette is textual.command.CommandPalette)"
    )
    assert said(code) == "True"


def test_textual_asks_for_the_palette_only_where_the_program_answers_itself() -> None:
    code = (
        "import ast, inspect, textual.app\n"
        "names = {'CommandListItem', 'CommandPalette', 'Provider', 'SimpleProvider'}\n"
        "for node in ast.walk(ast.parse(inspect.getsource(textual.app))):\n"
        "    if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):\n"
        "        used = {each.id for part in node.body for each in ast.walk(part) if isinstance(each, ast.Name)}\n"
        "        if used & names: print(node.name)"
    )
    assert said(code).split() == ["search_commands", "search_themes", "action_command_palette"]
