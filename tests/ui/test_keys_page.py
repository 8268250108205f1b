"""The page of keys in docs/."""

from __future__ import annotations

from pathlib import Path

from session_tui.ui.keymap import read_keymap
from session_tui.ui.keys_page import keys_page

PAGE = Path(__file__).parents[2] / "docs" / "keys.md"


def test_the_page_in_docs_is_the_one_the_program_makes() -> None:
    made = "python -m session_tui.ui.keys_page > docs/keys.md"
    assert PAGE.read_text(encoding="utf-8") == keys_page(), f"make it anew: {made}"


def test_remapped_keys_are_shown_as_they_are_now() -> None:
    assert "| `f6` | **Jot.**" in keys_page(read_keymap({"sheet.jot": "f6"}))
