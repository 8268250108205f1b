"""A save is computed first and then carried out in an order in which a crash loses nothing."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from session_tui.core.model.session import Session
from session_tui.markdown.note import writer
from session_tui.vault.sessions.save_plan import plan_save
from session_tui.vault.storage import atomic_files
from session_tui.vault.storage.client_store import ClientStore
from session_tui.vault.storage.content_digests import digest_on_disk
from session_tui.vault.vault import Vault

Write = Callable[..., Session]


def place_of(vault: Vault, session_id: str) -> tuple[ClientStore, str]:
    """The client's folder of a session, and the name of its files there."""
    path = vault.resolve(session_id).path
    return ClientStore(vault.root, path.parent.name), path.stem


def files_in(vault: Vault) -> dict[Path, bytes]:
    """The clients' files with their bytes."""
    found = (vault.root / "clients").rglob("*")
    return {path: path.read_bytes() for path in found if path.is_file()}


@pytest.fixture
def steps(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What is done to files, in the order in which it is done."""
    done: list[str] = []

    def noted(name: str) -> Callable[..., Any]:
        real = getattr(atomic_files, name)

        def call(path: Path, *rest: Any) -> Any:
            if "clients" in path.parts and path.name != "client.json":
                page = "page" if path.parent.name == "private" else "record"
                done.append(f"{name} {page}{path.suffix}")
            return real(path, *rest)

        return call

    for name in ("write", "write_new", "rename", "remove"):
        monkeypatch.setattr(atomic_files, name, noted(name))
    return done


def test_a_plan_writes_nothing_and_knows_the_bytes_to_come(vault: Vault, write: Write, clock: Any) -> None:
    session = write(hunch="old").with_answer("since", "new", at=clock()).with_answer("hunch", "new", at=clock())
    store, name = place_of(vault, session.id)
    before = files_in(vault)
    plan = plan_save(session.replace(rev=session.rev + 1), store, name, is_update=True)
    assert files_in(vault) == before
    assert plan.is_there
    assert plan.page is not None
    saved = vault.save(session)
    store.refresh()
    assert saved == plan.session
    assert digest_on_disk(store, "sessions", name) == plan.record.digest
    assert digest_on_disk(store, "private", name) == plan.page.digest
    assert plan.markdown_path.read_text() == plan.render_record()
    assert (store.folder / "private" / f"{name}.md").read_text() == plan.render_page(plan.page)


def test_the_record_comes_before_the_page_and_json_before_markdown(
    vault: Vault, write: Write, clock: Any, steps: list[str]
) -> None:
    session = write(hunch="old")
    assert steps == ["write_new record.json", "write record.md", "write_new page.json", "write page.md"]
    steps.clear()
    session = vault.save(session.with_answer("hunch", "new", at=clock()))
    assert steps == ["write record.json", "write record.md", "write page.json", "write page.md"]
    steps.clear()
    session = vault.save(session.with_answer("since", "new", at=clock()))
    assert steps == ["write record.json", "write record.md"]
    steps.clear()
    vault.save(session.with_answer("hunch", None, at=clock()))
    assert steps == ["write record.json", "write record.md", "remove page.json", "remove page.md"]


def test_edited_markdown_is_set_aside_before_anything_is_written(
    vault: Vault, write: Write, clock: Any, steps: list[str]
) -> None:
    session = write()
    path = vault.resolve(session.id).path
    path.write_text(path.read_text().replace("Went to the market.", "Went by bus."))
    steps.clear()
    vault.save(session.with_answer("close", 7, at=clock()))
    assert steps == ["rename record.md", "write record.json", "write record.md"]


def test_addenda_are_written_once_their_record_has_its_name(
    vault: Vault, write: Write, tmp_path: Path, clock: Any, steps: list[str]
) -> None:
    signed = vault.sign(write())
    vault.add_addendum(signed.id, reason="r", text="t")
    other = Vault.create(tmp_path / "other", clock=clock)
    steps.clear()
    other.add_note(vault.read(signed.id))
    assert steps == ["write_new record.json", "write_new record.json", "write record.md"]
    assert len(other.read(signed.id).addenda) == 1


def test_a_fault_in_rendering_keeps_no_words_from_the_disk(
    vault: Vault, write: Write, clock: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = write()

    def broken(*_: object, **__: object) -> str:
        raise RuntimeError("a fault in the renderer")

    with monkeypatch.context() as patch:
        patch.setattr(writer, "write_note", broken)
        with pytest.raises(RuntimeError):
            vault.save(session.with_answer("since", "new", at=clock()))
    assert vault.read(session.id).session.answer("since").value == "new"
    assert [f.kind for f in vault.check()] == ["markdown stale"]


def test_each_markdown_is_rendered_once(
    vault: Vault, write: Write, clock: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = write(hunch="old")
    rendered: list[str] = []
    real = writer.write_note

    def counted(*given: Any, format_: str, **named: Any) -> str:
        rendered.append(format_)
        return real(*given, format_=format_, **named)

    monkeypatch.setattr(writer, "write_note", counted)
    vault.save(session.with_answer("since", "new", at=clock()).with_answer("hunch", "new", at=clock()))
    assert rendered == ["session-note/1", "private-page/1"]
