from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from session_tui.core.model.guide import Before, Guide, Share
from session_tui.core.model.new_session import begin_session
from session_tui.core.model.values import Kind
from session_tui.markdown.guide.attributes import FIELDS, NAMES, SWITCHES
from session_tui.markdown.guide.parser import LARGEST, BrokenGuide, read_guide

AT = datetime(2026, 11, 20, 10, 12, tzinfo=UTC)
ROOT = Path(__file__).resolve().parents[3]
TEXTS = {path.stem: path.read_text("utf-8") for path in sorted((ROOT / "prompts").glob("*.md"))}
FRONT = "---\nguide: g\ntitle: G\n---\n\n"
PROMPT = "{#p .text}\n### P\n\n> Ask\n\nHint\n"

TABLES = """
first-consult
agenda agenda core copy - | story text core record - | led-up events fold record - | own-theory text fold record -
strengths list fold copy carry | heard text core copy - | goals goals core copy - | ready goals fold copy -
checkin checkin fold copy show | values list fold copy carry | roles text core copy carry | unknowns questions core copy -
options decision fold copy - | rhythm rhythm core copy carry | exchange text fold copy carry | people people fold record -
notes-told choice fold record carry | steps steps core copy - | teachback text core record - | if-unsure text fold copy carry
close scale core record show | next date core copy -
follow-up
since text core record show | step-review steps core copy - | checkin checkin core copy show | agenda agenda fold copy carry
events events fold record - | goals goals core copy - | goal-fit goals fold copy - | trials trials core copy -
unknowns questions core copy - | options decision fold copy - | offered text fold record - | hard text fold record -
rhythm rhythm fold copy carry | steps steps core copy - | teachback text core record - | close scale core record show
repair repair fold private - | next date core copy -
private
hunch text fold private - | felt text fold private - | supervision text fold private - | boundaries text fold private -
repair repair fold private -
review
story text core record show | events events fold record - | helped text core copy - | story-short text core copy carry
hoped goals core copy - | goals goals core copy - | trials trials core copy - | unknowns questions fold copy -
between-us choice core record - | exchange text fold copy carry | rhythm rhythm core copy carry | steps steps core copy -
early-signs text fold copy carry | teachback text core record - | close scale core record show | next date core copy -
closing
road text core copy - | self-known text core copy - | goals goals core copy - | early-signs text core copy carry
people people fold record - | open-door text core copy carry | rhythm rhythm fold copy carry | steps steps core copy -
handover text fold record - | close scale core record show
tune-up
since text core record show | checkin checkin core copy show | goals goals core copy - | early-signs text core copy carry
next date core copy -
blank
story-free text core record - | goals-free text core record - | expectations-free text core record - | next-steps-free text core record -
quick-contact
what text core record - | decided text core copy - | step steps core copy -
"""


def rows() -> dict[str, list[tuple[str, ...]]]:
    read: dict[str, list[tuple[str, ...]]] = {}
    for line in TABLES.strip().splitlines():
        if " " not in line.strip():
            read[line] = []
        else:
            read[list(read)[-1]] += [tuple(row.split()) for row in line.split("|")]
    return read


def guide(name: str) -> Guide:
    return read_guide(TEXTS[name], name)


def told(text: str) -> str:
    with pytest.raises(BrokenGuide) as caught:
        read_guide(text, "g.md")
    return str(caught.value)


@pytest.mark.parametrize("name", rows())
def test_every_prompt_stands_as_the_table_has_it(name: str) -> None:
    found = [
        (p.id, str(p.kind), "core" if p.is_core else "fold", str(p.share), str(p.before) or "-")
        for _, p in guide(name).prompts()
    ]
    assert found == rows()[name]


@pytest.mark.parametrize("name", TEXTS)
def test_every_guide_that_comes_with_the_program_can_be_followed(name: str) -> None:
    read = guide(name)
    assert read.id == name
    session = begin_session(read, "ana-k", at=AT)
    assert len(session.answers) == len(list(read.prompts()))


@pytest.mark.parametrize("name", [name for name in TEXTS if name != "blank"])
def test_every_prompt_has_something_to_say_aloud(name: str) -> None:
    assert all(prompt.ask for _, prompt in guide(name).prompts())


def test_a_prompt_id_means_the_same_kind_in_every_guide() -> None:
    kinds: dict[str, set[str]] = {}
    for name in TEXTS:
        for _, prompt in guide(name).prompts():
            kinds.setdefault(prompt.id, set()).add(prompt.kind)
    assert {prompt: kind for prompt, kind in kinds.items() if len(kind) > 1} == {}


def test_the_first_consult_asks_eleven_core_prompts_in_the_four_sections() -> None:
    read = guide("first-consult")
    assert [section.id for section in read.sections] == [
        "story",
        "goals",
        "expectations",
        "next-steps",
    ]
    assert sum(prompt.is_core for _, prompt in read.prompts()) == 11


def test_the_finer_points_of_prompts_are_read() -> None:
    first, follow, review = guide("first-consult"), guide("follow-up"), guide("review")
    assert first.prompt("ready").fields == ("importance", "confidence")
    assert first.prompt("heard").marks == ("confirmed", "corrected", "not checked")
    assert first.prompt("teachback").marks == ("clear", "said it again", "come back to it")
    assert first.prompt("close").marks == ("lighter", "steady", "heavy")
    assert first.prompt("notes-told").options == ("told", "later")
    conditions = {p.id: p.condition for _, p in follow.prompts() if p.condition}
    assert conditions == {
        "trials": "trials.due",
        "unknowns": "questions.open",
        "repair": "close.dropped",
    }
    live = {p.id for _, p in follow.prompts() if p.is_live_only}
    assert live == {"step-review", "goals", "goal-fit"}
    assert review.prompt("hoped").fields == ("hoped",)
    assert review.prompt("between-us").takes_many


def test_the_ask_and_the_hint_are_read_as_plain_words() -> None:
    text = FRONT + "## Story\n\n{#p .text show=last}\n### *P*\n\n> How\n> *are* you?\n\nA `hint` \\> here.\n"
    prompt = read_guide(text, "g.md").prompt("p")
    assert (prompt.heading, prompt.ask, prompt.hint) == ("P", "How are you?", "A hint > here.")
    assert prompt.before is Before.SHOW


@pytest.mark.parametrize(
    ("heading", "section"),
    [("Story", "story"), ("next STEPS", "next-steps"), ("Körper & Schlaf", "körper-schlaf"), ("История", "история")],
)  # fmt: skip
def test_a_section_is_named_by_its_title(heading: str, section: str) -> None:
    assert read_guide(f"{FRONT}## {heading}\n\n{PROMPT}", "g.md").sections[0].id == section


def test_a_section_can_be_given_an_id() -> None:
    assert read_guide(f"{FRONT}{{#story}}\n## Histoire\n\n{PROMPT}", "g").sections[0].id == "story"


def test_line_endings_a_byte_order_mark_and_tabs_change_nothing() -> None:
    text = f"{FRONT}## Story\n\n{PROMPT}"
    odd = "\ufeff" + text.replace("{#p .text}", "{#p\t.text}").replace("\n", "\r\n")
    assert read_guide(odd, "g") == read_guide(text, "g")


def test_something_between_two_people_is_private_unless_the_guide_says_otherwise() -> None:
    text = f"{FRONT}## Story\n\n{{#p .repair}}\n### P\n"
    assert read_guide(text, "g").prompt("p").share is Share.PRIVATE


def test_every_problem_of_a_file_is_told_at_once_by_line() -> None:
    path = ROOT / "tests" / "data" / "guides" / "all-wrong.md"
    with pytest.raises(BrokenGuide) as caught:
        read_guide(path.read_text("utf-8"), "all-wrong.md")
    said = str(caught.value)
    lines = [problem.line for problem in caught.value.errors]
    assert lines == sorted(lines)
    for expected in (
        "all-wrong.md, line 2: “Sleep Week” cannot be an id.", "The title is missing.", "The version is “zero”.",
        "line 4: “colour” is not a key", "comes before any section", "line 12: “scal” is not a kind of prompt. Write one of: text, list,",
        "line 12: There are two ids here: a, b.", "line 15: The id is missing.", "line 18: The prompt “No attributes” has no attributes.",
        "line 20: The options of the choice are missing.", "line 23: “mark” is empty", "line 23: “all” is not a way to share.",
        "line 23: “never” is not a condition.", "line 23: “low” belongs to a scale", "line 23: “.loud” is not known here.",
        "line 23: “glow” is not an attribute", "line 26: “weight” is not a field of goals.", "line 29: The attributes are not directly above",
        "line 29: The id “e” is used on line 26 already.", "line 33: A list is not allowed under a prompt.", "line 35: “Too deep” is a heading",
        "line 37: The section “Goals” has no prompts.",
    ):  # fmt: skip
        assert expected in said


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "The file is empty."),
        ("x" * (LARGEST + 1), "too long for a guide"),
        ("# Only words\n", "The front matter is missing."),
        ("---\nguide: g\n", "The front matter is not closed."),
        (FRONT, "The guide has no prompts."),
        (f"{FRONT}## Notes\n\n{PROMPT}", "is kept for imported text"),
        (
            f"{FRONT}## Story\n\n{PROMPT}\n## Story\n\n{PROMPT}",
            "There is already a section “story” above.",
        ),
        (f"{FRONT}## Story\n\n{PROMPT}{{#q .text}}\n### Q\n", "part of the words above it"),
        (f"{FRONT}## Story\n\n{PROMPT}---\n", "became a heading by the line under it"),
        (f"{FRONT}## Story\n\n{PROMPT}\n{{#q .text}}\n", "belong to no heading"),
        (f"{FRONT}## Story\n\n{{#p .text show=last carry=last}}\n### P\n", "are both used here"),
        (f"{FRONT}## Story\n\n{{#p .text if=trials.due}}\n### P\n", 'as in if="trials.due"'),
        (f"{FRONT}## Story\n\n{{#p .choice options=“a, b”}}\n### P\n", "straight quotes"),
        (FRONT.replace("guide: g", "guide: private") + f"## Private\n\n{PROMPT}", "is not marked private"),
    ],
)
def test_what_is_wrong_is_said(text: str, expected: str) -> None:
    assert expected in told(text)


def outcome(text: str) -> Guide | BrokenGuide:
    try:
        return read_guide(text, "g.md")
    except BrokenGuide as broken:
        return broken


def answers_or_refuses(text: str) -> None:
    read = outcome(text)
    if isinstance(read, BrokenGuide):
        assert read.errors
        assert all(problem.what and problem.mend for problem in read.errors)
    else:
        ids = [prompt.id for _, prompt in read.prompts()]
        assert ids
        assert len(set(ids)) == len(ids)


@given(st.text(max_size=400))
def test_any_text_is_a_guide_or_refused(text: str) -> None:
    answers_or_refuses(text)
    answers_or_refuses(FRONT + "## Story\n\n{#p .text}\n### P\n\n" + text)


SNIPPETS = st.sampled_from(
    ["{", "}", "#", ">", "\n", "\n\n", "---\n", "```\n", "{#x .text}\n", "<!--", "=", '"', "- ", "\t", "\x00", "\ud800", "%"]
)  # fmt: skip


@given(
    st.sampled_from(sorted(TEXTS)),
    st.lists(st.tuples(st.floats(0, 1), st.integers(0, 30), SNIPPETS | st.text(max_size=5)), max_size=6),
)
def test_any_change_of_a_real_guide_is_a_guide_or_refused(name: str, edits: list[tuple[float, int, str]]) -> None:
    text = TEXTS[name]
    for place, cut, new in edits:
        at = int(place * len(text))
        text = text[:at] + new + text[at + cut :]
    answers_or_refuses(text)


def test_the_example_in_the_documentation_is_a_sound_guide() -> None:
    page = (ROOT / "docs" / "guides.md").read_text("utf-8")
    example = page.split("````markdown\n", 1)[1].split("````", 1)[0]
    assert [section.id for section in read_guide(example, "example").sections] == [
        "story",
        "the-nights",
        "next-steps",
    ]


def test_the_documentation_names_every_kind_attribute_and_field() -> None:
    page = (ROOT / "docs" / "guides.md").read_text("utf-8")
    words = [f"`{kind}`" for kind in Kind] + [f"`.{word}`" for word in SWITCHES]
    words += [f"`{name}=" for name in NAMES]
    flat = " ".join(page.split())
    words += [f"`{kind}` ({', '.join(names)})" for kind, names in FIELDS.items()]
    assert [word for word in words if word not in flat] == []
