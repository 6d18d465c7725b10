"""Quotation marks, apostrophes, brackets and parentheses."""
