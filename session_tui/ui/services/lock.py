"""The part of a session lock that the services use."""

from typing import Protocol


class Lock(Protocol):
    """A lock that keeps a session open in this window only."""

    def release(self) -> None:
        """Release the lock, so that other windows can open the session."""
