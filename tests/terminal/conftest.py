"""A real pseudo-terminal for tests."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.terminal.pty_driver import Program, Spawn


@pytest.fixture
def terminal() -> Iterator[Spawn]:
    """Start programs in pseudo-terminals; whatever still runs at the end of the test is ended."""
    programs: list[Program] = []

    def spawn(*arguments: Any, **keywords: Any) -> Program:
        programs.append(Program(*arguments, **keywords))
        return programs[-1]

    yield spawn
    for program in programs:
        program.end()
