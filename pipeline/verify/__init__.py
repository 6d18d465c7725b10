"""Outputs read back and held against the documents they were made from."""
