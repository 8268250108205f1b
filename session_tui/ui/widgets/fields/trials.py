"""The field of trials: a verdict for each trial that has run its time."""

from collections.abc import Iterable, Sequence
from typing import Any

from textual.widget import Widget
from textual.widgets import Static

from session_tui.core.chart.open_items import trial_progress
from session_tui.core.chart.open_state import OpenTrial
from session_tui.core.input.parse_line import VERDICTS
from session_tui.core.model.dates import format_day
from session_tui.core.model.values import Duration, Verdict
from session_tui.core.schema.fields import Document
from session_tui.ui.safe_text import single_line
from session_tui.ui.widgets.document.hanging_indent import HangingIndent, HangingLine
from session_tui.ui.widgets.editor.fill import faint
from session_tui.ui.widgets.fields.item_kind import Doing
from session_tui.ui.widgets.fields.item_list import ItemField
from session_tui.ui.widgets.fields.items import Detail, Fields, Item
from session_tui.ui.widgets.fields.readers import DAYS, one_of


class TrialsField(ItemField):
    """Trials that are due get a verdict with one key; trials still running are only listed."""

    MAKES = Verdict
    NEEDED = ("step", "text")
    CATCHES = "seen"
    KEYS = "k keep  a adjust  s stop  l longer  enter what was seen"
    NOTHING = "No trial is due."
    DETAILS = (
        Detail("days", "how much longer", DAYS),
        Detail("seen", "what was seen"),
        Detail("verdict", "verdict", one_of(*Verdict.VERDICTS)),
    )

    def make(self) -> None:
        """Create the list without an add line, and the lines of the trials that are still running."""
        super().make()
        self.adds = False
        today = self.context.today
        running = self.context.open_items.running_trials(today)
        lines = [HangingLine("  ", faint(self._early(trial))) for trial in running]
        self.early = Static(HangingIndent(lines), classes="trials-early")
        self.early.display = bool(lines)

    def parts(self) -> Iterable[Widget]:
        """Yield the trials that are due, then those still running."""
        yield from super().parts()
        yield self.early

    def live(self) -> Iterable[Item]:
        """Return the trials that are due."""
        due = self.context.open_items.due_trials(self.context.today)
        return [Item(t.step.id, was={"step": t.step.id, "text": t.step.text}, about=self._about(t)) for t in due]

    def key_of(self, fields: Fields) -> str:
        """Return the id of the step that was tried."""
        return str(fields["step"])

    def build(self, item: Item) -> Document | None:
        """Return the verdict once there is one; the extra time counts only for the verdict “longer”."""
        given: dict[str, Any] = dict(item.given)
        if "verdict" not in given:
            return None
        if given["verdict"] != "longer":
            given.pop("days", None)
        return Verdict(**{**(item.was or {}), **given})

    def leftover(self, item: Item) -> str:
        """Return the observations until there is a verdict, and an extra time without the verdict “longer”."""
        found = super().leftover(item)
        seen = "" if "verdict" in item.given else item.given.get("seen", "")
        days = item.given.get("days")
        lost = f"{days} days" if days and item.given.get("verdict") != "longer" else ""
        return ", ".join(part for part in (found, seen, lost) if part)

    def on_item(self, item: Item, key: str) -> Doing:
        """Set the verdict by first letter, and ask what was seen."""
        if key not in VERDICTS:
            return None
        self.put(item.with_fields({"verdict": VERDICTS[key]}))
        return self.asked("days", "seen") if key == "l" else self.asked("seen")

    def values(self, item: Item) -> Sequence[str]:
        """Return the verdict in brackets, the extra time, the trial itself, and what was seen."""
        given = item.given
        days = f"{Duration(n=given['days'], unit='days')} more" if "days" in given else ""
        return [
            f"[{given['verdict']}]" if "verdict" in given else "[–]",
            days,
            item.about,
            str(given.get("seen", "")),
        ]

    def _about(self, trial: OpenTrial) -> str:
        """Return how long and since when the step was tried, and what to look for."""
        agreed = trial.step.trial
        look_for = f", looking for: {agreed.look_for}" if agreed and agreed.look_for else ""
        since = format_day(trial.since, self.context.today)
        return f"tried for {Duration(n=trial.days, unit='days')} since {since}{look_for}"

    def _early(self, trial: OpenTrial) -> str:
        """Return a line about a trial that is still running."""
        words = single_line(trial.step.text).plain
        return f"{words}: {trial_progress(trial, self.context.today)}, too early to judge"
