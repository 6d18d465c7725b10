"""Quotation marks, apostrophes, brackets and parentheses."""

from __future__ import annotations

from pipeline.checks.quotes import forms, pairs
from pipeline.checks.rule import DocumentRule
from pipeline.model.diagnostics import stated_in

RULES = stated_in(DocumentRule, forms, pairs)
