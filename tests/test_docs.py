"""The docs: lines of at most 120 columns, links that resolve, and no file named that does not exist."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "session_tui"
WIDTH = 120

PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "bench").glob("*.md")])
FIGURES = ROOT / "bench" / "RESULTS.md"
"""Written by the benchmarks, one line for each description, so it is not wrapped."""

FENCE = re.compile(r"\s*(`{3,}|~{3,})")
LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
CODE = re.compile(r"`([^`]+)`")
ROOMS = "|".join(sorted(each.name for each in PACKAGE.iterdir() if each.is_dir() and each.name.isidentifier()))
FILE = re.compile(rf"(?:session_tui|tests|bench|scripts|docs|{ROOMS})/[\w./-]+|session_tui/")
"""A code span that is a path: from the root of the repository, or from inside the package."""


def name_of(page: Path) -> str:
    """The path of a page from the root of the repository."""
    return str(page.relative_to(ROOT))


def prose(page: Path) -> Iterator[tuple[int, str]]:
    """The numbered lines of a page outside code blocks."""
    fence = ""
    for number, line in enumerate(page.read_text(encoding="utf-8").splitlines(), 1):
        mark = FENCE.match(line)
        if not fence and mark:
            fence = mark[1]
        elif fence:
            fence = "" if line.strip() == fence else fence
        else:
            yield number, line


def can_be_wide(line: str) -> bool:
    """Whether a line cannot be wrapped: a row of a table, or a single image or link."""
    return line.lstrip().startswith("|") or LINK.fullmatch(line.strip()) is not None


def exists(name: str) -> bool:
    """Whether a path named in the docs is a file or folder of the repository."""
    return (ROOT / name).exists() or (PACKAGE / name).exists()


@pytest.mark.parametrize("page", sorted({*PAGES} - {FIGURES}), ids=name_of)
def test_no_line_of_a_page_is_wider_than_120_columns(page: Path) -> None:
    wide = [number for number, line in prose(page) if len(line) > WIDTH and not can_be_wide(line)]
    assert wide == []


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_every_relative_link_of_a_page_resolves(page: Path) -> None:
    links = [link for _, line in prose(page) for link in LINK.findall(CODE.sub("", line))]
    relative = [link.partition("#")[0] for link in links if "://" not in link]
    assert [link for link in relative if link and not (page.parent / link).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_every_file_that_a_page_names_exists(page: Path) -> None:
    named = [name for _, line in prose(page) for name in CODE.findall(line) if FILE.fullmatch(name)]
    assert [name for name in named if not exists(name)] == []


def test_every_page_of_docs_is_in_its_index() -> None:
    index = ROOT / "docs" / "README.md"
    linked = {link for _, line in prose(index) for link in LINK.findall(line)}
    there = {page.name for page in (ROOT / "docs").glob("*.md")} - {index.name}
    assert there - linked == set()


def test_every_decision_is_in_its_index() -> None:
    index = ROOT / "docs" / "adr" / "README.md"
    linked = {link for _, line in prose(index) for link in LINK.findall(line)}
    assert {page.name for page in index.parent.glob("*.md")} - {index.name} == linked
