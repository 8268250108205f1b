"""Changes from outside, ten thousand in a thorough run, leave the index as one built afresh; what it finds is what a plain scan finds."""

import csv
import json
import os
import random
import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from session_tui.core.base.ids import new_id
from session_tui.core.base.tokens import words_of
from session_tui.core.search.matches import matches_query
from session_tui.core.search.query import parse_query
from session_tui.vault.index.database import Connection
from session_tui.vault.index.folder_scan import list_folder
from session_tui.vault.index.index import Index
from session_tui.vault.index.rows import read_row
from session_tui.vault.storage.summaries import count_words
from session_tui.vault.vault import Vault
from tests.example_counts import cases, rounds

CHANGES = 10_000
TOGETHER = 500
"""Changes between two looks."""

WORDS = [
    "bread",
    "O'Brien",
    "B12",
    "walk",
    "garden",
    "Étude",
    "сон",
    "睡眠",
    "straße",
    "the",
    "and",
    "12:30",
    "-x",
    "“quoted”",
    "naïve",
    "Łódź",
    "smørbrød",
    "hors-d’œuvre",
    "ma\u00adgne\u200bsium",
    "💊",
    "?",
]


class VaultWatcher:
    """Another program: it adds, changes, renames, copies, tears and removes files."""

    def __init__(self, root: Path, template: dict[str, Any], chance: random.Random) -> None:
        self.clients = root / "clients"
        self.template = template
        self.chance = chance

    def change(self) -> None:
        """Change one thing."""
        ways: list[Callable[[], None]] = [
            self.add, self.add, self.rewrite, self.rewrite, self.replace, self.remove, self.rename, self.copy, self.tear,
            self.add_addendum, self.remove_addendum, self.page, self.age, self.move_folder,
        ]  # fmt: skip
        self.chance.choice(ways)()

    def files(self, pattern: str = "*.json") -> list[Path]:
        found = [p for p in self.clients.glob(f"*/{pattern}") if p.name != "client.json"]
        return sorted(found)

    def document(self, session_id: str | None = None) -> str:
        data = json.loads(json.dumps(self.template))
        data["id"] = session_id or new_id(time_of(self.chance))
        data["started"] = time_of(self.chance).isoformat()
        data["status"] = self.chance.choice(["draft", "signed"])
        data["guide"]["id"] = self.chance.choice(["follow-up", "review"])
        for answer in data["answers"]:
            if answer["kind"] == "text":
                words = self.chance.choices(WORDS, k=self.chance.randint(1, 12))
                answer |= {"state": "answered", "value": " ".join(words)}
        return json.dumps(data)

    def add(self) -> None:
        if len(self.files()) < 80:
            folder = self.clients / f"client-{self.chance.randint(1, 6)}"
            folder.mkdir(exist_ok=True)
            name = f"2026-11-{self.chance.randint(10, 29)} 1012 follow-up"
            path = folder / f"{name}{self.chance.choice(['', ' 2', ' (conflict 2026-11-20 101112)'])}.json"
            path.write_text(self.document())

    def rewrite(self) -> None:
        if path := self.any():
            path.write_text(self.document(self.chance.choice([id_in(path), None])))
            self.date(path)

    def replace(self) -> None:
        if path := self.any():
            beside = path.with_name(".other.tmp")
            beside.write_text(self.document(id_in(path)))
            beside.replace(path)

    def remove(self) -> None:
        if (path := self.any()) and len(self.files()) > 30:
            path.unlink()

    def rename(self) -> None:
        if path := self.any():
            folder = self.clients / f"client-{self.chance.randint(1, 6)}"
            folder.mkdir(exist_ok=True)
            path.rename(folder / f"2026-11-{self.chance.randint(10, 29)} 0900 review.json")

    def copy(self) -> None:
        if path := self.any():
            shutil.copy(path, path.with_name(f"{path.stem} copy.json"))

    def tear(self) -> None:
        if path := self.any():
            data = path.read_bytes()
            path.write_bytes(data[: self.chance.randint(0, len(data))])

    def add_addendum(self) -> None:
        if path := self.any():
            mark = self.chance.choice([None, "entered by mistake"])
            data = {"reason": "more", "text": self.chance.choice(WORDS), "mark": mark}
            added = path.with_name(f"{path.stem}.addendum-{self.chance.randint(1, 3)}.json")
            added.write_text(json.dumps(data))

    def remove_addendum(self) -> None:
        if found := self.files("*.addendum-*.json"):
            self.chance.choice(found).unlink()

    def page(self) -> None:
        if path := self.any():
            folder = path.parent / "private"
            folder.mkdir(exist_ok=True)
            page = folder / path.name
            if page.exists() and self.chance.random() < 0.5:
                page.unlink()
            else:
                page.write_text(self.document(id_in(path)))

    def age(self) -> None:
        for path in self.files():
            self.date(path)

    def move_folder(self) -> None:
        folders = sorted(self.clients.iterdir())
        folder = self.chance.choice(folders)
        to = folder.with_name(f"client-{self.chance.randint(1, 6)}")
        if not to.exists():
            folder.rename(to)

    def date(self, path: Path) -> None:
        """Give a file a time of long ago, perhaps one before the one it had; each time another."""
        long_ago = self.chance.randint(10**18, 17 * 10**17)
        os.utime(path, ns=(long_ago, long_ago))

    def any(self) -> Path | None:
        found = [p for p in self.files() if ".addendum-" not in p.name]
        return self.chance.choice(found) if found else None


def id_in(path: Path) -> str | None:
    try:
        return str(json.loads(path.read_text())["id"])
    except (ValueError, KeyError):
        return None


def time_of(chance: random.Random) -> datetime:
    return datetime(2020, 1, 1, tzinfo=UTC) + timedelta(minutes=chance.randint(0, 3_000_000))


TABLES = (
    """SELECT folder, name, id, client, started, guide, title, status, words, last_prompt, is_withdrawn, is_copy, is_added_to
    FROM session ORDER BY folder, name""",
    "SELECT folder, place, name, what FROM fault ORDER BY folder, place, name",
    "SELECT name, code, display, sessions, drafts, last FROM folder ORDER BY name",
    "SELECT folder, name, parts FROM written JOIN session USING (no) ORDER BY folder, name",
    "SELECT count(*) FROM written",
)
PAGES = (
    "SELECT folder, name, id FROM page ORDER BY folder, name",
    "SELECT folder, name, parts FROM written JOIN page USING (no) ORDER BY folder, name",
    "SELECT count(*) FROM written",
)


def dumped(index: Index) -> Iterator[object]:
    """All that an index knows, without its own numbers."""

    def words(db: Connection) -> list[Any]:
        db.execute("CREATE VIRTUAL TABLE IF NOT EXISTS temp.vocabulary USING fts5vocab(main, word, 'col')")
        return db.execute("SELECT * FROM temp.vocabulary ORDER BY 1, 2").fetchall()

    def read(db: Connection, pages: Connection) -> list[object]:
        told: list[object] = [db.execute(table).fetchall() for table in TABLES]
        told += [pages.execute(table).fetchall() for table in PAGES]
        return [*told, words(db), words(pages)]

    yield from index.read_both(read)


@pytest.fixture
def template(vault: Vault, write: Callable[..., Any]) -> dict[str, Any]:
    """A session document as a file holds it."""
    session = write("client-1")
    data: dict[str, Any] = json.loads(vault.resolve(session.id).path.with_suffix(".json").read_text())
    return data


def test_changes_from_outside_leave_what_a_fresh_index_holds(
    vault: Vault, template: dict[str, Any], tmp_path: Path
) -> None:
    outside = VaultWatcher(vault.root, template, random.Random(4))
    index = Index(vault.root)
    for _ in range(rounds(CHANGES // TOGETHER, quick=6)):
        for _ in range(cases([TOGETHER], quick=[TOGETHER // 3])[0]):
            outside.change()
        index.look(closely=True)
        copy = tmp_path / "copy"
        shutil.copytree(vault.root, copy, ignore=shutil.ignore_patterns(".index"))
        assert list(dumped(index)) == list(dumped(Index(copy)))
        shutil.rmtree(copy)


def test_what_the_index_finds_is_what_a_plain_scan_finds(vault: Vault, corpus: Path) -> None:
    chance = random.Random(7)
    with corpus.open(encoding="utf-8", newline="") as file:
        for number, row in enumerate(csv.DictReader(file)):
            session = vault.begin(f"client-{number % 9}", "follow-up")
            vault.save(session.with_answer("since", row["dialogue"], at=vault.clock()))
    listed = {f: list_folder(f) for f in (vault.root / "clients").iterdir()}
    rows = [read_row(f, name, files) for f, files in listed.items() for name in files.sessions]
    known = [row for row in rows if not isinstance(row, str)]
    words = sorted({word for row in known for part in row.parts for word in words_of(part.text)})
    assert len(known) > 50
    for each in known:
        data = json.loads(each.summary.path.with_suffix(".json").read_text())
        assert each.summary.words == count_words(data)
    for _ in range(rounds(400, quick=100)):
        asked = " ".join(question(chance, words) for _ in range(chance.randint(1, 3)))
        query = parse_query(asked, vault.clock().date())
        found = vault.search(query, limit=len(known))
        scanned = {row.summary.id for row in known if matches_query(query, row.parts)}
        assert {hit.summary.id for hit in found.hits} == scanned, asked
        assert found.total == len(scanned)


def question(chance: random.Random, words: list[str]) -> str:
    """A word, the beginning of one, two in quotes, or one that must not be there."""
    word = chance.choice(words)
    shapes = [
        word,
        word[: chance.randint(1, len(word))],
        f'"{word}"',
        f"-{word}",
        f'"{word} {chance.choice(words)}"',
    ]
    return f"{chance.choice(['', '', 'in:story ', 'in:goals '])}{chance.choice(shapes)}"
