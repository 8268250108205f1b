"""The fields: one widget for each kind of prompt."""

from session_tui.core.interview.context import FieldContext
from session_tui.core.interview.entry import Entry
from session_tui.core.model.guide import Prompt
from session_tui.core.model.values import Kind
from session_tui.ui.widgets.fields.agenda import AgendaField
from session_tui.ui.widgets.fields.base import PromptField
from session_tui.ui.widgets.fields.checkin import CheckinField
from session_tui.ui.widgets.fields.choice import ChoiceField
from session_tui.ui.widgets.fields.events import EventsField
from session_tui.ui.widgets.fields.forms import DecisionField, RhythmField
from session_tui.ui.widgets.fields.goals import GoalsField
from session_tui.ui.widgets.fields.people import PeopleField
from session_tui.ui.widgets.fields.questions import QuestionsField
from session_tui.ui.widgets.fields.repair import RepairField
from session_tui.ui.widgets.fields.scale import ScaleField
from session_tui.ui.widgets.fields.steps import StepsField
from session_tui.ui.widgets.fields.times import DateField, DurationField
from session_tui.ui.widgets.fields.trials import TrialsField
from session_tui.ui.widgets.fields.writing import ListField, TextField

FIELDS: dict[Kind, type[PromptField]] = {
    Kind.TEXT: TextField,
    Kind.LIST: ListField,
    Kind.SCALE: ScaleField,
    Kind.CHOICE: ChoiceField,
    Kind.DATE: DateField,
    Kind.DURATION: DurationField,
    Kind.GOALS: GoalsField,
    Kind.STEPS: StepsField,
    Kind.TRIALS: TrialsField,
    Kind.QUESTIONS: QuestionsField,
    Kind.PEOPLE: PeopleField,
    Kind.EVENTS: EventsField,
    Kind.CHECKIN: CheckinField,
    Kind.DECISION: DecisionField,
    Kind.AGENDA: AgendaField,
    Kind.RHYTHM: RhythmField,
    Kind.REPAIR: RepairField,
}
"""The field class of each kind of prompt."""


def field_for(prompt: Prompt, entry: Entry, context: FieldContext) -> PromptField:
    """Return the field of a prompt, filled with an entry."""
    return FIELDS[prompt.kind](prompt, entry, context=context)
