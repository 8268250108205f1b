"""Helpers with which fields show text."""

from textual.content import Content

from session_tui.ui.safe_text import as_content
from session_tui.ui.widgets.editor.text_editor import TextEditor


def fill_area(area: TextEditor, text: str) -> None:
    """Replace the text of an editor; undoable once the editor is mounted."""
    if area.text == text:
        return
    if area.is_mounted:
        area.replace_all(text)
    else:
        area.load(text)


def faint(text: str) -> Content:
    """Return muted content: labels, previous values, key hints."""
    return as_content(text, "$text-muted")
