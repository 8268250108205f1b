"""Sort the passages of a note from elsewhere into the answers of a session."""

from dataclasses import dataclass, field

from session_tui.core.model.guide import FREE, PRIVATE, Guide, Prompt, Share
from session_tui.core.model.new_session import empty_answer
from session_tui.core.model.session import Answer
from session_tui.core.model.values import Kind
from session_tui.markdown.foreign.headings import Passage
from session_tui.markdown.foreign.values import fill_answer
from session_tui.markdown.note.answers import prompt_id_from_heading
from session_tui.markdown.note.headings import is_private_title, unused
from session_tui.markdown.note.labels import TITLES


@dataclass(slots=True)
class Sorting:
    """Sorts the passages of a file into answers.

    Everything under a private heading is private, up to the next heading of its level or a higher one, whatever the
    headings within it are called.

    Attributes:
        found: the answers to the guide's prompts, by prompt id.
        free: the answers that match no prompt, in order.
        section: the current section of the file, and the level of its heading.
        private_level: the level of the private heading that is open; 0 for none.
        titles: titles, by id, of sections that the guide does not have, or that the file calls by other words.
        opened: the headings that became sections, by the id of the section.
    """

    guide: Guide | None
    seed: str
    found: dict[str, Answer] = field(default_factory=dict)
    free: list[Answer] = field(default_factory=list)
    section: str = FREE
    level: int = 0
    private_level: int = 0
    titles: dict[str, str] = field(default_factory=dict)
    opened: dict[str, Passage] = field(default_factory=dict)

    def take(self, passage: Passage) -> None:
        """Sort in the next passage."""
        if self._is_private(passage):
            self._take_private(passage)
            return
        here = self._prompt(passage, within=True)
        section = None if here else self._section(passage)
        if section:
            self.section, self.level = section, passage.level
            self._take_section_text(passage)
            return
        asked = here or self._prompt(passage, within=False)
        if asked and asked[1].id not in self.found:
            self._fill(*asked, passage)
            return
        if passage.level <= self.level and not asked:
            self.section, self.level = FREE, 0
        if passage.opens and not passage.text:
            self._open(passage)
        else:
            self._keep(passage)

    def answers(self) -> list[Answer]:
        """Return the answers: the guide's prompts in order, free text at the end of its section, then other sections.

        A heading that became a section is kept as text if everything under it went elsewhere, since a note does not
        show a section without answers.
        """
        for section in self.opened.keys() - {answer.section for answer in self.free}:
            del self.titles[section]
        self.section = FREE
        for section in [each for each in self.opened if each not in self.titles]:
            self._keep(self.opened.pop(section))
        ordered: list[Answer] = []
        left = list(self.free)
        for part in self.guide.sections if self.guide else ():
            ordered += [self.found.get(p.id) or empty_answer(part.id, p) for p in part.prompts]
            ordered += [answer for answer in left if answer.section == part.id]
            left = [answer for answer in left if answer.section != part.id]
        sections = list(dict.fromkeys(answer.section for answer in left))
        return ordered + sorted(left, key=lambda answer: sections.index(answer.section))

    def _is_private(self, passage: Passage) -> bool:
        """Whether a passage is private; it may open a private part or end one."""
        if passage.is_private or 0 < self.private_level < passage.level:
            return True
        asked = self._prompt(passage, within=False)
        is_named = is_private_title(passage.heading) or passage.is_named(PRIVATE, self._own_sections().get(PRIVATE, ""))
        is_private = passage.level > 0 and (is_named or bool(asked and _is_private_prompt(*asked)))
        self.private_level = passage.level if is_private else 0
        return is_private

    def _take_private(self, passage: Passage) -> None:
        """Add a passage to the private page: to a private prompt of the guide that it names, or as free text."""
        asked = self._prompt(passage, within=False)
        if asked and _is_private_prompt(*asked) and asked[1].id not in self.found:
            self._fill(*asked, passage)
        elif passage.text or not passage.is_named(PRIVATE, TITLES[PRIVATE]):
            self._add(passage, PRIVATE)

    def _prompt(self, passage: Passage, *, within: bool) -> tuple[str, Prompt] | None:
        """Return the prompt that a heading names; with ``within``, only in the current section."""
        for part, prompt in self.guide.prompts() if self.guide else ():
            if within and (part.id != self.section or prompt.id in self.found):
                continue
            if passage.is_named(prompt.id, prompt.heading):
                return part.id, prompt
        return None

    def _fill(self, section: str, prompt: Prompt, passage: Passage) -> None:
        """Answer a prompt with a passage; a heading that names it by id alone keeps its own words."""
        answer = fill_answer(empty_answer(section, prompt), prompt, passage, self.seed)
        is_by_words = passage.has_words(prompt.id, prompt.heading)
        self.found[prompt.id] = answer if is_by_words else answer.replace(heading=passage.heading)

    def _section(self, passage: Passage) -> str | None:
        """Return the id of the section that a heading names.

        Sections of the file are only the same letter for letter.
        """
        own = self._own_sections()
        for section, title in (TITLES | own).items():
            if passage.is_named(section, title) and self._fits(section, passage, own):
                return section
        return next((section for section, title in self.titles.items() if title == passage.heading), None)

    def _fits(self, section: str, passage: Passage, own: dict[str, str]) -> bool:
        """Whether a section can have the heading's words as its title, unless they are those of the guide."""
        is_by_words = section in own and passage.has_words(section, own[section])
        return is_by_words or self.titles.get(section, passage.heading) == passage.heading

    def _take_section_text(self, passage: Passage) -> None:
        """Add the text directly under a section's heading; it answers the section's prompt if it has only one."""
        own = self._own_sections()
        if self.section not in own or not passage.has_words(self.section, own[self.section]):
            self.titles.setdefault(self.section, passage.heading)
        if not passage.text:
            return
        prompts = [p for s, p in (self.guide.prompts() if self.guide else ()) if s.id == self.section]
        if len(prompts) == 1 and prompts[0].id not in self.found and not _is_private_prompt(self.section, prompts[0]):
            asked = empty_answer(self.section, prompts[0])
            self.found[prompts[0].id] = fill_answer(asked, prompts[0], passage, self.seed)
        else:
            self._keep(passage)

    def _open(self, passage: Passage) -> None:
        """Make a heading that only contains other headings a section."""
        taken = TITLES | self._own_sections() | self.titles
        self.section = unused(passage.id or prompt_id_from_heading(passage.heading), taken)
        self.level = passage.level
        self.titles[self.section] = passage.heading
        self.opened[self.section] = passage

    def _own_sections(self) -> dict[str, str]:
        """Return the titles of the guide's sections by id."""
        return {part.id: part.title for part in self.guide.sections} if self.guide else {}

    def _keep(self, passage: Passage) -> None:
        """Add a passage as free text under its own heading."""
        if self.section == FREE and FREE not in self._own_sections():
            self.titles.setdefault(FREE, TITLES[FREE])
        self._add(passage, self.section)

    def _add(self, passage: Passage, section: str) -> None:
        """Add a passage as a free answer of a section."""
        asked = {p.id for _, p in self.guide.prompts()} if self.guide else set()
        taken = asked | {answer.prompt for answer in self.free}
        self.free.append(
            Answer(
                section=section,
                prompt=unused(passage.id or prompt_id_from_heading(passage.heading), taken),
                heading=passage.heading,
                kind=Kind.TEXT,
                share=Share.PRIVATE if section == PRIVATE else Share.RECORD,
                state="answered",
                value=passage.text or passage.heading,
            )
        )


def _is_private_prompt(section: object, prompt: Prompt) -> bool:
    """Whether answers to a prompt belong to the private page."""
    return PRIVATE in (section, prompt.share)
