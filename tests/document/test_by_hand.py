"""TEI that an editor of XML has wrapped and indented says what it said on one line."""

from __future__ import annotations

import time

import pytest

from pipeline import tei

FRAME = (
    '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader>\n</teiHeader><text><body>'
    '<div type="document" subtype="historical-document" xml:id="s">{}</div></body></text></TEI>'
)


def unwrapped(text: str) -> str:
    given = FRAME.format(text).encode()
    data = tei.unwrap(tei.parse(given), given).decode()
    return data.partition('xml:id="s">')[2].removesuffix("</div></body></text></TEI>")


@pytest.mark.parametrize(
    ("wrapped", "line"),
    [
        ("<p>Papers of Silas\n     Garrow.</p>", "<p>Papers of Silas Garrow.</p>"),
        ("<p>\n  Papers\n</p>", "<p>Papers</p>"),
        ("<p> Papers </p>", "<p> Papers </p>"),
        ("<head>\n\tOf\r\n\tit</head>", "<head>Of it</head>"),
        (
            "<p>\n<persName>A</persName>\n<persName>B</persName>\n</p>",
            "<p><persName>A</persName> <persName>B</persName></p>",
        ),
        ("<p>a <hi>b\nc</hi>\nd</p>", "<p>a <hi>b c</hi> d</p>"),
        ("<p>a<hi>\nb\n</hi>c</p>", "<p>a<hi> b </hi>c</p>"),
        (
            '<p>a<note n="1">\n<p>x\ny</p>\n</note>\nb</p>',
            '<p>a<note n="1">\n<p>x y</p>\n</note> b</p>',
        ),
        (
            "<list>\n<item>a\nb\n<list>\n<item>c\n</item>\n</list>\n</item>\n</list>",
            "<list>\n<item>a b<list>\n<item>c</item>\n</list></item>\n</list>",
        ),
    ],
)
def test_a_line_end_is_a_blank(wrapped: str, line: str) -> None:
    assert unwrapped(wrapped) == line


def test_what_is_not_wrapped_stays_as_it_is() -> None:
    data = FRAME.format("\n<p>a  b <hi>c</hi></p>\n<list>\n<item>d</item>\n</list>\n").encode()
    assert tei.unwrap(tei.parse(data), data) is data


@pytest.mark.growth
@pytest.mark.parametrize("made", ["<p>\n{} x</p>", "<p>{}</p>"], ids=["blanks", "children"])
def test_time_grows_in_step_with_length(made: str) -> None:
    def took(n: int) -> float:
        data = FRAME.format(made.format("\t" * n if "x" in made else "a\n<hi>b</hi>" * n)).encode()
        start = time.process_time()
        tei.unwrap(tei.parse(data), data)
        return time.process_time() - start

    short = max(min(took(3_000) for _ in range(3)), 0.002)
    assert took(24_000) < 8 * 3 * short
