"""Problems in guide files: where, what, and how to correct them."""

from dataclasses import dataclass, field

from session_tui.core.base.errors import SessionTuiError


@dataclass(frozen=True, slots=True)
class Problem:
    """One problem in a guide file.

    Attributes:
        file: the file name as given to the parser.
        line: from 1; 0 for the whole file.
        what: what is wrong, as a sentence.
        mend: how to correct it, as a sentence.
    """

    file: str
    line: int
    what: str
    mend: str

    def __str__(self) -> str:
        place = f"{self.file}, line {self.line}" if self.line else self.file
        return f"{place}: {self.what} {self.mend}"


class BrokenGuide(SessionTuiError):
    """A guide file with errors.

    Attributes:
        errors: every problem of the file, by line.
    """

    def __init__(self, errors: tuple[Problem, ...]) -> None:
        self.errors = errors
        super().__init__("\n".join(str(problem) for problem in errors))


@dataclass(slots=True)
class Problems:
    """Collects the problems of one file."""

    file: str
    found: list[Problem] = field(default_factory=list)

    def add(self, line: int, what: str, mend: str) -> None:
        """Add a problem, unless the same one is recorded for this line."""
        problem = Problem(self.file, line, what, mend)
        if problem not in self.found:
            self.found.append(problem)

    def refuse(self) -> None:
        """Raise BrokenGuide if there are problems."""
        if self.found:
            raise BrokenGuide(tuple(sorted(self.found, key=lambda problem: problem.line)))
