"""One client's documents: sessions, private pages, addenda and ``client.json``.

The modules that read and write whole documents are imported only when a document is read or written, because lists and
the home screen do without them and so start sooner.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable, Iterator, Mapping, MutableMapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from session_tui.core.base.client_code import is_same_code
from session_tui.core.base.errors import InvalidValue, NewerFormat
from session_tui.core.schema.field_types import Json
from session_tui.vault.storage import atomic_files
from session_tui.vault.storage.errors import UnreadableFile
from session_tui.vault.storage.filenames import (
    ADDENDUM,
    CLIENTS,
    UNFINISHED,
    addendum_name,
    unfinished_name,
)
from session_tui.vault.storage.summaries import SessionSummary, read_summary, under_current_client
from session_tui.vault.storage.tinydb_storage import ClientDatabase, DocumentFiles, StoredDocument, document

if TYPE_CHECKING:
    from session_tui.core.model.addendum import AddendumDraft
    from session_tui.core.model.client import Client
    from session_tui.core.model.note import Addendum
    from session_tui.core.model.session import Session

D = TypeVar("D")


@dataclass(frozen=True, slots=True)
class PrivatePages:
    """Maps the private pages of a folder to their sessions.

    Attributes:
        ids: the session id of each page, by file name.
    """

    ids: Mapping[str, str]
    _names: dict[str, str] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        for name, session_id in self.ids.items():
            self._names.setdefault(session_id, name)

    def of(self, session_id: str, name: str) -> str | None:
        """Return the file name of a session's private page: ``name`` itself if that page belongs to the session."""
        return name if self.ids.get(name) == session_id else self._names.get(session_id)


class ClientStore:
    """One client's folder, accessed through TinyDB. A session is named by its file here, by its id elsewhere."""

    def __init__(self, root: Path, folder_name: str) -> None:
        self.root = root
        self.folder = root / CLIENTS / folder_name
        self.db = ClientDatabase(self.folder, storage=DocumentFiles)
        self._summaries: dict[str, tuple[atomic_files.Stamp, SessionSummary | str]] = {}
        self._page_ids: dict[str, tuple[atomic_files.Stamp, str]] = {}

    @property
    def storage(self) -> DocumentFiles:
        """The TinyDB storage that holds the folder's documents."""
        storage = self.db.storage
        assert isinstance(storage, DocumentFiles)
        return storage

    def refresh(self) -> None:
        """List the folder again."""
        self.storage.refresh()

    def summary(self, name: str) -> SessionSummary | None:
        """Return the summary of one session, or None where its file is gone or unreadable."""
        stored = self.storage.tables()["sessions"].get(name)
        summary = self._summary(name, stored) if stored is not None else None
        return summary if isinstance(summary, SessionSummary) else None

    def summaries(self) -> dict[str, SessionSummary]:
        """Return the summaries of all readable sessions, by file name."""
        sessions = self.storage.tables()["sessions"]
        for gone in self._summaries.keys() - sessions.keys():
            del self._summaries[gone]
        found = ((name, self._summary(name, stored)) for name, stored in sessions.items())
        return {name: summary for name, summary in found if isinstance(summary, SessionSummary)}

    def session(self, name: str, table: str = "sessions") -> Session:
        """Read the session (or the private page) in a file. Raises UnreadableFile or NewerFormat."""
        from session_tui.core.formats import json_documents as formats

        form = formats.PRIVATE_FORMAT if table == "private" else formats.SESSION_FORMAT
        return self._sound(table, name, lambda data: formats.read_session(data, form))

    def raw(self, name: str, table: str = "sessions") -> dict[str, Json]:
        """Return the document in a file without validating it. Raises UnreadableFile."""
        stored = self.storage.tables()[table].get(name)
        if stored is None:
            raise UnreadableFile(self.storage.path(table, name), "the file does not exist")
        return stored.load()

    def open(self, name: str) -> dict[str, Json]:
        """Return the unvalidated document of a session, and cache its summary. Raises UnreadableFile."""
        data = self.raw(name)
        self._keep_head(name, self.listed("sessions", name), lambda: data)
        return data

    def listed(self, table: str, name: str) -> StoredDocument:
        """Return a document's entry from the last listing of the folder."""
        return self.storage.tables()[table][name]

    def has(self, table: str, name: str) -> bool:
        """Whether the file exists, readable or not."""
        return name in self.storage.tables()[table]

    def addenda(self, name: str) -> tuple[Addendum, ...]:
        """Read a session's addenda, ordered by number. Raises UnreadableFile or NewerFormat."""
        from session_tui.core.formats import json_documents as formats

        names = self.addenda_names(name)
        found = [self._sound("addenda", each, formats.read_addendum) for each in names]
        return tuple(sorted(found, key=lambda addendum: addendum.number))

    def addenda_names(self, name: str) -> list[str]:
        """Return the file names of a session's addenda."""
        fits = ((each, ADDENDUM.fullmatch(each)) for each in self.storage.tables()["addenda"])
        return [each for each, match in fits if match and match["session"] == name]

    def unfinished_names(self, name: str) -> list[str]:
        """Return the file names of a session's unfinished addenda."""
        fits = ((each, UNFINISHED.fullmatch(each)) for each in self.storage.tables()["unfinished"])
        return [each for each, match in fits if match and match["session"] == name]

    def readable(self, table: str, names: Iterable[str], read: Callable[[Json], D]) -> dict[str, D]:
        """Read documents with ``read``, and return the readable ones by file name."""
        found = {}
        for name in names:
            with contextlib.suppress(UnreadableFile, NewerFormat):
                found[name] = self._sound(table, name, read)
        return found

    def client(self) -> Client | None:
        """Read ``client.json``; return None if there is none. Raises UnreadableFile or NewerFormat."""
        if not self.has("client", "client"):
            return None
        from session_tui.core.formats import json_documents as formats

        return self._sound("client", "client", formats.read_client)

    def private_name(self, session_id: str, name: str) -> str | None:
        """Return the file name of a session's private page, which is usually the session's own name."""
        pages = self.storage.tables()["private"]
        if name in pages and self._page_id(name, pages[name]) == session_id:
            return name
        return self.pages().of(session_id, name)

    def pages(self) -> PrivatePages:
        """Return the sessions of all private pages, for looking up many."""
        return PrivatePages({name: self._page_id(name, stored) for name, stored in self.documents("private")})

    def put_session(
        self,
        session: Session,
        name: str | None,
        wanted: str,
        table: str = "sessions",
        beside: Path | None = None,
    ) -> str:
        """Write a session (or a private page), and return its file name.

        Args:
            session: the session to write.
            name: its file name; None if it has none yet.
            wanted: the name for a new file; a number is appended when it is taken.
            table: ``sessions`` or ``private``.
            beside: a Markdown file of this session that exists already.
        """
        from session_tui.core.formats import json_documents as formats

        form = formats.PRIVATE_FORMAT if table == "private" else formats.SESSION_FORMAT
        return self.put_document(table, formats.session_json(session, form), name, wanted, beside)

    def put_document(
        self, table: str, data: dict[str, Json], name: str | None, wanted: str, beside: Path | None = None
    ) -> str:
        """Write the JSON document of a session (or a private page), as put_session does; the name of its file."""
        atomic_files.make_folder(self.storage.path(table, wanted).parent, self.root)
        if name is None:
            return self._add(table, wanted, data, beside)
        self._replace(table, name, data)
        return name

    def put_client(self, client: Client) -> None:
        """Write ``client.json``, making the folder if it is new."""
        from session_tui.core.formats import json_documents as formats

        atomic_files.make_folder(self.folder, self.root)
        data = formats.document_json(client, formats.CLIENT_FORMAT)
        if self.has("client", "client"):
            self._replace("client", "client", data)
        else:
            self.db.named("client").insert(document(data, "client"))

    def put_addendum(self, addendum: Addendum, name: str) -> None:
        """Write an addendum under its own number."""
        from session_tui.core.formats import json_documents as formats

        data = formats.document_json(addendum, formats.ADDENDUM_FORMAT)
        wanted = addendum_name(name, addendum.number)
        self.db.named("addenda").insert(document(data, wanted))

    def add_addendum(self, addendum: Addendum, name: str) -> Addendum:
        """Write an addendum under the next free number, and return it with that number."""
        from session_tui.core.formats import json_documents as formats

        data = formats.document_json(addendum, formats.ADDENDUM_FORMAT)
        taken = [int(each.rpartition("-")[2]) for each in self.addenda_names(name)]
        number = max(taken, default=0) + 1
        for more in atomic_files.tries(self.folder):
            with contextlib.suppress(FileExistsError):  # another window or a sync program took the number
                wanted = addendum_name(name, number + more)
                self.db.named("addenda").insert(document(data | {"number": number + more}, wanted))
                break
        return addendum.replace(number=number + more)

    def put_unfinished(self, draft: AddendumDraft, old: str | None, name: str) -> str:
        """Write an unfinished addendum over the file ``old``, or to a new file; return the file name."""
        from session_tui.core.formats import json_documents as formats

        data = formats.document_json(draft, formats.ADDENDUM_DRAFT_FORMAT)
        if old is None:
            return self._add("unfinished", unfinished_name(name), data, None)
        self._replace("unfinished", old, data)
        return old

    def remove(self, table: str, name: str) -> None:
        """Remove a document, and its Markdown file if there is one."""
        self.db.named(table).remove(doc_ids=[name])  # type: ignore[list-item]
        atomic_files.remove(self.storage.path(table, name).with_suffix(".md"))

    def documents(self, table: str) -> Iterator[tuple[str, StoredDocument]]:
        """Yield the name and entry of each document in a table."""
        yield from self.storage.tables()[table].items()

    def _summary(self, name: str, stored: StoredDocument) -> SessionSummary | str:
        """Return the summary of a session, or a sentence that says what is wrong with its file."""
        return self._keep_head(name, stored, stored.load)

    def _keep_head(
        self, name: str, stored: StoredDocument, load: Callable[[], dict[str, Json]]
    ) -> SessionSummary | str:
        """Return a session's summary or its file's fault, from the cache unless the file changed."""
        known = self._summaries.get(name)
        if known and known[0] == stored.stamp:
            return known[1]
        summary: SessionSummary | str
        try:
            summary = read_summary(load(), stored.path.with_suffix(".md"))
            # A moved session's client follows from its addenda, which may change without this file: never cached.
            if not is_same_code(summary.client, self.folder.name):
                return self._at_home(name, summary)
        except UnreadableFile as error:
            summary = error.what
        except ValueError as error:
            summary = str(error)
        self._summaries[name] = (stored.stamp, summary)
        return summary

    def _at_home(self, name: str, summary: SessionSummary) -> SessionSummary:
        """Return the summary of a session that was moved here, under the client of its last move."""
        addenda = []
        for each in sorted(self.addenda_names(name), key=lambda each: int(each.rpartition("-")[2])):
            with contextlib.suppress(UnreadableFile):
                addenda.append(self.raw(each, "addenda"))
        return under_current_client(summary, addenda)

    def _page_id(self, name: str, stored: StoredDocument) -> str:
        """Return the session id of a private page, from the cache unless the file changed; "" if unreadable."""
        known = self._page_ids.get(name)
        if known is None or known[0] != stored.stamp:
            try:
                session_id = str(stored.load().get("id"))
            except UnreadableFile:
                session_id = ""
            self._page_ids[name] = known = (stored.stamp, session_id)
        return known[1]

    def _sound(self, table: str, name: str, read: Callable[[Json], D]) -> D:
        """Read a document with ``read``, and put the path into any error."""
        path = self.storage.path(table, name)
        try:
            return read(self.raw(name, table))
        except NewerFormat as error:
            raise NewerFormat(f"{path} {error}") from None
        except InvalidValue as error:
            raise UnreadableFile(path, str(error)) from None

    def _replace(self, table: str, name: str, data: dict[str, Json]) -> None:
        """Replace the content of a document that is listed."""

        def fill(old: MutableMapping[str, Json]) -> None:
            old.clear()
            old.update(data)

        done = self.db.named(table).update(fill, doc_ids=[name])  # type: ignore[list-item]
        assert len(done) == 1, "only a document that is listed is replaced"

    def _add(self, table: str, wanted: str, data: dict[str, Json], beside: Path | None) -> str:
        """Write a new document under a free name, and return the name; the disk itself refuses a taken one."""
        taken = self.storage.tables()[table]
        number, left = 1, atomic_files.tries(self.storage.path(table, wanted))
        while True:
            name = wanted if number == 1 else f"{wanted} {number}"
            markdown = self.storage.path(table, name).with_suffix(".md")
            if name not in taken and (markdown == beside or not markdown.exists()):
                next(left)
                with contextlib.suppress(FileExistsError):
                    self.db.named(table).insert(document(data, name))
                    return name
            number += 1
