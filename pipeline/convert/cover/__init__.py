"""Covers: the front that an EPUB shows, and the whole around a printed book."""
