"""What is open is told apart by its audience, and mypy refuses one audience's view in the place of another's."""

import ast
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import session_tui
from session_tui.core.base.ids import new_id
from session_tui.core.chart.open_items import OpenItems
from session_tui.core.chart.open_views import OpenViews, PrivateView, RecordView, SharedView, open_views
from session_tui.core.model.guide import Share
from session_tui.core.model.session import Session
from session_tui.core.model.values import Kind, Question

Build = Callable[..., Session]
NOW = datetime(2026, 11, 2, 10, tzinfo=UTC)

VIEWS = ("RecordView", "PrivateView", "SharedView")

if TYPE_CHECKING:
    # Only mypy reads this block. It reports an ignore comment that is not needed, so it must refuse each line with one.
    from session_tui.core.interview.conditions import after_close
    from session_tui.core.interview.session_context import SessionContext
    from session_tui.ui.screens.session.client_view import ClientViewScreen, shared_content

    def _refused_for_the_client(session: Session, session_context: SessionContext, views: OpenViews) -> None:
        ClientViewScreen(session, session_context.open_items)  # type: ignore[arg-type]
        ClientViewScreen(session, session_context.private_open_items)  # type: ignore[arg-type]
        shared_content(session, views.record)  # type: ignore[arg-type]
        shared_content(session, views.private)  # type: ignore[arg-type]
        shared_content(session, OpenItems())  # type: ignore[arg-type]
        shared_content(session, session_context.shared_open_items)

    def _refused_for_the_record(session: Session, session_context: SessionContext, views: OpenViews) -> None:
        after_close(session_context.private_open_items, session)  # type: ignore[arg-type]
        after_close(session_context.shared_open_items, session)  # type: ignore[arg-type]
        after_close(OpenItems(), session)  # type: ignore[arg-type]
        after_close(session_context.open_items, session)
        OpenViews(record=views.private)  # type: ignore[arg-type]
        OpenViews(shared=views.record)  # type: ignore[arg-type]
        OpenViews(views.private, views.record, views.shared)  # type: ignore[arg-type]

    def _views_of(session_context: SessionContext) -> tuple[RecordView, PrivateView, SharedView]:
        return session_context.open_items, session_context.private_open_items, session_context.shared_open_items


def test_each_view_holds_what_its_audience_may_see(build_session: Build) -> None:
    def asked(text: str) -> tuple[Kind, tuple[Question, ...]]:
        return Kind.QUESTIONS, (Question(id=new_id(NOW), text=text, state="open"),)

    session = build_session("2026-11-02", one=asked("copy"), two=asked("record"), three=asked("private"))
    answers = zip(session.answers, (Share.COPY, Share.RECORD, Share.PRIVATE), strict=True)
    views = open_views([session.replace(answers=tuple(answer.replace(share=share) for answer, share in answers))])
    seen = [[each.question.text for each in view.questions] for view in (views.shared, views.record, views.private)]
    assert seen == [["copy"], ["copy", "record"], ["copy", "record", "private"]]


def test_without_sessions_no_view_holds_anything() -> None:
    assert open_views([]) == OpenViews()
    assert OpenViews().shared == OpenItems()


def test_views_are_made_in_one_place() -> None:
    """A view that is made elsewhere would be whatever its maker says it is."""
    root = Path(session_tui.__file__).parent
    makers = set()
    for path in root.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in VIEWS:
                makers.add(path.relative_to(root).as_posix())
    assert makers == {"core/chart/open_views.py"}
