"""What an edition leaves open beside its transcriptions, once they have been read."""

from __future__ import annotations

from pathlib import Path

from pipeline.edition import described, lists, siblings
from pipeline.edition.files import EditionFiles
from pipeline.edition.settings import Settings
from pipeline.model.authority import Authorities
from pipeline.model.diagnostics import Diagnostic

RULES = (*described.RULES, *siblings.RULES, *lists.RULES)


def review(
    folder: Path,
    settings: Settings,
    files: EditionFiles,
    authorities: Authorities,
    used: frozenset[str] | None,
) -> tuple[Diagnostic, ...]:
    """Look at the settings and authority files in ``folder``.

    ``used`` are the keys of the authority files that the transcriptions lead to, None where not
    all of them were read.
    """
    path = folder / "edition.toml"
    return (
        *described.review(path, settings),
        *siblings.review(path, settings),
        *lists.review(folder, files, authorities, used),
    )
