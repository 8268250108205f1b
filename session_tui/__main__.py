"""Entry point of ``session-tui`` and ``python -m session_tui``.

The home screen opens without importing the command line library, which would make every start a tenth longer.
"""

from __future__ import annotations

import contextlib
import gc
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


def main() -> None:
    """Run the program. The exit code is 0 for success, 1 for wrong data, 2 for wrong usage."""
    if sys.getfilesystemencoding() != "utf-8":
        _start_again_in_utf8()
    arguments = sys.argv[1:]
    if asks_for_home(arguments):
        sys.exit(_open_home(Path(arguments[1]) if arguments else None))
    from session_tui.cli import run

    sys.exit(run(arguments))


def _start_again_in_utf8() -> None:
    """Start Python again in its UTF-8 mode: names in a vault are UTF-8 whatever the locale is (``LC_ALL=C``)."""
    if os.name == "posix" and not sys.flags.utf8_mode and sys.executable:
        environ = os.environ | {"PYTHONUTF8": "1"}  # for the processes that this one starts
        with contextlib.suppress(OSError):
            os.execve(sys.executable, [sys.executable, "-X", "utf8", *sys.orig_argv[1:]], environ)


def asks_for_home(arguments: Sequence[str]) -> bool:
    """Whether the arguments ask for the home screen only, on the default vault or the one given."""
    if not arguments:
        return "_SESSION_TUI_COMPLETE" not in os.environ
    return len(arguments) == 2 and arguments[0] == "--vault" and not arguments[1].startswith("-")


def _open_home(folder: Path | None) -> int:
    """Run the screens on a vault, and return the exit code."""
    gc.disable()  # imports allocate much and leave no garbage; BaseApp.on_ready enables the collector again
    from session_tui.core.base.errors import SessionTuiError
    from session_tui.paths import vault_folder
    from session_tui.settings import settings_now
    from session_tui.ui.launch import launch
    from session_tui.ui.start import FAILED, Start

    try:
        return launch(vault_folder(folder, os.environ), settings_now(), Start())
    except SessionTuiError as error:
        print(error, file=sys.stderr)
    except OSError as error:
        print(f"{error.filename or 'The disk'}: {error.strerror or error}.", file=sys.stderr)
    return FAILED


if __name__ == "__main__":
    main()
