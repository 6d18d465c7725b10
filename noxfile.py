"""The sessions: ``build`` makes the editions, ``tests``, ``lint`` and ``types`` guard them."""

from __future__ import annotations

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
    session.run("pytest", *session.posargs)


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
