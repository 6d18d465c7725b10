"""The editions whose files a person has open, and their texts as they stand in the editor."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from pygls.workspace import PositionCodec

from pipeline.engine import cache
from pipeline.engine.session import Progress
from pipeline.model.diagnostics import Diagnostic
from pipeline.model.errors import PipelineError, UnreadableFileError
from pipeline.review.language_server.positions import EditorText
from pipeline.review.workspace import CheckedEdition, Workspace
from pipeline.system import reading

_SETTINGS = "edition.toml"


def folder_of(path: Path) -> Path | None:
    """Give the folder of the edition that a file belongs to: beside it, or one above.

    What has no ``edition.toml`` there is left alone: a folder of code has texts too.
    """
    near = (path.parent, path.parent.parent)
    return next((one for one in near if reading.is_regular(one / _SETTINGS)), None)


@dataclass
class OpenEditions:
    """The editions that were opened, by folder; used by one thread at a time.

    ``buffers`` are the texts of the files that are open in the editor, ``failed`` says of an
    edition that cannot be opened why.
    """

    codec: PositionCodec = field(default_factory=PositionCodec)
    opened: dict[Path, Workspace] = field(default_factory=dict)
    buffers: dict[Path, str] = field(default_factory=dict)
    failed: dict[Path, str] = field(default_factory=dict)

    def at(self, path: Path) -> Workspace | None:
        """Give the edition that a file belongs to, if it was opened."""
        folder = folder_of(path)
        return self.opened.get(folder) if folder else None

    def open(self, path: Path, progress: Progress) -> frozenset[Path]:
        """Open the edition of a file, unless it is; give the files that something is found in."""
        folder = folder_of(path)
        if folder is None or folder in self.opened:
            return frozenset()
        try:
            opened = Workspace.open(folder, progress, cache=cache.opened)
        except PipelineError as error:
            self.failed[folder] = str(error)
            return frozenset()
        self.failed.pop(folder, None)
        self.opened[folder] = opened
        for known, text in self.buffers.items():
            if folder_of(known) == folder:
                self._update(opened, known, text)
        return files_of(opened.findings())

    def update(self, path: Path, text: str | None) -> frozenset[Path]:
        """Take up that a file has another text, or again the one on disk; give what changed."""
        if text is None:
            self.buffers.pop(path, None)
        else:
            self.buffers[path] = text
        edition = self.at(path)
        return self._update(edition, path, text) if edition else frozenset()

    def _update(self, edition: Workspace, path: Path, text: str | None) -> frozenset[Path]:
        try:
            return edition.update(path, None if text is None else text.encode("utf-8", "replace"))
        except PipelineError:  # it is gone, or a link now; catching up says so
            return frozenset()

    def close_gone(self) -> frozenset[Path]:
        """Close editions without settings; give the files that something was found in."""
        gone = [one for one in self.opened if not reading.is_regular(one / _SETTINGS)]
        return frozenset().union(*(files_of(self.opened.pop(one).findings()) for one in gone))

    def brings_expressions(self, folder: Path) -> bool:
        """Tell whether an edition has expressions of its own, or cannot be loaded."""
        try:
            return folder in self.opened and self.opened[folder].brings_expressions()
        except PipelineError:
            return True

    def take(self, folder: Path, ahead: Callable[[], CheckedEdition | None]) -> frozenset[Path]:
        """Take up what changes mean for other files, as :meth:`Workspace.take`.

        ``ahead`` gives what was made for that, or raises what making it did.
        """
        if folder not in self.opened:
            return frozenset()
        try:
            changed = self.opened[folder].take(ahead())
        except PipelineError as error:
            self.failed[folder] = str(error)
            return frozenset()
        self.failed.pop(folder, None)
        return changed

    def text(self, edition: Workspace, path: Path) -> EditorText:
        """Give the text of a file of an edition, as the editor has it or as it lies on disk."""
        here = edition.own(path)
        data = edition.unsaved.get(here)
        if data is None and edition.text_of(here) == here:
            data = edition.file(here).data
        if data is None:
            try:
                data = reading.read(here, reading.SHOWN)
            except UnreadableFileError:
                data = b""
        return EditorText(data.decode("utf-8-sig", "replace"), self.codec)


def files_of(found: Iterable[Diagnostic]) -> frozenset[Path]:
    """Give the files that findings are in."""
    return frozenset(Path(one.location.file) for one in found)
