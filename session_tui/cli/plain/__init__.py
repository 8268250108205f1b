"""A session line by line, for screen readers and for terminals without screens."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from session_tui.vault.vault import Vault


def walk(vault: "Vault", client: str, guide_id: str, *, author: str | None = None) -> int:
    """Go on with the open draft of a client, or begin a session, and ask it line by line. The exit code.

    Raises:
        SessionLocked: it is open in another window.
    """
    from session_tui.cli.plain.walk import Walk

    draft = vault.open_draft(client) if vault.find_client(client) else None
    session = draft or vault.begin(client, guide_id)
    with vault.lock(session.id):
        return Walk(vault, session, is_new=draft is None, author=author).run()
