"""Which characters can be printed, and what is said of the others."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from pipeline.book.everyday import EVERYDAY
from pipeline.book.typeface import own_characters
from pipeline.convert import pdf
from pipeline.convert.pdf import fonts
from pipeline.convert.pdf.coverage import character_without_glyph
from pipeline.model.document import Highlight, Note, NoteMarker, Paragraph, Rendition, Text
from pipeline.model.errors import ConversionError
from tests.faces import font, typeface
from tests.pdf.reading import METADATA, book, faults, made, paragraph, tagged_text


def test_everyday_characters_are_in_the_face() -> None:
    assert fonts.covered() >= EVERYDAY


def test_what_counts_as_covered_can_be_set() -> None:
    """Typst refuses a character without a glyph, so that it comes through proves it."""
    characters = sorted(c for c in fonts.covered() | fonts.INSIDE_TYPST if c >= " " and c != "\x7f")
    assert len(characters) > 3_600
    made(*(paragraph(f"x{character}y") for character in characters))


def test_symbols_can_be_set_in_italics_too() -> None:
    words = Highlight(Rendition.ITALIC, (Text("".join(sorted(fonts.INSIDE_TYPST))),))
    assert tagged_text(made(Paragraph((words,)))).count("♂") == 1


def test_a_symbol_that_the_text_face_lacks_is_printed() -> None:
    words = Paragraph((Text("Ferry"), NoteMarker("d1fn1"), Text(" and train")))
    data = made(words, notes=(Note("d1fn1", "║", (paragraph("N."),)),))
    assert "Ferry║║N. and train" in tagged_text(data)


def test_a_sign_is_upright_where_no_face_slants_it() -> None:
    inner = Highlight(Rendition.ITALIC, (Text("of ☐ forms"),))
    data = made(Paragraph((Highlight(Rendition.ITALIC, (Text("Ticked ✓ or "), inner)),)))
    assert "Ticked ✓ or of ☐ forms" in tagged_text(data)
    assert faults(data) == []


def test_letters_of_some_scripts_come_from_inside_typst() -> None:
    assert "Հայաստան, საქართველო" in tagged_text(made(paragraph("Հայաստան, საქართველო")))


def test_a_typeface_of_the_edition_has_what_ours_lacks(tmp_path: Path) -> None:
    own = typeface(tmp_path, "北京")
    given = book(paragraph("In Peking (北京)"), paragraph("南"))
    outputs = replace(given.outputs, typefaces=(own,))
    assert [one.character for one in pdf.uncovered(replace(given, outputs=outputs))] == ["南"]
    data = pdf.make(replace(book(paragraph("In Peking (北京)")), outputs=outputs))
    assert "In Peking (北京)" in tagged_text(data)
    assert faults(data) == []


def test_a_typeface_that_typst_passes_over_is_named(tmp_path: Path) -> None:
    own = replace(typeface(tmp_path, "北"), data=b"none")
    with (
        pytest.raises(ConversionError, match="cannot use the typeface 'Boxes'"),
        fonts.faces_for(frozenset("北"), (own,)),
    ):
        pass


def test_a_character_must_be_in_all_cuts_of_a_typeface(tmp_path: Path) -> None:
    slanted = replace(typeface(tmp_path, "北"), data=font("北", style="Italic"))
    assert own_characters((typeface(tmp_path, "北京"), slanted)) == {"北"}


def test_an_uncovered_character_has_a_name_and_a_place() -> None:
    words = Paragraph((Text("In Peking (北京)", (40, 54)), Text(" 京", (54, 56))))
    found = pdf.uncovered(book(words))
    assert [(one.document, one.span, one.character) for one in found] == [
        ("d1", (51, 52), "北"),
        ("d1", (52, 53), "京"),
    ]
    finding = character_without_glyph(found[0])
    assert finding.span == (51, 52)
    assert "U+5317 (CJK UNIFIED IDEOGRAPH-5317)" in finding.message
    assert 'fonts = ["package:pylopdf-fonts-zh-tw/NotoSerifTC-Regular.otf"]' in finding.hint


def test_an_uncovered_label_has_the_place_of_its_marker() -> None:
    words = Paragraph((Text("x", (0, 1)), NoteMarker("d1fn1", (1, 2))))
    found = pdf.uncovered(book(words, notes=(Note("d1fn1", "北", (paragraph("N."),)),)))
    assert [(one.span, one.character) for one in found] == [((1, 2), "北")]


def test_an_uncovered_character_of_the_metadata_belongs_to_no_document() -> None:
    with_title = replace(book(), metadata=replace(METADATA, title="北"))
    assert [one.document for one in pdf.uncovered(with_title)] == [""]


@pytest.mark.parametrize(
    "changed",
    [
        {"series": "北"}, {"subtitle": "北"}, {"editors": ("北",)}, {"publisher": "北"},
        {"place": "北"}, {"date": "北"}, {"rights": "北"}, {"isbn": "北"}, {"identifiers": ("北",)},
    ],
)  # fmt: skip
def test_all_that_the_title_page_and_its_back_show_is_looked_at(changed: dict[str, Any]) -> None:
    given = replace(book(), metadata=replace(METADATA, **changed))
    assert [one.character for one in pdf.uncovered(given)] == ["北"]
    sample: dict[str, Any] = {
        name: "seen" if fact == "北" else ("seen",) for name, fact in changed.items()
    }
    shown = replace(book(), metadata=replace(METADATA, **sample))
    assert "seen" in tagged_text(pdf.make(shown))


def test_no_pdf_is_made_with_a_character_missing() -> None:
    with pytest.raises(ConversionError, match=r"d1: U\+5317 .* cannot be printed"):
        made(paragraph("北"))


def test_nothing_is_said_of_what_can_be_printed() -> None:
    assert pdf.uncovered(book(paragraph("Ἀθῆναι, Москва, Việt Nam, “quoted”—½ £ § † ‡ ║"))) == ()
