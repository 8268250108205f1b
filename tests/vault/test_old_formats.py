"""A vault of every version that was ever shipped is read, whole and unchanged."""

import shutil
from pathlib import Path
from typing import Any

from session_tui.vault.vault import Vault

DATA = Path(__file__).resolve().parents[1] / "data"


def test_a_vault_of_the_first_version_is_read(tmp_path: Path, clock: Any) -> None:
    root = tmp_path / "vault"
    shutil.copytree(DATA / "vault-1", root)
    vault = Vault.open(root, clock=clock)
    (summary,) = vault.sessions()
    note = vault.read(summary.id)
    assert (summary.client, summary.status, vault.clients()[0].name) == ("ana-k", "signed", "Ana K.")
    assert str(note.session.answer("since").value).startswith("Went to the market twice.")
    assert any(a.is_private and a.is_answered for a in note.session.answers)
    assert [a.text for a in note.addenda] == ["She sleeps better since the new pillow."]
    assert {f.kind for f in vault.check()} <= {"open to others"}
