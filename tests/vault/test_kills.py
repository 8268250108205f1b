"""A process killed in the middle of saving leaves nothing torn, nothing stray, and every save that it acknowledged."""

import os
import random
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from session_tui.vault.vault import Vault
from tests.example_counts import rounds, seeds

ROUNDS = 10

SAVE = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from session_tui.vault.vault import Vault
vault = Vault.open(Path(sys.argv[1]), clock=lambda: datetime.now(UTC).replace(microsecond=0))
session = vault.read(sys.argv[2]).session
while True:
    text = f"save {session.rev + 1} " + "and they said that " * 300
    session = session.with_answer("since", text, at=vault.clock())
    session = session.with_answer("hunch", text, at=vault.clock()) if session.has_prompt("hunch") else session
    session = vault.save(session)
    print(session.rev, flush=True)
"""


def last_acknowledged(root: Path, session_id: str, seconds: float) -> int:
    """Save as fast as possible until killed; the number of the last save that was acknowledged."""
    command = [sys.executable, "-c", SAVE, str(root), session_id]
    pipe = subprocess.PIPE
    # Without a buffer: what one would hold after the first line is lost on communicate().
    with subprocess.Popen(command, stdout=pipe, stderr=pipe, bufsize=0) as process:
        assert process.stdout is not None
        first = process.stdout.readline()
        time.sleep(seconds)
        process.kill()
        rest, errors = process.communicate()
    assert first, errors.decode()
    return int((first + rest).split()[-1])


@pytest.mark.parametrize("seed", seeds(3, quick=2))
def test_a_kill_at_any_moment_loses_no_acknowledged_save(root: Path, clock: Any, seed: int) -> None:
    chance = random.Random(seed)
    vault = Vault.create(root, clock=clock)
    session = vault.begin("ana-k", "follow-up")
    session = vault.save(session.with_answer("hunch", "h", at=clock()))
    for _ in range(rounds(ROUNDS, quick=4)):
        acknowledged = last_acknowledged(root, session.id, chance.uniform(0, 0.03))
        again = Vault.open(root, clock=clock)
        for left in root.rglob("*.tmp"):
            os.utime(left, (0, 0))
        assert len(again.sessions()) == 1
        assert not list(root.rglob("*.tmp"))
        found = again.read(session.id).session
        assert found.rev in (acknowledged, acknowledged + 1)
        assert str(found.answer("since").value).startswith(f"save {found.rev} ")
        assert {f.kind for f in again.check()} <= {"markdown stale"}
        again.repair()
        assert again.check() == ()
        assert len(again.sessions()) == 1
