"""The benchmarks: each runs our program and a reference alternately, and compares them by measure.

Those of a career's size stand in :mod:`bench.career_benchmarks`.
"""

import subprocess
import sys
from functools import partial
from pathlib import Path

from bench.corpus.two_clients import FEW, MANY, PROMISE, SESSIONS, years_vault
from bench.measures import Benchmark, Measure, RunFailed
from bench.probe import Program
from bench.texts import note_text

TYPING = ("--size", "120x40", "--type", "100", "--rhythm", "human")
AT_THE_END = "END"
"""What `note_text` ends with."""
ON_ONE_ROW = ("--size", "200x40", "--type", "100", "--rhythm", "human")
"""For the sheet: where a row wraps in its middle column, the probe finds the typed text only ten letters later."""


def per_key(reach: dict[str, float]) -> tuple[Measure, ...]:
    """Return the measures of every typing benchmark."""
    return (
        Measure("key to screen, median", "ms", ("keys", "latency", "p50"), reach.get("p50")),
        Measure("key to screen, 95 of 100", "ms", ("keys", "latency", "p95"), reach.get("p95")),
        Measure("processor a key", "ms", ("keys", "cpu_ms_per_key"), reach.get("cpu")),
        Measure("written a key", "bytes", ("keys", "bytes_per_key"), reach.get("bytes")),
    )


def python_app(name: str, module: str, *arguments: str, until: str) -> Program:
    """Return one of the apps in ``bench/apps``."""
    return Program(name, (sys.executable, "-m", f"bench.apps.{module}", *arguments), until)


def session_tui(*arguments: str) -> tuple[str, ...]:
    """Return the command for the program as installed beside this Python."""
    return (str(Path(sys.executable).parent / "session-tui"), *arguments)


def small_vault(folder: Path) -> Path:
    """Make a vault of plain files with three invented clients, one session each.

    Raises:
        RunFailed: the program refused to make it.
    """
    vault, notes = folder / "vault", []
    for client in ("ana-k", "ben-o", "carla-m"):
        note = folder / f"{client}.md"
        note.write_text(
            f"---\nclient: {client}\ndate: 2026-01-15\n---\n\n## Story\n\n{note_text(120)}\n",
            encoding="utf-8",
        )
        notes.append(str(note))
    for arguments in (("vault", "init", "--plain"), ("import", *notes)):
        done = subprocess.run(
            session_tui("--vault", str(vault), *arguments),
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise RunFailed(f"session-tui {arguments[0]} ended with {done.returncode}: {done.stderr.strip()[-400:]}")
    return vault


def sheet_command(folder: Path, words: int) -> tuple[str, ...]:
    """Return the command that opens a session whose first prompt holds ``words`` words, cursor at the end."""
    from session_tui.cli.context import now
    from session_tui.core.model.session import Place
    from session_tui.vault.vault import Vault

    vault = small_vault(folder)
    if words:
        opened, text = Vault.open(vault, clock=now), note_text(words)
        draft = opened.begin("dora-b", "blank").with_answer("story-free", text, at=now())
        lines = text.split("\n")
        opened.save(draft.at_place(Place(prompt="story-free", row=len(lines) - 1, column=len(lines[-1]))))
    return session_tui("--vault", str(vault), "new", "dora-b", "--guide", "blank")


def key_programs(folder: Path) -> tuple[Program, Program]:
    """Return our writing area and Textual's TextArea, each alone on the screen, with the same 2,000 words."""
    note = folder / "note.txt"
    note.write_text(note_text(2000), encoding="utf-8")
    return (
        python_app("TextEditor", "one_area", "ours", str(note), until="END"),
        python_app("TextArea", "one_area", "stock", str(note), until="END"),
    )


def list_programs(folder: Path) -> tuple[Program, Program]:
    """Return our list with 35,000 sessions, and Textual's OptionList with 1,000 lines, each alone on the screen."""
    return (
        python_app("35,000 rows", "one_list", "ours", "35000", until="Follow-up"),
        python_app("OptionList, 1,000", "one_list", "stock", "1000", until="Follow-up"),
    )


def long_key_programs(folder: Path) -> tuple[Program, Program]:
    """Return our writing area with 20,000 words and with none, each alone on the screen."""
    sides = []
    for words in (20_000, 0):
        note = folder / f"{words}.txt"
        note.write_text(note_text(words), encoding="utf-8")
        sides.append(python_app(f"{words:,} words", "one_area", "ours", str(note), until=AT_THE_END))
    return sides[0], sides[1]


def start_programs(folder: Path) -> tuple[Program, Program]:
    """Return the home screen on a small vault, and an app of one label."""
    home = Program("session-tui", session_tui("--vault", str(small_vault(folder))), until="carla-m")
    return home, python_app("one label", "one_label", until="One label")


def sheet_programs(folder: Path, words: int) -> tuple[Program, Program]:
    """Return the session sheet at its first prompt, and a bare TextArea with the same text."""
    note = folder / "note.txt"
    note.write_text(note_text(words) if words else "", encoding="utf-8")
    sheet = Program("the sheet", sheet_command(folder, words), until="END" if words else "tab next")
    until = "END" if words else "▊"
    return sheet, python_app("TextArea", "one_area", "stock", str(note), until=until)


def years_command(folder: Path, arguments: tuple[str, ...], until: str) -> tuple[Program, Program]:
    """Return a command about the client of 400 sessions, and the same about the one of 4."""
    vault = str(years_vault())
    many, few = (
        Program(f"{SESSIONS[code]} sessions", session_tui("--vault", vault, *arguments, code), until)
        for code in (MANY, FEW)
    )
    return many, few


def years_screen(folder: Path, setup: str = "") -> tuple[Program, Program]:
    """Home when it has read what waits: the client of 400 sessions is marked, or the one of 4; then keys that go on."""
    command = session_tui("--vault", str(years_vault()))
    until = f"{PROMISE} {MANY}"
    return (
        Program(f"{SESSIONS[MANY]} sessions", command, until, f"<down>{setup}"),
        Program(f"{SESSIONS[FEW]} sessions", command, until, setup),
    )


def years_key(name: str, about: str, key: str, setup: str = "") -> Benchmark:
    """Return the benchmark of a key for a client of 400 sessions, against one of 4."""
    return Benchmark(
        name,
        f"{about}, from a home that has read what waits: a client of 400 sessions beside one of 4, 120×40.",
        partial(years_screen, setup=setup),
        ("--size", "120x40", "--keys", key),
        (
            Measure("key to the first change", "ms", ("keys", "latency", "p50")),
            Measure("key to the last change", "ms", ("keys", "settled", "p50"), NO_WORSE),
            Measure("processor", "ms", ("keys", "cpu_ms_per_key"), NO_WORSE),
        ),
    )


NO_WORSE = 1.5
"""What a client of 400 sessions may cost beside one of 4."""

CHART_PAGES = ("thread", "goals", "steps", "checkins", "questions", "people", "timeline")
"""The pages of the chart beside the sessions; the keys 2 to 8 show them."""

BENCHMARKS = (
    Benchmark(
        "key",
        "Typing at the end of 2,000 words: our TextEditor beside Textual's TextArea, 120×40.",
        key_programs,
        TYPING,
        per_key({"p50": 0.5, "p95": 0.4, "cpu": 0.5, "bytes": 0.06}),
    ),
    Benchmark(
        "long_key",
        "Typing at the end of 20,000 words in our TextEditor, beside the same in an empty one, 120×40.",
        long_key_programs,
        TYPING,
        per_key({"p50": 1.2}),
    ),
    Benchmark(
        "slowest_key",
        "500 keys on the real sheet, saving all the while, beside a bare TextArea: the slowest of them, 80×40.",
        partial(sheet_programs, words=0),
        ("--size", "80x40", "--type", "500", "--rhythm", "human"),
        (
            Measure("the slowest key", "ms", ("keys", "latency", "max"), most=50.0),
            Measure("key to screen, 99 of 100", "ms", ("keys", "latency", "p99")),
            Measure("key to screen, median", "ms", ("keys", "latency", "p50")),
        ),
    ),
    Benchmark(
        "down",
        "Down through a list: 35,000 rows of ours beside 1,000 of Textual's OptionList, 120×40.",
        list_programs,
        ("--size", "120x40", "--keys", "<down>" * 100, "--rhythm", "human"),
        (
            *per_key({"p50": 1.0, "p95": 1.0}),
            Measure("until it stands there", "ms", ("startup", "until_ms")),
            Measure("memory", "MB", ("startup", "rss_mb"), most=90.0),
        ),
    ),
    Benchmark(
        "start",
        "From the command to a usable home on a small vault, beside an app of one label, 120×40.",
        start_programs,
        ("--size", "120x40", "--idle", "5"),
        (
            Measure("until usable", "ms", ("startup", "until_ms"), 1.15),
            Measure("processor until quiet", "ms", ("startup", "cpu_ms")),
            Measure("memory", "MB", ("startup", "rss_mb"), most=90.0),
            Measure("processor at rest", "%", ("idle", "cpu_pct"), 1.0),
            Measure("leaving", "ms", ("exit", "exit_ms"), 0.2),
        ),
    ),
    Benchmark(
        "sheet_key",
        "Typing at the end of 2,000 words on the real sheet, saving all the while, beside a bare TextArea with the same text, 200×40.",
        partial(sheet_programs, words=2000),
        ON_ONE_ROW,
        per_key({"p50": 1.0, "p95": 1.0}),
    ),
    Benchmark(
        "empty_sheet_key",
        "Typing in the first prompt of a new session on the real sheet, saving all the while, beside a bare empty TextArea, 200×40.",
        partial(sheet_programs, words=0),
        ON_ONE_ROW,
        per_key({"p50": 1.0, "p95": 1.0}),
    ),
    Benchmark(
        "brief_command",
        "“session-tui brief”, a process of its own: a client of 400 sessions beside one of 4.",
        partial(years_command, arguments=("brief",), until="Start with"),
        ("--size", "120x40"),
        (
            Measure("until it stands there", "ms", ("startup", "until_ms"), NO_WORSE),
            Measure("processor", "s", ("exit", "total_cpu_s")),
        ),
    ),
    years_key("brief", "The brief", "v"),
    years_key("chart", "The chart", "<enter>"),
    *(
        years_key(f"chart_{page}", f"The chart's page “{page}”", str(number), "<enter>")
        for number, page in enumerate(CHART_PAGES, 2)
    ),
)
