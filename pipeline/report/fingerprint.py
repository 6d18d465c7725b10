"""What a finding is known by from run to run, while the text around it comes and goes."""

from __future__ import annotations

from collections import Counter
from hashlib import sha256

from pipeline.model.diagnostics import Diagnostic, Location
from pipeline.report.excerpt import lines_of_files

# A line may be a paragraph of a page. So much of it, in characters, belongs to a finding: before
# and after the place, and of the place itself.
_AROUND = 24
_MEANT = 60


def prints(diagnostics: tuple[Diagnostic, ...]) -> tuple[str, ...]:
    """Give each of ``diagnostics`` a print of its code and the words at its place.

    Neither line nor column nor the file's name is part of it; findings with the same words share
    their print.
    """
    line_of = lines_of_files()
    found = []
    for diagnostic in diagnostics:
        line = line_of(diagnostic.location)
        words = diagnostic.message if line is None else _words(line, diagnostic.location)
        found.append(_hash(diagnostic.code, words))
    return tuple(found)


def fingerprints(diagnostics: tuple[Diagnostic, ...]) -> tuple[str, ...]:
    """Give each of ``diagnostics``, in their order, a print that no other of its file has.

    Those with the same words are told apart by a count from the top.
    """
    seen: Counter[tuple[str, str]] = Counter()
    found = []
    for diagnostic, print_ in zip(diagnostics, prints(diagnostics), strict=True):
        key = (diagnostic.location.file, print_)
        seen[key] += 1
        found.append(f"{print_}:{seen[key]}")
    return tuple(found)


def in_file(diagnostic: Diagnostic, fingerprint: str) -> str:
    """Make ``fingerprint`` unique over all files."""
    return _hash(diagnostic.location.file, fingerprint)


def _words(line: str, place: Location) -> str:
    start = place.column - 1
    end = place.end_column - 1 if place.end_line == place.line else len(line)
    end = min(end, start + _MEANT)
    return line[max(0, start - _AROUND) : end + _AROUND].strip(" \t")


def _hash(*parts: str) -> str:
    digest = sha256("\0".join(parts).encode("utf-8", "surrogatepass"))
    return digest.hexdigest()[:32]
