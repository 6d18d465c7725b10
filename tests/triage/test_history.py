"""Only what a change brought is reported, and git is asked in a way that nothing can misuse."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from pipeline.engine.triage import history
from pipeline.engine.triage.history import Revision
from pipeline.model.errors import UsageError
from tests.command import edition
from tests.triage.editions import CLEAN, DOUBLED, HEADING, commit, found, git, make, needs_git

pytestmark = needs_git
THREE = HEADING.format(3) + DOUBLED
SINCE = ("--changed-since", "main")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A repository with two editions, on a branch that begins at main."""
    git("init", "--quiet", "--initial-branch", "main", cwd=tmp_path)
    make(tmp_path / "input" / "letters", d3=THREE, d4=CLEAN.format(4))
    make(tmp_path / "input" / "papers", d3=THREE)
    commit(tmp_path)
    git("switch", "--quiet", "--create", "work", cwd=tmp_path)
    return tmp_path


def change(root: Path, name: str, text: str) -> None:
    (root / "input" / "letters" / name).write_text(text, encoding="utf-8")


def test_nothing_changed_and_nothing_is_looked_at(root: Path) -> None:
    done = edition("check", *SINCE, cwd=root)
    assert done.returncode == 0
    assert done.stdout == "0 documents: 0 errors, 0 warnings, 0 remarks; 0 new, 0 known\n"


@pytest.mark.parametrize("committed", [False, True])
def test_reports_what_the_change_brought(root: Path, committed: bool) -> None:  # noqa: FBT001
    change(root, "d3.txt", THREE + "\nIt went to to the Minister.\n")
    if committed:
        commit(root)
    findings, summary = found(*SINCE, cwd=root)
    assert findings == [("d3.txt", "T131")]
    assert (summary["documents"], summary["known"]) == (2, 1)


def test_a_new_file_is_new_though_git_does_not_know_it(root: Path) -> None:
    change(root, "d5.txt", HEADING.format(5) + DOUBLED)
    (root / ".gitignore").write_text("d5.txt\n")
    findings, _ = found(*SINCE, cwd=root)
    assert [row for row in findings if row[1] == "T131"] == [("d5.txt", "T131")]


def test_a_new_edition_is_new(root: Path) -> None:
    make(root / "input" / "notes", d3=THREE)
    (root / "input" / "notes" / "edition.toml").unlink()
    findings, _ = found(*SINCE, cwd=root)
    assert {row[1] for row in findings} >= {"T131", "M006"}


def test_a_renamed_file_keeps_its_findings(root: Path) -> None:
    git("mv", "input/letters/d3.txt", "input/letters/d5.txt", cwd=root)
    findings, _ = found(*SINCE, cwd=root)
    assert ("d5.txt", "T131") not in findings
    alone, summary = found("input/letters/d5.txt", *SINCE, cwd=root)
    assert ("d5.txt", "T131") not in alone
    assert summary["known"] == 1


def test_what_a_change_breaks_in_another_document_is_found(root: Path) -> None:
    note = "3. Letter From X to Y1\n\nIt follows.\n\nX\n  1. See Document 4.\n"
    change(root, "d3.txt", note)
    commit(root)
    git("switch", "--quiet", "-C", "main", cwd=root)
    git("switch", "--quiet", "-C", "work", cwd=root)
    git("rm", "--quiet", "input/letters/d4.txt", cwd=root)
    findings, _ = found(*SINCE, cwd=root)
    assert findings
    assert {name for name, _ in findings} == {"d3.txt"}


def test_what_others_changed_meanwhile_is_no_part_of_it(root: Path) -> None:
    git("switch", "--quiet", "main", cwd=root)
    change(root, "d3.txt", CLEAN.format(3))
    commit(root, "mended on main")
    git("switch", "--quiet", "work", cwd=root)
    change(root, "d4.txt", CLEAN.format(4) + "\nIt is new.\n")
    assert found(*SINCE, cwd=root)[0] == []


def test_severities_and_allowances_of_then_count_then(root: Path) -> None:
    allowed = '[[allow]]\ncode = "T131"\nwhy = "printed so"\n'
    make(root / "input" / "letters", allowed)
    commit(root)
    git("switch", "--quiet", "-C", "main", cwd=root)
    make(root / "input" / "letters")
    assert found(*SINCE, cwd=root)[0] == [("d3.txt", "T131")]


def test_a_baseline_may_be_given_besides(root: Path) -> None:
    change(root, "d4.txt", HEADING.format(4) + DOUBLED)
    edition("check", "--write-baseline", "known.json", cwd=root)
    change(root, "d5.txt", HEADING.format(5) + DOUBLED)
    findings, _ = found("--baseline", "known.json", *SINCE, cwd=root)
    assert [row for row in findings if row[1] == "T131"] == [("d5.txt", "T131")]


def test_an_edition_that_is_the_repository(tmp_path: Path) -> None:
    git("init", "--quiet", "--initial-branch", "main", cwd=tmp_path)
    make(tmp_path, d3=THREE)
    commit(tmp_path)
    assert found(".", *SINCE, cwd=tmp_path)[1]["documents"] == 0
    (tmp_path / "d3.txt").write_text(THREE + "\nIt went to to the Minister.\n")
    assert found(".", *SINCE, cwd=tmp_path)[0] == [("d3.txt", "T131")]


def test_line_ends_that_a_checkout_makes_are_no_change(root: Path) -> None:
    (root / ".gitattributes").write_text("*.txt text eol=crlf\n")
    commit(root)
    git("rm", "--quiet", "--cached", "-r", "input", cwd=root)
    git("reset", "--quiet", "--hard", cwd=root)
    assert b"\r\n" in (root / "input" / "letters" / "d3.txt").read_bytes()
    git("switch", "--quiet", "-C", "main", cwd=root)
    path = root / "input" / "letters" / "d4.txt"
    path.write_bytes(path.read_bytes() + b"\r\nIt is new.\r\n")
    assert found(*SINCE, cwd=root)[0] == []


# --- what cannot be asked


@pytest.mark.parametrize(
    "revision", ["nowhere", "--output=x", "-x", "main\n", "main:input", "\u202e"]
)
def test_what_is_no_revision(root: Path, revision: str) -> None:
    done = edition("check", f"--changed-since={revision}", cwd=root)
    assert done.returncode == 2
    assert "revision" in done.stderr
    assert done.stderr.count("\n") == 1
    assert not (root / "x").exists()


def test_a_folder_without_git(tmp_path: Path) -> None:
    folder = make(tmp_path / "letters", d3=THREE)
    done = edition("check", folder, *SINCE, cwd=tmp_path)
    assert done.returncode == 2
    assert "needs a git repository" in done.stderr


def test_a_history_that_is_cut_short(root: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    change(root, "d4.txt", CLEAN.format(4) + "\nIt is new.\n")
    commit(root)
    first = git("rev-parse", "main", cwd=root)
    clone = tmp_path_factory.mktemp("clone")
    git("clone", "--quiet", "--depth", "1", root.as_uri(), "shallow", cwd=clone)
    done = edition("check", "--changed-since", first, cwd=clone / "shallow")
    assert done.returncode == 2
    assert "fetch-depth: 0" in done.stderr


def test_everything_is_written_or_only_what_changed(root: Path) -> None:
    done = edition("check", *SINCE, "--write-baseline", "known.json", cwd=root)
    assert done.returncode == 2
    assert not (root / "known.json").exists()


# --- trees made to do harm


def test_links_of_then_are_not_followed(root: Path) -> None:
    (root / "input" / "letters" / "d9.txt").symlink_to("/etc/hostname")
    (root / "input" / "letters" / "away").symlink_to("/etc")
    commit(root)
    git("switch", "--quiet", "-C", "main", cwd=root)
    (root / "input" / "letters" / "d9.txt").unlink()
    folder = root / "input" / "letters"
    then = Revision.of(folder, "main")
    with then.restored(folder, then.changed(folder)) as top:
        assert top is not None
        names = sorted(path.name for path in (top / "input" / "letters").iterdir())
    assert names == ["d3.txt", "d4.txt", "edition.toml"]


def test_files_are_named_as_they_are(root: Path) -> None:
    for name in ("*.txt", ":(top)x", "-n.xml", "a b\tc.xml", os.fsdecode(b"\xff.xml")):
        change(root, name, "x")
    folder = root / "input" / "letters"
    then = Revision.of(folder, "main")
    assert len(then.changed(folder)) == 5
    commit(root)
    git("switch", "--quiet", "-C", "main", cwd=root)
    change(root, "*.txt", "y")
    then = Revision.of(folder, "main")
    assert then.changed(folder) == {"input/letters/*.txt"}
    with then.restored(folder, then.changed(folder)) as top:
        assert top is not None
        assert (top / "input/letters/*.txt").read_text() == "x"
        assert (top / "input/letters/-n.xml").read_text() == "x"


def test_a_tree_that_is_too_large_is_refused(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = root / "input" / "letters"
    then = Revision.of(folder, "main")
    monkeypatch.setattr(history, "_MOST_FILES", 2)
    with pytest.raises(UsageError, match="too large"), then.restored(folder, frozenset()):
        pass


def test_git_is_left_as_it_was(root: Path) -> None:
    change(root, "d3.txt", CLEAN.format(3))
    index = (root / ".git" / "index").read_bytes()
    found(*SINCE, cwd=root)
    assert (root / ".git" / "index").read_bytes() == index
    assert git("stash", "list", cwd=root) == ""


# --- what a repository may say to git


def test_a_folder_that_is_a_repository_itself_is_not_obeyed(root: Path) -> None:
    """A pull request can bring all files of a bare repository, its configuration among them."""
    folder = root / "input" / "letters"
    for name in ("objects", "refs/heads"):
        (folder / name).mkdir(parents=True)
    ran = root.parent / "ran"
    commands = "".join(
        f'[{key}]\n\t{name} = "touch {ran}; cat"\n'
        for key, name in (
            ('filter "x"', "smudge"), ('filter "x"', "clean"), ('diff "x"', "textconv"),
            ("core", "fsmonitor"), ("core", "pager"), ("core", "sshCommand"),
        )
    )  # fmt: skip
    (folder / "HEAD").write_text("ref: refs/heads/main\n")
    (folder / "config").write_text(
        f"[core]\n\trepositoryformatversion = 0\n\tbare = false\n\tworktree = .\n{commands}"
    )
    (folder / ".gitattributes").write_text("* filter=x diff=x\n")
    change(root, "d3.txt", CLEAN.format(3))
    commit(root)
    assert found(*SINCE, cwd=root)[1]["documents"] == 2
    assert not ran.exists()


def test_filters_and_hooks_that_a_user_has_set_are_not_run(root: Path) -> None:
    """Attributes come with a pull request, and would choose what the user's filters are run on."""
    ran = root.parent / "ran"
    for key in ("filter.x.clean", "filter.x.smudge", "diff.x.textconv", "core.fsmonitor"):
        git("config", key, f"touch {ran}; cat", cwd=root)
    (root / "input" / "letters" / ".gitattributes").write_text("* filter=x diff=x\n")
    change(root, "d3.txt", CLEAN.format(3))
    assert found(*SINCE, cwd=root)[1]["documents"] == 2
    assert not ran.exists()
