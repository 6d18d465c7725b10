"""The forms that values of several tables have, in ``edition.toml`` and beside it."""

from __future__ import annotations

import re

import msgspec

from pipeline.edition.conform import form

LONGEST_TEXT, LONGEST_NAME, LONGEST_PATH = 2000, 100, 200
NAME = "[A-Za-z_][A-Za-z0-9._-]*"
SOMETHING = r"[^ \t]"
LINE = form("A text.", "", pattern=SOMETHING, most=LONGEST_TEXT)


def words(description: str, example: str) -> msgspec.Meta:
    """Describe a text."""
    write = f"write a text in quotation marks, as {example}"
    return form(description, write, most=LONGEST_TEXT)


def lines(description: str, example: str) -> msgspec.Meta:
    """Describe a list of texts."""
    return form(description, f"write a list of texts, as {example}")


def names(description: str, example: str) -> msgspec.Meta:
    """Describe a list of names."""
    return form(description, f"write a list of names, as {example}")


def rows(description: str, key: str) -> msgspec.Meta:
    """Describe a list of tables."""
    return form(description, f"write [[{key}]], with two brackets, above each")


def switch(description: str) -> msgspec.Meta:
    """Describe what is true or false."""
    return form(description, "write true or false, without quotation marks")


def path_below(endings: str, description: str, write: str) -> msgspec.Meta:
    """Describe a path of a file below the folder of the edition."""
    pattern = f"^([^/]+/)*{NAME}\\.({endings})$"
    return form(description, write, pattern=pattern, most=LONGEST_PATH, check=_file_below)


def _file_below(value: str) -> str:
    """Say why a path leads to no file of the edition; each name must be one of an output too."""
    *folders, name = value.split("/")
    if value.startswith("/") or ".." in folders:
        return "it is outside of the folder of the edition"
    if not re.fullmatch(NAME, name):
        return "a name has letters, digits, '.', '_' and '-' and begins with a letter"
    return ""


def isbn_fault(value: str) -> str:
    """Say whether the figures add up as ISO 2108 says, of 13 and of 10."""
    figures = [10 if one in "Xx" else int(one) for one in value if one in "0123456789Xx"]
    if len(figures) == len("9780306406157"):
        fits = (sum(figures[::2]) + 3 * sum(figures[1::2])) % 10 == 0
    else:
        weighted = sum(figure * (10 - place) for place, figure in enumerate(figures))
        fits = not figures or (len(figures) == len("0306406152") and weighted % 11 == 0)
    return "" if fits else "its figures do not add up"
