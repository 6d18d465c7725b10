"""The rows of the tables of rules on documents."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.checks.view import View
from pipeline.diagnostics import Rule


@dataclass(frozen=True, slots=True)
class DocumentRule(Rule[View]):
    """A rule that is applied to each document."""
