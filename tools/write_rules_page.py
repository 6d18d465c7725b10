"""Write docs/rules.md, the page on all rules, from their documentation.

python tools/write_rules_page.py
"""

from __future__ import annotations

import sys
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(CHECKOUT))  # its rules, not those of an installed release

from pipeline.engine.rules import FAMILIES, by_code  # noqa: E402
from pipeline.model.diagnostics import Message  # noqa: E402
from pipeline.report import Documentation  # noqa: E402

PAGE = CHECKOUT / "docs" / "rules.md"
HEAD = """# Rules

Every code that `edition check` and `edition build` can report. `edition explain N102` prints the
same about one of them, `edition rules` lists them. An **error** keeps the outputs from being
published, a **warning** is a doubt that a person should settle, an **info** is said for the record.

This page is made from the documentation of the rules by `python tools/write_rules_page.py`.
"""


def page() -> str:
    """Give the page: a table of all rules, then each in full, family by family."""
    rules = by_code()
    parts = [HEAD, contents(rules)]
    for letter, title in FAMILIES.items():
        family = [rule for rule in rules if rule.code[0] == letter]
        if family:
            parts += [f"## {letter}: {title}\n", *map(section, family)]
    return "\n".join(parts)


def contents(rules: tuple[Message, ...]) -> str:
    """Give the table."""
    rows = ["| code | name | severity | what it finds |", "|---|---|---|---|"]
    for rule in rules:
        summary = Documentation.of(rule).summary.replace("|", "\\|")
        link = f"[{rule.code}](#{anchor(rule)})"
        rows.append(f"| {link} | {rule.name} | {rule.severity.value} | {summary} |")
    return "\n".join(rows) + "\n"


def section(rule: Message) -> str:
    """Give the documentation of one rule."""
    return f"### {rule.code} {rule.name}\n\n{Documentation.of(rule).wrapped(100)}\n"


def anchor(rule: Message) -> str:
    """Give the address that a heading has on GitHub and GitLab."""
    return f"{rule.code.lower()}-{rule.name}"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
    print(f"docs/{PAGE.name}: {len(by_code())} rules")
