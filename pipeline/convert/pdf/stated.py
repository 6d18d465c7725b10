"""What a PDF says of itself and Typst cannot say: tags of languages, and what shops ask for."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO

import pikepdf

from pipeline.convert.pdf.source import literal
from pipeline.model.languages import direction
from pipeline.model.metadata import Metadata
from pipeline.model.publication import Publication

_REGION = len("BR")


def spoken(language: str) -> tuple[str, str]:
    """Give language and region of a tag as Typst takes them; the region may be empty.

    Typst knows neither scripts nor variants, and no regions of figures, as in ``es-419``.
    """
    primary, *rest = language.split("-")
    region = next((part for part in rest if len(part) == _REGION), "")
    return primary, region


def spoken_arguments(language: str) -> Iterator[str]:
    """Give language, region and direction of a section as arguments of a call."""
    if language:
        for name, part in zip(("lang", "region"), spoken(language), strict=True):
            yield f"{name}: {literal(part) if part else 'none'}"
        yield f"dir: {direction(language)}"


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


def described(pdf: bytes, metadata: Metadata) -> bytes:
    """Let a PDF say in XMP what the edition says below ``[publication]``, and who publishes it.

    Every property is of the schemas that PDF/A knows, so that none has to be explained in the file.
    """
    said = metadata.publication
    if said == Publication():
        return pdf
    isbn = metadata.isbn_of("pdf")
    facts: dict[str, str | list[str]] = {
        "dc:publisher": [metadata.publisher] if metadata.publisher else [],
        "dc:rights": metadata.rights,
        "dc:identifier": f"doi:{said.doi}" if said.doi else isbn and f"urn:isbn:{isbn}",
        "dc:description": said.description,
        "dc:subject": [*said.keywords, *said.thema, *said.bisac],
        "dc:contributor": [one.name for one in said.contributors if one.role != "editor"],
        "xmpRights:WebStatement": said.licence,
    }
    made = BytesIO()
    with pikepdf.open(BytesIO(pdf)) as file:
        with file.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as stated:
            for name, fact in facts.items():
                if fact:
                    stated[name] = set(fact) if name in _BAGS else fact
        file.save(made, deterministic_id=True, fix_metadata_version=False)
    return made.getvalue()


# What is said several times in no order.
_BAGS = frozenset({"dc:subject", "dc:contributor", "dc:publisher"})
