"""The sections that a jot can be filed in, as they are called on screen."""

NAMES = {
    "story": "Story",
    "goals": "Goals",
    "expectations": "Expectations",
    "next-steps": "Next steps",
    "private": "the private page",
}
