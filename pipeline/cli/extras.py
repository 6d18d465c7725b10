"""Packages that only some commands need."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from pipeline.model.errors import MissingProgramError


@contextmanager
def extra(name: str) -> Iterator[None]:
    """Say how to install the extra ``name`` where a package is missing that is imported within."""
    try:
        yield
    except ModuleNotFoundError as error:
        if (error.name or "pipeline").partition(".")[0] == "pipeline":
            raise
        advice = f"{error.name} is missing: pip install 'edition-pipeline[{name}]'"
        raise MissingProgramError(advice) from error
