"""What is published: one version, a complete sdist, and a workflow that runs what everybody runs."""

import re
import subprocess
import tomllib
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest

from session_tui import __version__

ROOT = Path(__file__).resolve().parents[1]
PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
WORKFLOW = (ROOT / ".github" / "workflows" / "ci.yml").read_text(encoding="utf-8")


def test_the_package_says_the_version_and_everything_else_reads_it_there() -> None:
    assert "version" not in PROJECT["project"]
    assert PROJECT["project"]["dynamic"] == ["version"]
    assert PROJECT["tool"]["hatch"]["version"] == {"path": "session_tui/__init__.py"}
    assert version("session-tui") == __version__


@pytest.mark.skipif(not (ROOT / ".git").exists(), reason="asks git which files there are")
def test_the_sdist_takes_everything_that_is_tracked() -> None:
    listed = subprocess.run(("git", "ls-files"), cwd=ROOT, capture_output=True, text=True, check=True)
    there = {f"/{name.split('/')[0]}" for name in listed.stdout.splitlines()}
    taken = set(PROJECT["tool"]["hatch"]["build"]["targets"]["sdist"]["include"])
    assert there - {"/pyproject.toml"} <= taken  # hatch always takes pyproject.toml


def test_the_workflow_runs_what_everybody_runs_on_each_python_that_is_allowed() -> None:
    assert "run: bash .ci/run" in WORKFLOW
    assert re.findall(r'"(3\.\d+)"', WORKFLOW) == ["3.11", "3.12", "3.13", "3.14"]
    assert PROJECT["project"]["requires-python"] == ">=3.11"
    assert {"ubuntu-latest", "macos-latest"} <= set(re.findall(r"\w+-latest", WORKFLOW))
