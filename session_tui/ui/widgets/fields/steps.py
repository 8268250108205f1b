"""The field of steps: who does what, why and by when, and the outcome."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from session_tui.core.chart.open_items import trial_progress
from session_tui.core.chart.open_state import OpenItems
from session_tui.core.input.parse_line import OUTCOMES, read_step
from session_tui.core.interview.open_steps import open_steps, too_many
from session_tui.core.model.dates import format_day
from session_tui.core.model.values import Duration, Kind, Step, Trial, Verdict
from session_tui.core.schema.fields import Document
from session_tui.ui.safe_text import single_line
from session_tui.ui.widgets.fields.item_kind import Doing
from session_tui.ui.widgets.fields.item_list import ItemField
from session_tui.ui.widgets.fields.items import Detail, Fields, Item, item_fields
from session_tui.ui.widgets.fields.readers import DAY, DAYS, GOAL, RATING, one_of, whole_number

TRIAL = ("days", "look_for", "stop_if")
"""The fields of a step's trial."""
SAID = ("owner", "due", "days", "goal", "confidence", "why")
"""The fields shown for a new step."""
LONGEST = 32
"""Most cells of a step's words in a line about several steps."""


class StepsField(ItemField):
    """Steps: one key sets the outcome of an open step and asks for a comment."""

    MAKES = Step
    CATCHES = "comment"
    KEYS = "d did  p partly  n not yet  x chose not to  c changed  enter details"
    PLACEHOLDER = "a step, such as: Food diary @client by fri ~4w #sleep why: …"
    ADD_KEYS = "enter to add   @client @me  by fri  ~4w trial  #goal  =7 confidence  why: …"
    DETAILS = (
        Detail("comment", "what helped or got in the way"),
        Detail("outcome", "outcome", one_of(*Step.OUTCOMES)),
        Detail("text", "the step"),
        Detail("owner", "who"),
        Detail("why", "why"),
        Detail("goal", "for which goal", GOAL),
        Detail("due", "by when", DAY),
        Detail("kind", "kind"),
        Detail("minutes_a_week", "minutes a week", whole_number(0, 10080, "a number of minutes")),
        Detail("days", "trial length", DAYS),
        Detail("look_for", "what to look for"),
        Detail("stop_if", "stop if"),
        Detail("confidence", "confidence, 0-10", RATING),
        Detail("support", "support"),
    )

    def live(self) -> Iterable[Item]:
        """Return the steps without a final outcome, updated by this session's other prompts."""
        today, open_items = self.context.today, self.context.open_items
        about = {each.step.id: trial_progress(each, today) for each in open_items.steps}
        given = self.context.items_elsewhere(Kind.STEPS, Step, self.prompt.id)
        verdicts = self.context.items_elsewhere(Kind.TRIALS, Verdict)
        about |= {each.step: f"trial: {each.verdict}" for each in verdicts if each.step in about}
        steps = open_steps(open_items, given, verdicts)
        self._others = tuple(step for step in steps if step.id not in about)
        return [Item(step.id, was=self.flat(step), about=about[step.id]) for step in steps if step.id in about]

    def calm(self, items: Sequence[Item]) -> str:
        """Return the question which steps matter most, if the client has too many open ones."""
        named = ("id", "text", "owner", "outcome")
        own = [Step(**{n: item.now[n] for n in named if n in item.now}) for item in items]
        theirs = too_many(open_steps(OpenItems(), (*own, *self._others)))
        if not theirs:
            return ""
        words = " · ".join(single_line(step.text, LONGEST).plain for step in theirs)
        return f"{len(theirs)} are open on their side: {words}. Which matter most?"

    def flat(self, document: Any) -> dict[str, Any]:
        """Return the step's fields, with the fields of its trial among them."""
        return _flat(item_fields(document))

    def build(self, item: Item) -> Document | None:
        """Return the step; the trial is included once its length is known."""
        was, given = item.was or {}, dict(item.given)
        trial = {name: given.pop(name) for name in TRIAL if name in given}
        # A trial is stored only with its length, so changing another detail repeats the earlier length.
        if trial and "days" not in trial and "days" in was:
            trial["days"] = was["days"]
        if "days" in trial:
            given["trial"] = Trial(**trial)
        kept = {name: was[name] for name in self.NEEDED if name in was}
        return Step(**kept | given)

    def leftover(self, item: Item) -> str:
        """Return what to look for and when to stop, if no length of the trial is known yet."""
        found = super().leftover(item)
        homeless = [] if "days" in item.now else [n for n in ("look_for", "stop_if") if n in item.given]
        labels = {"look_for": "what to look for", "stop_if": "stop if"}
        return ", ".join([*([found] if found else []), *(f"{labels[n]}: {item.given[n]}" for n in homeless)])

    def read_add(self, line: str, key: str) -> dict[str, Any]:
        """Return the words and the marks typed among them; a ``#word`` that names no goal stays a word."""
        found = read_step(line, self.context.today, self.context.goals_now())
        return {"id": key} | _flat(found)

    def said(self, fields: Fields) -> str:
        """Return who, by when, the trial, the goal, the confidence and the reason."""
        return " · ".join(self._format_fields(fields, SAID))

    def on_item(self, item: Item, key: str) -> Doing:
        """Set the outcome of an earlier step by first letter, and ask what helped or got in the way."""
        if item.is_added or key not in OUTCOMES:
            return None
        self.put(item.with_fields({"outcome": OUTCOMES[key]}))
        return self.asked("comment")

    def values(self, item: Item) -> Sequence[str]:
        """Return the outcome in brackets, what is known about the step, and the comment."""
        asked = [] if item.is_added else [f"[{item.given.get('outcome', '–')}]", item.about]
        said = self._format_fields(item.now, SAID if item.is_added else ("owner", "due"))
        comment = item.given.get("comment")
        return [*asked, *said, *([str(comment)] if comment else [])]

    def _format_fields(self, fields: Fields, names: Iterable[str]) -> list[str]:
        """Format those of the named fields that have a value."""
        return [self._format_field(name, fields[name]) for name in names if name in fields]

    def _format_field(self, name: str, value: Any) -> str:
        """Format one field."""
        if isinstance(value, date):
            return f"by {format_day(value, self.context.today)}"
        if name == "days":
            return f"trial of {Duration(n=value, unit='days')}"
        if name == "goal":
            return f"for “{GOAL.to_text(value, self.context)}”"
        if name == "confidence":
            return f"confidence {value}"
        return f"why: {value}" if name == "why" else str(value)


def _flat(fields: Fields) -> dict[str, Any]:
    """Return the fields of a step, with the fields of its trial in place of the trial."""
    trial = fields.get("trial")
    own = {name: value for name, value in fields.items() if name != "trial"}
    return own | (item_fields(trial) if trial else {})
