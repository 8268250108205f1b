"""Generates a note of a given length, the same on every machine."""

import random

WORDS = [
    "sleep",
    "was",
    "better",
    "after",
    "the",
    "walk",
    "and",
    "market",
    "twice",
    "this",
    "week",
    "knee",
    "stairs",
    "garden",
    "tired",
    "morning",
    "water",
    "bread",
    "friend",
    "less",
    "pain",
    "when",
    "resting",
    "since",
    "spring",
    "before",
    "work",
    "evenings",
    "quiet",
    "children",
    "worried",
    "hopeful",
    "slowly",
    "cooking",
    "tea",
]


def note_text(words: int, seed: int = 5) -> str:
    """Return paragraphs of 40 to 90 words with blank lines between, some in the client's words; ends with ``END ``."""
    chance, lines, written = random.Random(seed), list[str](), 0
    while written < words:
        count = min(chance.randint(40, 90), words - written)
        written += count
        paragraph = " ".join(chance.choice(WORDS) for _ in range(count)).capitalize()
        lines += [("> " if chance.random() < 0.25 else "") + paragraph + ".", ""]
    return "\n".join(lines) + "END "
