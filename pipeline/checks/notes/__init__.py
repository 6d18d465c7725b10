"""Notes and their markers."""

from __future__ import annotations

from pipeline.checks.notes import markers, pairing, wording
from pipeline.checks.rule import DocumentRule
from pipeline.model.diagnostics import stated_in

RULES = stated_in(DocumentRule, markers, pairing, wording)
