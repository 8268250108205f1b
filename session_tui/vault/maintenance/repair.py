"""Mending what can be mended without losing anything: one of a pair from the other, and modes."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from pathlib import Path

from session_tui.core.base.client_code import BadCode, is_same_code, read_code
from session_tui.core.base.errors import AlreadySigned, NewerFormat, SessionTuiError
from session_tui.core.formats.json_documents import signed_hash
from session_tui.core.model.addendum import client_now
from session_tui.core.model.client import Client
from session_tui.core.model.note import Note
from session_tui.core.model.private_page import join_private
from session_tui.core.model.session import Session
from session_tui.core.model.transfer import Move
from session_tui.vault.maintenance.check import check
from session_tui.vault.maintenance.orphans import lost_records, note_in
from session_tui.vault.sessions.client_stores import Charts, Spot
from session_tui.vault.sessions.saving import Keeping
from session_tui.vault.sessions.transfer import finish, is_unfinished, last_moves
from session_tui.vault.storage import atomic_files
from session_tui.vault.storage.client_store import ChartStore
from session_tui.vault.storage.errors import MoveUnfinished, NothingToTake, UnreadableFile
from session_tui.vault.storage.findings import Finding

_DONE = "Nothing more to do."


def repair(charts: Charts, keeping: Keeping, clock: Callable[[], datetime]) -> tuple[Finding, ...]:
    """What was mended."""
    charts.clear_temporary()
    for _ in charts.heads():
        pass
    mended = list(_finish_moves(charts, keeping))
    moves = last_moves(charts)
    for chart in charts.all():
        mended += _restore_records(chart, keeping, clock, moves)
        chart.refresh()
    mended += [done for found in check(charts) if (done := _mend(charts, keeping, found))]
    return tuple(mended)


def _finish_moves(charts: Charts, keeping: Keeping) -> Iterator[Finding]:
    """Finish the moves that a crash interrupted; those that cannot be finished stay as they are."""
    for trail in last_moves(charts).values():
        if is_unfinished(charts, trail):
            with contextlib.suppress(MoveUnfinished, UnreadableFile, NewerFormat):
                finish(charts, keeping, trail)
                path = charts.home(trail.target).storage.path("sessions", trail.file)
                what = f"It was moved from “{trail.source}” to “{trail.target}”."
                yield Finding(path, "move unfinished", what, _DONE)


def take(charts: Charts, keeping: Keeping, path: Path) -> Session:
    """Make an edited Markdown file the record of its draft.

    Raises:
        NothingToTake: it is no note of this vault.
        AlreadySigned: its session is signed.
    """
    path = path.absolute()
    note = note_in(path)
    if note is None:
        raise NothingToTake(_why_not(path))
    spot = charts.find(note.session.id)
    if spot is None:
        raise NothingToTake(f"{path}: its session is not in this vault. “session-tui import” adds it.")
    if spot.head.status != "draft" or note.session.is_signed:
        raise AlreadySigned(
            f"{path}: this session is signed and stays as it is. What is to be said now goes into an addendum."
        )
    there = keeping.read(spot).session
    is_page = path.parent.resolve() == (spot.chart.folder / "private").resolve()
    edited = _with_page(there, note.session) if is_page else _with_record(there, note.session)
    return _write_taken(spot, keeping, edited, path)


def _write_taken(spot: Spot, keeping: Keeping, edited: Session, path: Path) -> Session:
    """Save what was taken. The file that it was taken from is now rendered from the record, or done with."""
    keeping.faces.accept(path)
    saved = keeping.save(edited)
    if path.with_suffix(".json") not in (
        spot.chart.storage.path("sessions", spot.name),
        spot.chart.storage.path("private", spot.name),
    ):
        atomic_files.remove(path)
    return saved


def _with_record(there: Session, edited: Session) -> Session:
    """The session with the edited record and the private page that it has."""
    answers = tuple(a for a in edited.answers if not a.is_private)
    jots = tuple(j for j in edited.jots if j.section != "private")
    page = there.but(
        answers=tuple(a for a in there.answers if a.is_private),
        jots=tuple(j for j in there.jots if j.section == "private"),
    )
    whole = edited.but(answers=answers, jots=jots, client=there.client, rev=there.rev)
    return join_private(whole, page)


def _with_page(there: Session, edited: Session) -> Session:
    """The session with the edited private page and the record that it has."""
    record = there.but(
        answers=tuple(a for a in there.answers if not a.is_private),
        jots=tuple(j for j in there.jots if j.section != "private"),
    )
    return join_private(record, edited)


def _restore_records(
    chart: ChartStore,
    keeping: Keeping,
    clock: Callable[[], datetime],
    moves: Mapping[str, Move],
) -> Iterator[Finding]:
    """Read lost JSON back from its Markdown; a torn JSON file is kept under another name."""
    known = {head.id for head in chart.heads().values()}
    known |= {gone for gone, trail in moves.items() if not is_same_code(trail.target, chart.folder.name)}
    for table, path in list(lost_records(chart)):
        note = note_in(path)
        if note is None or not _may_restore(chart, table, note, known):
            continue
        record = path.with_suffix(".json")
        if record.exists():
            at = clock()
            aside = f"{path.stem} (torn {at:%Y-%m-%d %H%M%S}).json.torn"
            atomic_files.move(record, record.with_name(aside))
            chart.refresh()
        name = chart.put_session(note.session, None, path.stem, table, beside=path)
        for addendum in note.addenda:
            if addendum.number not in {each.number for each in chart.addenda(name)}:
                chart.put_addendum(addendum, name)
        known.add(note.session.id)
        yield Finding(record, "json lost", "It was read back from its Markdown.", _DONE)


def _may_restore(chart: ChartStore, table: str, note: Note, known: set[str]) -> bool:
    """Whether a Markdown file is the only place where its session still is, and says what was signed."""
    session = note.session
    if not is_same_code(client_now(note), chart.folder.name):
        return False
    if session.signature and session.signature.sha256 != signed_hash(session):
        return False
    if table == "private":
        return not any(
            not stored.fault and stored.load().get("id") == session.id for _, stored in chart.documents("private")
        )
    return session.id not in known


def _mend(charts: Charts, keeping: Keeping, found: Finding) -> Finding | None:
    """Mend one finding; None when it is not ours to mend."""
    if found.kind in ("markdown lost", "markdown stale"):
        return _render(charts, keeping, found)
    if found.kind == "open to others":
        atomic_files.close(found.path)
        return Finding(found.path, found.kind, "It is yours alone now.", _DONE)
    if found.kind == "addendum kept":
        atomic_files.remove(found.path)
        return Finding(found.path, found.kind, "It was removed.", _DONE)
    if found.kind == "client lost":
        return _name_client(charts, found)
    return None


def _render(charts: Charts, keeping: Keeping, found: Finding) -> Finding | None:
    chart = next(chart for chart in charts.all() if found.path.is_relative_to(chart.folder))
    table = "sessions" if found.path.parent == chart.folder else "private"
    name = found.path.stem
    try:
        addenda = chart.addenda(name) if table == "sessions" else ()
        note = Note(chart.session(name, table), addenda)
    except SessionTuiError:
        return None
    keeping.faces.write(chart, found.path, note)
    return Finding(found.path, found.kind, "It was rendered from its JSON.", _DONE)


def _name_client(charts: Charts, found: Finding) -> Finding | None:
    chart = next(chart for chart in charts.all() if chart.folder == found.path.parent)
    try:
        code = read_code(chart.folder.name)
    except BadCode:
        return None
    days = [head.started.date() for head in chart.heads().values()]
    chart.put_client(Client(code=code, since=min(days, default=None)))
    return Finding(found.path, found.kind, "It was written again.", _DONE)


def _why_not(path: Path) -> str:
    """Why a file cannot be taken, with the line where its reader stopped."""
    from session_tui.markdown.note.reader import read_note

    try:
        read_note(atomic_files.read(path).decode())
    except OSError as error:
        return f"{path} cannot be opened: {error.strerror}."
    except UnicodeDecodeError:
        return f"{path} is not UTF-8 text. Save it as UTF-8, and try again."
    except SessionTuiError as error:
        return f"{path}: {error}"
    return f"{path} cannot be taken."
