"""Parse the attribute line above a heading in a guide: ``{#since .text .core show=last share=record}``."""

import re
import unicodedata
from dataclasses import dataclass, field

from session_tui.core.model.guide import CONDITIONS, Before, Prompt, Share
from session_tui.core.model.kinds import KINDS, Kind
from session_tui.core.model.values import DOCUMENTS
from session_tui.core.schema.fields import rules_of
from session_tui.markdown.guide.front_matter import check_id
from session_tui.markdown.guide.problems import Problems

NAMES = ("share", "show", "carry", "fields", "if", "mark", "options", "low", "high")
"""The named attributes of a prompt."""

SWITCHES = ("core", "many", "live")
"""The classes of a prompt other than its kind."""

_WORDS = frozenset(("id", "words", "text", "name", "step"))
FIELDS = {
    kind: tuple(label for label, _, _ in rules_of(DOCUMENTS[kind]).values() if label not in _WORDS)
    for kind, spec in KINDS.items()
    if "fields" in spec.takes
}
"""The field names that ``fields=`` accepts, by kind."""

EXAMPLE = "{#since .text .core share=record}"

# The last alternative takes whatever the others do not match, so that finditer() skips nothing.
_PART = re.compile(
    r"""\s*(?:
        \#(?P<id>[^\s{}="#]+)
      | \.(?P<switch>[^\s{}="#.]+)
      | (?P<name>[A-Za-z0-9_:-]+)=(?:"(?P<quoted>[^"{}]*)"|(?P<bare>[A-Za-z0-9_:-]+))(?=\s|$)
      | (?P<bad>\S+)
    )""",
    re.VERBOSE,
)


@dataclass(slots=True)
class Attributes:
    """The ids, classes, and named values of an attribute line."""

    line: int
    ids: list[str] = field(default_factory=list)
    classes: list[str] = field(default_factory=list)
    values: dict[str, str] = field(default_factory=dict)

    @property
    def kind(self) -> Kind | None:
        """The kind named by the first class, or None."""
        first = self.classes[0] if self.classes else ""
        return Kind(first) if first in list(Kind) else None


def looks_like_attributes(line: str) -> bool:
    """Whether a line was meant as an attribute line."""
    bare = line.strip()
    return bare.startswith("{") and bare.endswith("}")


def read_attributes(source: str, line: int, problems: Problems) -> Attributes:
    """Return the attributes of a line ``{…}``; syntax errors are added to ``problems``."""
    read = Attributes(line)
    for part in _PART.finditer(source.strip()[1:-1].rstrip()):
        if part["id"]:
            read.ids.append(unicodedata.normalize("NFC", part["id"]))
        elif part["switch"]:
            read.classes.append(part["switch"])
        elif part["name"]:
            _take_value(read, part["name"], part["quoted"] or part["bare"] or "", problems)
        else:
            problems.add(
                line,
                f"“{part['bad'][:40]}” cannot be read in a line of attributes.",
                f'Write them as {EXAMPLE}, and straight quotes round a value that holds more than letters, digits and hyphens, as in if="trials.due".',
            )
    return read


def read_prompt(heading: str, given: Attributes, problems: Problems) -> Prompt:
    """Return the prompt of a heading and its attributes, without question and hint."""
    kind = _kind(given, problems)
    _check_names(given, problems)
    if kind:
        _check_kind(kind, given, problems)
    return Prompt(
        id=only_id(given, problems, "{#sleep-story .text}"),
        kind=kind or Kind.TEXT,
        heading=heading,
        is_core="core" in given.classes,
        share=_share(kind, given, problems),
        before=_before(given, problems),
        fields=_fields(kind, given, problems),
        condition=_one_of("if", CONDITIONS, "a condition", given, problems),
        marks=_words("mark", given, problems),
        options=_words("options", given, problems),
        takes_many="many" in given.classes,
        low=given.values.get("low", ""),
        high=given.values.get("high", ""),
        is_live_only="live" in given.classes,
    )


def only_id(given: Attributes, problems: Problems, example: str) -> str:
    """Return the only id of an attribute line, or an empty text and a problem."""
    if not given.ids:
        problems.add(given.line, "The id is missing.", f"Write one, as in {example}.")
        return ""
    if len(given.ids) > 1:
        problems.add(given.line, f"There are two ids here: {', '.join(given.ids)[:80]}.", "Keep one of them.")
    check_id(given.ids[0], given.line, problems)
    return given.ids[0]


def _take_value(read: Attributes, name: str, value: str, problems: Problems) -> None:
    """Add a named value; a repeated or unknown name is a problem."""
    if name in read.values:
        problems.add(read.line, f"“{name}” is written twice.", "Keep one of the two.")
    read.values[name] = " ".join(value.split())


def _kind(given: Attributes, problems: Problems) -> Kind | None:
    """Return the kind of the prompt; none or several are a problem."""
    choices = f"Write one of: {', '.join(Kind)}."
    if not given.classes:
        problems.add(given.line, "The kind of prompt is missing.", f"{choices[:-1]}, as in .text.")
    elif given.kind is None:
        problems.add(given.line, f"“{given.classes[0][:40]}” is not a kind of prompt.", choices)
    return given.kind


def _check_names(given: Attributes, problems: Problems) -> None:
    """Add problems for unknown classes."""
    for name in given.values:
        if name not in NAMES:
            problems.add(
                given.line,
                f"“{name[:40]}” is not an attribute of a prompt.",
                f"Write one of: {', '.join(NAMES)}.",
            )
    for word in given.classes[1:]:
        if word not in SWITCHES:
            problems.add(
                given.line,
                f"“.{word[:40]}” is not known here.",
                f"Only these may follow the kind: {', '.join('.' + each for each in SWITCHES)}.",
            )


def _check_kind(kind: Kind, given: Attributes, problems: Problems) -> None:
    """Add problems for attributes that this kind requires or does not support."""
    spec = KINDS[kind]
    if spec.needs_options and "options" not in given.values:
        problems.add(
            given.line,
            "The options of the choice are missing.",
            'Write them, as in options="yes, not yet".',
        )
    for word in ("options", ".many", "low", "high", ".live"):
        name = word.removeprefix(".")
        is_given = name in (given.classes if word != name else given.values)
        fits = spec.is_living if name == "live" else name in spec.takes
        if is_given and not fits:
            problems.add(
                given.line,
                f"“{word}” belongs to a {_owner(word)}; this prompt is “{kind}”.",
                "Delete it, or change the kind.",
            )


def _owner(word: str) -> str:
    """The kinds that an attribute belongs to."""
    if word == ".live":
        return "live kind (goals, steps, …)"
    return " or ".join(kind for kind, spec in KINDS.items() if word.removeprefix(".") in spec.takes)


def _share(kind: Kind | None, given: Attributes, problems: Problems) -> Share:
    """Return who may see the answers; a repair prompt is private unless the guide says otherwise."""
    word = _one_of("share", tuple(Share), "a way to share", given, problems)
    is_private = kind is not None and KINDS[kind].is_private
    return Share(word) if word else Share.PRIVATE if is_private else Share.RECORD


def _before(given: Attributes, problems: Problems) -> Before:
    """Return what the prompt shows of the last session."""
    named = [name for name in ("show", "carry") if name in given.values]
    for name in named:
        _one_of(name, ("last",), f"something to {name}", given, problems)
    if len(named) > 1:
        problems.add(
            given.line,
            "“show” and “carry” are both used here.",
            "Keep show to see the last answer beside the prompt, or carry to copy it in.",
        )
    return Before(named[0]) if named else Before.NOTHING


def _one_of(name: str, words: tuple[str, ...], noun: str, given: Attributes, problems: Problems) -> str:
    """Return the value of an attribute that must be one of ``words``; empty if absent or wrong."""
    value = given.values.get(name)
    if value is None or value in words:
        return value or ""
    choices = ", ".join(f'{name}="{word}"' if "." in word else f"{name}={word}" for word in words)
    problems.add(given.line, f"“{value[:40]}” is not {noun}.", f"Write one of: {choices}.")
    return ""


def _words(name: str, given: Attributes, problems: Problems) -> tuple[str, ...]:
    """Return the words of a comma-separated list; empty and repeated words are problems."""
    if name not in given.values:
        return ()
    words = tuple(word.strip() for word in given.values[name].split(","))
    if not all(words):
        problems.add(
            given.line,
            f"“{name}” is empty, or has a comma too many.",
            f'Write words with commas between them, as in {name}="yes, not yet".',
        )
    elif len(set(words)) < len(words):
        problems.add(given.line, f"“{name}” has the same word twice.", "Keep one of the two.")
    return words


def _fields(kind: Kind | None, given: Attributes, problems: Problems) -> tuple[str, ...]:
    """Return the names in ``fields=``; a name that the kind does not have is a problem."""
    words = _words("fields", given, problems)
    known = FIELDS.get(kind, ()) if kind else ()
    if words and kind and not known:
        problems.add(
            given.line,
            f"A prompt of the kind “{kind}” has no fields to choose.",
            f"Take fields away; it goes with {', '.join(FIELDS)}.",
        )
    for word in words if known else ():
        if word and word not in known:
            problems.add(
                given.line,
                f"“{word[:40]}” is not a field of {kind}.",
                f"Write some of: {', '.join(known)}.",
            )
    return words
