"""Where the program opens, and how it ends: what the command line and the app both name."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

OK, FAILED, MISUSED = 0, 1, 2
"""Exit codes: done; something went wrong; this terminal cannot show the screens."""


class Start(NamedTuple):
    """Where the program opens: at home, or straight in a session with one client."""

    client: str = ""
    """The client's code; empty: at home."""
    guide: str = ""
    """The guide's id; empty: the one that suits the client."""
    place: str = "practice"
    """What home says it shows, beside the day."""


def local_time() -> datetime:
    """The time with its offset, in whole seconds."""
    return datetime.now().astimezone().replace(microsecond=0)
