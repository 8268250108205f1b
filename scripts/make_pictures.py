"""Draws the README's pictures from the program itself, on invented practices, or checks that they are true.

python scripts/make_pictures.py            write docs/pictures/*.svg
python scripts/make_pictures.py --check    exit 1 and name those that are out of date
python scripts/make_pictures.py --to DIR   every screen in every theme, for looking at

The clock, the ids and every word are fixed: the same program draws the same files.
"""

import argparse
import asyncio
import re
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from session_tui.demo.maker import make_demo  # noqa: E402
from session_tui.settings import Settings  # noqa: E402
from session_tui.ui.themes import THEMES  # noqa: E402
from session_tui.vault.vault import Vault  # noqa: E402
from tests.ui.open_screen import SCREENS, hold_cursors, opened  # noqa: E402
from tests.ui.sample_practice import NOW, InventedPractice  # noqa: E402

PICTURES = ROOT / "docs" / "pictures"


@dataclass(frozen=True, slots=True)
class Picture:
    """One picture: the file's name, the screen, the window's size, the theme, and whether on the demo vault."""

    name: str
    screen: str
    size: tuple[int, int] = (110, 32)
    theme: str = "dark"
    is_demo: bool = False


README = (
    Picture("home", "home", (110, 28), is_demo=True),
    Picture("brief", "brief", (100, 26), is_demo=True),
    Picture("thread", "chart, thread", (100, 34), is_demo=True),
    Picture("check-ins", "chart, checkins", (120, 34), is_demo=True),
    Picture("search", "search, coffee", (100, 20), is_demo=True),
    Picture("sheet", "sheet, first prompt", (120, 36)),
    Picture("sheet-narrow", "sheet", (80, 24)),
    Picture("close", "close", (120, 34)),
    Picture("chart", "chart", (120, 34)),
    Picture("shared", "shared", (90, 30), "light"),
)


def gallery() -> Iterator[Picture]:
    """Every screen in every theme, wide and narrow."""
    for theme in THEMES:
        for screen in SCREENS:
            name = re.sub(r"\W+", "-", screen)
            for size in ((120, 40), (80, 24)):
                yield Picture(f"{name}-{size[0]}-{theme.name}", screen, size, theme.name)


async def drawn(picture: Picture) -> str:
    """The picture as SVG."""
    with tempfile.TemporaryDirectory() as folder:
        vault = practice(Path(folder) / "vault", is_demo=picture.is_demo)
        settings = Settings(theme=picture.theme)
        shown = opened(picture.screen, vault, picture.size, settings=settings)
        async with shown as stage:
            hold_cursors(stage)
            await stage.settle()
            return settled(stage.app.export_screenshot(), picture.name)


def practice(folder: Path, *, is_demo: bool) -> Vault:
    """One of the two invented practices, at a moment that never changes."""
    if is_demo:
        make_demo(folder, NOW)
        return Vault.open(folder, clock=lambda: NOW)
    invented = InventedPractice(folder)
    invented.fill()
    return invented.vault


def settled(svg: str, name: str) -> str:
    """The SVG with fixed ids, and without fonts from the web: whoever looks at it asks nobody."""
    svg = re.sub(r"@font-face\s*\{[^}]*\}\s*", "", svg)
    svg = re.sub(r"terminal-\d+", f"picture-{name}", svg)
    svg = svg.replace("Fira Code, monospace", "Fira Code, DejaVu Sans Mono, Menlo, monospace")
    return "".join(f"{line.rstrip()}\n" for line in svg.strip().splitlines())


def main() -> int:
    """Write the pictures, or name those that are not what the program shows."""
    words = argparse.ArgumentParser(description="Draw the README's pictures.")
    words.add_argument("--check", action="store_true", help="name those that are out of date")
    words.add_argument("--to", type=Path, help="draw every screen in every theme into a folder")
    asked = words.parse_args()
    folder, pictures = (asked.to, gallery()) if asked.to else (PICTURES, iter(README))
    folder.mkdir(parents=True, exist_ok=True)
    stale = 0
    for picture in pictures:
        file = folder / f"{picture.name}.svg"
        svg = asyncio.run(drawn(picture))
        if file.exists() and file.read_text(encoding="utf-8") == svg:
            continue
        stale += 1
        if asked.check:
            print(f"{file} is out of date: run `python scripts/make_pictures.py`.", file=sys.stderr)
        else:
            file.write_text(svg, encoding="utf-8")
            print(f"wrote {file}")
    return 1 if asked.check and stale else 0


if __name__ == "__main__":
    sys.exit(main())
