"""The smallest Textual program: ``python -m bench.apps.one_label``."""

from textual.app import App, ComposeResult
from textual.widgets import Label


class OneLabel(App[None]):
    """One label; one key quits."""

    BINDINGS = [("ctrl+q", "quit", "Quit")]
    ENABLE_COMMAND_PALETTE = False

    def compose(self) -> ComposeResult:
        """Yield the label."""
        yield Label("One label")


if __name__ == "__main__":
    OneLabel().run()
