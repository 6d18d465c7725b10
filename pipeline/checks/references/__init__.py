"""Cross-references and what they lead to."""
