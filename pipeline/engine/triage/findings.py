"""What was found in transcriptions, as far as it counts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from pipeline.edition import Edition
from pipeline.model.diagnostics import Allowed, Diagnostic


@dataclass(frozen=True, slots=True)
class Findings:
    """What is to be said of the transcriptions ``files``, each as bad as it is to its edition.

    ``allowed`` is what may stand in it. ``complete`` are the files all of whose findings are known:
    those that no error kept from later stages. ``known`` is how many findings were left out, since
    they were there before. ``texts`` are the files that findings are in, as they were read.
    ``pictures`` are those that figures name, each with why it is not shown, ``page_images`` those
    of pages that are to be in files, each with why it cannot be used.
    """

    files: tuple[str, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    allowed: tuple[Allowed, ...] = ()
    complete: frozenset[str] = frozenset()
    known: int = 0
    texts: Mapping[str, bytes] = field(default_factory=dict)
    pictures: Mapping[str, str] = field(default_factory=dict)
    page_images: Mapping[str, str] = field(default_factory=dict)

    def __add__(self, other: Findings) -> Findings:
        """Join what was found in two editions."""
        return Findings(
            self.files + other.files,
            self.diagnostics + other.diagnostics,
            self.allowed + other.allowed,
            self.complete | other.complete,
            self.known + other.known,
            {**self.texts, **other.texts},
            {**self.pictures, **other.pictures},
            {**self.page_images, **other.page_images},
        )

    def with_texts(self, edition: Edition) -> Findings:
        """Have the files at hand that findings are in, for a report to show their lines."""
        places = {
            place.file
            for one in self.diagnostics
            for place in (one.location, *(related.location for related in one.related))
        }
        found = ((name, edition.files.known(Path(name))) for name in sorted(places))
        return replace(self, texts={name: data for name, data in found if data is not None})
