"""The available guides: the built-in ones and the practice's own, which replace built-in ones with the same id."""

from __future__ import annotations

import errno
from collections.abc import Iterator, Mapping
from pathlib import Path

from session_tui.core.model.guide import Guide
from session_tui.markdown.guide.front_matter import GuideFrontMatter
from session_tui.markdown.guide.parser import LARGEST, read_guide, read_guide_head
from session_tui.markdown.guide.problems import BrokenGuide, Problem
from session_tui.regular_files import read_regular

MOST_BYTES = LARGEST * 4
"""The most bytes that a guide's file may hold."""

_ORDER = ("first-consult", "follow-up", "review", "closing", "tune-up", "quick-contact", "blank")
"""The order in which guides are offered; others follow by id, and the private page comes last."""


class _Guides(Mapping[str, Guide]):
    """Guides by id. A built-in guide is parsed in full on first access."""

    def __init__(self, texts: Mapping[str, tuple[str, str]], own: Mapping[str, Guide]) -> None:
        self._texts = texts
        self._read = dict(own)

    def __getitem__(self, guide_id: str) -> Guide:
        if guide_id not in self._read:
            self._read[guide_id] = read_guide(*self._texts[guide_id])
        return self._read[guide_id]

    def __contains__(self, guide_id: object) -> bool:
        return guide_id in self._texts or guide_id in self._read

    def __iter__(self) -> Iterator[str]:
        known = [*_ORDER, *sorted({*self._texts, *self._read} - {*_ORDER, "private"}), "private"]
        return (guide_id for guide_id in known if guide_id in self)

    def __len__(self) -> int:
        return len({*self._texts, *self._read})


class GuideShelf:
    """The usable guides, and the problems with the others.

    Attributes:
        guides: the guides by id, in the order in which they are offered. Accessing a built-in guide raises BrokenGuide
            if its file is damaged below the front matter.
        front_matter: each guide's title and other front matter, by id, without parsing the whole guide.
        problems: the problems, by file and line.
    """

    __slots__ = ("front_matter", "guides", "problems")

    def __init__(
        self,
        guides: Mapping[str, Guide],
        problems: tuple[Problem, ...] = (),
        front_matter: Mapping[str, GuideFrontMatter] | None = None,
    ) -> None:
        self.guides = guides
        self.problems = problems
        self.front_matter = (
            front_matter if front_matter is not None else {g.id: _front_matter(g) for g in guides.values()}
        )


def built_in_folder() -> Path:
    """Return the folder of the built-in guides: inside the package, or beside it in a checkout."""
    package = Path(__file__).resolve().parents[1]
    inside = package / "prompts"
    return inside if inside.is_dir() else package.parent / "prompts"


def read_guide_shelf(*folders: Path | None) -> GuideShelf:
    """Read the guides in ``folders``; a guide in a later folder replaces one with the same id.

    An unusable file is reported in the problems, and does not replace a guide of its id. Files ending in ``.md`` are
    read in the order of their names; a missing folder holds none. Without ``folders``, the built-in guides are read.
    """
    shipped = built_in_folder()
    texts: dict[str, tuple[str, str]] = {}
    own: dict[str, Guide] = {}
    front_matter: dict[str, GuideFrontMatter] = {}
    problems: list[Problem] = []
    for folder in folders or (shipped,):
        taken: dict[str, str] = {}
        for path in _files(folder, problems) if folder else ():
            try:
                text, name = _text(path), _name(path)
                head = read_guide_head(text, name)
                _claim(head, name, taken)
                if folder == shipped:
                    texts[head.id] = text, name
                else:
                    own[head.id] = read_guide(text, name)
                front_matter[head.id] = head
            except BrokenGuide as broken:
                problems.extend(_every(broken, path))
    guides = _Guides(texts, own)
    return GuideShelf(guides, tuple(problems), {guide_id: front_matter[guide_id] for guide_id in guides})


def _front_matter(guide: Guide) -> GuideFrontMatter:
    """Return the front matter of a guide."""
    return GuideFrontMatter(guide.id, guide.title, guide.version, guide.minutes, guide.when)


def _name(path: Path) -> str:
    """Return the name of a file in problems: its folder and its name."""
    return f"{path.parent.name}/{path.name}"


def _files(folder: Path, problems: list[Problem]) -> list[Path]:
    """List the guide files of a folder; add a problem if it cannot be listed."""
    try:
        return sorted(path for path in folder.iterdir() if _is_guide(path))
    except (FileNotFoundError, NotADirectoryError):
        return []
    except OSError as error:
        problems.append(_unreadable(folder, error))
        return []


def _is_guide(path: Path) -> bool:
    """Whether a file's name is that of a guide; hidden files and those of sync tools and editors are not."""
    return path.suffix.lower() == ".md" and not path.name.startswith((".", "~"))


def _text(path: Path) -> str:
    """Return the file's text. Raises BrokenGuide if it is unreadable, too long or not UTF-8."""
    try:
        if not path.is_file():
            path.stat()
            raise BrokenGuide((Problem(_name(path), 0, "This is not a file.", _AWAY),))
        data = read_regular(path, MOST_BYTES)
    except (OSError, RuntimeError) as error:
        if isinstance(error, OSError) and error.errno == errno.EFBIG:
            raise BrokenGuide((Problem(_name(path), 0, "The file is too long for a guide.", _AWAY),)) from None
        raise BrokenGuide((_unreadable(path, error),)) from None
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise BrokenGuide((Problem(_name(path), line, "This is not UTF-8 text.", "Save the file as UTF-8."),)) from None


_AWAY = "Move it out of the folder, or give it a name that does not end in .md."


def _unreadable(path: Path, error: OSError | RuntimeError) -> Problem:
    """Return the problem for a file or folder that cannot be read."""
    why = (error.strerror if isinstance(error, OSError) else None) or "The links lead in a circle"
    return Problem(_name(path), 0, f"It cannot be read: {why}.", "Let this user read it, or move it away.")


def _claim(head: GuideFrontMatter, name: str, taken: dict[str, str]) -> None:
    """Raise BrokenGuide for a second guide with the same id in one folder, as neither has precedence."""
    if head.id in taken:
        what = f"“{head.id}” is the id of {taken[head.id]} already."
        raise BrokenGuide((Problem(name, 2, what, "Give this guide another id."),))
    taken[head.id] = name


def _every(broken: BrokenGuide, path: Path) -> tuple[Problem, ...]:
    """Return all problems of a file, including those below an invalid front matter."""
    if all(problem.line for problem in broken.errors):
        try:
            read_guide(_text(path), _name(path))
        except BrokenGuide as whole:
            return whole.errors
    return broken.errors
