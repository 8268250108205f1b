"""The client view: a large, calm page that is safe for the client to see and shows nothing private."""

from textual import events
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from session_tui.core.chart.open_state import CLOSED_STEPS
from session_tui.core.chart.open_views import SharedView
from session_tui.core.model.dates import format_day
from session_tui.core.model.guide import Share
from session_tui.core.model.session import Session
from session_tui.core.model.values import AgendaItem, Goal, Kind, Rhythm, Step
from session_tui.ui.safe_text import as_content
from session_tui.ui.screens.base import style_paths

SCROLLS = {
    "down": "scroll_down",
    "up": "scroll_up",
    "pagedown": "scroll_page_down",
    "pageup": "scroll_page_up",
}
"""Keys that scroll; every other key goes back."""


class ClientViewScreen(Screen[None]):
    """Today's list, the goals, the steps with their reasons, the dates: only what may be on the client's copy."""

    CSS_PATH = style_paths("screens/session/sheet")

    def __init__(self, session: Session, open_items: SharedView) -> None:
        super().__init__()
        self._session = session
        self._standing = open_items

    def compose(self) -> ComposeResult:
        """One page."""
        with VerticalScroll(id="shared"):
            yield Static(shared_content(self._session, self._standing))
        yield Static(as_content("Press any key to go back", "dim"), id="shared-foot")

    def on_key(self, event: events.Key) -> None:
        """Any key comes back; arrows scroll when there is more than fits."""
        event.stop()
        event.prevent_default()
        scroll = SCROLLS.get(event.key)
        page = self.query_one("#shared")
        if scroll and page.max_scroll_y > 0:
            getattr(page, scroll)(animate=False)
        else:
            self.dismiss()


def shared_content(session: Session, open_items: SharedView) -> Content:
    """Return what the client may see of a session and of the open items."""
    parts = [
        ("Today", _agenda(session)),
        ("What you want", _goals(session, open_items)),
        ("Next steps", _steps(session, open_items)),
        ("When", _dates(session)),
    ]
    shown = [_part(title, lines) for title, lines in parts if lines]
    return Content("\n\n\n").join(shown) if shown else as_content("Nothing to show yet.", "dim")


def _part(title: str, lines: list[Content]) -> Content:
    """Return a title and its lines."""
    return Content("\n\n").join([as_content(title, "bold"), *lines])


def _shared(session: Session, kind: Kind) -> list[object]:
    """The items of a kind that may be on the client's copy."""
    return [
        item
        for answer in session.answers
        if answer.kind == kind
        and answer.share == Share.COPY
        and not answer.is_unconfirmed
        and isinstance(answer.value, tuple)
        for item in answer.value
    ]


def _agenda(session: Session) -> list[Content]:
    """Return the lines of today's agenda."""
    items = [item for item in _shared(session, Kind.AGENDA) if isinstance(item, AgendaItem)]
    return [as_content(f"{'✓' if item.state == 'covered' else '·'} {item.text}") for item in items]


def _goals(session: Session, open_items: SharedView) -> list[Content]:
    """Return the lines of the goals."""
    goals = {each.goal.id: each.goal for each in open_items.goals}
    goals |= {goal.id: goal for goal in _shared(session, Kind.GOALS) if isinstance(goal, Goal)}
    return [as_content(f"· {goal.words}") for goal in goals.values() if goal.state != "let go"]


def _steps(session: Session, open_items: SharedView) -> list[Content]:
    """Return the lines of the open steps."""
    steps = {each.step.id: each.step for each in open_items.steps}
    steps |= {step.id: step for step in _shared(session, Kind.STEPS) if isinstance(step, Step)}
    return [_step(step, session) for step in steps.values() if step.outcome not in CLOSED_STEPS]


def _step(step: Step, session: Session) -> Content:
    """Return a step with its owner, due date and reason."""
    who = {"client": "you", "me": "me", "both": "both of us"}.get(step.owner or "", step.owner or "")
    line = as_content("· ") + as_content(f"({who}) " if who else "", "dim") + as_content(step.text)
    line += as_content(f"   by {format_day(step.due, session.day)}" if step.due else "", "dim")
    return line + as_content(f"\n  Why: {step.why}" if step.why else "", "dim")


def _dates(session: Session) -> list[Content]:
    """Return the lines of the next meeting and the review."""
    lines = []
    for answer in session.answers:
        if answer.share != Share.COPY or answer.is_unconfirmed:
            continue
        if answer.kind == Kind.DATE and answer.value is not None:
            lines.append(as_content(f"{answer.heading}: {format_day(answer.value, session.day)}"))  # type: ignore[arg-type]
        if isinstance(answer.value, Rhythm) and answer.value.every:
            lines.append(as_content(f"We meet every {answer.value.every}"))
    return lines
