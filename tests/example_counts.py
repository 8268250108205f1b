"""How often a test tries something by chance: a few times, and many times with ``HYPOTHESIS_PROFILE=thorough``."""

from hypothesis import settings

QUICK, THOROUGH = 50, 1000
"""Examples of a property in each profile."""


def rounds(quick: int) -> int:
    """So many rounds in the quick profile, and as much more in another as it is more thorough."""
    return max(1, quick * settings().max_examples // QUICK)
