"""Names that the command line and the app share: the place at which the program opens, and exit codes."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

OK, FAILED, MISUSED = 0, 1, 2
"""Exit codes: success; an error; a terminal that cannot show the screens."""


class Start(NamedTuple):
    """The place at which the program opens: home, or a session with one client."""

    client: str = ""
    """The client's code; empty for home."""
    guide: str = ""
    """The guide's id; empty for the one that suits the client."""
    place: str = "practice"
    """The name that home shows next to the date."""


def local_time() -> datetime:
    """Return the local time with its UTC offset, in whole seconds."""
    return datetime.now().astimezone().replace(microsecond=0)
