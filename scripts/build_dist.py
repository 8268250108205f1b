"""Builds the sdist, and the wheel from it, into dist/; checks what both contain.

python scripts/build_dist.py            build and check
python scripts/build_dist.py --try      also unpack the sdist, and run `make check` there
"""

import subprocess
import sys
import tarfile
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

from session_tui import __version__

ROOT = Path(__file__).resolve().parent.parent
STEM = f"session_tui-{__version__}"


def main() -> int:
    """0: built, and complete; 1: something is missing, or a step failed."""
    with tempfile.TemporaryDirectory(prefix="session-tui-dist-") as folder:
        built = Path(folder)
        run(sys.executable, "-m", "build", "--outdir", str(built), str(ROOT))
        sdist, wheel = built / f"{STEM}.tar.gz", built / f"{STEM}-py3-none-any.whl"
        missing = [*missing_in_sdist(sdist), *missing_in_wheel(wheel)]
        if missing:
            print(*missing, sep="\n", file=sys.stderr)
            return 1
        if "--try" in sys.argv[1:]:
            check_unpacked(sdist)
        (ROOT / "dist").mkdir(exist_ok=True)
        for file in (sdist, wheel):
            (ROOT / "dist" / file.name).write_bytes(file.read_bytes())
            print(f"dist/{file.name}")
    return 0


def run(*command: str, where: Path = ROOT) -> None:
    """Run a command; a failure ends the script with its exit code."""
    done = subprocess.run(command, cwd=where, check=False)
    if done.returncode:
        sys.exit(done.returncode)


def tracked_files() -> list[str]:
    """The files under version control, as paths from the root."""
    listed = subprocess.run(("git", "ls-files", "-z"), cwd=ROOT, capture_output=True, text=True, check=True)
    return [name for name in listed.stdout.split("\0") if name and (ROOT / name).exists()]


def missing_in_sdist(sdist: Path) -> Iterator[str]:
    """The tracked files that the sdist does not hold."""
    with tarfile.open(sdist) as archive:
        held = set(archive.getnames())
    yield from (f"not in the sdist: {name}" for name in tracked_files() if f"{STEM}/{name}" not in held)


def missing_in_wheel(wheel: Path) -> Iterator[str]:
    """The tracked files of the program and its guides that the wheel does not hold: modules, style sheets, help pages."""
    with zipfile.ZipFile(wheel) as archive:
        held = set(archive.namelist())
    for name in tracked_files():
        where = f"session_tui/{name}" if name.startswith("prompts/") else name
        if where.startswith("session_tui/") and where not in held:
            yield f"not in the wheel: {where}"


def check_unpacked(sdist: Path) -> None:
    """Unpack the sdist into an empty folder, and run `make check` there."""
    with tempfile.TemporaryDirectory(prefix="session-tui-sdist-") as folder:
        with tarfile.open(sdist) as archive:
            archive.extractall(folder, filter="data")
        run("make", "check", where=Path(folder) / STEM)


if __name__ == "__main__":
    sys.exit(main())
