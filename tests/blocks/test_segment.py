"""What becomes of the parts of a document."""

from __future__ import annotations

import pytest

from pipeline.encode import blocks
from pipeline.encode.pages import find_pages
from pipeline.encode.standoff import Marker
from pipeline.model.document import DocumentKind
from tests.blocks.outline import PAGES, SETTINGS, outline, segment

TELEGRAM = """\
12. Telegram From the Embassy in Freedonia to the Department of State

Glockenburg, May 16, 1956—1 p.m.

1. The Foreign Minister told me this morning that the treaty will not be signed before the
 elections, whatever the newspapers may have said about it in the course of the last week.

[Page 31]

2. He asked that nothing be published until then.

Firefly
"""


def test_a_telegram() -> None:
    assert segment(TELEGRAM.replace("the\n elections", "the elections")) == (
        "heading 12. Telegram From the Embassy in Freedonia to the Department of State\n"
        "dateline Glockenburg, May 16, 1956—1 p.m.\n"
        "paragraph 1. The Foreign Minister told me this morning that the treaty will not be "
        "signed before the elections, whatever the newspapers may have said about it in the "
        "course of the last week.\n"
        "page_break [Page 31]\n"
        "paragraph 2. He asked that nothing be published until then.\n"
        "closer\n"
        "  signature Firefly\n"
    )


def test_an_older_telegram_has_its_source_above_the_heading() -> None:
    text = (
        "793B.00/6–351: Telegram\n\nThe Ambassador in Freedonia ( Firefly ) to the Secretary of "
        "State\n\nGlockenburg , June 3, 1951—4 p. m.\nsecret   priority\n\nI have the honor to "
        "report that nothing has happened.\n\nFirefly\n"
    )
    assert segment(text) == (
        "source_note 793B.00/6–351: Telegram\n"
        "heading The Ambassador in Freedonia ( Firefly ) to the Secretary of State\n"
        "opener\n"
        "  dateline Glockenburg , June 3, 1951—4 p. m.\n"
        "  opener_line secret   priority\n"
        "paragraph I have the honor to report that nothing has happened.\n"
        "closer\n"
        "  signature Firefly\n"
    )


LETTER = """\
Firefly Papers

No. 1283
President Firefly to Ambassador Trentino

Memorandum for Ambassador Trentino

I attach the letter that I promised you.

Rufus T. Firefly
[Draft of Letter From President Firefly to Ambassador Trentino]

Dear Mr. Ambassador: The second article of the Treaty provides:

“The parties shall consult with one another [Page 32] whenever one of them wishes.”

I should be glad if we could meet.

Sincerely yours,

[No signature]
"""


def test_a_letter_of_an_older_volume_keeps_its_form() -> None:
    assert segment(LETTER) == (
        "source_note Firefly Papers\n"
        "heading No. 1283 / President Firefly to Ambassador Trentino\n"
        "paragraph [center] Memorandum for Ambassador Trentino\n"
        "paragraph I attach the letter that I promised you.\n"
        "closer\n"
        "  signature Rufus T. Firefly\n"
        "attachment\n"
        "  heading [Draft of Letter From President Firefly to Ambassador Trentino]\n"
        "  opener\n"
        "    salutation [run-in] Dear Mr. Ambassador:\n"
        "  paragraph The second article of the Treaty provides:\n"
        "  quotation\n"
        "    paragraph “The parties shall consult with one another [Page 32] whenever one of "
        "them wishes.”\n"
        "  paragraph I should be glad if we could meet.\n"
        "  closer\n"
        "    valediction Sincerely yours,\n"
        "    signature [No signature]\n"
    )


def test_a_postscript_of_a_letter() -> None:
    text = LETTER.replace("[No signature]\n", "Firefly\n\nP.S. I have sent the treaty by air.\n")
    assert segment(text).endswith(
        "    signature Firefly\n  postscript\n    paragraph P.S. I have sent the treaty by air.\n"
    )


def test_a_quotation_of_several_paragraphs() -> None:
    text = (
        "793B.00/6–351\n\nThe Ambassador in Freedonia ( Firefly ) to the Secretary of State\n\n"
        "Glockenburg , June 3, 1951—4 p. m.\n\nThe note reads:\n\n“The Government of Freedonia "
        "thanks you for your letter.\n\n“It has nothing to add.”\n\nI have not answered it.\n"
    )
    assert segment(text).endswith(
        "paragraph The note reads:\n"
        "quotation\n"
        "  paragraph “The Government of Freedonia thanks you for your letter.\n"
        "  paragraph “It has nothing to add.”\n"
        "paragraph I have not answered it.\n"
    )


def test_a_sentence_is_no_dateline() -> None:
    text = "40. Editorial Note\n\nOn May 2 the President met with his advisers in Glockenburg.\n"
    assert segment(text) == (
        "heading 40. Editorial Note\n"
        "paragraph On May 2 the President met with his advisers in Glockenburg.\n"
    )


@pytest.mark.parametrize(
    ("lines", "outline"),
    [
        (
            ("On May 9, 1968, Ambassador Trentino and Admiral Roland",),
            "paragraph On May 9, 1968, Ambassador Trentino and Admiral Roland\n",
        ),
        (
            ("Begin Secret", "The treaty is lost.", "End Confidential"),
            (
                "paragraph [center] Begin Secret\nparagraph The treaty is lost.\n"
                "paragraph End Confidential\n"
            ),
        ),
        (
            ("Q Is the treaty lost?", "A Yes."),
            "paragraph Q Is the treaty lost?\nparagraph A Yes.\n",
        ),
        (
            ("The following were present:", "  • President Firefly\n  • Ambassador Trentino"),
            (
                "list [participants]\n  list_head The following were present:\n"
                "  item President Firefly\n  item Ambassador Trentino\n"
            ),
        ),
    ],
)
def test_what_looks_like_another_part(lines: tuple[str, ...], outline: str) -> None:
    heading = "131. Memorandum of Conversation"
    text = "\n\n".join((heading, *lines)) + "\n"
    assert segment(text) == f"heading {heading}\n{outline}"


def test_an_older_attachment_has_its_dateline_and_the_signature_above_it() -> None:
    text = (
        "793B.00/6–351\n\nThe Ambassador in Freedonia ( Firefly ) to the Secretary of State\n\n"
        "Glockenburg , June 3, 1951.\n\nI enclose the memorandum that you asked for.\n\n"
        "Rufus T. Firefly\n\n[Annex]\n\nMemorandum by the Ambassador in Freedonia\n\n"
        "[Glockenburg,] June 2, 1951.\n\nThere is little to be said about the treaty.\n"
    )
    assert segment(text).endswith(
        "closer\n"
        "  signature Rufus T. Firefly\n"
        "attachment\n"
        "  paragraph [center] [Annex]\n"
        "  paragraph [center] Memorandum by the Ambassador in Freedonia\n"
        "  dateline [Glockenburg,] June 2, 1951.\n"
        "  paragraph There is little to be said about the treaty.\n"
    )


def test_salutation_and_valediction_beside_dateline_and_signature() -> None:
    text = (
        "12. Letter From President Firefly to Ambassador Trentino\n\nGlockenburg, May 16, 1978\n"
        "Dear Mr. Ambassador:\n\nI thank you for your letter of May 2.\n\nWith warm regards,\n"
        "Sincerely,\nRufus T. Firefly\n"
    )
    assert segment(text) == (
        "heading 12. Letter From President Firefly to Ambassador Trentino\n"
        "opener\n"
        "  dateline Glockenburg, May 16, 1978\n"
        "  salutation Dear Mr. Ambassador:\n"
        "paragraph I thank you for your letter of May 2.\n"
        "closer\n"
        "  valediction With warm regards, / Sincerely,\n"
        "  signature Rufus T. Firefly\n"
    )


def test_lists_with_heads_and_levels() -> None:
    text = (
        "12. Memorandum of Conversation\n\nWashington, May 2, 1969.\n\nSUBJECT\n\n  • The Treaty\n"
        "\nPARTICIPANTS\n\n  • Freedonia\n\n    • Mr. Firefly\n    • [Page 32]\n    • Mr. Pinky\n"
        "  • The Secretary of State\n\nThe Ambassador said that he had nothing to say.\n"
    )
    assert segment(text) == (
        "heading 12. Memorandum of Conversation\n"
        "dateline Washington, May 2, 1969.\n"
        "list [subject]\n"
        "  list_head SUBJECT\n"
        "  item The Treaty\n"
        "list [participants]\n"
        "  list_head PARTICIPANTS\n"
        "  item\n"
        "    list\n"
        "      list_head Freedonia\n"
        "      item Mr. Firefly\n"
        "      page_break [Page 32]\n"
        "      item Mr. Pinky\n"
        "  item The Secretary of State\n"
        "paragraph The Ambassador said that he had nothing to say.\n"
    )


def test_labels_stand_on_lines_of_their_own() -> None:
    text = (
        "12. Memorandum Prepared in the Department of State\n\nWashington, May 2, 1969.\n\n"
        "The following points may be made:\n\n1.\nThe treaty is old.\n(a)\nIt was signed early.\n"
        "2.\nThe treaty is short.\n\nNo others come to mind.\n"
    )
    assert segment(text) == (
        "heading 12. Memorandum Prepared in the Department of State\n"
        "dateline Washington, May 2, 1969.\n"
        "paragraph The following points may be made:\n"
        "list [gloss]\n"
        "  item The treaty is old.\n"
        "    item_label 1.\n"
        "    list [gloss]\n"
        "      item It was signed early.\n"
        "        item_label (a)\n"
        "  item The treaty is short.\n"
        "    item_label 2.\n"
        "paragraph No others come to mind.\n"
    )


def test_a_table_with_an_empty_cell() -> None:
    text = (
        "12. Paper Prepared in the Department of State\n\nWashington, undated.\n\nThe figures are "
        "as follows:\n\n\t\tImports\t\tExports\n1950\t\t8.1\t\t\n[Page 32]\n1951\t\t\t\t9\n"
    )
    assert segment(text) == (
        "heading 12. Paper Prepared in the Department of State\n"
        "dateline Washington, undated.\n"
        "paragraph The figures are as follows:\n"
        "table\n"
        "  row [label]\n"
        "    cell\n"
        "    cell Imports\n"
        "    cell Exports\n"
        "  row\n"
        "    cell 1950\n"
        "    cell 8.1\n"
        "    cell\n"
        "  page_break [Page 32]\n"
        "  row\n"
        "    cell 1951\n"
        "    cell\n"
        "    cell 9\n"
    )


def test_an_attachment_of_a_newer_volume_is_announced_by_a_line() -> None:
    text = TELEGRAM.replace("Firefly\n", "\nAttachment\n\nDRAFT TREATY\n\nThe parties agree.\n")
    assert "attachment\n  paragraph [center] Attachment\n" in segment(text)


def test_a_marker_does_not_change_what_a_line_is() -> None:
    text = TELEGRAM.replace("State\n", "State 1\n").replace("Firefly\n", "Firefly2\n")
    places = (text.index("1\n") - 1, text.index("1\n") + 1), (len(text) - 2, len(text) - 1)
    markers = [Marker(span, note, str(note + 1), 1.0) for note, span in enumerate(places)]
    assert segment(text, markers).endswith("closer\n  signature Firefly2\n")


def test_what_follows_the_start_of_the_notes_is_not_read() -> None:
    text = TELEGRAM + "  1. A note.\n"
    assert segment(text, end=len(TELEGRAM)) == segment(TELEGRAM)


def test_nothing_at_all() -> None:
    assert segment("") == ""
    assert segment(" \n\t\n") == ""


def test_a_note_may_hold_a_list_and_a_table() -> None:
    text = "The text reads:\n\n  • one\n  • two\n\nMen\t\t4\n\n    [Page 9] More."
    marks = blocks.segment_note(
        text, (0, len(text)), blocks.Asides(find_pages(text, PAGES), ()), SETTINGS
    )
    assert outline(text, marks) == (
        "paragraph The text reads:\n"
        "list\n"
        "  item one\n"
        "  item two\n"
        "table\n"
        "  row\n"
        "    cell Men\n"
        "    cell 4\n"
        "page_break [Page 9]\n"
        "paragraph More.\n"
    )


@pytest.mark.parametrize(
    ("heading", "number", "kind"),
    [
        ("No. 1282\nPresident Firefly to Mr. Pinky", "1282", DocumentKind.HISTORICAL),
        ("40. Editorial Note", "40", DocumentKind.EDITORIAL_NOTE),
        ("40.Editorial Note", "40", DocumentKind.EDITORIAL_NOTE),
        ("Editorial Note", None, DocumentKind.EDITORIAL_NOTE),
        ("[Editors’ Note]", None, DocumentKind.EDITORIAL_NOTE),
        ("7. Note on the Editorial Notes", "7", DocumentKind.HISTORICAL),
        ("1951 Agreement", None, DocumentKind.HISTORICAL),
        ("3.5 Percent", None, DocumentKind.HISTORICAL),
    ],
)
def test_number_and_kind_of_a_document(
    heading: str, number: str | None, kind: DocumentKind
) -> None:
    assert blocks.document_number(heading) == number
    assert blocks.document_kind(heading) is kind


def test_a_bullet_without_words_stands_among_those_present() -> None:
    text = (
        "12. Memorandum of Conversation\n\nGlockenburg, May 16, 1956.\n\nParticipants:\n\n"
        "Mr. Firefly\nMr. Trentino\n  • \n  • Mr. Roland\n\nThe Minister asked for a loan.\n"
    )
    assert "item Mr. Firefly\n" in segment(text).replace("  ", "")


def test_those_present_stand_below_a_head_in_any_letters() -> None:
    text = (
        "Minutes of a Meeting at Glockenburg, July 24, 1945\n\nPresent\n\nMr. Firefly (Chairman)\n"
        "Mr. Roland\nMrs. Teasdale\n\nMr. Firefly said that the ice had gone out of the river.\n"
    )
    assert "item Mrs. Teasdale\n" in segment(text)


def test_an_office_of_many_small_words_stands_in_a_dateline() -> None:
    text = (
        "Mr. Firefly to Mr. Trentino.\n\nDepartment of State and of the Ministry of the Treasury,\n"
        "Glockenburg, June 10, 1880. (Received at 4 p. m. of the 11th.)\n\nThe bank is shut.\n"
    )
    assert "dateline Department" in segment(text)


@pytest.mark.parametrize(
    ("first", "second", "is_label"),
    [("9.", "10.", True), ("B.", "C.", True), ("10.", "20.", False), ("aa.", "bb.", False)],
)
def test_a_line_is_the_label_before_another_where_the_count_says_so(
    first: str, second: str, *, is_label: bool
) -> None:
    text = (
        "Memorandum by Mr. Firefly\n\n[Glockenburg,] March 12, 1932.\n\nMy points are these:\n\n"
        f"{first}\n\nThe bank is shut.\n\nIts books are sealed.\n\n{second}\nThe mint works.\n"
    )
    assert (f"item_label {first}\n" in segment(text)) is is_label
