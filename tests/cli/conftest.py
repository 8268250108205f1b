"""A vault, sessions in it, and the command line called in this process."""

import io
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from session_tui.cli import run
from session_tui.cli.context import now
from session_tui.core.model.session import Session
from session_tui.vault.vault import Vault


@dataclass(frozen=True)
class Done:
    """What a command line came to."""

    code: int
    out: str
    err: str

    @property
    def lines(self) -> list[str]:
        return self.out.splitlines()


Cli = Callable[..., Done]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return tmp_path / "vault"


@pytest.fixture
def vault(root: Path) -> Vault:
    return Vault.create(root, clock=now)


@pytest.fixture
def cli(root: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Cli:
    """Calls a command line on the vault; ``typed`` is what stands on standard input."""

    def call(*arguments: str | Path, typed: bytes | str = b"") -> Done:
        data = typed.encode() if isinstance(typed, str) else typed
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data), encoding="utf-8"))
        capsys.readouterr()
        code = run(["--vault", str(root), *map(str, arguments)])
        said = capsys.readouterr()
        return Done(code, said.out, said.err)

    return call


@pytest.fixture
def write(vault: Vault) -> Callable[..., Session]:
    """Begins a session, answers prompts by name, and saves it."""

    def begin(
        client: str = "ana-k",
        guide: str = "follow-up",
        *,
        started: datetime | None = None,
        **answers: object,
    ) -> Session:
        session = vault.begin(client, guide)
        if started:
            session = session.replace(started=started)
        for prompt, value in answers.items():
            session = session.with_answer(prompt, value, at=session.started)  # type: ignore[arg-type]
        return vault.save(session)

    return begin


@pytest.fixture
def long_ago() -> datetime:
    return datetime(2026, 9, 2, 10, 12, tzinfo=UTC)
