"""Small helpers by which fields put words on the screen."""

from textual.content import Content

from session_tui.ui.safe_text import literal
from session_tui.ui.widgets.editor.text_editor import WritingArea


def fill_area(area: WritingArea, text: str) -> None:
    """Put a text into an area; undoable once the area is on the screen."""
    if area.text == text:
        return
    if area.is_mounted:
        area.replace_all(text)
    else:
        area.load(text)


def faint(text: str) -> Content:
    """Words that stand back: labels, the last value, what the keys do."""
    return literal(text, "$text-muted")
