"""Small helpers by which fields put words on the screen."""

from textual.content import Content

from session_tui.ui.safe_text import as_content
from session_tui.ui.widgets.editor.text_editor import TextEditor


def fill_area(area: TextEditor, text: str) -> None:
    """Put a text into an area; undoable once the area is on the screen."""
    if area.text == text:
        return
    if area.is_mounted:
        area.replace_all(text)
    else:
        area.load(text)


def faint(text: str) -> Content:
    """Words that stand back: labels, the last value, what the keys do."""
    return as_content(text, "$text-muted")
