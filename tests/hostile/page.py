"""Figures of a session, written into the page that holds them."""

from __future__ import annotations

from pathlib import Path


def write_section(page: Path, name: str, table: str) -> None:
    """Put ``table`` between the marks of a section, ``<!-- name -->`` and ``<!-- end of name -->``."""
    begin, end = f"<!-- {name} -->", f"<!-- end of {name} -->"
    text = page.read_text(encoding="utf-8")
    before, _, rest = text.partition(begin)
    after = rest.partition(end)[2]
    page.write_text(f"{before}{begin}\n{table}\n{end}{after}", encoding="utf-8")
