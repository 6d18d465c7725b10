"""Paragraphs, lists and tables."""
