"""Reads every note of a vault and does nothing else: ``python -m bench.apps.read_all VAULT``."""

import sys
from pathlib import Path


def main(folder: Path) -> int:
    """Read all JSON and Markdown files, and return their size in bytes."""
    found = (folder / "clients").rglob("*")
    return sum(len(path.read_bytes()) for path in found if path.suffix in (".json", ".md"))


if __name__ == "__main__":
    print(main(Path(sys.argv[1])))
