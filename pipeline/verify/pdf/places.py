"""Where the links of a PDF lead, which is known only when all of it has been read."""

from __future__ import annotations

from collections.abc import Collection

from pipeline.verify.pdf.file import Destination
from pipeline.verify.pdf.tree import TaggedPdf
from pipeline.verify.reading import NoteReading
from pipeline.verify.sight import Addresses


class LinkTargets:
    """What stands where, so that links can be led to it.

    ``known`` are all addresses, ``ambiguous`` those that have two places. ``unnamed`` are the texts
    without a heading, which alone makes a named place: a link to one leads where nothing is named.
    """

    def __init__(self, addresses: Addresses, unnamed: Collection[str]) -> None:
        self.known = addresses.names
        self.unnamed = unnamed
        self.ambiguous = addresses.ambiguous
        self.targets: dict[tuple[str | Destination, str | None], str] = {}
        self.named: dict[str | Destination, list[str]] = {}
        self.notes: dict[str, NoteReading] = {}

    def target(self, target: str | Destination, label: str | None = None) -> str:
        """Give a mark's value for a target that is known only when all has been read.

        ``label`` is what the marker of a note shows.
        """
        return self.targets.setdefault((target, label), f"target {len(self.targets)}")

    def name(self, place: str | Destination, name: str) -> None:
        """Note that ``name`` stands at ``place``, where a page and a note can begin together."""
        self.named.setdefault(place, []).append(name)

    def resolved(self, book: TaggedPdf) -> dict[str, list[str]]:
        """Say what stands at each target."""
        found: dict[str, list[str]] = {}
        for (target, label), value in self.targets.items():
            if isinstance(target, tuple):
                nothing = f"a place on page {target[0] + 1} of the file"
                names = self.named.get(target, [nothing, *self.unnamed])
            elif target in book.names or target.startswith(("http:", "https:", "mailto:")):
                names = [target]
            else:
                names = [f"{target}, which is not in the file"]
            found[value] = [self._shown(name, label) for name in names]
        return found

    def _shown(self, name: str, label: str | None) -> str:
        note = self.notes.get(name)
        return (
            name
            if label is None or note is None or note.label == label
            else (f"{name}, shown as {label}")
        )
