"""The language that a PDF says it is in, where Typst cannot say it."""

from __future__ import annotations

from io import BytesIO

import pikepdf

_REGION = len("BR")


def spoken(language: str) -> tuple[str, str]:
    """Give language and region of a tag as Typst takes them; the region may be empty.

    Typst knows neither scripts nor variants, and no regions of figures, as in ``es-419``.
    """
    primary, *rest = language.split("-")
    region = next((part for part in rest if len(part) == _REGION), "")
    return primary, region


def in_language(pdf: bytes, language: str) -> bytes:
    """Let a PDF of Typst's say the whole tag of its language, in both of the ways there are."""
    if "-".join(filter(None, spoken(language))) == language:
        return pdf
    made = BytesIO()
    with pikepdf.open(BytesIO(pdf)) as file:
        file.Root.Lang = pikepdf.String(language)
        with file.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as stated:
            stated["dc:language"] = [language]
        file.save(made, deterministic_id=True, fix_metadata_version=False)
    return made.getvalue()
