"""How many cases a test tries: a few in ``make test``, all of them in ``make thorough``.

``HYPOTHESIS_PROFILE`` names the profile:

- ``quick``, the default: few examples, the same ones in every run. A test that walks every case takes one case by real
  keys and checks the others by a shorter way.
- ``thorough``: every case by real keys, more examples, and random ones that differ from run to run.
- ``exhaustive``: as thorough, with twenty times as many examples.
"""

import os
import random
from collections.abc import Sequence
from typing import TypeVar

from hypothesis import settings

Case = TypeVar("Case")

PROFILES = {"quick": 20, "thorough": 50, "exhaustive": 1000}
"""Examples of a property in each profile."""

PROFILE = os.environ.get("HYPOTHESIS_PROFILE", "quick")

IS_THOROUGH = PROFILE != "quick"
"""Whether every case is tried by real keys, and examples differ from run to run."""

SEED = os.environ.setdefault("SESSION_TUI_SEED", str(random.SystemRandom().getrandbits(32)))
"""The seed of a thorough run; pytest's workers inherit it. Set it to repeat a run."""


def rounds(full: int, *, quick: int | None = None) -> int:
    """The number of rounds that a test takes.

    Args:
        full: the rounds in the thorough profile; a profile with more examples takes as many times more.
        quick: the rounds in the quick profile; None: as many times fewer as that profile has fewer examples.
    """
    if quick is not None and not IS_THOROUGH:
        return quick
    return max(1, full * settings().max_examples // PROFILES["thorough"])


def cases(every: Sequence[Case], *, quick: Sequence[Case]) -> Sequence[Case]:
    """All cases in the thorough profile, and only some of them in the quick one."""
    return every if IS_THOROUGH else quick


def seeds(full: int, *, quick: int) -> list[int]:
    """Seeds for `random.Random`: always the same in the quick profile; random ones are added in the thorough one."""
    if not IS_THOROUGH:
        return list(range(quick))
    chance = random.Random(SEED)
    return [*range(full), *(chance.getrandbits(32) for _ in range(full))]
