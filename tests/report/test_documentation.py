"""Every rule says what it finds, why it matters, an example and how to mend it."""

from __future__ import annotations

import re
import runpy
from collections import Counter
from pathlib import Path

import pytest

from pipeline.engine.rules import FAMILIES, RULES, by_code, table
from pipeline.model.diagnostics import Message
from pipeline.report import Documentation

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_rule_is_documented(rule: Message) -> None:
    documentation = Documentation.of(rule)
    assert re.fullmatch(r"[A-Z`][^\n]{15,110}\.", documentation.summary), "one sentence, with a dot"
    assert documentation.why.endswith("."), "a paragraph that says why it matters"
    assert re.match(r"Example: \S", documentation.example), "a paragraph: Example: ..."
    assert documentation.example.count("Example:") == 1
    assert documentation.remedy.endswith("."), (
        "a paragraph: To mend it, ... (or: Nothing needs mending ...)"
    )


def test_codes_and_names_are_given_once() -> None:
    assert len({rule.code for rule in RULES}) == len(RULES)
    names = Counter(rule.name for rule in RULES)
    twice = {name for name, count in names.items() if count > 1}
    # What V204 says of the TEI, S104 says of the text.
    assert twice <= {"date-impossible"}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_rule_is_named_and_numbered_as_all_are(rule: Message) -> None:
    assert re.fullmatch(r"[A-Z][0-9]{3}", rule.code)
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)+", rule.name)
    assert rule.code[0] in FAMILIES


def test_the_table_has_a_line_for_each_rule() -> None:
    lines = table(None).split("\n")
    assert [line.split("  ")[0] for line in lines] == [rule.code for rule in by_code()]


@pytest.mark.parametrize("width", [40, 80, 120])
def test_the_table_fits_the_terminal(width: int) -> None:
    head = 60  # a terminal that hardly holds the names is left to break the lines itself
    rows = table(width).split("\n")
    assert width < 2 * head or max(map(len, rows)) <= width
    assert len([row for row in rows if not row.startswith(" ")]) == len(RULES)


def test_the_page_of_the_docs_is_up_to_date() -> None:
    page = runpy.run_path(str(ROOT / "tools" / "write_rules_page.py"))["page"]()
    written = (ROOT / "docs" / "rules.md").read_text(encoding="utf-8")
    assert written == page, "run python tools/write_rules_page.py"


def test_the_page_links_to_each_rule() -> None:
    page = (ROOT / "docs" / "rules.md").read_text(encoding="utf-8")
    linked = re.findall(r"\]\(#([^)]*)\)", page)
    headings = [
        heading.lower().replace(" ", "-")
        for heading in re.findall(r"^### (.*)$", page, re.MULTILINE)
    ]
    assert sorted(linked) == sorted(headings)
