"""Scripts that run to the left, or have letters moved to their places: set and read back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from pipeline.book import Book
from pipeline.book.typeface import read_typeface
from pipeline.convert import docx, pdf
from pipeline.model.document import Heading, Note, NoteMarker, Paragraph, Text
from pipeline.verify import pdf as verify
from tests.convert.checkers import W, tree
from tests.pdf.reading import book, faults, lines, paragraph, tagged_text

SAID = {
    "Hebrew": "The word טוֹב means good, שָׁלוֹם עֲלֵיכֶם. In the year תשלח (1978) it was said.",
    "Arabic": "Peace is السلام عليكم ورحمة الله, praise مُحَمَّدٌ in ١٩٧٨, and أوراق الميناء، سنة.",
    "Devanagari": "It is हिन्दी के कैसे मैं हूँ, ज्ञान, कर्ता किं, श्री and संस्कृतम्.",
}
FILES = {
    "Hebrew": (),
    "Arabic": ("pylopdf_fonts_ar/NotoNaskhArabic-Variable.ttf",),
    "Devanagari": ("pylopdf_fonts_hi/NotoSerifDevanagari-Variable.ttf",),
}


def in_script(script: str, *blocks: Paragraph, notes: tuple[Note, ...] = ()) -> Book:
    """Give a book with the typefaces of a script."""
    given, faces = book(*blocks, notes=notes), []
    for name in FILES[script]:
        found = find_spec(name.partition("/")[0])
        assert found
        assert found.origin
        faces.append(read_typeface(Path(found.origin).parent.parent / name))
    return replace(given, outputs=replace(given.outputs, typefaces=tuple(faces)))


@pytest.mark.parametrize("script", SAID)
def test_words_are_said_as_they_are_read(script: str) -> None:
    given = in_script(script, paragraph(SAID[script]), paragraph(SAID[script] * 12))
    data = pdf.make(given)
    assert SAID[script] in tagged_text(data)
    assert verify.check(given, data) == ()
    assert faults(data) == []
    assert data == pdf.make(given)


@pytest.mark.parametrize(
    ("script", "words"),
    [
        ("Hebrew", "so (ככתוב) לפי many and (ככתוב) (ככתוב) המנורה on, ה״א in 12% א׳."),
        ("Arabic", "so on, قديمة said سنة ١٩٧٨ سنة was في الميناء كتبتُ 50% of وبركاته. (وهي of"),
    ],
)
def test_blanks_and_brackets_between_words_of_two_directions(script: str, words: str) -> None:
    given = in_script(script, paragraph(words))
    data = pdf.make(given)
    assert words in tagged_text(data)
    assert verify.check(given, data) == ()


def test_a_book_that_runs_to_the_left_may_be_in_letters_that_do_not() -> None:
    """The sign behind the number is turned, and blanks at line ends come first in their line."""
    words = "Dear Ruiz: The lamp is out (see below), and has been so since 1977."
    marked = (Text(words), NoteMarker("d1fn1"), Text(f" We see. {words} {words}"))
    note = Note("d1fn1", "2", (paragraph("In winter."),))
    given = in_script("Hebrew", Paragraph(marked), notes=(note,))
    (section,) = given.body
    heading = Heading((Text("1. Letter From Garrow to Ruiz"),))
    text = replace(section.text, blocks=(heading, *section.text.blocks[1:]))
    metadata = replace(given.metadata, language="he")
    given = replace(given, metadata=metadata, body=(replace(section, text=text),))
    data = pdf.make(given)
    assert verify.check(given, data) == ()
    assert faults(data) == []


@pytest.mark.parametrize(
    ("script", "language", "words"),
    [
        ("Hebrew", "he", "בסעיף § 5, כלומר 25%–30% (אלף № 12) [FO 371/1234], ½ a/b C++ „הנמל” № 7"),
        ("Arabic", "ar", "أي 25%–30% أكثر [FO 371/1234]، ½ x2. في ١٢٣ № (H₂O) § 5 سنة، $1,250 ½"),
    ],
)
def test_signs_and_figures_of_a_book_that_runs_to_the_left(
    script: str, language: str, words: str
) -> None:
    """They are read in their order wherever a line ends, and whichever face has the sign."""
    parts = words.split(" ")
    said = [" ".join((*parts[place:], *parts)) for place in range(len(parts))]
    given = in_script(script, *map(paragraph, said))
    given = replace(given, metadata=replace(given.metadata, language=language))
    data = pdf.make(given)
    assert verify.check(given, data) == ()
    assert faults(data) == []


def test_word_is_told_the_faces_of_the_edition() -> None:
    styles = tree(docx.make(in_script("Arabic", paragraph(SAID["Arabic"]))), "word/styles.xml")
    (named,) = styles.iterfind(f"{W}docDefaults//{W}rFonts")
    assert named.get(W + "cs") == "Noto Naskh Arabic"
    assert named.get(W + "eastAsia") == named.get(W + "ascii")


def changed(data: bytes, change: Callable[[Any, Any], None]) -> bytes:
    """Change what is said of words (the first argument), and what shows the first of them."""
    made = BytesIO()
    with pikepdf.open(BytesIO(data)) as file:
        for page in file.pages:
            content = list(pikepdf.parse_content_stream(page))
            for place, one in enumerate(content):
                if str(one.operator) == "BDC" and {"/MCID", "/ActualText"} <= {*one.operands[1]}:
                    change(
                        one.operands[1],
                        next(o for o in content[place:] if str(o.operator) in ("Tj", "TJ")),
                    )
            page.obj.Contents = file.make_stream(pikepdf.unparse_content_stream(content))
        file.save(made)
    return made.getvalue()


def test_words_out_of_order_are_found() -> None:
    given = in_script("Hebrew", paragraph(SAID["Hebrew"]))

    def say_nothing(said: Any, _: Any) -> None:  # noqa: ANN401 - pikepdf's
        del said["/ActualText"]

    data = changed(pdf.make(given), say_nothing)
    assert {one.rule.code for one in verify.check(given, data)} == {"O103"}


def test_what_is_said_must_be_shown() -> None:
    given = in_script("Hebrew", paragraph(SAID["Hebrew"]))

    def show_others(_: Any, shown: Any) -> None:  # noqa: ANN401 - pikepdf's
        strings = shown.operands[0] if str(shown.operator) == "TJ" else shown.operands
        for place, one in enumerate(strings):
            if isinstance(one, pikepdf.String) and len(bytes(one)) > len("אב"):
                strings[place] = pikepdf.String(bytes(one)[:2] * (len(bytes(one)) // 2))

    data = changed(pdf.make(given), show_others)
    assert {one.rule.code for one in verify.check(given, data)} == {"O103"}


def test_the_mark_of_a_note_stands_behind_its_word() -> None:
    words = (Text("The word טוב"), NoteMarker("d1fn1"), Text(" means good."))
    data = pdf.make(
        in_script("Hebrew", Paragraph(words), notes=(Note("d1fn1", "7", (paragraph("N."),)),))
    )
    (line,) = (one for one in lines(data) if "means" in one)
    assert line.index("7") > line.index("ט")
    assert "The word טוב7" in tagged_text(data)


def titled(
    words: str, *, title: str = "כתבי הנמל", short: str = "הנמל", script: str = "Hebrew"
) -> Book:
    """Give a book of several pages with a document of this title."""
    given = in_script(script, *(paragraph(SAID[script] * 30) for _ in range(4)))
    (section,) = given.body
    heading = Heading((Text(f"1. {words}"),))
    text = replace(section.text, blocks=(heading, *section.text.blocks[1:]))
    metadata = replace(given.metadata, title=title, short_title=short)
    return replace(given, metadata=metadata, body=(replace(section, text=text),))


def test_a_title_in_such_words_stands_in_heads_and_before_the_title_page() -> None:
    given = titled("מִכְתָּב to Ruiz")
    data = pdf.make(given)
    assert verify.check(given, data) == ()
    assert pdf.make_for_printer(given).startswith(b"%PDF")


@pytest.mark.parametrize(
    "words",
    [
        "מִכְתָּב לרואיס",
        "בָּרָא אֱלֹהִים אֵת הַשָּׁמַיִם",
        "מִכְתָּב לָעִיר (1908) מגרו " * 6,
        "מכתב מגרו לרואיס ולמועצת הנמל " * 4,
        "3½מכתב, officeמכתב " * 9,
    ],
)
@pytest.mark.parametrize("other", ["סתיו", "הלמנ", "הנמל הנמל", "הנמל 1", "הנמלה"])
def test_a_head_with_other_words_is_found(words: str, other: str) -> None:
    given = titled(words)
    data = pdf.make(given)
    assert verify.check(given, data) == ()
    wanted = replace(given, metadata=replace(given.metadata, short_title=other))
    assert "O503" in {one.rule.code for one in verify.check(wanted, data)}


@pytest.mark.parametrize(("short", "other"), [("הנמל 12", "הנמל 21"), ("on הנמל", "no הנמל")])
def test_a_head_with_figures_or_latin_letters_turned_round_is_found(short: str, other: str) -> None:
    given = titled("מכתב", short=short)
    data = pdf.make(given)
    assert verify.check(given, data) == ()
    wanted = replace(given, metadata=replace(given.metadata, short_title=other))
    assert {one.rule.code for one in verify.check(wanted, data)} == {"O503"}


@pytest.mark.parametrize("words", ["رسالة من الميناء ١٢", "مُحَمَّدٌ رَسُولُ ۱۲۳", "سنة ١٩٠٨–١٩١٢ " * 9])
def test_figures_of_other_scripts_stand_in_heads(words: str) -> None:
    given = titled(words, title="الميناء", short="الميناء ١٢", script="Arabic")
    assert verify.check(given, pdf.make(given)) == ()


def test_signs_that_turn_the_text_are_still_refused() -> None:
    found = pdf.uncovered(in_script("Hebrew", paragraph("a \u202eb")))
    assert [one.character for one in found] == ["\u202e"]
