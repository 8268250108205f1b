"""Fields that consist of a few lines: a decision, a rhythm."""

from collections.abc import Iterable
from typing import Any, ClassVar

from textual.widget import Widget
from textual.widgets import Static

from session_tui.core.model.dates import format_day
from session_tui.core.model.values import Decision, Rhythm, Value
from session_tui.core.schema.fields import Document
from session_tui.ui.widgets.editor.fill import faint
from session_tui.ui.widgets.fields.base import PromptField
from session_tui.ui.widgets.fields.items import Detail, item_fields
from session_tui.ui.widgets.fields.read_line import ReadLine
from session_tui.ui.widgets.fields.readers import DAY, DURATION, LINES, one_of


class FormField(PromptField):
    """Edits one document, with a line for each of its fields; every line may stay blank."""

    MAKES: ClassVar[type[Document]]
    DETAILS: ClassVar[tuple[Detail, ...]] = ()
    KEYS = "enter next"

    def make(self) -> None:
        """Create the lines that the prompt asks for."""
        named = self.prompt.fields
        asked = [each for each in self.DETAILS if not named or each.name in named]
        self.lines = {each.name: ReadLine(each.label, each.reader, context=self.context) for each in asked}
        self._given: dict[str, Any] = {}

    def parts(self) -> Iterable[Widget]:
        """Yield the lines."""
        yield from self.lines.values()

    @property
    def value(self) -> Value | None:
        """The document that the lines describe; a field without a line keeps its value."""
        fields = self._given | {name: line.value for name, line in self.lines.items()}
        given = {name: value for name, value in self.complete(fields).items() if value not in (None, ())}
        return self.MAKES(**given) if given else None  # type: ignore[return-value]

    def show_value(self, value: Value | None) -> None:
        """Show a document."""
        self._given = item_fields(value) if isinstance(value, self.MAKES) else {}
        for name, line in self.lines.items():
            given = self._given.get(name)
            line.show(None if given == () else given)

    @property
    def unread(self) -> tuple[str, ...]:
        """The lines that could not be read."""
        return tuple(line.unread for line in self.lines.values() if line.unread)

    def complete(self, fields: dict[str, Any]) -> dict[str, Any]:
        """Return the fields with derived values added."""
        return fields


class DecisionField(FormField):
    """A choice to make. Nothing has to be chosen: “not now” is a valid outcome."""

    MAKES = Decision
    DETAILS = (
        Detail("question", "the question"),
        Detail("options", "options, one a line", LINES),
        Detail("mattered", "what mattered"),
        Detail("chosen", "chosen option"),
        Detail("decided_by", "who decided", one_of(*Decision.DECIDED_BY)),
    )

    def complete(self, fields: dict[str, Any]) -> dict[str, Any]:
        """Set the client as the person who decided once something was chosen, unless the line says otherwise."""
        chosen = self.lines.get("chosen")
        decided = self.lines.get("decided_by")
        is_new = chosen is not None and chosen.is_edited and fields.get("chosen") is not None
        is_open = decided is None or not decided.line.text.strip()
        if is_new and is_open and fields.get("decided_by") is None:
            return fields | {"decided_by": "client"}
        return fields


class RhythmField(FormField):
    """How often to meet, and when to look back; the phase is chosen by its first letter."""

    MAKES = Rhythm
    DETAILS = (
        Detail("phase", "phase", one_of(*Rhythm.PHASES)),
        Detail("every", "how often", DURATION),
        Detail("look_back", "look back on", DAY),
    )

    def parts(self) -> Iterable[Widget]:
        """Yield the current rhythm, then the lines."""
        said = self._current_rhythm()
        if said:
            yield Static(faint(f"until now: {said}"), classes="form-standing")
        yield from super().parts()

    def _current_rhythm(self) -> str:
        """Return the rhythm agreed in earlier sessions; empty if there is none."""
        rhythm = self.context.open_items.rhythm
        if rhythm is None:
            return ""
        every = f"every {rhythm.every}" if rhythm.every else ""
        day = rhythm.look_back
        back = f"look back {format_day(day, self.context.today)}" if day else ""
        return ", ".join(part for part in (rhythm.phase or "", every, back) if part)
