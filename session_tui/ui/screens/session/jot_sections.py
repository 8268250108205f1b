"""The sections that a jot can be filed in, with their names on screen."""

NAMES = {
    "story": "Story",
    "goals": "Goals",
    "expectations": "Expectations",
    "next-steps": "Next steps",
    "private": "the private page",
}
