"""Paragraphs, lists and tables."""

from __future__ import annotations

from pipeline.checks.blocks import lists_and_tables, paragraphs
from pipeline.checks.rule import DocumentRule
from pipeline.model.diagnostics import stated_in

RULES = stated_in(DocumentRule, lists_and_tables, paragraphs)
