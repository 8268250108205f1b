"""The benchmarks of a career's size: 35,000 sessions of 400 clients, mostly beside 350 sessions of the first four."""

import shutil
import sys
from collections.abc import Callable
from functools import cache, partial
from pathlib import Path

from bench.benchmarks import per_key, python_app, session_tui
from bench.corpus.cache import career_vault, small_career_vault
from bench.corpus.schedules import code_of
from bench.corpus.text import vocabulary
from bench.measures import Benchmark, Measure, RunFailed, Side
from bench.probe import Program
from bench.process import Count, Process
from session_tui.vault.storage.filenames import CLIENTS, INDEX

SEEN_LAST, WITH_DRAFT, NEW = code_of(0), code_of(1), "dora-b"
"""Clients by what the benchmarks do with them: the first on home, one who has a draft, one who is new."""

WAITING = "On my side"
"""Shown on the home screen once the due items are known."""

NO_WORSE = 1.1
"""What 35,000 sessions may cost beside 350 of the same clients."""

WORD, TYPED = vocabulary()[1000], " ".join(vocabulary()[rank] for rank in (20, 1000, 5000))
"""A word that stands in one session of fifty; and what is typed to find few."""

_INDEXING = 900.0
"""Seconds that making an index may take."""


@cache
def indexed(vault: Path) -> Path:
    """Return the vault with its index made and its due items read, as on every day but the first."""
    make_index(vault).run(())
    Process("due", session_tui("--vault", str(vault), "due"), patience=_INDEXING).run(())
    return vault


def make_index(vault: Path, prepare: Callable[[], None] = lambda: None) -> Process:
    """Return the command that makes a vault's index if it is missing."""
    command = session_tui("--vault", str(vault), "clients")
    return Process("the index made", command, prepare=prepare, patience=_INDEXING)


def beside_few(program: Callable[[Path], Side]) -> Callable[[Path], tuple[Side, Side]]:
    """Return the same program on the large vault and on the small one."""
    return lambda _: (program(indexed(career_vault())), program(indexed(small_career_vault())))


def on_home(vault: Path) -> Program:
    """Return the program on the home screen, with its due items read and the last client selected."""
    return Program(_size(vault), session_tui("--vault", str(vault)), WAITING)


def new_session(vault: Path) -> Program:
    """Return the program at the first prompt of a new session."""
    command = session_tui("--vault", str(vault), "new", NEW, "--guide", "blank")
    return Program(_size(vault), command, "tab next")


def searching(vault: Path) -> Program:
    """Return the program in the empty search field."""
    return Program(_size(vault), session_tui("--vault", str(vault)), WAITING, "s")


def saving(vault: Path) -> Process:
    """Return the program that saves a draft repeatedly."""
    command = (sys.executable, "-m", "bench.apps.saves", str(vault), WITH_DRAFT)
    return Process(_size(vault), command, is_telling=True)


def _size(vault: Path) -> str:
    """Return a side's name: the number of sessions in the vault."""
    return f"{int(vault.name):,} sessions"


def home_programs(folder: Path, until: str) -> tuple[Side, Side]:
    """Return the home screen on the large vault until it shows ``until``, and an app of one label."""
    command = session_tui("--vault", str(indexed(career_vault())))
    label = python_app("one label", "one_label", until="One label")
    return Program("35,000 sessions", command, until), label


def against_rg(folder: Path, arguments: tuple[str, ...]) -> tuple[Side, Side]:
    """Return a command, and ripgrep searching all the files for a word."""
    vault = indexed(career_vault())
    searched = Process("rg -l WORD", ("rg", "-l", WORD, str(vault / CLIENTS)))
    return _command(vault, arguments), searched


def against_python(folder: Path, arguments: tuple[str, ...]) -> tuple[Side, Side]:
    """Return a command, and a Python that does nothing."""
    bare = Process("python -c pass", (sys.executable, "-c", "pass"))
    return _command(indexed(career_vault()), arguments), bare


def _command(vault: Path, arguments: tuple[str, ...]) -> Process:
    return Process(" ".join(arguments), session_tui("--vault", str(vault), *arguments))


def sizes(folder: Path, suffixes: tuple[str, ...]) -> tuple[Side, Side]:
    """Return the sizes of the index and of the notes.

    Raises:
        RunFailed: there is no index.
    """
    vault = indexed(career_vault())
    if not (vault / INDEX).is_dir():
        raise RunFailed(f"{vault} has no {INDEX}.")
    notes = partial(_megabytes, vault / CLIENTS, suffixes)
    index = Count("the index", partial(_megabytes, vault / INDEX))
    return index, Count(" and ".join(suffixes), notes)


def _megabytes(folder: Path, suffixes: tuple[str, ...] = ()) -> float:
    """Return the size of the files below a folder, all or those with these suffixes."""
    found = (path for path in folder.rglob("*") if path.is_file())
    return sum(p.stat().st_size for p in found if not suffixes or p.suffix in suffixes) / 1e6


def rebuilding(folder: Path) -> tuple[Side, Side]:
    """Return a rebuild of the index, and a Python that reads the same files."""
    vault = career_vault()
    reading = (sys.executable, "-m", "bench.apps.read_all", str(vault))
    made = make_index(vault, prepare=partial(shutil.rmtree, vault / INDEX, ignore_errors=True))
    return made, Process("reading every file", reading, patience=_INDEXING)


def career_commands(name: str, *arguments: str) -> tuple[Benchmark, Benchmark]:
    """Return the benchmarks of a command on 35,000 sessions, against ripgrep and against an idle Python."""
    about = f"“session-tui {name}” on 35,000 sessions, a process of its own, its output read to the end, beside"
    done = Measure("until it ended", "ms", ("wall_ms",), 1.0)
    busy = Measure("processor", "ms", ("cpu_ms",))
    wrote = Measure("written", "bytes", ("bytes",))
    return (
        Benchmark(
            f"career_{name}_rg",
            f"{about} ripgrep over the same files (“{WORD}” stands in one session of fifty).",
            partial(against_rg, arguments=(name, *arguments)),
            (),
            (done, busy, wrote),
            times=3,
        ),
        Benchmark(
            f"career_{name}_python",
            f"{about} a Python that does nothing.",
            partial(against_python, arguments=(name, *arguments)),
            (),
            (Measure(done.label, done.unit, done.path, 8.0), busy),
            times=5,
        ),
    )


def career_key(name: str, about: str, key: str) -> Benchmark:
    """Return the benchmark of a key on the home screen, in the large vault and in the small one."""
    return Benchmark(
        f"career_{name}",
        f"{about} of the client seen last, from a home that has read what waits: in 35,000 sessions and in 350, 120×40.",
        beside_few(on_home),
        ("--size", "120x40", "--keys", key),
        (
            Measure("key to the first change", "ms", ("keys", "latency", "p50"), NO_WORSE),
            Measure("key to the last change", "ms", ("keys", "settled", "p50"), NO_WORSE),
            Measure("processor", "ms", ("keys", "cpu_ms_per_key")),
        ),
    )


BENCHMARKS = (
    Benchmark(
        "career_home",
        "From the command to a usable home on 35,000 sessions, beside an app of one label, 120×40.",
        partial(home_programs, until=SEEN_LAST),
        ("--size", "120x40"),
        (
            Measure("until usable", "ms", ("startup", "until_ms"), 1.15),
            Measure("processor until usable", "ms", ("startup", "cpu_ms")),
            Measure("leaving", "ms", ("exit", "exit_ms"), 0.2),
        ),
    ),
    Benchmark(
        "career_idle",
        "Ten seconds of home on 35,000 sessions without a key, ten seconds after it knew what waits, beside an app of one label.",
        partial(home_programs, until=WAITING),
        ("--size", "120x40", "--quiet", "10", "--idle", "10", "--timeout", "60"),
        (
            Measure("processor", "% of a core", ("idle", "cpu_pct"), 1.0),
            Measure("awake", "times a second", ("idle", "wakeups_per_s")),
            Measure("memory at the most", "MB", ("exit", "peak_rss_mb"), most=90),
        ),
    ),
    *career_commands("list"),
    *career_commands("clients"),
    *career_commands("search", WORD),
    Benchmark(
        "career_search_key",
        "Typing three words into the search field, a key every quarter of a second, in 35,000 sessions and in 350, 120×40; the results stand at the last change.",
        beside_few(searching),
        ("--size", "120x40", "--keys", TYPED, "--rhythm", "250"),
        (
            Measure("key to its letter, median", "ms", ("keys", "latency", "p50")),
            Measure("key to the results, median", "ms", ("keys", "settled", "p50")),
            Measure("key to the results, 95 of 100", "ms", ("keys", "settled", "p95"), most=20),
            Measure("processor a key", "ms", ("keys", "cpu_ms_per_key")),
        ),
    ),
    career_key("brief", "The brief", "v"),
    career_key("chart", "The chart", "<enter>"),
    Benchmark(
        "career_sheet_key",
        "Typing in the first prompt of a new session, saving all the while, in 35,000 sessions and in 350, 200×40.",
        beside_few(new_session),
        ("--size", "200x40", "--type", "100", "--rhythm", "human"),
        per_key({"p50": NO_WORSE, "p95": NO_WORSE}),
    ),
    Benchmark(
        "career_save",
        "Saves of a draft through the vault, sixty in each process, in 35,000 sessions and in 350.",
        beside_few(saving),
        (),
        (
            Measure("a save, median", "ms", ("told", "p50"), NO_WORSE),
            Measure("a save, 95 of 100", "ms", ("told", "p95")),
            Measure("the first save", "ms", ("told", "first")),
            Measure("processor a save", "ms", ("told", "cpu"), NO_WORSE),
        ),
    ),
    *(
        Benchmark(
            name,
            f"The size of the index of 35,000 sessions beside that of the notes' {about}.",
            partial(sizes, suffixes=suffixes),
            (),
            (Measure("size", "MB", ("count",), reach),),
        )
        for name, about, suffixes, reach in (
            ("career_index", "JSON and Markdown", (".json", ".md"), 1.2),
            ("career_index_markdown", "Markdown alone", (".md",), None),
        )
    ),
    Benchmark(
        "career_rebuild",
        "Making the index of 35,000 sessions from nothing, beside reading the same files in Python.",
        rebuilding,
        (),
        (
            Measure("until it ended", "ms", ("wall_ms",), 6.0),
            Measure("processor", "ms", ("cpu_ms",)),
        ),
    ),
)
