"""Saves a draft as the session sheet does: ``python -m bench.apps.saves VAULT CLIENT`` prints the figures as JSON.

The client has a draft already; each save changes its text, but not its number of words.
"""

import json
import sys
import time
from pathlib import Path
from statistics import median, quantiles

from bench.texts import note_text
from session_tui.cli.context import now
from session_tui.vault.vault import Vault

SAVES, PAUSE = 60, 0.02
"""How many, and the seconds between two, in which the disk comes to rest."""


def main(folder: Path, client: str) -> dict[str, float]:
    """Save repeatedly; return wall and processor milliseconds per save."""
    vault = Vault.open(folder, clock=now)
    session = vault.open_draft(client)
    assert session is not None, "the client has a draft"
    prompt = next(a.prompt for a in session.answers if a.kind == "text" and not a.is_private)
    wall, cpu = list[float](), list[float]()
    for number in range(SAVES):
        session = session.with_answer(prompt, note_text(300, seed=number), at=now())
        time.sleep(PAUSE)
        began, used = time.perf_counter(), time.process_time()
        session = vault.save(session)
        wall.append((time.perf_counter() - began) * 1000)
        cpu.append((time.process_time() - used) * 1000)
    return {
        "first": wall[0],
        "p50": median(wall[1:]),
        "p95": quantiles(wall[1:], n=20)[-1],
        "cpu": median(cpu[1:]),
    }


if __name__ == "__main__":
    print(json.dumps(main(Path(sys.argv[1]), sys.argv[2])))
