"""For each format: how it is checked, and how faults are put into it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from random import Random
from typing import Any

from pipeline.book import Book
from pipeline.model.errors import ConversionError
from pipeline.verify import docx, epub, pdf
from pipeline.verify.rules import Discrepancy
from tests.verify.faults import ANY
from tests.verify.faults import html as html_faults
from tests.verify.faults import records as record_faults
from tests.verify.faults.docx import Docx
from tests.verify.faults.epub import Epub
from tests.verify.faults.listed import Specimen
from tests.verify.faults.pdf import Pdf

Check = Callable[[Book, bytes], tuple[Discrepancy, ...]]

CHECKS: dict[str, Check] = {
    "docx": docx.check,
    "epub": epub.check,
    "pdf": pdf.check,
    "html": html_faults.check,
}
# With those of what is handed over, which need not hold what a book of any kind has.
ALL_CHECKS: dict[str, Check] = {
    **CHECKS,
    **{name: partial(record_faults.check, name) for name in record_faults.SPECIMENS},
}
SPECIMENS: dict[str, type[Docx | Epub | Pdf | html_faults.Html | record_faults.Packet]] = {
    "docx": Docx,
    "epub": Epub,
    "pdf": Pdf,
    "html": html_faults.Html,
    **record_faults.SPECIMENS,
}


def published(stem: Path, name: str) -> bytes:
    """Read an output of the edition whose files begin with ``stem``; a folder is packed."""
    if name == "html":
        return html_faults.pack_folder(stem.with_name(name))
    return stem.with_suffix(f".{name}").read_bytes()


@dataclass
class Trial:
    """How many faults of each kind were put in, and which of them were not found."""

    made: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    missed: list[str] = field(default_factory=list)


def try_faults(
    name: str,
    book: Book,
    output: bytes,
    seeds: Iterable[int],
    trial: Trial | None = None,
    specimens: Mapping[str, type[Specimen[Any]]] = SPECIMENS,
) -> Trial:
    """Put one fault for each of ``seeds`` into ``output`` and see whether it is found."""
    trial = trial or Trial()
    made: Any = specimens[name]  # each is made of an output and the names of its texts
    specimen = made(output, frozenset(text.id for text in book.texts))
    for seed in seeds:
        kind, family, faulty = specimen.make(Random(seed))  # noqa: S311 - no secret
        trial.made[kind] += 1
        codes = codes_found(name, book, faulty)
        if any(code.startswith(family) or code == ANY for code in codes):
            trial.found[kind] += 1
        else:
            trial.missed.append(f"{kind} (seed {seed}): found {codes or 'nothing'}")
    return trial


def codes_found(name: str, book: Book, output: bytes) -> list[str]:
    """Give the codes of what is found; an output that is refused altogether is found as well."""
    try:
        return sorted({one.rule.code for one in ALL_CHECKS[name](book, output)})
    except ConversionError:
        return [ANY]
