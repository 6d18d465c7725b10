"""The marks that 36 guidelines of libraries, archives and editors name, and what each means.

They are written as in the guidelines, with a table that reads them, and stand behind ``LEAD``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from pipeline.book import Book
from pipeline.book.outputs import TextView
from pipeline.model.document import Document
from pipeline.model.metadata import Metadata
from tests.marks.encoded import LETTER, Encoded

LEAD = "The stones of "
_TABLE = (
    "<table>\n<row><cell>Stones</cell><cell>40</cell></row>\n"
    "<row><cell>Lime</cell><cell>12</cell></row>\n</table>"
)
_LINES = "the quarry<lb/>have not come, nor the<lb/>lime"
_TITLE = 'so.</p>\n<p rend="section-title">The Quarry</p>\n<p>The'
_PICTURE = (
    '<figure><graphic url="quarry.jpg"/><figDesc>The quarry</figDesc></figure></p>\n<p>The stones'
)
_PAGES = (
    'the quarry.</p>\n<pb n="2" xml:id="pg_2"/>\n<p>The lime.</p>\n<pb n="3" xml:id="pg_3"/>\n<p>It'
)

BY_TABLE: dict[str, tuple[tuple[str, str], ...]] = {
    "breaks": (
        (
            "the quarry.\n\n---\n\nThe lime",
            'the quarry.</p>\n<pb n="[2]" xml:id="pg_2"/>\n<p>The lime',
        ),
        ("the quarry [end of page 2]", 'the quarry <pb n="[3]" xml:id="pg_3"/>'),
    ),
    "corrections": (
        ("the quary [quarry]", "the <choice><sic>quary</sic><corr>quarry</corr></choice>"),
    ),
    "documentary": (
        ("the [illegible]", 'the <gap reason="illegible"/>'),
        ("the [torn]", 'the <gap reason="torn"/>'),
        ("the <old> quarry", "the <del>old</del> quarry"),
        ("the ^old^ quarry", 'the <add place="above">old</add> quarry'),
        ("the ↑old↓ quarry", 'the <add place="above">old</add> quarry'),
        ("the quary [sic]", "the <sic>quary</sic>"),
        ("the [stain] quarry", 'the <gap reason="stained"/> quarry'),
        ("[in another hand:] The quarry", '<handShift n="another"/> The quarry'),
        ("the quarry [image 12] and", 'the quarry <pb n="12" xml:id="pg_12"/>and'),
        ("[blank]\n\nThe quarry", "<space/></p>\n<p>The quarry"),
    ),
    "expansions": (
        (
            "Mr. Pell Esq. [Esquire]",
            "Mr. Pell <choice><abbr>Esq.</abbr><expan>Esquire</expan></choice>",
        ),
    ),
    "fromthepage": (
        ("the quarry [?]", "the <unclear>quarry</unclear>"),
        ("the [3 words illegible]", 'the <gap reason="illegible" extent="3 words"/>'),
        ("the [  ]", 'the <gap reason="illegible"/>'),
        ("[[Tobias Pell|Mr. Pell]]", "Mr. Pell"),
    ),
    "german": (
        ("the x x x", 'the <gap reason="illegible"/>'),
        ("the qua<rry>", "the qua<supplied>rry</supplied>"),
        ("the quarry | have", "the quarry<lb/>have"),
    ),
    "gutenberg": (
        ("the _old_ quarry", 'the <hi rend="italic">old</hi> quarry'),
        ("the <sc>Old</sc> quarry", 'the <hi rend="small-caps">Old</hi> quarry'),
        ("y^e quarry", 'y<hi rend="superscript">e</hi> quarry'),
        ("M^{rs} Pell", 'M<hi rend="superscript">rs</hi> Pell'),
        (
            "[Sidenote: Answered]\n\nThe quarry",
            '<note place="margin">Answered</note></p>\n<p>The quarry',
        ),
        ("the quarry[**quary?]", 'the quarry<note type="transcriber">quary?</note>'),
        (
            "[Illustration: The quarry]\n\nThe stones",
            "<figure><head>The quarry</head></figure></p>\n<p>The stones",
        ),
    ),
    "house": (
        ("the [unclear: quarry]", "the <unclear>quarry</unclear>"),
        ("the [deleted: old] quarry", "the <del>old</del> quarry"),
        ("the [inserted: old] quarry", "the <add>old</add> quarry"),
        ("the quarry [in margin: answered]", 'the quarry <note place="margin">answered</note>'),
        ("the quarry [Editor: at Pell]", 'the quarry <note type="transcriber">at Pell</note>'),
        ("the quarry [page 2] and", 'the quarry <pb n="2" xml:id="pg_2"/>and'),
    ),
    "leiden": (
        ("the qụạṛry", "the q<unclear>uar</unclear>ry"),
        ("the [...]", 'the <gap reason="lost"/>'),
        ("the [---]", 'the <gap reason="lost"/>'),
        ("the qua[rry]", 'the qua<supplied reason="lost">rry</supplied>'),
        ("the ⟦old⟧ quarry", "the <del>old</del> quarry"),
        ("the q(uar)ry", "the q<ex>uar</ex>ry"),
    ),
    "loc": (
        ("the [quarry?]", "the <unclear>quarry</unclear>"),
        ("the [?]", 'the <gap reason="illegible"/>'),
        (
            "the quarry [* answered May 9 *]",
            'the quarry <note place="margin">answered May 9</note>',
        ),
    ),
    "markdown": (
        ("the ~~old~~ quarry", "the <del>old</del> quarry"),
        ("the **old** quarry", 'the <hi rend="bold">old</hi> quarry'),
        ("y^e^ quarry", 'y<hi rend="superscript">e</hi> quarry'),
        ("so.\n\n# The Quarry\n\nThe", _TITLE),
        ("so.\n\n| Stones | 40 |\n| Lime | 12 |\n\nThe", f"so.</p>\n{_TABLE}\n<p>The"),
        (
            "![The quarry](quarry.jpg)\n\nThe stones",
            _PICTURE,
        ),
        ("[Pell](https://example.org/pell)", '<ref target="https://example.org/pell">Pell</ref>'),
    ),
    "record": (
        ("the \\old/ quarry", 'the <add place="above">old</add> quarry'),
        ("the q[uar]ry", "the q<ex>uar</ex>ry"),
        ("the quarry |12r| and", 'the quarry <pb n="12r" xml:id="pg_12r"/>and'),
    ),
    "slashes": (("the quarry / have", "the quarry<lb/>have"),),
    "smithsonian": (
        ("the [[quarry?]]", "the <unclear>quarry</unclear>"),
        ("the [[unclear]]", 'the <gap reason="illegible"/>'),
        ("the [[strikethrough]]old[[/strikethrough]] quarry", "the <del>old</del> quarry"),
        ("the [[underline]]old[[/underline]] quarry", 'the <hi rend="underlined">old</hi> quarry'),
        (
            "the quarry [[left margin]] answered [[/left margin]]",
            'the quarry <note place="margin left">answered</note>',
        ),
        ("the quarry [[end page]] [[start page]]", 'the quarry <pb n="[2]" xml:id="pg_2"/>'),
    ),
    "tags": (
        ("the <unclear>quarry</unclear>", "the <unclear>quarry</unclear>"),
        ("the <gap/>", "the <gap/>"),
        ("the <del>old</del> quarry", "the <del>old</del> quarry"),
        ("the <s>old</s> quarry", "the <del>old</del> quarry"),
        ("the <add>old</add> quarry", "the <add>old</add> quarry"),
        ("the <ins>old</ins> quarry", "the <add>old</add> quarry"),
        ("the <i>old</i> quarry", 'the <hi rend="italic">old</hi> quarry'),
        ("the <u>old</u> quarry", 'the <hi rend="underlined">old</hi> quarry'),
        ("M<sup>rs</sup> Pell", 'M<hi rend="superscript">rs</hi> Pell'),
        ("the <expan>quarry</expan>", "the <ex>quarry</ex>"),
        ("the quarry<lb/>have", "the quarry<lb/>have"),
        (
            'the quarry <note place="margin">answered</note>',
            'the quarry <note place="margin">answered</note>',
        ),
        ('the quarry <pb n="2" facs="0002.jpg"/> and', 'the quarry <pb n="2" xml:id="pg_2"/>and'),
    ),
    "tcp": (
        ("the 〈◊〉", 'the <gap reason="illegible" extent="1 word"/>'),
        ("the qu•rry", 'the qu<gap reason="illegible" extent="1 letter"/>rry'),
    ),
    "typed": (
        ("the -old- quarry", "the <del>old</del> quarry"),
        ("the {old} quarry", "the <add>old</add> quarry"),
    ),
    "wiki": (("so.\n\n== The Quarry ==\n\nThe", _TITLE),),
}

# Those that are read by what stands around them, each in a text of its own.
FORMS: tuple[tuple[str, str], ...] = (
    ("the quarry [f. 12r] and", 'the quarry <pb n="12r" xml:id="pg_12r"/>and'),
    (
        "the quarry [2v] and [3r] the",
        'the quarry <pb n="2v" xml:id="pg_2v"/>and <pb n="3r" xml:id="pg_3r"/>the',
    ),
    (
        "the quarry.\n\n## Page 2\n\nThe lime.\n\n## Page 3\n\nIt",
        _PAGES,
    ),
    ("so.\n\nStones\t40\nLime\t12\n\nThe", f"so.</p>\n{_TABLE}\n<p>The"),
    ("the quarry\nhave not come, nor the\nlime", _LINES),
    ("the quar¬\nry have not come, nor the\nlime", "the quarry have not come, nor the<lb/>lime"),
    ("the quar=\nry have not come, nor the\nlime", "the quarry have not come, nor the<lb/>lime"),
    (
        "the\n\n1 quarry have not\n2 come, nor\n3 the lime",
        "the</p>\n<p>quarry have not<lb/>come, nor<lb/>the lime",
    ),
    ("so.\n\n  The light\n  Was never lit", "so.</p>\n<p>The light<lb/>Was never lit"),
)

# What guidelines name and nothing marks: the words are text, and stay.
UNMARKED = (
    "a place in medias res",  # which words are foreign nobody wrote down: `[language la: so]` does
    "MR. PELL: They came.",  # a speaker; neither our schema nor the book has one
    "it {Die Steine}",  # a translation, which a row for `{TEXT}` of the edition can tell
)
BOXES = "☒ Stones ☐ Lime"
"""Are characters; the typeface of the package has none, so that C101 keeps them from a PDF."""


def written() -> Iterator[tuple[tuple[str, ...] | None, str, str]]:
    """Yield each mark: the tables that read it, how it is written, and its TEI."""
    for table, marks in BY_TABLE.items():
        yield from (((table,), mark, right) for mark, right in marks)
    yield from ((None, mark, right) for mark, right in FORMS)
    yield from (((), mark, mark) for mark in (*UNMARKED, BOXES))


def _texts() -> Iterator[tuple[tuple[str, ...] | None, tuple[str, ...]]]:
    for table, marks in BY_TABLE.items():
        yield (table,), tuple(mark for mark, _ in marks)
    yield from ((None, (mark,)) for mark, _ in FORMS)
    yield (), UNMARKED
    yield (), (BOXES,)


def encoded() -> Iterator[Encoded]:
    """Encode a letter for each table, with a paragraph for each of its marks."""
    for tables, marks in _texts():
        yield Encoded(LETTER.format("\n\n".join(f"{LEAD}{mark}." for mark in marks)), tables)


def documents() -> Iterator[Document]:
    """Give the letters as documents of one edition."""
    for place, one in enumerate(encoded()):
        if BOXES in one.raw:
            continue
        yield replace(one.document, id=f"m{place}")


def book(view: TextView) -> Book:
    """Make an edition of the letters that shows its texts in a view."""
    made = Book.of(Metadata("marks", "Marks"), tuple(documents()), b"<TEI/>")
    return replace(made, outputs=replace(made.outputs, view=view))
