"""Lines of transcriptions shown with what each is taken for, and learned from once corrected.

Both have one form, a line of the transcription a line: what it is, perhaps with figures, a bar,
and its words as they are. A line that nothing is judged of has nothing before the bar.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from pathlib import Path

from pipeline.edition import folder_of
from pipeline.edition.decisions import decisions_in, decisions_text, path_of, place
from pipeline.edition.toml_text import quoted
from pipeline.encode.blocks.kinds import KIND_OF_ROLE, NAMES, LineKind
from pipeline.encode.blocks.learn import CorrectedLines, Gain, gain, learn
from pipeline.encode.blocks.reading import LineReading
from pipeline.encode.blocks.settings import BlockSettings
from pipeline.encode.blocks.weights import ROWS, LearnedLines
from pipeline.encode.profile import Profile
from pipeline.encode.reading import lay_out, read_marks
from pipeline.engine import time_limit
from pipeline.engine.loading import profile_and_forms, settings_of
from pipeline.model.diagnostics import Severity
from pipeline.model.errors import UsageError
from pipeline.model.form import FormChoice
from pipeline.model.source import Source
from pipeline.normalize import normalize
from pipeline.review import changed_file
from pipeline.system import reading

FEWEST = 20
"""Corrected documents below which nothing is learned."""
_BAR = "|"
_LEAST = 0.005
_ROLES = KIND_OF_ROLE | {"row": LineKind.ROW}


def shown(path: Path) -> Iterator[str]:
    """Give the lines of a transcription, each with its role, its confidence and the next best.

    Raises UsageError where it cannot be read, or its profile judges no lines.
    """
    chosen, forms = profile_and_forms(folder_of(path))
    _judged(chosen)
    data = reading.read(path, reading.OUTPUT)
    source, said = normalize(data, str(path))
    if any(one.severity is Severity.ERROR for one in said):
        raise UsageError(f"{path} cannot be read; `edition check` says why")
    with time_limit.limited(chosen, forms, len(data), path):
        source = lay_out(source, chosen, forms)
        decisions, _ = decisions_in(decisions_text(path), path_of(path))
        settled, _, _ = place(decisions, source, path)
        found = read_marks(source, chosen, settled)
    rows = source.text.removesuffix("\n").split("\n")
    judged = dict(zip(_rows_of(source.text, found.lines), found.lines, strict=True))
    for row, words in enumerate(rows):
        one = judged.get(row)
        yield f"{_described(one) if one else '':36} {_BAR} {words}".rstrip(" ")


def _described(one: LineReading) -> str:
    second = ""
    if one.second and one.chance >= _LEAST:
        second = f" {NAMES[one.second].role} {one.chance:.2f}"
    return f"{NAMES[one.kind].role:12} {one.confidence:.2f}{second}"


def _rows_of(text: str, lines: Sequence[LineReading]) -> list[int]:
    ends = [at for at, character in enumerate(text) if character == "\n"]
    return [bisect_right(ends, one.line.span[0] - 1) for one in lines]


def relearn(folder: Path, edition: Path) -> tuple[Gain, Path | None]:
    """Learn the weights of lines from the corrected documents of ``folder``.

    Where documents that are held out come out better, the weights are written to a profile in the
    folder of the ``edition``, whose path is given. Raises UsageError, PublishError.
    """
    chosen, _ = profile_and_forms(edition)
    settings = _judged(chosen)
    files = sorted(folder.glob("*.txt")) if reading.is_folder(folder) else []
    if len(files) < FEWEST:
        raise UsageError(
            f"{folder} has {len(files)} documents; correct {FEWEST} at least, each a file .txt as "
            "`edition profile try` shows it"
        )
    corpus = [_corrected(path, chosen) for path in files]
    if not any(one.lines for one in corpus):
        raise UsageError(f"the documents in {folder} have no lines to learn from")
    found = gain(corpus, settings)
    if found.lines_after <= found.lines_before:
        return found, None
    return found, _write(learn(corpus, settings), edition)


def _corrected(path: Path, chosen: Profile) -> CorrectedLines:
    try:
        rows = reading.read(path, reading.OUTPUT).decode("utf-8").splitlines()
    except UnicodeDecodeError as error:
        raise UsageError(f"{path} is not UTF-8") from error
    parted = [row.partition(_BAR) for row in rows]
    text = "".join(f"{_unescaped(words.removeprefix(' '))}\n" for _, _, words in parted)
    with time_limit.limited(chosen, FormChoice(), len(text), path):
        found = read_marks(Source(str(path), text), chosen)
    kinds = []
    for row in _rows_of(text, found.lines):
        role = parted[row][0].partition(" ")[0]
        if role not in _ROLES:
            listed = ", ".join(_ROLES)
            raise UsageError(f"{path}:{row + 1}: say before the bar what the line is: {listed}")
        kinds.append(_ROLES[role])
    return CorrectedLines([one.line for one in found.lines], kinds)


def _unescaped(words: str) -> str:
    return _ESCAPE.sub(lambda match: chr(int(match[1], 16)), words)


_ESCAPE = re.compile(r"\\u\{([0-9a-f]{4,5})\}")


def _judged(chosen: Profile) -> BlockSettings:
    if not isinstance(chosen.blocks, BlockSettings):
        raise UsageError(f"the profile {chosen.name} tells blocks by layout, and judges no lines")
    return chosen.blocks


def _write(learned: LearnedLines, folder: Path) -> Path:
    settings = settings_of(folder)
    own = folder / (settings.profile if settings.profile_files else "profile")
    if not settings.profile_files:
        base = f"# What is not said here is as in\nbase = {quoted(settings.profile)}\n"
        changed_file.place(own / "shared.toml", base.encode())
    parts = ["# Learned by `edition profile learn`: weights of lines, added to the usual ones.\n"]
    for row in ROWS:
        parts.append(f"\n[{row}]\n")
        for name, kinds in learned.tables[row].items():
            weights = ", ".join(f"{kind} = {weight}" for kind, weight in kinds.items())
            parts.append(f"{quoted(name)} = {{ {weights} }}\n" if kinds else "")
    changed_file.place(own / "lines.toml", "".join(parts).encode())
    return own / "lines.toml"
