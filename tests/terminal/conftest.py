"""A real pseudo-terminal for tests, and the whole program in it."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from session_tui.ui.start import local_time
from session_tui.vault.vault import Vault
from tests.terminal.pty_driver import Program, Spawn


@pytest.fixture
def terminal() -> Iterator[Spawn]:
    """Start programs in pseudo-terminals; whatever still runs at the end of the test is ended."""
    programs: list[Program] = []

    def spawn(*arguments: Any, **keywords: Any) -> Program:
        programs.append(Program(*arguments, **keywords))
        return programs[-1]

    yield spawn
    for program in programs:
        program.end()


class Practice:
    """A vault of plain files, and the program opened on it."""

    def __init__(self, root: Path, spawn: Spawn) -> None:
        self.root = root
        self._spawn = spawn

    def run(self, *arguments: str, size: tuple[int, int] = (120, 40), **keywords: Any) -> Program:
        """The program with these arguments."""
        command = [sys.executable, "-m", "session_tui", "--vault", str(self.root), *arguments]
        program: Program = self._spawn(command, size=size, **keywords)
        return program

    def write(self, client: str, guide: str = "blank", **keywords: Any) -> Program:
        """The sheet of a client, its first prompt ready for keys."""
        program = self.run("new", client, "--guide", guide, **keywords)
        program.wait_for(f"{client} · ")
        program.wait_for("next")
        return program

    def sign(self, client: str) -> None:
        """A signed session of this client."""
        vault = Vault.open(self.root, clock=local_time)
        session = vault.begin(client, "blank").with_answer("story-free", "said", at=local_time())
        vault.sign(vault.save(session))

    def add_to(self, client: str) -> Program:
        """The addendum to the client's latest session, by way of home and the chart, ready for keys."""
        program = self.run()
        program.wait_for(client)
        program.send("\r")
        program.wait_for("said")
        program.send("a")
        program.wait_for("Reason, in one line")
        return program

    def unfinished(self, client: str) -> dict[str, Any]:
        """The client's only unfinished addendum; empty where there is none."""
        found = [path for path in self.files(client) if ".addendum-draft" in path.name]
        assert len(found) <= 1, "one addendum was begun, more are on disk"
        assert all(path.stat().st_mode & 0o777 == 0o600 for path in found)
        return next((json.loads(path.read_text(encoding="utf-8")) for path in found), {})

    def files(self, client: str) -> list[Path]:
        """Everything in a client's folder, hidden files too, but for client.json."""
        folder = self.root / "clients" / client
        found = folder.rglob("*") if folder.exists() else ()
        return sorted(path for path in found if path.is_file() and path.name != "client.json")

    def documents(self, client: str) -> list[dict[str, Any]]:
        """A client's session documents; each must be whole."""
        files = [path for path in self.files(client) if path.suffix == ".json"]
        return [json.loads(path.read_text(encoding="utf-8")) for path in files]

    def value(self, client: str, prompt: str) -> Any:
        """What the client's only session holds for a prompt; None where nothing is on disk."""
        documents = self.documents(client)
        assert len(documents) <= 1, "one session was begun, more are on disk"
        answers = documents[0]["answers"] if documents else []
        return next((each["value"] for each in answers if each["prompt"] == prompt), None)


@pytest.fixture
def practice(tmp_path: Path, terminal: Spawn) -> Practice:
    """An empty vault of plain files."""
    from session_tui.cli import run

    root = tmp_path / "vault"
    assert run(["--vault", str(root), "vault", "init", "--plain"]) == 0
    return Practice(root, terminal)
