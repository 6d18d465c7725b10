"""What a finding is known by from run to run, while the lines around it come and go."""

from __future__ import annotations

from collections import Counter
from hashlib import sha256

from pipeline.diagnostics import Diagnostic
from pipeline.report.excerpt import lines_of_files


def fingerprints(diagnostics: tuple[Diagnostic, ...]) -> tuple[str, ...]:
    """Give each of ``diagnostics``, in their order, a fingerprint of code and text of the line.

    The same fault twice in equal lines of a file is told apart by a count from the top. The
    file's name is no part, so that a renamed file keeps its findings.
    """
    line_of = lines_of_files()
    seen: Counter[tuple[str, str]] = Counter()
    found = []
    for diagnostic in diagnostics:
        line = line_of(diagnostic.location)
        text = diagnostic.message if line is None else line.strip(" \t")
        print_ = _hash(diagnostic.code, text)
        key = (diagnostic.location.file, print_)
        seen[key] += 1
        found.append(f"{print_}:{seen[key]}")
    return tuple(found)


def in_file(diagnostic: Diagnostic, fingerprint: str) -> str:
    """Make ``fingerprint`` unique over all files."""
    return _hash(diagnostic.location.file, fingerprint)


def _hash(*parts: str) -> str:
    digest = sha256("\0".join(parts).encode("utf-8", "surrogatepass"))
    return digest.hexdigest()[:32]
