"""What earlier sessions left open, for each audience: the record, the private page, and the client's own screen."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NewType

from session_tui.core.chart.open_items import OpenItems
from session_tui.core.chart.open_state import RECORD, SHARED, open_items_by_audience
from session_tui.core.model.guide import Share
from session_tui.core.model.session import Session

RecordView = NewType("RecordView", OpenItems)
"""What is open in the record: nothing of a private page."""

PrivateView = NewType("PrivateView", OpenItems)
"""What is open in the record and on the private pages; for the private page alone."""

SharedView = NewType("SharedView", OpenItems)
"""What is open in the answers that may be on the client's copy; the only view that the client may see."""


@dataclass(frozen=True, slots=True)
class OpenViews:
    """What is open, once for each audience.

    The three views hold the same fields. Each has a type of its own, so that mypy refuses one in the place of another.
    Only :func:`open_views` and the defaults here make them.
    """

    record: RecordView = field(default_factory=lambda: RecordView(OpenItems()))
    private: PrivateView = field(default_factory=lambda: PrivateView(OpenItems()))
    shared: SharedView = field(default_factory=lambda: SharedView(OpenItems()))


def open_views(sessions: Iterable[Session]) -> OpenViews:
    """What these sessions of one client left open, for each audience."""
    record, private, shared = open_items_by_audience(sessions, RECORD, tuple(Share), SHARED)
    return OpenViews(RecordView(record), PrivateView(private), SharedView(shared))
