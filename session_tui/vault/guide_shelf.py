"""The shelf of guides: those that come with the program, and the practice's own, which win by id."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from session_tui.core.model.guide import Guide
from session_tui.markdown.guide.front_matter import GuideFrontMatter
from session_tui.markdown.guide.parser import LARGEST, read_guide, read_guide_head
from session_tui.markdown.guide.problems import BrokenGuide, Problem

_ORDER = ("first-consult", "follow-up", "review", "closing", "tune-up", "quick-contact", "blank")
"""The order in which guides are offered; others follow by title, the private page comes last."""


class _Guides(Mapping[str, Guide]):
    """Guides by id. One that comes with the program is read whole when it is first asked for."""

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
    """The guides that can be used, and what is wrong with those that cannot.

    Attributes:
        guides: by id, in the order in which they are offered. One that comes with the program raises BrokenGuide when
            it is asked for, should its file have been damaged below its front matter.
        front_matter: by id, the title and the like of each, without reading it whole.
        problems: what is wrong, by file and line.
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
    """Where the guides are that come with the program: in the package, or beside it in a checkout."""
    package = Path(__file__).resolve().parents[1]
    inside = package / "prompts"
    return inside if inside.is_dir() else package.parent / "prompts"


def read_guide_shelf(*folders: Path | None) -> GuideShelf:
    """The guides of the built-in folder and of the others given; a later folder wins by id.

    A file that cannot be used is named in the problems, and the guide of its id in an earlier folder stays. Only files
    ending in ``.md`` are read, in the order of their names, and a folder that is not there holds none.
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
    return GuideFrontMatter(guide.id, guide.title, guide.version, guide.minutes, guide.when)


def _name(path: Path) -> str:
    """What problems call a file: its folder and its name."""
    return f"{path.parent.name}/{path.name}"


def _files(folder: Path, problems: list[Problem]) -> list[Path]:
    try:
        return sorted(path for path in folder.iterdir() if _is_guide(path))
    except (FileNotFoundError, NotADirectoryError):
        return []
    except OSError as error:
        problems.append(_unreadable(folder, error))
        return []


def _is_guide(path: Path) -> bool:
    """Whether a file wants to be a guide; hidden files and those of sync tools and editors do not."""
    return path.suffix.lower() == ".md" and not path.name.startswith((".", "~"))


def _text(path: Path) -> str:
    """The file's text; raises BrokenGuide when it cannot be read as one."""
    try:
        if not path.is_file():
            path.stat()
            raise BrokenGuide((Problem(_name(path), 0, "This is not a file.", _AWAY),))
        with path.open("rb") as file:
            data = file.read(LARGEST * 4 + 1)
    except (OSError, RuntimeError) as error:
        raise BrokenGuide((_unreadable(path, error),)) from None
    if len(data) > LARGEST * 4:
        raise BrokenGuide((Problem(_name(path), 0, "The file is too long for a guide.", _AWAY),))
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise BrokenGuide((Problem(_name(path), line, "This is not UTF-8 text.", "Save the file as UTF-8."),)) from None


_AWAY = "Move it out of the folder, or give it a name that does not end in .md."


def _unreadable(path: Path, error: OSError | RuntimeError) -> Problem:
    why = (error.strerror if isinstance(error, OSError) else None) or "The links lead in a circle"
    return Problem(_name(path), 0, f"It cannot be read: {why}.", "Let this user read it, or move it away.")


def _claim(head: GuideFrontMatter, name: str, taken: dict[str, str]) -> None:
    """Refuse a second guide with the same id in one folder: which of them would win is nobody's choice."""
    if head.id in taken:
        what = f"“{head.id}” is the id of {taken[head.id]} already."
        raise BrokenGuide((Problem(name, 2, what, "Give this guide another id."),))
    taken[head.id] = name


def _every(broken: BrokenGuide, path: Path) -> tuple[Problem, ...]:
    """All problems of a file, also those below a front matter that is wrong itself."""
    if all(problem.line for problem in broken.errors):
        try:
            read_guide(_text(path), _name(path))
        except BrokenGuide as whole:
            return whole.errors
    return broken.errors
