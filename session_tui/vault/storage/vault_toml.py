"""Reads and writes ``vault.toml``, which says what kind of vault a folder is."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from session_tui.core.base.errors import NewerFormat
from session_tui.core.base.text import is_newer
from session_tui.vault.storage import atomic_files
from session_tui.vault.storage.errors import (
    ForeignFolder,
    LockedVault,
    SaveFailed,
    VaultExists,
    VaultMissing,
)
from session_tui.vault.storage.filenames import CLIENTS, PROMPTS, VAULT_FILE

VERSION = 1
"""The version of the folder's layout that this program writes."""

_TEXT = f"""\
# What this folder is. session-tui wrote this file; the practice's name is yours to fill in.
format = "session-vault/{VERSION}"
plain = true
# practice = "Practice at the mill"
"""
_FOREIGN = {".DS_Store", "desktop.ini", "Thumbs.db"}
"""Files that operating systems put into any folder."""


def open_vault_file(root: Path) -> dict[str, Any]:
    """Return the settings of the vault in a folder.

    Raises:
        VaultMissing: there is nothing, or an empty folder.
        ForeignFolder: the folder holds something else, or its vault.toml cannot be read.
        NewerFormat: a newer version of this program made it.
        LockedVault: it is encrypted.
    """
    path = root / VAULT_FILE
    try:
        settings = _read(atomic_files.read(path))
    except FileNotFoundError:
        raise _no_vault(root) from None
    except NotADirectoryError:
        raise ForeignFolder(f"{root} is a file; a vault is a folder. Name another place.") from None
    except (OSError, ValueError, RecursionError) as error:
        why = (isinstance(error, OSError) and error.strerror) or error
        raise ForeignFolder(
            f"{path} cannot be read: {why}. Correct it, or restore it from a backup; nothing was changed."
        ) from None
    _refuse_unknown(settings, path)
    return settings


def _read(data: bytes) -> dict[str, Any]:
    """Parse vault.toml; the text this program writes is recognised without importing ``tomllib``."""
    if data == _TEXT.encode():
        return {"format": f"session-vault/{VERSION}", "plain": True}
    import tomllib

    return tomllib.loads(data.decode())


def make_vault_file(root: Path) -> None:
    """Make a vault with plain files in a folder that is empty or does not exist yet.

    Raises:
        VaultExists: there is one.
        ForeignFolder: the folder holds something else.
        SaveFailed: it cannot be written there.
    """
    if (root / VAULT_FILE).exists():
        raise VaultExists(f"{root} is already a vault. It was not changed.")
    if root.exists() and not _is_empty(root):
        raise ForeignFolder(f"{root} contains other files, so no vault was created in it. Name an empty or new folder.")
    anchor = next(above for above in root.parents if above.exists())
    atomic_files.make_folder(root, anchor)
    atomic_files.close(root)
    for name in (CLIENTS, PROMPTS):
        atomic_files.make_folder(root / name, root)
    atomic_files.clear_temporary(root)
    try:
        atomic_files.write_new(root / VAULT_FILE, _TEXT.encode())
    except FileExistsError:
        raise VaultExists(f"{root} became a vault a moment ago, in another window. It was left as it is.") from None


def refuse_missing(root: Path) -> None:
    """Raise SaveFailed if the vault is gone, so that none is begun at an empty mount point."""
    if not (root / VAULT_FILE).exists():
        raise SaveFailed("The vault is gone.", root, "Make it available again (is the disk or share connected?).")


def _no_vault(root: Path) -> VaultMissing | ForeignFolder:
    """Return the error for a folder without ``vault.toml``."""
    if not root.exists() or _is_empty(root):
        return VaultMissing(root)
    return ForeignFolder(
        f"{root} is not a vault: it has no {VAULT_FILE}. Name the folder of your vault, or an empty one for a new vault."
    )


def _is_empty(folder: Path) -> bool:
    """Whether a folder holds nothing, or only what a vault init that failed left in it."""
    return folder.is_dir() and all(entry.name in _FOREIGN or _is_left_over(entry) for entry in folder.iterdir())


def _is_left_over(entry: Path) -> bool:
    if entry.name in (CLIENTS, PROMPTS):
        return entry.is_dir() and not entry.is_symlink() and not any(entry.iterdir())
    return atomic_files.TEMPORARY.fullmatch(entry.name) is not None


def _refuse_unknown(settings: dict[str, Any], path: Path) -> None:
    """Raise ForeignFolder, NewerFormat or LockedVault if this program cannot open such a vault."""
    name, _, version = str(settings.get("format", "")).partition("/")
    if name != "session-vault" or not (version.isascii() and version.isdecimal()):
        raise ForeignFolder(
            f'{path} does not say “format = "session-vault/{VERSION}"”, so this may not be a vault. Nothing was changed.'
        )
    if is_newer(version, str(VERSION)):
        raise NewerFormat(
            f"{path} was written by a newer version of this program (session-vault/{version[:9]}; this one reads "
            f"session-vault/{VERSION}). Update session-tui to open it. It was not changed."
        )
    if settings.get("recipients") or settings.get("plain") is not True:
        raise LockedVault(
            f"{path}: this vault is encrypted, and this version of session-tui opens plain vaults only. "
            "Nothing was changed."
        )
