"""One client's documents: sessions, private pages, addenda and who the client is.

What reads and writes whole documents is imported when one is: lists, and with them home, stand sooner without it.
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
    """Whose the private pages of a folder are.

    Attributes:
        ids: by the name of its file, the id of a page's session.
    """

    ids: Mapping[str, str]
    _names: dict[str, str] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        for name, session_id in self.ids.items():
            self._names.setdefault(session_id, name)

    def of(self, session_id: str, name: str) -> str | None:
        """The name of the file of a session's page: the session's own, where that is its page."""
        return name if self.ids.get(name) == session_id else self._names.get(session_id)


class ClientStore:
    """One client's folder, by way of TinyDB. Sessions are named by their files here, and by their ids elsewhere."""

    def __init__(self, root: Path, folder_name: str) -> None:
        self.root = root
        self.folder = root / CLIENTS / folder_name
        self.db = ClientDatabase(self.folder, storage=DocumentFiles)
        self._summaries: dict[str, tuple[atomic_files.Stamp, SessionSummary | str]] = {}
        self._page_ids: dict[str, tuple[atomic_files.Stamp, str]] = {}

    @property
    def storage(self) -> DocumentFiles:
        """The folder's documents as files."""
        storage = self.db.storage
        assert isinstance(storage, DocumentFiles)
        return storage

    def refresh(self) -> None:
        """List the folder again."""
        self.storage.refresh()

    def summary(self, name: str) -> SessionSummary | None:
        """The head of one session; None where its file is gone or cannot be read."""
        stored = self.storage.tables()["sessions"].get(name)
        summary = self._summary(name, stored) if stored is not None else None
        return summary if isinstance(summary, SessionSummary) else None

    def summaries(self) -> dict[str, SessionSummary]:
        """The heads of the sessions by the names of their files; what cannot be read is left out."""
        sessions = self.storage.tables()["sessions"]
        for gone in self._summaries.keys() - sessions.keys():
            del self._summaries[gone]
        found = ((name, self._summary(name, stored)) for name, stored in sessions.items())
        return {name: summary for name, summary in found if isinstance(summary, SessionSummary)}

    def session(self, name: str, table: str = "sessions") -> Session:
        """The session (or the private page) in a file; raises UnreadableFile or NewerFormat."""
        from session_tui.core.formats import json_documents as formats

        form = formats.PRIVATE_FORMAT if table == "private" else formats.SESSION_FORMAT
        return self._sound(table, name, lambda data: formats.read_session(data, form))

    def raw(self, name: str, table: str = "sessions") -> dict[str, Json]:
        """The document in a file as it stands there; raises UnreadableFile."""
        stored = self.storage.tables()[table].get(name)
        if stored is None:
            raise UnreadableFile(self.storage.path(table, name), "there is no such file")
        return stored.load()

    def open(self, name: str) -> dict[str, Json]:
        """The document of a session as it stands in its file, its head read with it; raises UnreadableFile."""
        data = self.raw(name)
        self._keep_head(name, self.listed("sessions", name), lambda: data)
        return data

    def listed(self, table: str, name: str) -> StoredDocument:
        """A document as the folder was last listed."""
        return self.storage.tables()[table][name]

    def has(self, table: str, name: str) -> bool:
        """Whether there is such a file, readable or not."""
        return name in self.storage.tables()[table]

    def addenda(self, name: str) -> tuple[Addendum, ...]:
        """What was added to a session, in order; raises UnreadableFile or NewerFormat."""
        from session_tui.core.formats import json_documents as formats

        names = self.addenda_names(name)
        found = [self._sound("addenda", each, formats.read_addendum) for each in names]
        return tuple(sorted(found, key=lambda addendum: addendum.number))

    def addenda_names(self, name: str) -> list[str]:
        """The names of the files of a session's addenda."""
        fits = ((each, ADDENDUM.fullmatch(each)) for each in self.storage.tables()["addenda"])
        return [each for each, match in fits if match and match["session"] == name]

    def unfinished_names(self, name: str) -> list[str]:
        """The names of the files of the addenda to a session that are being written."""
        fits = ((each, UNFINISHED.fullmatch(each)) for each in self.storage.tables()["unfinished"])
        return [each for each, match in fits if match and match["session"] == name]

    def readable(self, table: str, names: Iterable[str], read: Callable[[Json], D]) -> dict[str, D]:
        """Documents by the names of their files, read by their format; those that cannot be read are left out."""
        found = {}
        for name in names:
            with contextlib.suppress(UnreadableFile, NewerFormat):
                found[name] = self._sound(table, name, read)
        return found

    def client(self) -> Client | None:
        """Who the client is; None without ``client.json``. Raises UnreadableFile or NewerFormat."""
        if not self.has("client", "client"):
            return None
        from session_tui.core.formats import json_documents as formats

        return self._sound("client", "client", formats.read_client)

    def private_name(self, session_id: str, name: str) -> str | None:
        """The name of the file of a session's private page, usually the session's own."""
        pages = self.storage.tables()["private"]
        if name in pages and self._page_id(name, pages[name]) == session_id:
            return name
        return self.pages().of(session_id, name)

    def pages(self) -> PrivatePages:
        """Whose the private pages are, to look for many."""
        return PrivatePages({name: self._page_id(name, stored) for name, stored in self.documents("private")})

    def put_session(
        self,
        session: Session,
        name: str | None,
        wanted: str,
        table: str = "sessions",
        beside: Path | None = None,
    ) -> str:
        """Write a session (or a private page); the name of its file.

        Args:
            session: what to write.
            name: the name of its file; None when it has none yet.
            wanted: the name to give it then, or one close to it when that is taken.
            table: ``sessions`` or ``private``.
            beside: a Markdown file of this session that is there already.
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
        """Write who the client is, and make the folder when it is new."""
        from session_tui.core.formats import json_documents as formats

        atomic_files.make_folder(self.folder, self.root)
        data = formats.document_json(client, formats.CLIENT_FORMAT)
        if self.has("client", "client"):
            self._replace("client", "client", data)
        else:
            self.db.named("client").insert(document(data, "client"))

    def put_addendum(self, addendum: Addendum, name: str) -> None:
        """Write an addendum under the number it has."""
        from session_tui.core.formats import json_documents as formats

        data = formats.document_json(addendum, formats.ADDENDUM_FORMAT)
        wanted = addendum_name(name, addendum.number)
        self.db.named("addenda").insert(document(data, wanted))

    def add_addendum(self, addendum: Addendum, name: str) -> Addendum:
        """Write an addendum under the next free number; as it was written."""
        from session_tui.core.formats import json_documents as formats

        data = formats.document_json(addendum, formats.ADDENDUM_FORMAT)
        taken = [int(each.rpartition("-")[2]) for each in self.addenda_names(name)]
        number = max(taken, default=0) + 1
        while True:
            try:
                wanted = addendum_name(name, number)
                self.db.named("addenda").insert(document(data | {"number": number}, wanted))
            except FileExistsError:
                number += 1
            else:
                return addendum.replace(number=number)

    def put_unfinished(self, draft: AddendumDraft, old: str | None, name: str) -> str:
        """Write an addendum that is being written, over its old file or in a new one; the name of its file."""
        from session_tui.core.formats import json_documents as formats

        data = formats.document_json(draft, formats.ADDENDUM_DRAFT_FORMAT)
        if old is None:
            return self._add("unfinished", unfinished_name(name), data, None)
        self._replace("unfinished", old, data)
        return old

    def remove(self, table: str, name: str) -> None:
        """Remove a document, and its Markdown when it has one."""
        self.db.named(table).remove(doc_ids=[name])  # type: ignore[list-item]
        atomic_files.remove(self.storage.path(table, name).with_suffix(".md"))

    def documents(self, table: str) -> Iterator[tuple[str, StoredDocument]]:
        """The documents of a table by name."""
        yield from self.storage.tables()[table].items()

    def _summary(self, name: str, stored: StoredDocument) -> SessionSummary | str:
        """The head of a session, or what is wrong with the file."""
        return self._keep_head(name, stored, stored.load)

    def _keep_head(
        self, name: str, stored: StoredDocument, load: Callable[[], dict[str, Json]]
    ) -> SessionSummary | str:
        """The head of a session, read anew when its file changed; or what is wrong with the file."""
        known = self._summaries.get(name)
        if known and known[0] == stored.stamp:
            return known[1]
        summary: SessionSummary | str
        try:
            summary = read_summary(load(), stored.path.with_suffix(".md"))
            if not is_same_code(summary.client, self.folder.name):
                return self._at_home(name, summary)
        except UnreadableFile as error:
            summary = error.what
        except ValueError as error:
            summary = str(error)
        self._summaries[name] = (stored.stamp, summary)
        return summary

    def _at_home(self, name: str, summary: SessionSummary) -> SessionSummary:
        """The head of a session that was written for another client, under the one to whom it was moved."""
        addenda = []
        for each in sorted(self.addenda_names(name), key=lambda each: int(each.rpartition("-")[2])):
            with contextlib.suppress(UnreadableFile):
                addenda.append(self.raw(each, "addenda"))
        return under_current_client(summary, addenda)

    def _page_id(self, name: str, stored: StoredDocument) -> str:
        """Whose page it is, read anew when its file changed; empty where it cannot be read."""
        known = self._page_ids.get(name)
        if known is None or known[0] != stored.stamp:
            try:
                session_id = str(stored.load().get("id"))
            except UnreadableFile:
                session_id = ""
            self._page_ids[name] = known = (stored.stamp, session_id)
        return known[1]

    def _sound(self, table: str, name: str, read: Callable[[Json], D]) -> D:
        """The document in a file, read by its format."""
        path = self.storage.path(table, name)
        try:
            return read(self.raw(name, table))
        except NewerFormat as error:
            raise NewerFormat(f"{path} {error}") from None
        except InvalidValue as error:
            raise UnreadableFile(path, str(error)) from None

    def _replace(self, table: str, name: str, data: dict[str, Json]) -> None:
        def fill(old: MutableMapping[str, Json]) -> None:
            old.clear()
            old.update(data)

        done = self.db.named(table).update(fill, doc_ids=[name])  # type: ignore[list-item]
        assert len(done) == 1, "only a document that is listed is replaced"

    def _add(self, table: str, wanted: str, data: dict[str, Json], beside: Path | None) -> str:
        """Write a new document under a name that nothing has yet; the disk itself refuses one that is taken."""
        taken = self.storage.tables()[table]
        number = 1
        while True:
            name = wanted if number == 1 else f"{wanted} {number}"
            markdown = self.storage.path(table, name).with_suffix(".md")
            if name not in taken and (markdown == beside or not markdown.exists()):
                try:
                    self.db.named(table).insert(document(data, name))
                except FileExistsError:
                    pass
                else:
                    return name
            number += 1
