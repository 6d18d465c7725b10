"""Marks nest in one another and with notes, pages, dates and references; nothing is lost."""

from __future__ import annotations

import re

import pytest

from pipeline.encode.marks.rows import table_names
from pipeline.model.document import text_of
from tests.marks.encoded import LETTER, Encoded, paragraph

NOTE = "\n  1. See _Harbors_, p. 3.\n"


def test_marker_behind_emphasis_is_no_part_of_it() -> None:
    body = Encoded(LETTER.format("We read _Foreign Affairs_1 in the port.") + NOTE).body
    assert '<hi rend="italic">Foreign Affairs</hi><note n="1"' in body
    assert '<p>See <hi rend="italic">Harbors</hi>, p. 3.</p>' in body


def test_marker_and_page_inside_a_mark_stay_inside() -> None:
    text = "We read [deleted: the old1 chart [Page 12] of the] port."
    body = Encoded(LETTER.format(text) + NOTE).body
    assert body.startswith('\n<p>We read <del>the old<note n="1"')
    assert '</note> chart <pb n="12" xml:id="pg_12"/>of the</del> port.' in body


def test_page_mark_beside_a_mark_is_no_part_of_it() -> None:
    text = "We read _the old_ [Page 12] _chart_ here."
    right = (
        'We read <hi rend="italic">the old</hi> <pb n="12" xml:id="pg_12"/>'
        '<hi rend="italic">chart</hi> here.'
    )
    assert paragraph(text) == right


def test_reference_holds_the_emphasis_in_it() -> None:
    text = "We saw it in _Foreign Relations_, 1950, vol. II, page 30, and went home."
    right = (
        'We saw it in <ref target="frus1950v02"><hi rend="italic">Foreign Relations</hi>, '
        "1950, vol. II</ref>, page 30, and went home."
    )
    assert paragraph(text) == right


def test_mark_that_crosses_a_date_is_parted_at_its_edge() -> None:
    text = "7. Letter From Pell\n\n[unclear: Glockenburg, May] 3, 1921.\n\nThe stones came.\n"
    right = (
        "<dateline><unclear><placeName>Glockenburg</placeName>, </unclear>"
        '<date when="1921-05-03"><unclear>May</unclear> 3, 1921</date>.</dateline>'
    )
    assert right in Encoded(text).tei.decode()


@pytest.mark.parametrize(
    ("text", "right"),
    [
        (
            "[deleted: the [unclear: old] quarry]",
            "<del>the <unclear>old</unclear> quarry</del>",
        ),
        ("[deleted: the [old] quarry]", "<del>the [old] quarry</del>"),
        ("_a **b** c_", '<hi rend="italic">a <hi rend="bold">b</hi> c</hi>'),
        (
            "[replaced: [deleted: May] [added above: June]]",
            '<subst><del>May </del><add place="above">June</add></subst>',
        ),
        (
            "[replaced: [deleted: May][added above: June]]",
            '<subst><del>May</del><add place="above">June</add></subst>',
        ),
        ("[margin: [hand: Ruiz] paid]", '<note place="margin"><handShift n="Ruiz"/> paid</note>'),
        ("<i>a <b>b</i> c</b>", '<hi rend="italic">a &lt;b&gt;b</hi> c&lt;/b&gt;'),
        ("[unclear: q[gap: 1 letter]arry]", '<unclear>q<gap extent="1 letter"/>arry</unclear>'),
    ],
)  # fmt: skip
def test_marks_stand_in_one_another(text: str, right: str) -> None:
    assert paragraph(f"The stones {text} have not come.") == f"The stones {right} have not come."


def test_mark_that_goes_over_paragraphs_is_in_each() -> None:
    body = Encoded(LETTER.format("The <del>stones\n\nhave not</del> come yet.")).body
    assert "<p>The <del>stones</del></p>\n<p><del>have not</del> come yet.</p>" in body


@pytest.mark.parametrize(
    "text",
    [
        "snake_case_name and 2*3*4 and a * b * c and **",
        "the [Page 12] of [1] and [Footnote] [Here follows a list.]",
        "x = y = z and ~ so and ^ so",
        "cells (*) here and (*) there, *The exportation is more.",
        "5 < 6 and 7 > 6, a/b/c, and/or",
        f"*Of old, {'the stones, ' * 9}and of new*, *of late, {'the lime, ' * 9}too*",
    ],
)
def test_what_is_no_mark_stays_text(text: str) -> None:
    encoded = Encoded(LETTER.format(f"The stones {text} came."))
    assert not encoded.source.marks
    assert not encoded.codes


@pytest.mark.parametrize(
    ("table", "text", "right"),
    [
        (
            "corrections", "The quary [quarry] [of stone] is old.",
            "The <choice><sic>quary</sic><corr>quarry</corr></choice> [of stone] is old.",
        ),
        ("corrections", "The old [illegible] and [3 words illegible] [torn] quary [sic].", None),
        ("expansions", "The old [deleted: Esq.] quarry [blank] is [in another hand:] his.", None),
        ("corrections", "The quarry [12] is [Page 3] old [?] and [*] still [1a].", None),
        ("fromthepage", "The quary [sic] [?] is old.", "<unclear><sic>quary</sic></unclear>"),
        ("fromthepage", "The quary [?] [sic] is old.", "<sic><unclear>quary</unclear></sic>"),
        (
            "fromthepage", "The <unclear>old quary</unclear> [sic].",
            "<unclear>old <sic>quary</sic></unclear>",
        ),
        ("fromthepage", "The [torn] [?] is old.", '<gap reason="torn"/> [?] is'),
    ],
)  # fmt: skip
def test_marks_behind_one_word_are_all_read_or_text(
    table: str, text: str, right: str | None
) -> None:
    read = paragraph(text, (table, "tags"))
    if right is None:
        assert re.sub('<pb n="([0-9]+)"[^>]*>', r"[Page \1] ", read) == text
    else:
        assert right in read


@pytest.mark.parametrize(
    ("table", "text", "right"),
    [
        ("breaks", "So.\n\n---Has it come?---\n\nNo.", "<p>---Has it come?---</p>"),
        ("breaks", "So.\n\n-----\n\nNo.", ">-----</p>"),
        ("breaks", "So.\n\n--- \n\nNo.", '<p>So.</p>\n<pb n="[2]" xml:id="pg_2"/>\n<p>No.</p>'),
        (
            "breaks",
            "So [end of page 2]\n\n[page break]\n\nNo [page break] it.",
            'So</p>\n<pb n="[3]" xml:id="pg_3"/>\n<p>No <pb n="[4]" xml:id="pg_4"/>it.',
        ),
        ("breaks", "So [end of page 2] [p. 3] it.", 'So <pb n="3" xml:id="pg_3"/>it.'),
        (
            "breaks",
            "So [p. 2] it [page break] [p. 3] is [end of page 3] [p. 4] old.",
            'So <pb n="2" xml:id="pg_2"/>it <pb n="3" xml:id="pg_3"/>is <pb n="4" xml:id="pg_4"/>',
        ),
        (
            "breaks",
            "So [end of page 2] it [page break] [p. 4] is.",
            'So <pb n="[3]" xml:id="pg_3"/>it <pb n="4" xml:id="pg_4"/>is.',
        ),
        (
            "breaks",
            "So [Page 2] it [page break]\n[p. 3] is [page break].",
            'So <pb n="2" xml:id="pg_2"/>it <pb n="3" xml:id="pg_3"/>is <pb n="[4]"',
        ),
        ("wiki", "So.\n\n== Lime == and so\n\nNo.", "<p>== Lime == and so</p>"),
        ("wiki", "So '''''old''''' it is.", '<hi rend="bold"><hi rend="italic">old</hi></hi>'),
    ],
)
def test_breaks_and_headings_are_whole_lines_and_read_once(
    table: str, text: str, right: str
) -> None:
    assert right in Encoded(LETTER.format(text), (table,)).body


def test_every_sign_that_is_left_out_is_in_the_log() -> None:
    text = LETTER.format("The [deleted: old [gap: 2 words]] _stones_ qu[line end in word]arry.")
    for tables in (None, *((name,) for name in table_names())):
        encoded = Encoded(text, tables)
        assert encoded.source.raw_text() == text
    encoded = Encoded(text)
    assert "The old  stones quarry." in text_of(encoded.document)
    taken = [edit.before for edit in encoded.source.log if "mark" in edit.reason]
    assert taken == ["[deleted: ", "[gap: 2 words]", "]", "_", "_", "[line end in word]"]


def test_mark_moves_with_its_words_to_another_place() -> None:
    text = (
        "7. Letter From Pell to Ruiz\n\nGlockenburg, May 3, 1921.\n\n"
        "The stones[1] of the _quarry_ came.\n\n[1] See _Harbors_.\n\nThe lime[2] came.\n\n"
        "[2] Not [unclear: found].\n\nSilas Pell\n"
    )
    body = Encoded(text).tei.decode()
    assert '<note n="1" place="foot" xml:id="d7fn1"><p>See <hi rend="italic">Harbors</hi>.' in body
    assert "<p>Not <unclear>found</unclear>.</p></note> came." in body
    assert 'of the <hi rend="italic">quarry</hi> came.' in body


def test_raised_number_is_no_marker_where_there_is_no_note() -> None:
    right = 'It has 40 m<hi rend="superscript">2</hi> of <hi rend="italic">lime</hi> in it.'
    assert paragraph("It has 40 m<sup>2</sup> of _lime_ in it.") == right
    body = Encoded(LETTER.format("It came<sup>1</sup> to _port_.") + "\n  1. See there.\n").body
    assert '<p>It came<note n="1"' in body


def test_finding_on_marks_stands_at_the_first() -> None:
    text = LETTER.format(
        "The stones of [deleted: lime] and _sand_ came.\n\nThe [deleted: rest came."
    )
    source = Encoded(text).source
    read = source.marks_read
    assert read is not None
    assert source.text[slice(*read.place)] == "lime"
    assert [source.location(span).line for span in read.unclosed] == [7]


def test_marks_that_are_read_are_told_once() -> None:
    encoded = Encoded(LETTER.format("The _stones_ of _lime_ and [deleted: sand] came."))
    assert encoded.codes == ["F011"]
    assert "2 “_TEXT_” as italic, 1 “[deleted: TEXT]” as deleted" in dict(encoded.found)["F011"]


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("the ~~old~~ quarry and the ~~new~~ one", "2 of the form ~~old~~"),
        ("the [[strikethrough]]old[[/strikethrough]] quarry", "2 of the form [[strikethrough]]"),
        ("the ⟦old⟧ quarry", "1 of the form ⟦old⟧"),
        ("the ^old^ quarry", "1 of the form ^old^"),
        ("M^{rs} Pell", "1 of the form M^{rs}"),
        ("the <old> quarry", "1 of the form <old>"),
        ("the [torn] quarry", "1 of the form [torn]"),
        ("lime.\n\n## Page two\n\nIt", "1 of the form # Heading"),
        ("lime.\n\n== Page two ==\n\nIt", "1 of the form == Heading =="),
        ("lime.\n\n| Stones | 40 |\n\nIt", "1 of the form | Stones | 40 |"),
        ("lime.\n\n```\n\nIt", "1 of the form ```"),
        ("lime.\\\nIt", "1 of the form \\ at the end of a line"),
        (r"lime.\newpage It", r"1 of the form \command"),
    ],
)
def test_mark_that_no_table_reads_is_told_with_its_count(text: str, form: str) -> None:
    encoded = Encoded(LETTER.format(f"The stones of {text} came."))
    assert "F012" in encoded.codes
    assert any(form in message for code, message in encoded.found if code == "F012")


def test_signs_that_editors_of_print_use_are_told_only_beside_others() -> None:
    print_ = "The text [illegible] here [quarry?] and [garble] and [sic] stood so [...] there."
    assert Encoded(LETTER.format(print_)).codes == []
    assert Encoded(LETTER.format(print_ + " The ~~old~~ one.")).codes == ["F012"] * 4


def test_mark_without_an_end_is_told_and_stays_text() -> None:
    encoded = Encoded(LETTER.format("The [deleted: stones of lime came.\n\nAnd the sand] too."))
    assert encoded.codes == ["F013"]
    assert "[deleted: stones" in encoded.body


def test_no_mark_is_read_where_the_edition_says_so() -> None:
    assert (
        paragraph("The _stones_ came to the port.", ("none",)) == "The _stones_ came to the port."
    )


FIGURE = "[figure mole.png: a plan of the mole | The mole in 1907]"


def test_the_caption_of_a_figure_is_no_date_of_the_letter() -> None:
    encoded = Encoded(LETTER.format("It is lost.").replace("\n\n", f"\n\n{FIGURE}\n\n", 1))
    written = encoded.tei.decode()
    assert "<p><figure>" in written
    assert "<dateline><placeName>" in written
    assert written.count("<dateline>") == 1


def test_a_figure_below_a_signature_leaves_it_one() -> None:
    written = Encoded(f"{LETTER.format('It is lost.')}\n{FIGURE}\n").tei.decode()
    assert "<signed>Silas Pell</signed>" in written
    assert "<p><figure>" in written


def test_a_page_keeps_its_mark_behind_a_break_where_no_other_form_is_read() -> None:
    text = LETTER.format("So [end of page 2] [p. 3] it.")
    body = Encoded(text, ("breaks",), usual=("d7",)).body.strip()
    assert body == '<p>So <pb n="3" xml:id="pg_3"/>it.</p>'
