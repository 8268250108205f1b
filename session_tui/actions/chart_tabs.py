"""The pages of a client's chart, one line each: the key, the tab, the action, the help page and the class.

To add a page, write its module in ``ui/screens/chart/`` and add its `ChartTab` here.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ChartTab:
    """One page of the chart.

    Attributes:
        id: the name by which pages and actions refer to this page; a page class has it as `TAB`.
        key: the key that shows the page until it is remapped.
        title: the word in the line of tabs.
        action: the id of the action that shows the page, as the configuration remaps it.
        name: the name of that action in the palette.
        help: one sentence that says what the page shows.
        help_page: the help page, a path from ``session_tui/ui`` without ``.md``.
        page: the class, as ``module:Class`` with the full name of the module; imported when it is first shown.
    """

    id: str
    key: str
    title: str
    action: str
    name: str
    help: str
    help_page: str
    page: str


def _tab(id_: str, key: str, title: str, name: str, help_: str, page: str, *, action: str = "") -> ChartTab:
    """A page whose module, help page and action are named after its id."""
    module = f"session_tui.ui.screens.chart.{id_}:{page}"
    return ChartTab(id_, key, title, f"chart.{action or id_}", name, help_, f"screens/chart/{id_}", module)


CHART_TABS = (
    _tab("sessions", "1", "Sessions", "Sessions", "Show the sessions of this client.", "ChartScreen"),
    _tab("thread", "2", "Thread", "Thread", "From the story to goals, steps and their outcomes.", "ThreadPage"),
    _tab("goals", "3", "Goals", "Goals", "Each goal with its ratings and the evidence for them.", "GoalsPage"),
    _tab("steps", "4", "Steps", "Steps and trials", "Steps with their owners, trials and outcomes.", "StepsPage"),
    _tab(
        "checkins", "5", "Check-ins", "Check-ins", "The everyday check-in over time, with life events.",
        "CheckinsPage", action="check-ins",
    ),
    _tab("questions", "6", "Questions", "Questions", "Open questions, and those that were answered.", "QuestionsPage"),
    _tab(
        "people", "7", "People", "People and agreements", "Others helping, and your agreements.", "PeoplePage"
    ),
    _tab("timeline", "8", "Timeline", "Timeline", "The rhythm over the years, with phases and events.", "TimelinePage"),
)  # fmt: skip
"""The pages in the order of their tabs."""


def chart_tab(tab: str) -> ChartTab:
    """The page with this id."""
    return next(each for each in CHART_TABS if each.id == tab)
