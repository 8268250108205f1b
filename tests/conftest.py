"""What every test gets: a home of its own, no terminal settings from outside, and as many rounds as the profile says."""

import gc
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests.example_counts import IS_THOROUGH, PROFILE, PROFILES, SEED

TESTS = Path(__file__).resolve().parent
CORPUS = Path(__file__).resolve().parents[2] / "shared" / "corpus" / "mts-dialog-validation.csv"


for name, examples in PROFILES.items():
    settings.register_profile(
        name,
        max_examples=examples,
        deadline=None,
        derandomize=not IS_THOROUGH,
        print_blob=True,
        suppress_health_check=[HealthCheck.too_slow],
    )
settings.load_profile(PROFILE)


def pytest_report_header() -> str:
    """Name the profile, and the seed that repeats a thorough run."""
    return f"profile: {PROFILE}" + (f", SESSION_TUI_SEED={SEED}" if IS_THOROUGH else "")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Say which tests one worker runs in a row, in ``--dist loadgroup``.

    All that start programs in terminals are one group: side by side they would only slow each other down. The other
    tests of a file are one, so that what a module makes is made once, but for the slow tests of screens: each of them
    goes to the worker that is free.
    """
    for item in items:
        folder = item.path.relative_to(TESTS).parts[0]
        if folder != "ui":
            group = folder if folder == "terminal" else item.path.relative_to(TESTS).as_posix()
            item.add_marker(pytest.mark.xdist_group(group))


@pytest.fixture(autouse=True, scope="session")
def rare_collections() -> None:
    """Collect garbage rarely: what the modules hold is never garbage, and a test makes little that is."""
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)


@pytest.fixture(autouse=True, scope="session")
def no_waiting_for_the_disk() -> Iterator[None]:
    """Do not wait until a file has reached the disk: that saves it from a power cut, which no test makes.

    Programs that tests start as processes of their own do wait.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "fsync", os.fstat)  # it too raises OSError for a handle that is not open
        yield


@pytest.fixture(autouse=True)
def own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home folder that belongs to this test alone."""
    home = tmp_path / "home"
    home.mkdir()
    for name in ("HOME", "USERPROFILE"):
        monkeypatch.setenv(name, str(home))
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"):
        monkeypatch.setenv(name, str(home / name.lower()))
    for name in ("SESSION_TUI_VAULT", "NO_COLOR", "TEXTUAL_LOG", "TEXTUAL_SCREENSHOT"):
        monkeypatch.delenv(name, raising=False)
    return home


@pytest.fixture(scope="session")
def corpus() -> Path:
    """The CSV file of real consult notes; the test is skipped where it is missing."""
    if not CORPUS.exists():
        pytest.skip(f"the corpus is not beside the repository ({CORPUS})")
    return CORPUS
