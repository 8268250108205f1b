"""The TinyDB storage: a file a document, and nothing else touched."""

import json
from pathlib import Path

import pytest
from tinydb import where

from session_tui.vault.storage import atomic_files
from session_tui.vault.storage.errors import SaveFailed, UnreadableFile
from session_tui.vault.storage.tinydb_storage import ClientDatabase, DocumentFiles, document


@pytest.fixture
def chart(tmp_path: Path) -> ClientDatabase:
    for n in range(5):
        (tmp_path / f"s{n}.json").write_text(json.dumps({"id": n, "tags": []}))
    return ClientDatabase(tmp_path, storage=DocumentFiles)


def stamps(folder: Path) -> dict[str, atomic_files.Stamp | None]:
    return {p.name: atomic_files.stamp_of(p) for p in folder.rglob("*.json")}


def test_a_document_is_named_by_its_file(chart: ClientDatabase, tmp_path: Path) -> None:
    sessions = chart.named("sessions")
    sessions.insert(document({"id": 9}, "new one"))
    assert json.loads((tmp_path / "new one.json").read_text()) == {"id": 9}
    assert [str(d.doc_id) for d in sessions.search(where("id") == 3)] == ["s3"]


def test_an_update_in_place_is_written_and_nothing_else_is(chart: ClientDatabase, tmp_path: Path) -> None:
    before = stamps(tmp_path)
    chart.named("sessions").update(lambda doc: doc["tags"].append("x"), where("id") == 2)
    chart.named("sessions").update({"mood": 1}, where("id") == 2)
    after = stamps(tmp_path)
    assert {n for n in after if after[n] != before[n]} == {"s2.json"}
    assert json.loads((tmp_path / "s2.json").read_text())["mood"] == 1


def test_an_update_that_changes_nothing_writes_nothing(chart: ClientDatabase, tmp_path: Path) -> None:
    chart.named("sessions").update({"id": 2}, where("id") == 2)
    before = stamps(tmp_path)
    chart.named("sessions").update({"id": 2}, where("id") == 2)
    assert stamps(tmp_path) == before


def test_an_update_by_name_reads_no_other_document(chart: ClientDatabase, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []
    real = atomic_files.read

    def reading(path: Path) -> bytes:
        read.append(path.name)
        return real(path)

    monkeypatch.setattr(atomic_files, "read", reading)
    chart.named("sessions").update({"mood": 1}, doc_ids=["s1"])  # type: ignore[list-item]
    assert set(read) == {"s1.json"}


def test_a_removed_document_takes_its_file_along_and_no_other(chart: ClientDatabase, tmp_path: Path) -> None:
    chart.named("sessions").remove(where("id") == 2)
    assert sorted(stamps(tmp_path)) == ["s0.json", "s1.json", "s3.json", "s4.json"]


def test_a_torn_file_is_empty_to_queries_and_never_written_or_removed(chart: ClientDatabase, tmp_path: Path) -> None:
    (tmp_path / "s9.json").write_text('{"id": 9')
    chart.storage.refresh()  # type: ignore[attr-defined]
    sessions = chart.named("sessions")
    assert not sessions.search(where("id") == 9)
    with pytest.raises(UnreadableFile):
        sessions.update({"mood": 1}, doc_ids=["s9"])  # type: ignore[list-item]
    sessions.truncate()
    assert [p.name for p in tmp_path.glob("*.json")] == ["s9.json"]
    assert (tmp_path / "s9.json").read_text() == '{"id": 9'


def test_the_tables_are_the_kinds_of_files(tmp_path: Path) -> None:
    x = "2026-11-20 1012 x"
    copy = f"{x}.addendum-draft.sync-conflict-20261120-101300-ABC"
    names = ("client", x, f"{x}.addendum-1", f"{x}.addendum-draft", copy, f"{x}.moved-1", ".hidden")
    for name in names:
        (tmp_path / f"{name}.json").write_text("{}")
    (tmp_path / "private").mkdir()
    (tmp_path / "private/2026-11-20 1012 x.json").write_text("{}")
    tables = DocumentFiles(tmp_path).read()
    assert {name: sorted(documents) for name, documents in tables.items()} == {
        "sessions": ["2026-11-20 1012 x"],
        "addenda": ["2026-11-20 1012 x.addendum-1"],
        "unfinished": ["2026-11-20 1012 x.addendum-draft", copy],
        "moves": ["2026-11-20 1012 x.moved-1"],
        "private": ["2026-11-20 1012 x"],
        "client": ["client"],
    }


def test_what_could_not_be_written_is_not_believed(
    chart: ClientDatabase, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(path: Path, data: bytes) -> atomic_files.Stamp:
        raise SaveFailed("The disk is full.", path, "")

    with monkeypatch.context() as patch:
        patch.setattr(atomic_files, "write", fail)
        with pytest.raises(SaveFailed):
            chart.named("sessions").update({"mood": 1}, where("id") == 2)
    found = chart.named("sessions").get(where("id") == 2)
    assert found == {"id": 2, "tags": []}


def test_a_file_changed_from_outside_is_seen_after_a_refresh(chart: ClientDatabase, tmp_path: Path) -> None:
    (tmp_path / "s1.json").write_text('{"id": 77}')
    (tmp_path / "s2.json").unlink()
    chart.storage.refresh()  # type: ignore[attr-defined]
    ids = sorted(d["id"] for d in chart.named("sessions").all())
    assert ids == [0, 3, 4, 77]


@pytest.mark.parametrize("text", ["[1]", "NaN", '{"a": NaN}', "", "\xff", "[" * 100_000])
def test_whatever_lies_there_is_no_crash(tmp_path: Path, text: str) -> None:
    (tmp_path / "s.json").write_bytes(text.encode("latin-1"))
    stored = DocumentFiles(tmp_path).tables()["sessions"]["s"]
    assert stored.fault
    assert dict(stored) == {}
