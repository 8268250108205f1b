"""The front matter of foreign notes, in whatever form other programs and people write it."""

import string
from datetime import timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from session_tui.core.model.session import Session
from session_tui.markdown.foreign.front_matter import LARGEST_FRONT_MATTER, read_front_matter
from session_tui.markdown.foreign.reader import ForeignNote, read_foreign
from session_tui.markdown.note.errors import UnreadableNote
from tests.markdown.strategies import SLOW

ZONE = timezone(timedelta(hours=1))
BASE = "client: ana-k\ndate: 2026-11-20\n"


def read(front: str, body: str = "x") -> ForeignNote:
    return read_foreign(f"---\n{front}---\n{body}", {}, zone=ZONE)


def kept(session: Session) -> str:
    return "\n".join(f"{a.value}" for a in session.answers if a.heading == "Front matter")


@pytest.mark.parametrize(
    "front",
    [
        "client: ana-k # the first one\ndate: 2026-11-20\n",
        "# who\nclient: ana-k\n# when\ndate: 2026-11-20\n",
        "\"client\": \"ana-k\"\n'date': '2026-11-20'\n",
        "Client: ana-k\nDATE: 2026-11-20\n",
        "client:   ana-k\ndate :  2026-11-20\n",
        "client:\n  - ana-k\ndate: [2026-11-20]\n",
        "client: >-\n  ana-k\ndate: |\n  2026-11-20\n",
        "client:\n  ana-k\ndate: >\n\n  2026-11-20\n\n",
        "client: [[ana-k]]\ndate: [[2026-11-20]]\n",
        'client: "[[ana-k]]"\ndate: "[[2026-11-20]]"\n',
        "client: [[People/ana-k|Ana]]\ndate: '[[Daily/2026-11-20|Friday]]'\n",
        "{client: ana-k, date: 2026-11-20}\n",
        '{"client": "ana-k",\n "date": "2026-11-20"}\n',
        "client: &who ana-k\ndate: 2026-11-20\nalso: *who\n",
        "client: !!str ana-k\ndate: !!timestamp 2026-11-20\n",
        "client:\tana-k\ndate:\t2026-11-20\n",
        "client: ana-k\ndate: 2026-11-20\n\ttags: a tab\n",
        "client: ana-k\ndate: 2026-11-20\nplace: at home: hers\n",
        "client: ana-k\ndate: 2026-11-20\nmail: @ana\nnext: %soon\nlist: [a, b\n",
        "client: ana-k\ndate: 2026-11-20\nquote: \"open\nnext: 'open\n",
        "client: ana-k\ndate: 2026-11-20\nas: *nobody\n",
        "client: ana-k\ndate: 2026-11-20\ntemplate: {{title}}\n? [a, b]\n: c\n",
        "client: ana-k\ndate: 2026-11-20\nno key at all\n- nor here\n",
        "client: ana-k\ndate: 2026-11-20\nbell: \x07 \u2028 and more\n",
        "client: ana-k\ndate: 2026-11-20\ndeep: " + "[" * 5000 + "\n",
        "client: ana-k\ndate: 2026-11-20\ntags: [a]\ntags: [b]\n<<: {c: d}\n",
        "client: ana-k\ndate: 2026-11-20\nclient: ana-k\n",
    ],
)
def test_every_form_of_yaml_gives_client_and_date_and_loses_nothing(front: str) -> None:
    session = read(front).session
    assert (session.client, session.day.isoformat()) == ("ana-k", "2026-11-20")
    said = kept(session)
    for line in front.split("\n"):
        if line.strip() and "ana-k" not in line and "2026-11-20" not in line:
            assert line in said


@pytest.mark.parametrize("end", ["---", "...", "--- ", "...\t"])
def test_the_front_matter_ends_as_yaml_does(end: str) -> None:
    text = f"---\n{BASE}mode: video\n{end}\nHello\n\n---\nmore\n"
    session = read_foreign(text, {}, zone=ZONE).session
    assert session.mode == "video"
    assert session.answers[0].value == "Hello\n\n---\nmore"


def test_texts_stay_texts() -> None:
    front = read_front_matter(["---", "a: yes", "b: 010", "c: 1e3", "d: 10:30", "e: null", "f: ''", "---"])
    assert [each.text for each in front.properties] == ["yes", "010", "1e3", "10:30", "", ""]


def test_comments_beside_and_above_a_used_property_are_kept() -> None:
    said = kept(read("# her own words\nclient: ana-k # by telephone\ndate: 2026-11-20\n").session)
    assert said == "# her own words\nclient: ana-k # by telephone"


def test_a_used_property_is_not_kept_twice() -> None:
    assert kept(read(f"{BASE}mode: In-Person\ntime: 10:30 AM\nminutes: 50 min\n").session) == ""


def test_block_scalars_of_others_stay_as_they_are() -> None:
    front = "summary: |\n  One.\n\n  Two: three.\ntags:\n  - sleep\n"
    assert kept(read(BASE + front).session) == front.rstrip("\n")


def test_a_name_and_an_id_of_another_program_are_kept_without_a_word() -> None:
    note = read(f"{BASE}name: Ana K\nid: 202611201030\n")
    assert kept(note.session) == "name: Ana K\nid: 202611201030"
    assert note.notices == ()


def test_a_uuid_is_the_id_of_the_session() -> None:
    own = "0193A6F0-0000-7000-8000-000000000001"
    assert read(f"{BASE}id: {own}\n").session.id == own.lower()


def test_a_property_with_a_private_name_is_private() -> None:
    session = read(f"{BASE}tags: a\nPrivate notes: she lies\nprivate: |\n  and more\n").session
    (public, hidden) = (a for a in session.answers if a.heading == "Front matter")
    assert (public.value, public.is_private) == ("tags: a", False)
    assert (hidden.value, hidden.is_private) == ("Private notes: she lies\nprivate: |\n  and more", True)


BOMB = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
    f"{name}: &{name} [{','.join(['*' + before] * 9)}]\n" for before, name in zip("abcdefgh", "bcdefghi", strict=True)
)


@pytest.mark.parametrize(
    ("front", "what"),
    [
        (BASE + BOMB, "repeats its own values"),
        (BASE + "loop: &loop [*loop]\n", "repeats its own values"),
        (BASE + "x" * LARGEST_FRONT_MATTER + "\n", "longer than 100,000 characters"),
        ("client: [ana-k, ben-o]\ndate: 2026-11-20\n", "“client” is not a client"),
        ("client: {code: ana-k}\ndate: 2026-11-20\n", "“client” is not a client"),
        ("client: ~\ndate: 2026-11-20\n", "names no client"),
        ("client: ana-k\ndate:\n", "names no date"),
        ("client: ana-k\ndate: fri\n", "not a date"),
        ("client: ana-k\ndate: 20 Nov\n", "not a date"),
        ("client: ana-k\ndate: tomorrow\n", "not a date"),
        ("just a text\n", "names no client"),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_sentence(front: str, what: str) -> None:
    with pytest.raises(UnreadableNote, match=what) as caught:
        read(front)
    assert caught.value.mend


@pytest.mark.parametrize(
    ("date", "started"),
    [
        ("20.11.2026", "2026-11-20T00:00:00"),
        ("November 20, 2026", "2026-11-20T00:00:00"),
        ("Friday, November 20, 2026", "2026-11-20T00:00:00"),
        ("20th of November 2026", "2026-11-20T00:00:00"),
        ("2026/11/20", "2026-11-20T00:00:00"),
        ("11/20/2026", "2026-11-20T00:00:00"),
        ("20.11.26", "2026-11-20T00:00:00"),
        ("2026-11-20 10:30 AM", "2026-11-20T10:30:00"),
        ("2026-11-20 10:30 pm", "2026-11-20T22:30:00"),
        ("2026-11-20T10:30", "2026-11-20T10:30:00"),
        ("20.11.2026, 14.30 Uhr", "2026-11-20T14:30:00"),
        ("November 20, 2026 at 3pm", "2026-11-20T15:00:00"),
        ("2026-11-20\ntime: 10:30 AM", "2026-11-20T10:30:00"),
        ("2026-11-20\ntime: 12 am", "2026-11-20T00:00:00"),
        ("2026-11-20\ntime: 10.30", "2026-11-20T10:30:00"),
        ('2026-11-20\ntime: "9:05"', "2026-11-20T09:05:00"),
        ("2026-11-20 08:00\ntime: 9:05", "2026-11-20T09:05:00"),
        ("2026-11-20\ndate: 2026-11-21", "2026-11-20T00:00:00"),
        ("soon\ndate: 2026-11-20", "2026-11-20T00:00:00"),
        ("2026-11-20 (in the evening)", "2026-11-20T00:00:00"),
    ],
)
def test_dates_are_read_as_on_the_sheet(date: str, started: str) -> None:
    assert read(f"client: ana-k\ndate: {date}\n").session.started.isoformat() == f"{started}+01:00"


@pytest.mark.parametrize(
    ("line", "minutes"),
    [
        ("minutes: 50", 50),
        ("minutes: 50 min", 50),
        ("minutes: 1 h 20", 80),
        ("minutes: 1.5 hours", 90),
        ("minutes: '50'", 50),
        ("time: 10:30-11:20", 50),
        ("time: 10:30 - 11:20\nminutes: 45", 45),
        ("minutes: about 50", None),
        ("minutes: 99999999999999999999", None),
        ("minutes:", None),
        ("tags: x", None),
    ],
)
def test_minutes_come_from_the_file_alone(line: str, minutes: int | None) -> None:
    session = read(f"{BASE}{line}\n").session
    assert session.minutes == minutes
    assert session.ended is None


@pytest.mark.parametrize(
    ("said", "mode"),
    [
        ("Zoom", "video"),
        ("Video", "video"),
        ("face-to-face", "in person"),
        ("In_Person", "in person"),
        ("telephone", "phone"),
        ("carrier pigeon", None),
    ],
)
def test_the_mode_is_understood_where_it_is_plain(said: str, mode: str | None) -> None:
    assert read(f"{BASE}mode: {said}\n").session.mode == mode


@pytest.mark.parametrize(
    ("line", "notice"),
    [
        ("time: half past ten", "Line 4: “time” is not a time of day."),
        ("time: 25:00", "Line 4: “time” is not a time of day."),
        ("minutes: about 50", "Line 4: “minutes” is not a number of minutes."),
        ("minutes: [50, 60]", "Line 4: “minutes” is not a number of minutes."),
        ("mode: carrier pigeon", "Line 4: “mode” is not one of in person, video, phone."),
        ("mode: Zoom", "Line 4: “mode” is read as “video”."),
        ("date: 2026-11-21", "Line 4: “date” is given more than once."),
        ("client: ben-o", "Line 4: “client” is given more than once."),
        ("guide: {a: b}", "Line 4: “guide” is not the name of a guide."),
    ],
)
def test_a_known_property_that_is_not_used_is_kept_and_said(line: str, notice: str) -> None:
    note = read(f"{BASE}{line}\n")
    assert kept(note.session) == line
    assert [each[: len(notice)] for each in note.notices] == [notice]
    assert all("Front matter" in each for each in note.notices)


def test_a_date_of_which_only_a_part_is_understood_is_kept_and_said() -> None:
    note = read("client: ana-k\ndate: 2026-11-20 (in the evening)\n")
    assert kept(note.session) == "date: 2026-11-20 (in the evening)"
    assert note.notices[0].startswith("Line 3: only a part of “date” is understood.")


BERLIN = ZoneInfo("Europe/Berlin")


@pytest.mark.parametrize(
    ("date", "offset"),
    [
        ("2026-07-10", "+02:00"),
        ("2026-11-20", "+01:00"),
        ("2026-03-29 01:59", "+01:00"),
        ("2026-03-29 02:30", "+01:00"),  # skipped: the offset from before
        ("2026-03-29 03:00", "+02:00"),
        ("2026-10-25 01:59", "+02:00"),
        ("2026-10-25 02:30", "+02:00"),  # comes twice: the first
        ("2026-10-25 03:00", "+01:00"),
        ("1900-01-01", "+01:00"),
    ],
)
def test_the_offset_is_that_of_the_day(date: str, offset: str) -> None:
    session = read_foreign(f"---\nclient: ana-k\ndate: {date}\n---\nx", {}, zone=BERLIN).session
    assert session.started.isoformat()[-6:] == offset


def test_an_offset_of_the_file_goes_before_the_zone() -> None:
    text = "---\nclient: ana-k\ndate: 2026-07-10T10:00:00-05:00\ntime: 11:00\n---\nx"
    assert read_foreign(text, {}, zone=BERLIN).session.started.isoformat() == "2026-07-10T11:00:00-05:00"


WORDS = st.text(alphabet=string.ascii_letters + string.digits + " :#-[]{}'\"|>&*!%@`,?~.äß💊\t", max_size=20)
LINES = st.lists(st.tuples(WORDS, WORDS).map(": ".join) | WORDS, max_size=6).filter(
    lambda lines: not any(line.rstrip() in ("---", "...") for line in lines)
)


@SLOW
@given(above=LINES, below=LINES)
def test_no_line_of_any_front_matter_is_lost(above: list[str], below: list[str]) -> None:
    lines = [*above, "client: ana-k", "date: 2026-11-20", *below]
    try:
        session = read("\n".join(lines) + "\n").session
    except UnreadableNote:
        return
    said = kept(session).split("\n")
    for line in (*above, *below):
        name, _, value = line.partition(":")
        is_used = name.strip(" \t\"'?").casefold() in ("client", "date", "guide", "mode", "time", "minutes", "id")
        assert line in said or not line.strip() or is_used or value.strip() == "ana-k"
