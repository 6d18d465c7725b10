"""For each format: how it is checked, and how faults are put into it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from pipeline import document as model
from pipeline.verify import docx, epub, pdf
from pipeline.verify.rules import Discrepancy
from tests.verify import html_faults
from tests.verify.docx_faults import Docx
from tests.verify.epub_faults import Epub
from tests.verify.faults import Specimen
from tests.verify.pdf_faults import Pdf

Check = Callable[[Sequence[model.Document], bytes], tuple[Discrepancy, ...]]

CHECKS: dict[str, Check] = {
    "docx": docx.check,
    "epub": epub.check,
    "pdf": pdf.check,
    "html": html_faults.check,
}
SPECIMENS: dict[str, Callable[[bytes, frozenset[str]], Specimen]] = {
    "docx": Docx,
    "epub": Epub,
    "pdf": Pdf,
    "html": html_faults.Html,
}


def published(stem: Path, name: str) -> bytes:
    """Read an output of the edition whose files begin with ``stem``; a folder is packed."""
    if name == "html":
        return html_faults.pack_folder(stem.with_name(name))
    return stem.with_suffix(f".{name}").read_bytes()


@dataclass
class Trial:
    """How many faults of each kind were put in, and which of them were not found."""

    made: dict[str, int] = field(default_factory=dict)
    missed: list[str] = field(default_factory=list)


def try_faults(
    format_name: str, documents: Sequence[model.Document], output: bytes, seeds: Sequence[int]
) -> Trial:
    """Put one fault for each of ``seeds`` into ``output`` and see whether it is found."""
    specimen = SPECIMENS[format_name](output, frozenset(d.id for d in documents))
    trial = Trial()
    for seed in seeds:
        kind, family, faulty = specimen.make(Random(seed))  # noqa: S311 - no secret
        trial.made[kind] = trial.made.get(kind, 0) + 1
        found = CHECKS[format_name](documents, faulty)
        if not any(discrepancy.rule.code.startswith(family) for discrepancy in found):
            codes = sorted({discrepancy.rule.code for discrepancy in found})
            trial.missed.append(f"{kind} (seed {seed}): found {codes or 'nothing'}")
    return trial
