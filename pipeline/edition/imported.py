"""Files that transcriptions were made of, as the ledgers beside them tell."""

from __future__ import annotations

import shlex
from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from pathlib import Path

from pipeline.edition import import_ledger
from pipeline.edition.import_ledger import LedgerFile
from pipeline.model.diagnostics import Diagnostic, Message, Severity
from pipeline.model.errors import UnreadableFileError, UsageError
from pipeline.system import reading

_SHOWN = 8
OF_WORD_PROCESSORS = frozenset({".docx", ".odt"})
"""Of the names of files that hold a transcription and nothing else, and can be imported."""

FILE_NOT_IMPORTED = Message(
    "M044", "file-not-imported", Severity.ERROR,
    summary="A document of a word processor was handed in and not imported.",
    why="""The edition would come out without it and look whole. It is not read on the way: what
    of it a transcription cannot say, comments and tracked changes among it, a person has to see
    once, and decisions and corrections need a text that stays the same.""",
    example="`d3.docx` or `d3.odt` beside `d1.txt` and `d2.txt`.",
    remedy="import it with the command that the hint has, or take it away.",
)  # fmt: skip


IMPORT_OUTDATED = Message(
    "M045", "import-outdated", Severity.WARNING,
    summary="A file was changed since its transcription was made of it.",
    why="What was changed in it is not in the transcription, which is what is read.",
    example="`d3.docx`, in which a word was mended after `edition import`.",
    remedy="import it again, or make the change in the transcription and take the file away.",
)  # fmt: skip


class ImportLedgers:
    """What the ledgers of some transcriptions name: files by their digests."""

    def __init__(self, transcriptions: Iterable[Path]) -> None:
        self.paths: set[str] = set()
        self._digests: dict[str, set[str]] = {}
        for path in transcriptions:
            ledger = import_ledger.path_of(path)
            if reading.is_there(ledger):
                self.paths.add(str(ledger))
                for one in _made_of(path):
                    self._digests.setdefault(one.file, set()).add(one.sha256)

    def names(self, file: Path) -> bool:
        """Tell whether a transcription was made of a file of this name."""
        return file.name in self._digests

    def review(self, file: Path) -> Diagnostic | None:
        """Say where a file, of which a transcription was made, is another one now."""
        try:
            digest = sha256(reading.read(file, reading.HANDED_IN)).hexdigest()
        except UnreadableFileError:
            digest = ""
        if digest in self._digests[file.name]:
            return None
        message = f"{file.name!r} was changed since its transcription was made of it"
        hint = "import it again, or take it away if the transcription is right"
        return IMPORT_OUTDATED.say(message, file, 1, hint)


def not_imported(files: Sequence[Path], folder: Path) -> Iterator[Diagnostic]:
    """Say that documents were not imported; of more than eight the first and how many."""
    others = f", nor are {len(files) - 1} others like it" if len(files) > _SHOWN else ""
    for file in files[:1] if others else files:
        command = shlex.join(["edition", "import", str(file), "--into", str(folder)])
        message = f"{file.name!r} is not imported{others}"
        yield FILE_NOT_IMPORTED.say(message, file, 1, f"{command}, or take it away")


def _made_of(transcription: Path) -> Sequence[LedgerFile]:
    """Give the files that the ledger of a transcription names; none where it cannot be read."""
    try:
        ledger = import_ledger.read(transcription)
    except (UnreadableFileError, UsageError):
        return ()
    return ledger.made_of if ledger else ()
