"""The lock of a session, as the services need it of the vault."""

from typing import Protocol


class Lock(Protocol):
    """That a session is open in this window."""

    def release(self) -> None:
        """Let other windows open it."""
