import os
import tomllib
from pathlib import Path

import pytest

from session_tui.vault.guide_shelf import GuideShelf, built_in_folder, read_guide_shelf

ROOT = Path(__file__).resolve().parents[2]
OWN = "---\nguide: {id}\ntitle: Ours\n---\n\n## Story\n\n{{#p .text}}\n### P\n"


@pytest.fixture
def own(tmp_path: Path) -> Path:
    folder = tmp_path / "prompts"
    folder.mkdir()
    return folder


def shelf(own: Path) -> GuideShelf:
    return read_guide_shelf(built_in_folder(), own)


def test_the_guides_that_come_with_the_program_are_found_in_the_order_they_are_offered() -> None:
    read = read_guide_shelf(built_in_folder())
    assert list(read.guides) == [
        "first-consult", "follow-up", "review", "closing", "tune-up", "quick-contact", "blank", "private",
    ]  # fmt: skip
    assert read.problems == ()
    assert {g.id: g.title for g in read.guides.values()} == {i: h.title for i, h in read.front_matter.items()}


def test_a_wheel_carries_the_guides_into_the_package() -> None:
    build = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["hatch"]["build"]
    assert build["targets"]["wheel"]["force-include"] == {"prompts": "session_tui/prompts"}


def test_a_folder_that_is_not_there_holds_no_guides(tmp_path: Path) -> None:
    assert read_guide_shelf(tmp_path / "none", None).guides == {}


def test_the_practices_own_guide_wins(own: Path) -> None:
    (own / "mine.md").write_text(OWN.format(id="follow-up"), "utf-8")
    assert shelf(own).guides["follow-up"].title == "Ours"


def test_a_broken_guide_is_named_and_the_built_in_one_stays(own: Path) -> None:
    (own / "mine.md").write_text(OWN.format(id="follow-up").replace(".text", ".scal"), "utf-8")
    read = shelf(own)
    assert read.guides["follow-up"].title == "Follow-up"
    assert [(p.file, p.line) for p in read.problems] == [("prompts/mine.md", 8)]


def test_two_guides_with_one_id_are_not_left_to_chance(own: Path) -> None:
    for name in ("a.md", "b.md"):
        (own / name).write_text(OWN.format(id="ours"), "utf-8")
    read = shelf(own)
    assert "ours" in read.guides
    assert "is the id of prompts/a.md already" in str(read.problems[0])


@pytest.mark.skipif(os.name != "posix", reason="makes links and pipes")
def test_what_is_no_guide_file_is_named_and_the_others_go_on_working(own: Path) -> None:
    (own / "folder.md").mkdir()
    (own / "loop.md").symlink_to(own / "loop.md")
    (own / "gone.md").symlink_to(own / "nowhere")
    os.mkfifo(own / "pipe.md")
    (own / "latin.md").write_bytes(b"---\nguide: caf\xe9\n---\n")
    (own / "huge.md").write_bytes(b"x" * 10_000_000)
    (own / ".hidden.md").write_bytes(b"\xff")
    (own / "sound.md").write_text(OWN.format(id="ours"), "utf-8")
    read = shelf(own)
    files = sorted(p.file.removeprefix("prompts/") for p in read.problems)
    assert files == ["folder.md", "gone.md", "huge.md", "latin.md", "loop.md", "pipe.md"]
    assert any(str(p).startswith("prompts/latin.md, line 2: This is not UTF-8") for p in read.problems)
    assert read.guides["ours"].title == "Ours"


def test_a_guide_of_the_practice_stands_before_the_private_page(own: Path) -> None:
    (own / "mine.md").write_text(OWN.format(id="ours"), "utf-8")
    assert list(shelf(own).guides)[-2:] == ["ours", "private"]
