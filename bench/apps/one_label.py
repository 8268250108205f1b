"""The least that Textual can start: ``python -m bench.apps.one_label``."""

from textual.app import App, ComposeResult
from textual.widgets import Label


class OneLabel(App[None]):
    """One label, one key to leave."""

    BINDINGS = [("ctrl+q", "quit", "Quit")]
    ENABLE_COMMAND_PALETTE = False

    def compose(self) -> ComposeResult:
        """The label."""
        yield Label("One label")


if __name__ == "__main__":
    OneLabel().run()
