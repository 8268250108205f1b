"""People's words on screen: shown as they are, obeyed never."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import session_tui.ui
from session_tui.ui.safe_text import as_content, printable, single_line

UI = Path(session_tui.ui.__file__).parent

SHOWN = {
    "Static": 0,
    "Label": 0,
    "Option": 0,
    "Button": 0,
    "Checkbox": 0,
    "RadioButton": 0,
    "notify": 0,
    "update": 0,
    "add_option": 0,
}
"""Calls that show a text, and the place of the text among their arguments."""

NAMED = {"border_title", "border_subtitle", "tooltip", "placeholder"}
"""Attributes, and arguments of any call, that show a text."""

NAMED_IN_SHOWN = NAMED | {"prompt", "label", "title", "content", "message"}
"""Arguments of the calls above that show a text."""

LITERAL = {"as_content", "single_line", "Content", "HangingIndent", "printable"}
"""What makes text safe; every function of the screens that returns Content, or lines of it, does too."""


@pytest.mark.parametrize("text", ["[/", "[/b]", "[red]x[/red]", "[@click=app.quit]x[/]", "\\["])
def test_markup_stays_text(text: str) -> None:
    assert as_content(text).plain == text
    assert not as_content(text).spans


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\x1b[31mb", "a␛[31mb"),
        ("\x00\x07\x7f", "␀␇␡"),
        ("a\x9b31mb", "a\N{REPLACEMENT CHARACTER}31mb"),
        ("a\x85b\u2028c\u2029", "a␤b␤c␤"),
        ("first\r\nsecond\rthird", "first\nsecond␍third"),
        ("\u202eevil\u202c \u2066x\u2069", "◌evil◌ ◌x◌"),
        ("a\ud800b", "a\N{REPLACEMENT CHARACTER}b"),
        ("tab\tand\nline", "tab\tand\nline"),
        ("👩‍👩‍👧 קירה кира", "👩‍👩‍👧 קירה кира"),
    ],
)
def test_what_a_terminal_would_obey_becomes_visible(text: str, shown: str) -> None:
    assert printable(text) == shown
    assert as_content(text).plain == shown


@given(st.text(st.characters(exclude_categories=())))
def test_any_text_can_be_sent_to_a_terminal(text: str) -> None:
    shown = as_content(text).plain
    shown.encode("utf-8")
    assert not [c for c in shown if (ord(c) < 0x20 and c not in "\n\t") or 0x7F <= ord(c) < 0xA0]


@given(st.text())
def test_offsets_stay_true_where_there_is_no_crlf(text: str) -> None:
    assert len(printable(text)) == len(text.replace("\r\n", "\n"))


def test_a_style_of_ours_covers_the_whole_text() -> None:
    [span] = as_content("[b]words", "bold").spans
    assert (span.start, span.end, span.style) == (0, 8, "bold")


@given(st.text(), st.integers(0, 40))
def test_one_line_fits_its_cells(text: str, width: int) -> None:
    line = single_line(text, width)
    assert "\n" not in line.plain
    assert line.cell_length <= width


def test_one_line_says_that_it_was_cut() -> None:
    assert single_line("went to\nthe market", 10).plain == "went to t…"
    assert single_line("你好你好", 6).plain == "你好 …"
    assert single_line("two\nlines").plain == "two lines"


# ---------------------------------------------------------------- the code itself is read


def test_every_text_on_screen_goes_through_literal() -> None:
    trees = {path: ast.parse(path.read_text(encoding="utf-8")) for path in UI.rglob("*.py")}
    safe = LITERAL | {name for tree in trees.values() for name in _returning_content(tree)}
    found = [
        f"{path.relative_to(UI.parent)}:{node.lineno} {ast.unparse(node)}"
        for path, tree in trees.items()
        for node in _unsafe(tree, safe)
    ]
    assert not found, "text that may be markup:\n" + "\n".join(found)


def test_the_check_finds_what_it_looks_for() -> None:
    code = """
def show(self, words, sure: Content):
    Static(words)
    Static(f"{words}")
    self.border_title = words
    self.notify(str(words))
    Input(placeholder=words)
    Static(sure)
    Static("Goals")
    Static(as_content(words))
    Static()
    self.notify(printable(words), markup=False)
    name = as_content(words)
    Label(name)
"""
    assert {node.lineno for node in _unsafe(ast.parse(code), LITERAL)} == {3, 4, 5, 6, 7}


def _returning_content(tree: ast.AST) -> Iterator[str]:
    """Names of functions, properties and fields that are Content."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef) and node.returns is not None:
            returned = ast.unparse(node.returns)
            if "Content" in returned or returned == "HangingIndent":
                yield node.name
        elif isinstance(node, ast.AnnAssign) and "Content" in ast.unparse(node.annotation):
            yield ast.unparse(node.target).rpartition(".")[2]


def _unsafe(tree: ast.AST, safe: set[str]) -> Iterator[ast.expr]:
    scopes = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    known = {id(scope): safe | _safe_names(scope, safe) for scope in scopes}
    seen: set[int] = set()
    for scope in (*reversed(scopes), tree):  # inner functions first: they know more names
        names = known.get(id(scope), safe)
        for node in ast.walk(scope):
            for shown in _shown(node):
                if id(shown) not in seen and not _is_safe(shown, names):
                    yield shown
                seen.add(id(shown))


def _shown(node: ast.AST) -> Iterator[ast.expr]:
    if isinstance(node, ast.Call):
        name = ast.unparse(node.func).rpartition(".")[2]
        if name in SHOWN and len(node.args) > SHOWN[name]:
            yield node.args[SHOWN[name]]
        named = NAMED_IN_SHOWN if name in SHOWN else NAMED
        yield from (word.value for word in node.keywords if _shows(word, named, name))
    elif isinstance(node, ast.Assign) and _names_a_text(node):
        yield node.value


def _shows(word: ast.keyword, named: set[str], call: str) -> bool:
    """Is it a text for the screen? Passed on under its own name, it is looked at where it began."""
    parts = word.value.values if isinstance(word.value, ast.BoolOp) else [word.value]
    is_passed_on = isinstance(parts[0], ast.Name) and parts[0].id == word.arg
    is_passed_on = is_passed_on and all(_is_safe(part, LITERAL) for part in parts[1:])
    return word.arg in named and not is_passed_on and call != "Binding"


def _names_a_text(node: ast.Assign) -> bool:
    return any(isinstance(to, ast.Attribute) and to.attr in NAMED for to in node.targets)


def _safe_names(scope: ast.FunctionDef, safe: set[str]) -> set[str]:
    arguments = [*scope.args.args, *scope.args.kwonlyargs]
    names = {each.arg for each in arguments if each.annotation and _is_content(each.annotation)}
    for node in ast.walk(scope):
        if isinstance(node, ast.Assign) and _is_safe(node.value, safe | names):
            names |= {to.id for to in node.targets if isinstance(to, ast.Name)}
        elif isinstance(node, ast.NamedExpr) and _is_safe(node.value, safe | names):
            names.add(node.target.id)
    return names


def _is_content(annotation: ast.expr) -> bool:
    return "Content" in ast.unparse(annotation)


def _is_safe(node: ast.expr, safe: set[str]) -> bool:
    if isinstance(node, ast.Constant):
        return not (isinstance(node.value, str) and "[" in node.value)
    if isinstance(node, ast.Call):
        return bool(set(ast.unparse(node.func).split(".")) & safe) or _is_called_on(node, safe)
    if isinstance(node, ast.Name | ast.Attribute):
        name = ast.unparse(node).rpartition(".")[2]
        return name in safe or name.isupper()  # capitals: a constant of ours
    if isinstance(node, ast.IfExp):
        return _is_safe(node.body, safe) and _is_safe(node.orelse, safe)
    if isinstance(node, ast.BoolOp):
        return all(_is_safe(value, safe) for value in node.values)
    return isinstance(node, ast.BinOp) and _is_safe(node.left, safe) and _is_safe(node.right, safe)


def _is_called_on(node: ast.Call, safe: set[str]) -> bool:
    """Is it a method of something safe: ``as_content(words).stylize("bold")``?"""
    return isinstance(node.func, ast.Attribute) and _is_safe(node.func.value, safe)
