"""``session-tui``, and ``python -m session_tui``."""

import sys


def main() -> None:
    """Run the program; the exit code says how it went: 0 done, 1 wrong data, 2 called wrongly."""
    from session_tui.cli import run

    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
