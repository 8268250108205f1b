"""Views of the open items, one for each audience: the record, the private page, and the client's own screen."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NewType

from session_tui.core.chart.open_items import OpenItems
from session_tui.core.chart.open_state import RECORD, SHARED, open_items_by_audience
from session_tui.core.model.guide import Share
from session_tui.core.model.session import Session

RecordView = NewType("RecordView", OpenItems)
"""The open items of the record, without the private pages."""

PrivateView = NewType("PrivateView", OpenItems)
"""The open items of the record and of the private pages; only for the private page."""

SharedView = NewType("SharedView", OpenItems)
"""The open items in answers that may be on the client's copy; the only view that the client may see."""


@dataclass(frozen=True, slots=True)
class OpenViews:
    """The open items, once for each audience.

    The three views have the same fields, but each has its own type, so that mypy rejects one in place of another.
    Only :func:`open_views` and the defaults here create them.
    """

    record: RecordView = field(default_factory=lambda: RecordView(OpenItems()))
    private: PrivateView = field(default_factory=lambda: PrivateView(OpenItems()))
    shared: SharedView = field(default_factory=lambda: SharedView(OpenItems()))


def open_views(sessions: Iterable[Session]) -> OpenViews:
    """Return the open items after these sessions of one client, for each audience."""
    record, private, shared = open_items_by_audience(sessions, RECORD, tuple(Share), SHARED)
    return OpenViews(RecordView(record), PrivateView(private), SharedView(shared))
