"""A field of one line: nothing pasted is cut, and Enter hands it in."""

import pytest
from textual import events
from textual.app import App, ComposeResult
from textual.geometry import Region

from session_tui.ui.widgets.editor.line_editor import LineEditor, joined_lines
from session_tui.ui.widgets.editor.text_editor import TextEditor


class Fields(App[None]):
    """Two fields, and what they told."""

    CSS = "LineEditor { border: none; padding: 0; width: 20; }"
    ENABLE_COMMAND_PALETTE = False

    def __init__(self, field: LineEditor) -> None:
        super().__init__()
        self.field = field
        self.submitted: list[tuple[LineEditor, str]] = []
        self.edges: list[str] = []

    def compose(self) -> ComposeResult:
        yield self.field

    def on_mount(self) -> None:
        self.field.focus()

    def on_line_editor_submitted(self, message: LineEditor.Submitted) -> None:
        self.submitted.append((message.control, message.value))

    def on_text_editor_edge_reached(self, message: TextEditor.EdgeReached) -> None:
        self.edges.append(message.direction)


def row(field: LineEditor) -> str:
    (strip,) = field.render_lines(Region(0, 0, *field.outer_size))
    return strip.text.rstrip()


async def test_enter_hands_in_what_is_written_and_writes_nothing() -> None:
    app = Fields(LineEditor("sleep"))
    async with app.run_test() as pilot:
        await pilot.press("end", "!", "enter")
        assert app.submitted == [(app.field, "sleep!")]
        assert app.field.text == "sleep!"


@pytest.mark.parametrize(
    ("pasted", "line"),
    [
        ("one\r\ntwo\rthree\n", "one two three"),
        ("one\n\n  two  \n", "one two"),
        ("  one line, as it is  ", "  one line, as it is  "),
        ("\n\n", ""),
        ("a\u2028b\x0bc", "a\u2028b\x0bc"),
    ],
)
async def test_a_paste_of_several_lines_is_joined_and_not_cut(pasted: str, line: str) -> None:
    assert joined_lines(pasted) == line
    app = Fields(LineEditor())
    async with app.run_test() as pilot:
        app.field.post_message(events.Paste(pasted))
        await pilot.pause()
        assert app.field.text == line


async def test_what_is_filled_in_becomes_one_line() -> None:
    app = Fields(LineEditor("a\nb"))
    async with app.run_test():
        assert app.field.text == "a b"
        app.field.load("c\nd")
        assert app.field.text == "c d"
        app.field.replace_all("e\nf")
        assert app.field.text == "e f"
        app.field.undo()
        assert app.field.text == "c d"


async def test_a_long_line_scrolls_sideways_in_one_row() -> None:
    app = Fields(LineEditor())
    async with app.run_test() as pilot:
        await pilot.press(*"a line longer than the field")
        await pilot.pause()
        assert app.field.outer_size.height == 1
        assert row(app.field).endswith("the field")
        await pilot.press("home")
        await pilot.pause()
        assert row(app.field).startswith("a line longer")


async def test_up_and_down_leave_the_field() -> None:
    app = Fields(LineEditor("text"))
    async with app.run_test() as pilot:
        await pilot.press("up", "down")
        assert app.edges == ["up", "down"]


async def test_a_placeholder_is_never_markup() -> None:
    app = Fields(LineEditor(placeholder="[/b] jot"))
    async with app.run_test():
        assert row(app.field) == "[/b] jot"
