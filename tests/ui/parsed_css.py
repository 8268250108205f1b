"""Style sheets are parsed once for all programs that a test run starts, as they are once for one program."""

from __future__ import annotations

from typing import Any

import pytest
from textual.css.model import RuleSet
from textual.css.stylesheet import Stylesheet

_parse = Stylesheet._parse_rules


def share_parsed_rules(patch: pytest.MonkeyPatch) -> None:
    """Let every style sheet ask for rules that another has parsed with the same variables."""
    known: dict[tuple[Any, ...], list[RuleSet]] = {}

    def parse_rules(
        sheet: Stylesheet,
        css: str,
        read_from: Any,
        is_default_rules: bool = False,
        tie_breaker: int = 0,
        scope: str = "",
    ) -> list[RuleSet]:
        key = (css, read_from, is_default_rules, tie_breaker, scope, *sheet._variables.items())
        if (rules := known.get(key)) is None:
            rules = known[key] = _parse(sheet, css, read_from, is_default_rules, tie_breaker, scope)
        return rules

    patch.setattr(Stylesheet, "_parse_rules", parse_rules)
    # A rule is the same as itself alone, as in Textual; the hash is asked for a million times and is now no Python call.
    patch.setattr(RuleSet, "__hash__", object.__hash__)
