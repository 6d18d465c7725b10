"""Marks of ready tables besides those in ``guidelines``, and of an edition's own."""

from __future__ import annotations

import pytest

from pipeline.encode.marks.nodes import MEANINGS
from pipeline.encode.marks.rows import ready_table, table_names
from pipeline.model.marks import OwnMark
from tests.marks.encoded import paragraph

S = "The stones {} have not come to the port, and the masons wait for them."


@pytest.mark.parametrize(
    ("table", "written", "right"),
    [
        ("house", "_of lime_", '<hi rend="italic">of lime</hi>'),
        ("house", "**of lime**", '<hi rend="bold">of lime</hi>'),
        ("house", "***of lime***", '<hi rend="bold"><hi rend="italic">of lime</hi></hi>'),
        ("house", "*of* *lime*", '<hi rend="italic">of</hi> <hi rend="italic">lime</hi>'),
        ("house", "[italic: l]ime", '<hi rend="italic">l</hi>ime'),
        ("house", "[small caps: Pell]", '<hi rend="small-caps">Pell</hi>'),
        ("house", "[underlined: lime]", '<hi rend="underlined">lime</hi>'),
        ("house", "[spaced: lime]", '<hi rend="letter-spaced">lime</hi>'),
        ("house", "M[sup: r]", 'M<hi rend="superscript">r</hi>'),
        ("house", "H[sub: 2]O", 'H<hi rend="subscript">2</hi>O'),
        ("house", "[deleted: of]", "<del>of</del>"),
        ("house", "[added: of]", "<add>of</add>"),
        ("house", "[added above: of]", '<add place="above">of</add>'),
        ("house", "[interlined: of]", '<add place="above">of</add>'),
        ("house", "[unclear: lime]", "<unclear>lime</unclear>"),
        ("house", "[supplied: lime]", "<supplied>lime</supplied>"),
        ("house", "[damaged: lime]", "<damage>lime</damage>"),
        ("house", "[damaged by water: lime]", '<damage agent="water">lime</damage>'),
        ("house", "Esq[expanded: uire]", "Esq<ex>uire</ex>"),
        ("house", "of the [surplus: the]", "of the <surplus>the</surplus>"),
        ("house", "[gap]", "<gap/>"),
        ("house", "[gap: 3 words]", '<gap extent="3 words"/>'),
        ("house", "[gap, torn]", '<gap reason="torn"/>'),
        ("house", "[gap, torn: 3 words]", '<gap reason="torn" extent="3 words"/>'),
        ("house", "[illegible: 2 lines]", '<gap reason="illegible" extent="2 lines"/>'),
        ("house", "[blank]", "<space/>"),
        ("house", "[blank: 2 lines]", '<space extent="2 lines"/>'),
        ("house", "[sic: quary]", "<sic>quary</sic>"),
        (
            "house", "[sic: quary | quarry]",
            "<choice><sic>quary</sic><corr>quarry</corr></choice>",
        ),
        (
            "house", "[abbr: Wm. | William]",
            "<choice><abbr>Wm.</abbr><expan>William</expan></choice>",
        ),
        ("house", "[orig: ye | the]", "<choice><orig>ye</orig><reg>the</reg></choice>"),
        ("house", "[margin: answered]", '<note place="margin">answered</note>'),
        ("house", "[margin left: answered]", '<note place="margin left">answered</note>'),
        ("house", "[in left margin: answered]", '<note place="margin left">answered</note>'),
        ("house", "[editor: at Pell]", '<note type="transcriber">at Pell</note>'),
        ("house", "[hand: Mr. Ruiz]", '<handShift n="Mr. Ruiz"/>'),
        ("house", "[in another hand:]", '<handShift n="another"/>'),
        ("house", "[language fr: à la carte]", '<foreign xml:lang="fr">à la carte</foreign>'),
        ("house", "of [line end] lime", "of<lb/>lime"),
        ("house", "quar[line end in word]ry", 'quar<lb break="no"/>ry'),
        (
            "house", "[figure mole.png: a plan | Mole]",
            '<figure><graphic url="mole.png"/><head>Mole</head><figDesc>a plan</figDesc></figure>',
        ),
        ("house", "[figure: a plan]", "<figure><figDesc>a plan</figDesc></figure>"),
        ("tags", "<i>of</i>", '<hi rend="italic">of</hi>'),
        ("tags", "<em>lime</em>", '<hi rend="italic">lime</hi>'),
        ("tags", '<hi rend="italic">of</hi>', '<hi rend="italic">of</hi>'),
        ("tags", "<b>of</b>", '<hi rend="bold">of</hi>'),
        ("tags", "<u>lime</u>", '<hi rend="underlined">lime</hi>'),
        ("tags", "<sc>Pell</sc>", '<hi rend="small-caps">Pell</hi>'),
        ("tags", "<s>of</s> <del>lime</del>", "<del>of</del> <del>lime</del>"),
        ("tags", "<add>of</add> <ins>lime</ins>", "<add>of</add> <add>lime</add>"),
        ("tags", '<add place="above">of</add>', '<add place="above">of</add>'),
        ("tags", "<unclear>lime</unclear>", "<unclear>lime</unclear>"),
        ("tags", "<gap/>", "<gap/>"),
        ("tags", '<gap reason="torn"/>', '<gap reason="torn"/>'),
        ("tags", '<note place="margin">answered</note>', '<note place="margin">answered</note>'),
        ("tags", "of<lb/>lime", "of<lb/>lime"),
        (
            "tags", "<choice><sic>quary</sic><corr>quarry</corr></choice>",
            "<choice><sic>quary</sic><corr>quarry</corr></choice>",
        ),
        ("leiden", "qua<rry>", 'qua<supplied reason="omitted">rry</supplied>'),
        ("leiden", "[c. 5 letters]", '<gap reason="lost" extent="5 letters"/>'),
        ("leiden", "+++", '<gap reason="illegible"/>'),
        ("leiden", "[[old]]", "<del>old</del>"),
        ("leiden", r"\old/", '<add place="above">old</add>'),
        ("leiden", "{the}", "<surplus>the</surplus>"),
        ("leiden", "quary (!)", "<sic>quary</sic>"),
        ("leiden", "vacat", "<space/>"),
        ("spaced", "s e h r", '<hi rend="letter-spaced">sehr</hi>'),
        ("spaced", "n i c h t   m e h r", '<hi rend="letter-spaced">nicht mehr</hi>'),
        (
            "leiden", "[lime?]",
            '<supplied reason="lost"><unclear reason="lost">lime</unclear></supplied>',
        ),
        ("leiden", "of | lime", "of<lb/>lime"),
        ("leiden", "qua-|rry", 'qua<lb break="no"/>rry'),
        ("loc", "[old]", "<del>old</del>"),
        ("loc", "[???]", '<gap reason="illegible" extent="3 words"/>'),
        ("smithsonian", "[[underlined]]old[[/underlined]]", '<hi rend="underlined">old</hi>'),
        ("smithsonian", "^[[old]]", '<add place="above">old</add>'),
        ("smithsonian", "[[?]] [[unclear]]", 2 * '<gap reason="illegible"/> '),
        ("smithsonian", "[[2 words illegible]]", '<gap reason="illegible" extent="2 words"/>'),
        ("smithsonian", "[[image: a plan]]", "<figure><figDesc>a plan</figDesc></figure>"),
        ("smithsonian", "[[drawing]]", "<figure><figDesc>drawing</figDesc></figure>"),
        ("smithsonian", "of [[page 12]] lime", 'of <pb n="12" xml:id="pg_12"/>lime'),
        ("fromthepage", "[illegible]", '<gap reason="illegible"/>'),
        ("fromthepage", "[torn]", '<gap reason="torn"/>'),
        ("fromthepage", "quary [sic]", "<sic>quary</sic>"),
        ("fromthepage", "~~old~~", "<del>old</del>"),
        ("gutenberg", "_of_ =lime=", '<hi rend="italic">of</hi> <hi rend="bold">lime</hi>'),
        ("gutenberg", "H_{2}O", 'H<hi rend="subscript">2</hi>O'),
        ("gutenberg", "~lime~", '<hi rend="letter-spaced">lime</hi>'),
        ("gutenberg", "[Illustration: The mole]", "<figure><head>The mole</head></figure>"),
        ("gutenberg", "[Sidenote: Lime]", '<note place="margin">Lime</note>'),
        ("gutenberg", "[Greek: logos]", '<foreign xml:lang="grc-Latn">logos</foreign>'),
        ("gutenberg", "quary[**quarry?]", 'quary<note type="transcriber">quarry?</note>'),
        ("markdown", "*of* ~~lime~~", '<hi rend="italic">of</hi> <del>lime</del>'),
        ("markdown", "H~2~O", 'H<hi rend="subscript">2</hi>O'),
        (
            "markdown", "![The mole](mole.jpg)",
            '<figure><graphic url="mole.jpg"/><figDesc>The mole</figDesc></figure>',
        ),
        ("german", "[unleserlich]", '<gap reason="illegible"/>'),
        ("german", "[von anderer Hand:]", '<handShift n="another"/>'),
    ],
)  # fmt: skip
def test_mark_is_read_by_its_table(table: str, written: str, right: str) -> None:
    assert paragraph(S.format(written), (table,)) == S.format(right.strip())


@pytest.mark.parametrize(
    ("own", "written", "right"),
    [
        (OwnMark("-TEXT-", ("deleted",)), "-old- well-known", "<del>old</del> well-known"),
        (
            OwnMark("{TEXT}", ("added",), (("place", "above"),)), "{old}",
            '<add place="above">old</add>',
        ),
        (OwnMark("[TEXT]", ("deleted",)), "[old]", "<del>old</del>"),
        (
            OwnMark("WORD [READING]", ("abbreviated",)), "Esq. [Esquire]",
            "<choice><abbr>Esq.</abbr><expan>Esquire</expan></choice>",
        ),
        (
            OwnMark("WORD [READING]", ("corrected",)), "quary [quarry]",
            "<choice><sic>quary</sic><corr>quarry</corr></choice>",
        ),
        (OwnMark("/", ("line",)), "of / lime", "of<lb/>lime"),
        (OwnMark("[image NUMBER]", ("page",)), "[image 12] of", '<pb n="12" xml:id="pg_12"/>of'),
        (OwnMark("[end page]", ("left out",)), "of [end page] lime", "of lime"),
        (OwnMark("_TEXT_", ("underlined",)), "_lime_", '<hi rend="underlined">lime</hi>'),
        (
            OwnMark("[stain]", ("gap",), (("reason", "stained"),)), "[stain]",
            '<gap reason="stained"/>',
        ),
    ],
)  # fmt: skip
def test_mark_of_an_edition_goes_before_the_tables(own: OwnMark, written: str, right: str) -> None:
    assert paragraph(S.format(written), ("house", "tags"), own=(own,)) == S.format(right)


@pytest.mark.parametrize("name", table_names())
def test_rows_of_tables_mean_something(name: str) -> None:
    rows = ready_table(name)
    assert rows
    for row in rows:
        assert set(row.means) <= set(MEANINGS), row.write


def test_the_same_mark_means_the_opposite_in_two_houses() -> None:
    assert "<del>" in paragraph(S.format("[old]"), ("loc",))
    assert "<supplied" in paragraph(S.format("[old]"), ("leiden",))
