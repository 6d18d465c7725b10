"""What a release is made of says the same everywhere, and runs nothing that can change under it."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path

import pytest

from pipeline import __version__

ROOT = Path(__file__).resolve().parents[2]
REPOSITORY = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"][
    "urls"
]["Repository"]


def test_the_citation_is_of_this_version() -> None:
    citation = (ROOT / "CITATION.cff").read_text(encoding="utf-8").splitlines()
    assert f"version: {__version__}" in citation
    assert f"repository-code: {REPOSITORY}" in citation


def test_the_site_leads_to_the_repository() -> None:
    assert f"repo_url: {REPOSITORY}\n" in (ROOT / "mkdocs.yml").read_text(encoding="utf-8")


def test_the_extension_is_of_this_version() -> None:
    text = (ROOT / "editors" / "vscode" / "package.json").read_text(encoding="utf-8")
    extension = json.loads(text)
    assert extension["version"] == __version__
    assert extension["repository"]["url"] == f"{REPOSITORY}.git"


def test_each_page_has_its_place_in_the_site() -> None:
    nav = (ROOT / "mkdocs.yml").read_text(encoding="utf-8").partition("nav:")[2]
    pages = {path.name for path in (ROOT / "docs").glob("*.md")}
    assert pages <= set(re.findall(r"[a-z-]+\.md", nav))


@pytest.mark.parametrize("path", sorted(ROOT.glob(".github/workflows/*.yml")), ids=lambda p: p.name)
def test_actions_are_named_by_their_commit(path: Path) -> None:
    used = re.findall(r"uses: (\S+)", path.read_text(encoding="utf-8"))
    elsewhere = [one for one in used if not one.startswith("./")]
    assert elsewhere
    assert all(re.fullmatch(r"[\w./-]+@[0-9a-f]{40}", one) for one in elsewhere)
