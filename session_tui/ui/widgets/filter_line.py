"""The line in which one types to narrow a list; it is there only while it is used."""

from __future__ import annotations

from session_tui.ui.widgets.one_line import OneLine


class FilterLine(OneLine):
    """Opened with ``/``; empty it is put away."""

    DEFAULT_CSS = """
    FilterLine { display: none; height: 1; border: none; padding: 0; }
    FilterLine:focus { border: none; }
    FilterLine.-open { display: block; }
    """

    def __init__(self, placeholder: str, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(placeholder=placeholder, id=id)

    @property
    def is_open(self) -> bool:
        """Whether it is on the screen."""
        return self.has_class("-open")

    def open(self) -> None:
        """Show it, and write in it."""
        self.add_class("-open")
        self.focus()

    def put_away(self) -> None:
        """Empty it and hide it."""
        self.replace_all("")
        self.remove_class("-open")
