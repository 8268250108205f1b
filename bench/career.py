"""The vault of a career: twenty years, hundreds of clients, tens of thousands of sessions.

``python -m bench.career DIR [--sessions N] [--clients C]`` makes one from the command line. Benchmarks call
:func:`career_vault`, which caches it between runs. The files are byte for byte those that the program itself would
write, each with the time of its session; they are written without waiting for the disk.
"""

import argparse
import gc
import os
import sys
import time
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from datetime import date, datetime, timedelta
from datetime import time as clock_time
from functools import cache, partial
from pathlib import Path

from bench.corpus.answers import Telling
from bench.corpus.schedules import CONTACT, DRAFTS, MISTAKES, Course, courses, monday_of
from session_tui.core.formats import json_documents
from session_tui.core.model.client import Client
from session_tui.core.model.guide import PRIVATE, Guide
from session_tui.core.model.new_session import begin_session
from session_tui.core.model.note import MARKED_BY_MISTAKE, Addendum, Note
from session_tui.core.model.private_page import split_private
from session_tui.core.model.session import Answer, Jot, Place, Session
from session_tui.core.schema.field_types import Json
from session_tui.demo.plan import Said, shaped_id
from session_tui.markdown.note.writer import write_note
from session_tui.vault.guide_shelf import built_in_folder, read_guide_shelf
from session_tui.vault.storage.filenames import (
    CLIENTS,
    PRIVATE_FOLDER,
    PROMPTS,
    addendum_name,
    session_name,
)
from session_tui.vault.storage.json_files import serialise
from session_tui.vault.vault import Vault

SESSIONS, CLIENT_COUNT = 35_000, 400
"""The size of a career of twenty years."""
FEW_SESSIONS, FEW_CLIENTS = 350, 4
"""A small one: its clients are the first of the large one, and have been met as often."""

_AUTHOR = "M. Kessler"


def make_career(root: Path, sessions: int, clients: int, today: date) -> int:
    """Make the vault in a folder that is empty or missing; return its words, without private pages.

    The same numbers and the same day make the same files, letter by letter.

    Raises:
        VaultExists: there is a vault already.
        ForeignFolder: the folder holds something else.
    """
    vault = Vault.create(root, clock=lambda: datetime.now().astimezone().replace(microsecond=0))
    with ProcessPoolExecutor(initializer=gc.disable) as desks:
        found = courses(sessions, clients, today)
        return sum(desks.map(partial(write_client, vault.root), found))


def notes_of(course: Course) -> Iterator[Note]:
    """Return a client's sessions with their addenda, oldest first."""
    telling = Telling(course)
    drafts = len(DRAFTS.get(course.number, ()))
    for place in range(len(course.days)):
        session = _session(course, place, telling)
        if place >= len(course.days) - drafts:
            prompt = next(answer.prompt for answer in session.answers if answer.is_answered)
            yield Note(session.replace(rev=3, place=Place(prompt=prompt)))
            continue
        minutes = 4 if session.guide.id == CONTACT else 30 + telling.chance.randint(0, 40)
        signed = json_documents.add_signature(session, at=session.started + timedelta(minutes=minutes), by=_AUTHOR)
        yield Note(signed, tuple(_addenda(course, place, signed)))


def _session(course: Course, place: int, telling: Telling) -> Session:
    """Build one session, before it is signed."""
    chance, guide = telling.chance, course.guides[place]
    hour = chance.choice((8, 9, 10, 11, 13, 14, 15, 16))
    start = datetime.combine(course.days[place], clock_time(hour, chance.choice((0, 15, 30)))).astimezone()
    said = telling.told(place)
    session = _blank(guide).replace(
        id=shaped_id(_millis(start), f"{course.code} {place}"),
        client=course.code,
        started=start,
        rev=chance.randint(2, 60),
        mode="phone" if guide == CONTACT else chance.choice(("in person", "video")),
    )
    answers = tuple(_answered(answer, said.get(answer.prompt), start) for answer in session.answers)
    return session.replace(answers=answers, jots=tuple(_jots(session, telling)))


@cache
def _guides() -> dict[str, Guide]:
    """Return the built-in guides, read once per process."""
    return dict(read_guide_shelf(built_in_folder(), Path(PROMPTS)).guides)


@cache
def _blank(guide: str) -> Session:
    """Return a session in which every prompt was seen and left blank, except on the private page."""
    at = datetime(2000, 1, 1).astimezone()
    begun = begin_session(_guides()[guide], "x", at=at, private=_guides()[PRIVATE])
    return begun.replace(answers=tuple(a if a.is_private else a.replace(state="skipped") for a in begun.answers))


def _answered(answer: Answer, said: Said | None, at: datetime) -> Answer:
    if said is None:
        return answer
    return answer.replace(state="answered", written=at, value=said.value, note=said.note, mark=said.mark)


def _jots(session: Session, telling: Telling) -> Iterator[Jot]:
    """Add a filed jot to some sessions."""
    if telling.chance.random() < 0.1 and session.guide.sections:
        section = session.guide.sections[0].id
        id_ = shaped_id(_millis(session.started), f"{session.id} jot")
        yield Jot(id=id_, text=telling.say.words(8), written=session.started, section=section)


def _addenda(course: Course, place: int, session: Session) -> Iterator[Addendum]:
    """Return the addenda of about every fortieth session, and of those entered by mistake."""
    is_mistake = place in MISTAKES.get(course.number, ())
    if not is_mistake and place % 40 != 13:
        return
    at = session.started + timedelta(days=1)
    yield Addendum(
        id=shaped_id(_millis(at), f"{session.id} addendum"),
        session=session.id,
        client=session.client,
        number=1,
        written=at,
        reason="Entered by mistake" if is_mistake else "Said afterwards, on the stairs",
        text="It was two weeks, not three, and that matters to them.",
        author=_AUTHOR,
        mark=MARKED_BY_MISTAKE if is_mistake else None,
    )


def _millis(at: datetime) -> int:
    return int(at.timestamp() * 1000)


def write_client(root: Path, course: Course) -> int:
    """Write one client's folder; return the number of words in its sessions."""
    folder = root / CLIENTS / course.code
    for each in (folder, folder / PRIVATE_FOLDER):
        each.mkdir(mode=0o700)
    client = Client(code=course.code, name=course.name, since=course.days[0])
    data = json_documents.document_json(client, json_documents.CLIENT_FORMAT)
    _write(folder / "client.json", serialise(data), course.days[0])
    return sum(_write_note(folder, note, course.name) for note in notes_of(course))


def _write_note(folder: Path, note: Note, name: str | None) -> int:
    """Write a note's files; return the number of words in its record."""
    from session_tui.vault.storage.summaries import read_summary

    record, page = split_private(note.session)
    file, day = folder / session_name(record), record.day
    data = json_documents.session_json(record)
    _write_pair(file, data, write_note(Note(record, note.addenda), client_name=name), day)
    for addendum in note.addenda:
        path = folder / f"{addendum_name(file.name, addendum.number)}.json"
        _write(
            path,
            serialise(json_documents.document_json(addendum, json_documents.ADDENDUM_FORMAT)),
            day,
        )
    if page:
        format_ = json_documents.PRIVATE_FORMAT
        text = write_note(Note(page), client_name=name, format_=format_)
        data_page = json_documents.session_json(page, format_)
        _write_pair(folder / PRIVATE_FOLDER / file.name, data_page, text, day)
    return read_summary(data, file).words


def _write_pair(path: Path, data: dict[str, Json], text: str, day: date) -> None:
    """Write a document's JSON and Markdown."""
    _write(path.with_name(f"{path.name}.json"), serialise(data), day)
    _write(path.with_name(f"{path.name}.md"), text.encode(), day)


def _write(path: Path, data: bytes, day: date) -> None:
    """Write a new file with mode 0600 and the modification time of ``day``."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(data)
    at = datetime.combine(day, clock_time(18)).timestamp()
    os.utime(path, (at, at))


def main(arguments: Iterable[str] | None = None) -> int:
    """Make a vault from the command line, and describe it."""
    parser = argparse.ArgumentParser(prog="python -m bench.career", description=__doc__)
    parser.add_argument("folder", type=Path, metavar="DIR", help="an empty or a new folder")
    parser.add_argument("--sessions", type=int, default=SESSIONS, help=f"({SESSIONS})")
    parser.add_argument("--clients", type=int, default=CLIENT_COUNT, help=f"({CLIENT_COUNT})")
    asked = parser.parse_args(None if arguments is None else list(arguments))
    if asked.clients < 1 or asked.sessions < 3 * asked.clients:
        parser.error("there must be at least three sessions for each client")
    began = time.perf_counter()
    today = monday_of(datetime.now().astimezone().date())
    words = make_career(asked.folder, asked.sessions, asked.clients, today)
    took = time.perf_counter() - began
    print(
        f"{asked.sessions} sessions of {asked.clients} clients, {words} words "
        f"({words / asked.sessions:.0f} a session), in {took:.0f} s: {asked.folder}"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
