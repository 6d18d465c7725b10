"""What a build server installs and runs is pinned: packages by hashes, actions by commit."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parents[2]
PINNED = ROOT / ".github" / "requirements"
SERVERS = (ROOT / "action.yml", *sorted((ROOT / ".github" / "workflows").glob("*.yml")))


def pins(name: str) -> dict[str, tuple[str, int]]:
    """Give the version of each package of a file, and how many hashes it has."""
    text = (PINNED / name).read_text().replace("\\\n", " ")
    found = re.findall(r"^([A-Za-z0-9._-]+)==([^ ;]+)(.*)$", text, re.MULTILINE)
    rows = [line for line in text.splitlines() if line and not line.startswith("#")]
    assert len(found) == len(rows)
    return {one: (version, rest.count("--hash=sha256:")) for one, version, rest in found}


def test_what_the_project_asks_for_is_pinned_with_hashes() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    wanted = [*project["project"]["dependencies"], *project["build-system"]["requires"]]
    pinned = pins("edition.txt")
    for one in map(Requirement, wanted):
        version, _ = pinned[one.name.lower().replace("_", "-")]
        assert one.specifier.contains(version), one
    assert all(count for _, count in (*pinned.values(), *pins("nox.txt").values()))


@pytest.mark.parametrize("path", SERVERS, ids=lambda path: path.name)
def test_actions_are_pinned_by_commit_and_packages_by_hash(path: Path) -> None:
    text = path.read_text()
    used = re.findall(r"uses: +([^ \n]+)", text)
    assert used
    for one in used:
        assert one.startswith("./") or re.search("@[0-9a-f]{40}$", one), one
    for line in re.findall(r"^.*(?:pip install|\{install\[@\]\}).*$", text, re.MULTILINE):
        assert (
            "--require-hashes" in line
            or "--no-deps --no-build-isolation" in line
            or ("install=(" in line)
        ), line


@pytest.mark.parametrize(
    "path", [one for one in SERVERS[1:] if one.name != "check.yml"], ids=lambda path: path.name
)
def test_workflows_may_read_and_no_more(path: Path) -> None:
    """What others call has the permissions that they give it."""
    text = path.read_text()
    assert "\npermissions:\n  contents: read\n" in text
    for line in re.findall(r"^ +[a-z-]+: write.*$", text, re.MULTILINE):
        assert "#" in line, f"say what it is for: {line}"
