"""Cross-references and what they lead to."""

from __future__ import annotations

from pipeline.checks.references import targets, wording
from pipeline.checks.rule import DocumentRule
from pipeline.model.diagnostics import stated_in

RULES = stated_in(DocumentRule, targets, wording)
