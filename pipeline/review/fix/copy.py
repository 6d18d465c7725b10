"""A copy of what is to be mended, in a folder of its own, where every fix is tried first."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from pipeline import edition
from pipeline.model.errors import UsageError
from pipeline.review.changed_file import written
from pipeline.system import reading, temporary

# Transcriptions, and what stands beside them and says how they are read.
_KINDS = frozenset({".txt", ".toml", ".xml"})


@dataclass(frozen=True, slots=True)
class EditionCopy:
    """The folder ``root`` copied to ``folder``; ``input_`` is the place in it to be checked.

    ``originals`` are the bytes of the transcriptions in question, by their path below ``root``.
    """

    root: Path
    folder: Path
    input_: Path
    originals: dict[str, bytes]

    def name(self, file: str) -> str | None:
        """Give the path below the root of a ``file`` of the copy that may be mended."""
        path = Path(file)
        name = path.relative_to(self.folder).as_posix() if self.folder in path.parents else ""
        return name if name in self.originals else None

    def write(self, texts: dict[str, str]) -> None:
        """Put ``texts``, by their path below the root, into the copy."""
        for name, text in texts.items():
            (self.folder / name).write_bytes(written(text))


@contextmanager
def copied(input_: Path) -> Iterator[EditionCopy]:
    """Copy the edition or editions at ``input_`` for as long as the context lasts.

    Raises UsageError where there is none, or where a file could not be an edition's.
    """
    root, folders, transcriptions = _transcriptions(input_)
    with temporary.folder() as scratch:
        # The name of an edition's folder is part of what is said of it.
        folder = scratch / (root.resolve().name or "root")
        for path in _files(folders):
            target = folder / path.relative_to(root)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(reading.read(path, reading.HANDED_IN))
        originals = {
            name.as_posix(): (folder / name).read_bytes()
            for name in (path.relative_to(root) for path in transcriptions)
        }
        whole = input_.is_dir()
        place = folder if whole else folder / input_.relative_to(root)
        yield EditionCopy(root, folder, place, originals)


def _transcriptions(input_: Path) -> tuple[Path, list[Path], list[Path]]:
    """Give the folder that holds all that is needed, its editions, and what is to be mended."""
    if input_.is_dir():
        folders = list(edition.find_editions(input_))
        loaded = [edition.load(folder)[0] for folder in folders]
        return input_, folders, [path for one in loaded for path in one.order]
    if not reading.is_regular(input_):
        raise UsageError(f"{input_}: there is no such file")
    folder = edition.folder_of(input_)
    chosen = [path for path in edition.load(folder)[0].order if path.name == input_.name]
    if not chosen:
        raise UsageError(f"{input_}: this is no transcription of {folder}")
    return folder, [folder], chosen


def _files(folders: list[Path]) -> Iterator[Path]:
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
            if path.suffix in _KINDS and not hidden and reading.is_regular(path):
                yield path
