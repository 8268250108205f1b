"""The findings of a vault check."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Finding:
    """One problem found by a check.

    Attributes:
        path: the file or folder.
        kind: one word for programs: see ``docs/vault.md``.
        what: what is wrong, as a sentence.
        do: what to do about it, as a sentence.
        diff: for edited Markdown, the change as a unified diff.
    """

    path: Path
    kind: str
    what: str
    do: str
    diff: str = ""
