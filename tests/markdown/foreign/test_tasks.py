"""Tasks of GitHub, Obsidian and Logseq become steps with their outcome."""

from datetime import date, timedelta, timezone

import pytest

from session_tui.core.model.guide import Guide, Prompt, Section
from session_tui.core.model.session import Answer
from session_tui.core.model.values import Kind, Step
from session_tui.markdown.foreign.reader import read_foreign

KINDS = (Kind.STEPS, Kind.LIST, Kind.TEXT, Kind.AGENDA, Kind.GOALS, Kind.QUESTIONS)
GUIDE = Guide("g", "G", sections=(Section("next-steps", "Next steps", tuple(Prompt(k, k, k.title()) for k in KINDS)),))


def answer(text: str, kind: Kind = Kind.STEPS) -> Answer:
    text = f"---\nclient: ana-k\ndate: 2026-11-20\nguide: g\n---\n## Next steps\n### {kind}\n{text}\n"
    return read_foreign(text, {"g": GUIDE}, zone=timezone(timedelta(hours=1))).session.answer(kind)


def steps(text: str) -> list[Step]:
    value = answer(text).value
    assert isinstance(value, tuple)
    return [each for each in value if isinstance(each, Step)]


@pytest.mark.parametrize(
    ("line", "text", "outcome"),
    [
        ("- [x] Walk", "Walk", "did"),
        ("- [X] Walk", "Walk", "did"),
        ("* [x]  Walk", "Walk", "did"),
        ("- [-] Walk", "Walk", "chose not to"),
        ("- [ ] Walk", "Walk", None),
        ("- Walk", "Walk", None),
        ("- DONE Walk", "Walk", "did"),
        ("- TODO Walk", "Walk", None),
        ("- CANCELLED Walk", "Walk", "chose not to"),
        ("- CANCELED Walk", "Walk", "chose not to"),
        ("- DONELEY", "DONELEY", None),
        ("- [?] Walk", "[?] Walk", None),
        ("- [/] Walk", "[/] Walk", None),
        ("- [x](http://a.b) Walk", "[x](http://a.b) Walk", None),
        ("- [x]", "[x]", None),
        ("- [x] ⏫ Walk", "⏫ Walk", "did"),
        ("- [x] Walk & swim", "Walk & swim", "did"),
    ],
)
def test_the_box_is_the_outcome(line: str, text: str, outcome: str | None) -> None:
    assert [(step.text, step.outcome) for step in steps(line)] == [(text, outcome)]


@pytest.mark.parametrize(
    ("line", "text", "due", "comment"),
    [
        ("- [ ] Walk 📅 2026-11-30", "Walk", date(2026, 11, 30), None),
        ("- [ ] Walk 📅2026-11-30 ⏫", "Walk ⏫", date(2026, 11, 30), None),
        ("- [x] Walk 📅 2026-11-30 ✅ 2026-11-28", "Walk", date(2026, 11, 30), "Done on 2026-11-28."),
        ("- [-] Walk ❌ 2026-11-28", "Walk", None, "Cancelled on 2026-11-28."),
        ("- [ ] Walk ✅ 2026-11-28", "Walk ✅ 2026-11-28", None, None),
        ("- [ ] Walk 📅 2026-02-30", "Walk 📅 2026-02-30", None, None),
        ("- [ ] Walk 🛫 2026-11-25 📅 2026-11-30", "Walk 🛫 2026-11-25", date(2026, 11, 30), None),
        ("- [ ] Walk [due:: 2026-11-30]", "Walk", date(2026, 11, 30), None),
        ("- TODO Walk\n  DEADLINE: <2026-11-30 Mon>", "Walk", date(2026, 11, 30), None),
        ("- [ ] Walk\n  every morning 🔁", "Walk\nevery morning 🔁", None, None),
    ],
)
def test_dates_of_other_programs_are_read(line: str, text: str, due: date | None, comment: str | None) -> None:
    assert [(step.text, step.due, step.comment) for step in steps(line)] == [(text, due, comment)]


def test_each_item_has_its_own_outcome() -> None:
    assert [step.outcome for step in steps("- [x] One\n- [ ] Two\n\n- [-] Three\n- Four")] == [
        "did", None, "chose not to", None,
    ]  # fmt: skip


def test_tasks_under_a_task_are_kept_as_they_are() -> None:
    text = "- Movement\n  - [x] walk\n  - [ ] swim"
    assert (answer(text).value, answer(text).note) == (None, text)


def test_elsewhere_the_text_keeps_its_box() -> None:
    text = "- [x] Walk ✅ 2026-11-28\n- [ ] Swim"
    assert answer(text, Kind.TEXT).value == text
    assert answer(text, Kind.LIST).value == ("[x] Walk ✅ 2026-11-28", "[ ] Swim")
    for kind in (Kind.AGENDA, Kind.GOALS, Kind.QUESTIONS):
        assert (answer(text, kind).value, answer(text, kind).note) == (None, text)
