"""The sheet while the disk does not take what is typed, and the screens for jots and prompts."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from textual.widgets import OptionList

from session_tui.core.input.parse_line import read_jot
from session_tui.core.model.session import Session
from session_tui.core.model.values import Goal, Step
from session_tui.ui.screens.session.client_view import ClientViewScreen
from session_tui.ui.screens.session.file_jots import FileJotsScreen

if TYPE_CHECKING:
    from tests.ui.session.conftest import Office

ID = "0193a2b0-0000-7000-8000-00000000000"


def full(session: Session) -> Session:
    raise OSError(28, "No space left on device", "/v")


async def test_a_full_disk_is_named_the_text_stays_and_the_line_goes(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with office.open() as desk:
        with monkeypatch.context() as patched:
            patched.setattr(office.vault, "save", full)
            await desk.press(*"kept")
            await desk.shows("No space left on device: /v.")
            await desk.shows("! not saved")
            await desk.press(*" on")
        await desk.until(lambda: "No space left" not in desk.text())
        await desk.kept()
    assert any('"kept on"' in text for text in office.files().values())


async def test_quitting_warns_anew_when_the_disk_fills_a_second_time(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with office.open() as desk:
        for word in ("one", " two"):
            with monkeypatch.context() as patched:
                patched.setattr(office.vault, "save", full)
                await desk.press(*word, "ctrl+q")
                await desk.says("Press the same key again to leave")
                desk.app.clear_notifications()
                assert desk.app.is_running
            await desk.kept()


async def test_leaving_with_a_full_disk_says_so_once(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    async with office.open() as desk:
        monkeypatch.setattr(office.vault, "save", full)
        await desk.press(*"kept", "escape", "escape")
        await desk.says("Press Esc again to leave")
        assert desk.app.is_running
        await desk.press("escape")
        await desk.until(lambda: not desk.app.is_running)
        assert desk.app.vault_service.flush() == ""


@pytest.mark.parametrize(
    ("line", "jot"),
    [
        ("g call", ("call", "goals")),
        ("S  call", ("call", "story")),
        ("p mine", ("mine", "private")),
        ("call", ("call", None)),
        ("g", ("g", None)),
        ("g ", ("g", None)),
        ("go home", ("go home", None)),
        ("   ", ("", None)),
        ("", ("", None)),
    ],
)
def test_a_letter_in_front_files_a_jot(line: str, jot: tuple[str, str | None]) -> None:
    assert read_jot(line) == jot


async def test_a_jot_emptied_again_is_none(office: Office) -> None:
    async with office.open() as desk:
        await desk.press("ctrl+o", *"ab", "backspace", "backspace", "enter")
        assert desk.sheet.draft.now().jots == ()


async def test_those_that_wait_stand_first_and_stay_in_place_when_filed(office: Office) -> None:
    async with office.open() as desk:
        for line in ("g one", "two", "three"):
            await desk.press("ctrl+o", *line, "enter")
            office.now += timedelta(seconds=1)
        await desk.press("escape", "f")
        await desk.until(lambda: isinstance(desk.app.screen, FileJotsScreen))
        options = desk.app.screen.query_one(OptionList)
        names = [str(options.get_option_at_index(n).prompt) for n in range(3)]
        assert [name.split("  ·")[0] for name in names] == ["two", "three", "one"]
        await desk.press("e", "n", "up", "up", "s")
        sections = {jot.text: jot.section for jot in desk.sheet.draft.now().jots}
        assert sections == {"one": "goals", "two": "story", "three": "next-steps"}
        await desk.press("x", "x", "x")
        await desk.until(lambda: desk.app.screen is desk.sheet)
        assert desk.sheet.draft.now().jots == ()


async def test_a_jot_under_a_section_the_guide_does_not_ask_is_in_the_outline(
    office: Office,
) -> None:
    own = office.vault.root / "prompts"
    own.mkdir(exist_ok=True)
    (own / "mine.md").write_text(
        "---\nguide: mine\ntitle: Mine\nversion: 1\nwhen: now\n---\n\n## Story\n\n{#a .text .core}\n### A\n",
        encoding="utf-8",
    )
    async with office.open("mine") as desk:
        assert "Goals" not in desk.text()
        await desk.press("ctrl+o", *"g call", "enter")
        await desk.shows("Goals")


async def test_go_to_narrows_and_stays_with_escape(office: Office) -> None:
    async with office.open("first-consult") as desk:
        await desk.press("ctrl+g", *"roles")
        options = desk.app.screen.query_one(OptionList)
        await desk.until(lambda: options.option_count == 1)
        await desk.press("escape")
        assert desk.sheet.current == "agenda"
        await desk.press("f5", *"zzzz", "enter")
        assert options.option_count <= 1
        await desk.press("escape")
        assert desk.sheet.current == "agenda"


async def test_the_private_page_is_found_by_go_to(office: Office) -> None:
    async with office.open() as desk:
        await desk.press("ctrl+g", *"hunch", "enter")
        await desk.until(lambda: desk.sheet.is_private)


async def test_the_shared_view_shows_goals_and_steps_and_never_what_is_private(
    office: Office,
) -> None:
    goal = Goal(id=f"{ID}1", words="Walk to the [/] market")
    step = Step(id=f"{ID}2", text="Ten minutes", owner="client", why="it is near")
    office.earlier("first-consult", goals=(goal,), steps=(step,), hunch="SECRET", story="RECORD")
    async with office.open("follow-up") as desk:
        await desk.press("f4")
        await desk.until(lambda: isinstance(desk.app.screen, ClientViewScreen))
        for words in ("Walk to the [/] market", "Ten minutes", "Why: it is near"):
            await desk.shows(words)
        assert "SECRET" not in desk.text()
        assert "RECORD" not in desk.text()
        await desk.press("z")
        assert desk.app.screen is desk.sheet
