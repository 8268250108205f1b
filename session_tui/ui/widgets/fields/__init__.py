"""One widget a kind of prompt."""

from session_tui.core.guide import Prompt
from session_tui.core.values import Kind
from session_tui.ui.widgets.fields.choice import ChoiceField
from session_tui.ui.widgets.fields.scale import ScaleField
from session_tui.ui.widgets.fields.times import DateField, DurationField
from session_tui.ui.widgets.fields.writing import ListField, TextField
from session_tui.ui.widgets.prompt_field import Entry, FieldContext, PromptField

FIELDS: dict[Kind, type[PromptField]] = {
    Kind.TEXT: TextField,
    Kind.LIST: ListField,
    Kind.SCALE: ScaleField,
    Kind.CHOICE: ChoiceField,
    Kind.DATE: DateField,
    Kind.DURATION: DurationField,
}
"""The field of each kind."""


def field_for(prompt: Prompt, entry: Entry, context: FieldContext) -> PromptField:
    """The field of a prompt, holding an entry."""
    return FIELDS[prompt.kind](prompt, entry, context=context)
