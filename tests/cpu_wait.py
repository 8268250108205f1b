"""How long a program had to wait for a processor: what the machine took, and no fault of the program."""

from __future__ import annotations

import contextlib
from pathlib import Path


def stood_in_line(process: int | str = "self") -> float:
    """Seconds in which a process could have worked, had another not had the processor; 0 where that is not told."""
    nanoseconds = 0
    for told in Path(f"/proc/{process}/task").glob("*/schedstat"):
        with contextlib.suppress(OSError):  # the thread has ended since
            nanoseconds += int(told.read_text(encoding="ascii").split()[1])
    return nanoseconds / 1e9
