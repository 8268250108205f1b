"""Moving a session from one client to another, so that a kill at any moment loses nothing.

First the trail is written on the old side; then everything is copied, the session itself last; then the trail is written on
the new side; then the old side is cleared. :func:`finish` may be called any number of times, and goes on where it was left.
A signed session is copied byte for byte: an addendum with it says from where it came.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from pathlib import Path

from session_tui.core.base.client_code import is_same_code
from session_tui.core.base.ids import new_id
from session_tui.core.formats import json_documents
from session_tui.core.model.note import Addendum, Note
from session_tui.core.model.transfer import Move
from session_tui.vault.sessions.client_stores import Charts, Spot
from session_tui.vault.sessions.saving import Keeping
from session_tui.vault.storage import atomic_files
from session_tui.vault.storage.client_store import ChartStore
from session_tui.vault.storage.errors import MoveUnfinished, SameClient
from session_tui.vault.storage.filenames import EDITED, MOVED, edited_name, moved_name
from session_tui.vault.storage.markdown_copies import Face, compare
from session_tui.vault.storage.tinydb_storage import document as stored


def move(
    charts: Charts,
    keeping: Keeping,
    clock: Callable[[], datetime],
    spot: Spot,
    target: ChartStore,
    *,
    code: str,
    reason: str,
    author: str | None,
) -> Spot:
    """Move a session to another client's chart; where it is then.

    Raises:
        SameClient: it is there already.
        MoveUnfinished: an earlier move was interrupted, and cannot be finished by this one.
        UnreadableFile: a file of it cannot be read, so none is moved.
        InvalidValue: the reason is blank.
        SaveFailed: it could not be written; ``check --repair`` finishes what was begun.
    """
    pending = last_moves(charts).get(spot.head.id)
    if pending and is_unfinished(charts, pending):
        if not is_same_code(pending.target, code):
            raise MoveUnfinished(_HALFWAY.format(pending.target))
        finish(charts, keeping, pending)
        return charts.locate(pending.session)
    note = keeping.read(spot)
    if is_same_code(target.folder.name, spot.chart.folder.name):
        raise SameClient(f"This session is of the client “{code}” already.")
    at, number = clock(), pending.number + 1 if pending else 1
    target.refresh()
    trail = Move(
        id=new_id(at), session=note.session.id, number=number, source=spot.chart.folder.name,
        target=code, left=spot.name, file=_free_name(target, spot.name), status=note.session.status,
        written=at, reason=reason, author=author,
    )  # fmt: skip
    _put_trail(spot.chart, trail, trail.left)
    finish(charts, keeping, trail)
    return charts.locate(trail.session)


def trails(chart: ChartStore) -> Iterable[Move]:
    """The trails of the sessions that were moved from here or to here; unreadable ones left out."""
    names = [name for name, _ in chart.documents("moves")]
    return chart.readable("moves", names, json_documents.read_move).values()


def last_moves(charts: Charts) -> dict[str, Move]:
    """By session: its latest move, as the trails of all clients tell."""
    found: dict[str, Move] = {}
    for chart in charts.all():
        for trail in trails(chart):
            if trail.session not in found or found[trail.session].order < trail.order:
                found[trail.session] = trail
    return found


def is_unfinished(charts: Charts, trail: Move) -> bool:
    """Whether a crash left a move half done: something stayed on the old side, or a trail or the session is missing."""
    source, target = charts.home(trail.source), charts.home(trail.target)
    if _is_left(source, trail):
        return True
    is_there = _has(target, trail.file, trail.session)
    return is_there and not all(_has_trail(chart, trail) for chart in (source, target))


def finish(charts: Charts, keeping: Keeping, trail: Move) -> None:
    """Do what is left to do of a move.

    Raises:
        MoveUnfinished: both sides hold the session, and say something different; nothing is removed.
        SaveFailed: it could not be written.
    """
    source, target = charts.home(trail.source), charts.home(trail.target)
    source.refresh()
    target.refresh()
    atomic_files.make_folder(target.folder, target.root)
    if _is_left(source, trail):
        _copy_page(source, target, trail)
        _copy_addenda(source, target, trail)
        _copy_session(source, target, trail)
    charts.remember(trail.session, target, trail.file)
    for chart, name in ((target, trail.file), (source, trail.left)):
        if not _has_trail(chart, trail):
            _put_trail(chart, trail, name)
    _render(keeping, target, trail)
    if _is_left(source, trail):
        _move_edited(keeping, source, target, trail)
        _clear(keeping, source, trail)
    charts.remember(trail.session, target, trail.file)
    keeping.forget(trail.session)


def _copy_page(source: ChartStore, target: ChartStore, trail: Move) -> None:
    """The private page is nobody's signed word: it is written anew, under the new client."""
    name = source.private_name(trail.session, trail.left)
    if name is None:
        return
    page = source.session(name, "private").but(client=trail.target)
    there = target.private_name(trail.session, trail.file)
    if there is None:
        target.put_session(page, None, trail.file, "private")
    elif target.session(there, "private") != page:
        raise MoveUnfinished(_DIFFERENT.format(source.storage.path("private", name)))


def _copy_addenda(source: ChartStore, target: ChartStore, trail: Move) -> None:
    """Byte for byte, under the new name; and, for a signed session, one about the move itself."""
    tables = {
        "addenda": source.addenda_names(trail.left),
        "unfinished": source.unfinished_names(trail.left),
    }
    for table, names in tables.items():
        for name in names:
            to = trail.file + name.removeprefix(trail.left)
            _copy(source.storage.path(table, name), target.storage.path(table, to))
    target.refresh()
    there = target.addenda(trail.file)
    if trail.status == "signed" and all(each.id != trail.id for each in there):
        said = Addendum(
            id=trail.id, session=trail.session, client=trail.target, number=1,
            written=trail.written, reason=trail.reason, author=trail.author,
            moved_from=trail.source,
        )  # fmt: skip
        target.add_addendum(said, trail.file)


def _copy_session(source: ChartStore, target: ChartStore, trail: Move) -> None:
    """A signed session byte for byte; a draft under the new client."""
    if not _has(source, trail.left, trail.session):
        return
    old = source.storage.path("sessions", trail.left)
    new = target.storage.path("sessions", trail.file)
    if trail.status == "signed":
        _copy(old, new)
    else:
        draft = source.session(trail.left).but(client=trail.target)
        if not new.exists():
            target.put_session(draft, None, trail.file)
        elif target.session(trail.file) != draft:
            raise MoveUnfinished(_DIFFERENT.format(old))
    target.refresh()


def _copy(old: Path, new: Path) -> None:
    data = atomic_files.read(old)
    try:
        atomic_files.write_new(new, data)
    except FileExistsError:
        if atomic_files.read(new) != data:
            raise MoveUnfinished(_DIFFERENT.format(old)) from None


def _render(keeping: Keeping, chart: ChartStore, trail: Move) -> None:
    """The Markdown on the new side."""
    face = chart.storage.path("sessions", trail.file).with_suffix(".md")
    note = Note(chart.session(trail.file), chart.addenda(trail.file))
    if compare(chart, face, note).face is not Face.SOUND:
        keeping.faces.spare(chart, face, note)
        keeping.faces.write(chart, face, note)
    if name := chart.private_name(trail.session, trail.file):
        page = chart.storage.path("private", name).with_suffix(".md")
        if not page.exists():
            keeping.faces.write(chart, page, Note(chart.session(name, "private")))


def _move_edited(keeping: Keeping, source: ChartStore, target: ChartStore, trail: Move) -> None:
    """What a person wrote in the Markdown goes along, under the names of edited ones."""
    for table in ("sessions", "private"):
        face = source.storage.path(table, trail.left).with_suffix(".md")
        if source.has(table, trail.left):
            addenda = source.addenda(trail.left) if table == "sessions" else ()
            keeping.faces.spare(source, face, Note(source.session(trail.left, table), addenda))
        for old in _edited(face):
            new = target.storage.path(table, trail.file + old.stem.removeprefix(trail.left))
            atomic_files.make_folder(new.parent, target.root)
            atomic_files.move(old, _free_face(new.with_suffix(".md"), trail))


def _clear(keeping: Keeping, source: ChartStore, trail: Move) -> None:
    """Remove what is on the old side: each Markdown before its JSON, so that nothing reads it back."""
    source.refresh()
    if page := source.private_name(trail.session, trail.left):
        atomic_files.remove(source.storage.path("private", page).with_suffix(".md"))
        source.remove("private", page)
    if _has(source, trail.left, trail.session):
        atomic_files.remove(source.storage.path("sessions", trail.left).with_suffix(".md"))
        keeping.discard(Spot(source, trail.left), trail.session)


def _is_left(source: ChartStore, trail: Move) -> bool:
    """Whether the session or its private page still lies on the old side."""
    is_page_left = source.private_name(trail.session, trail.left) is not None
    return _has(source, trail.left, trail.session) or is_page_left


def _has(chart: ChartStore, name: str, session_id: str) -> bool:
    head = chart.head(name)
    return head is not None and head.id == session_id


def _put_trail(chart: ChartStore, trail: Move, name: str) -> None:
    """Write a trail beside the name that the session has, or had, in this folder."""
    atomic_files.make_folder(chart.folder, chart.root)
    data = json_documents.document_json(trail, json_documents.MOVE_FORMAT)
    number = 1
    while chart.has("moves", moved_name(name, number)):
        number += 1
    wanted = moved_name(name, number)
    chart.db.named("moves").insert(stored(data, wanted))


def _has_trail(chart: ChartStore, trail: Move) -> bool:
    return any(each.id == trail.id for each in trails(chart))


def _edited(face: Path) -> Iterator[Path]:
    """The Markdown files that were kept when an edited one was written again."""
    if face.parent.is_dir():
        prefix = face.stem + EDITED
        yield from sorted(path for path in face.parent.glob("*.md") if path.name.startswith(prefix))


def _free_face(path: Path, trail: Move) -> Path:
    return path.with_name(f"{edited_name(path.stem, trail.written)}.md") if path.exists() else path


def _free_name(target: ChartStore, wanted: str) -> str:
    """A name that nothing but trails has in the new folder, nor in its private one."""
    taken = {
        path.name
        for folder in (target.folder, target.folder / "private")
        if folder.is_dir()
        for path in folder.iterdir()
        if not MOVED.fullmatch(path.stem)
    }
    number, name = 1, wanted
    while any(each.startswith(f"{name}.") for each in taken):
        number += 1
        name = f"{wanted} {number}"
    return name


_HALFWAY = (
    "This session is halfway to the client “{}”. “session-tui check --repair” finishes that move; then try again."
)
_DIFFERENT = (
    "{} is on its way to another client, and what is there already says something else. Nothing was removed: compare "
    "both, and remove the one that is not wanted."
)
