"""What is wrong in a guide file: where, what, and how to mend it."""

from dataclasses import dataclass, field

from session_tui.core.base.errors import SessionTuiError


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong in a guide file.

    Attributes:
        file: the file's name, as the reader was given it.
        line: counts from 1; 0 when the whole file is meant.
        what: what is wrong, as a sentence.
        mend: what to do about it, as a sentence.
    """

    file: str
    line: int
    what: str
    mend: str

    def __str__(self) -> str:
        place = f"{self.file}, line {self.line}" if self.line else self.file
        return f"{place}: {self.what} {self.mend}"


class BrokenGuide(SessionTuiError):
    """A guide file that cannot be used as it is.

    Attributes:
        errors: every problem in the file, by line.
    """

    def __init__(self, errors: tuple[Problem, ...]) -> None:
        self.errors = errors
        super().__init__("\n".join(str(problem) for problem in errors))


@dataclass(slots=True)
class Problems:
    """The problems found so far in one file."""

    file: str
    found: list[Problem] = field(default_factory=list)

    def add(self, line: int, what: str, mend: str) -> None:
        """Note one problem; the same one on the same line is noted once."""
        problem = Problem(self.file, line, what, mend)
        if problem not in self.found:
            self.found.append(problem)

    def refuse(self) -> None:
        """Raise BrokenGuide when anything was found."""
        if self.found:
            raise BrokenGuide(tuple(sorted(self.found, key=lambda problem: problem.line)))
