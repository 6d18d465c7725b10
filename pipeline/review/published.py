"""The state of an edition that changes are told against: as last published, or as git has it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pipeline import tei
from pipeline.engine.triage.history import Revision
from pipeline.model.document import Document, DocumentKind
from pipeline.review.workspace import Workspace
from pipeline.system import reading, temporary


def published_document(folder: Path, text: Path) -> Document | None:
    """Give a text as it was last published into ``folder``; None where nothing was.

    A text that was put in since is one without words.
    """
    texts = folder / "tei"
    data = reading.read_if_there(texts / f"{text.stem}.xml", reading.OUTPUT)
    if data is not None:
        return tei.read(data)
    return Document(text.stem, None, DocumentKind.HISTORICAL, ()) if texts.is_dir() else None


@contextmanager
def as_it_was(folder: Path, revision: str, workers: int) -> Iterator[Path]:
    """Lay out the texts of an edition as if it had been published at a ``revision`` of git.

    It is the one where the change since ``revision`` began. Raises UsageError, MissingProgramError.
    """
    then = Revision.of(folder, revision)
    with then.restored(folder, then.changed(folder)) as top, temporary.folder() as work:
        texts = Path(work, "tei")
        texts.mkdir()
        if top is not None:
            before = Workspace.open(top / then.name_of(str(folder)), workers=workers)
            for path in before.texts:
                data = before.document(path).tei
                if data is not None:
                    (texts / f"{path.stem}.xml").write_bytes(data)
        yield Path(work)
