"""Words, numbers and names that are most likely misread."""

from __future__ import annotations

from pipeline.checks.rule import DocumentRule
from pipeline.checks.words import numbers, spelling
from pipeline.model.diagnostics import stated_in

RULES = stated_in(DocumentRule, numbers, spelling)
