"""Normalizing refuses what is no text, logs what it changes, and can be played backwards."""

from __future__ import annotations

import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.model.diagnostics import has_errors
from pipeline.model.source import Source
from pipeline.normalize import RULES, characters, normalize

REFUSED = {
    "windows-1252": (b"say \x93q\x94", "T001"),
    "overlong": (b"\xc0\xaf", "T001"),
    "surrogate": (b"\xed\xa0\x80", "T001"),
    "utf-16": ("Berlin, July 17".encode("utf-16-le"), "T004"),
    "utf-16 with mark": ("Berlin".encode("utf-16"), "T001"),
    "nul": (b"a\x00b", "T004"),
    "vertical tab": (b"a\x0bb", "T005"),
    "lone cr": (b"a\rb\nc", "T005"),
    "nel": ("a\x85b".encode(), "T005"),
    "line separator": ("a\u2028b".encode(), "T005"),
    "noncharacter": ("a\ufffeb".encode(), "T004"),
    "second byte-order mark": ("\ufeff\ufeffa".encode(), "T004"),
    "empty": (b"", "T002"),
    "blank": (b" \n\n\t\n", "T002"),
    "too large": (b"a" * 4_000_001, "T003"),
    "cut off inside a character": ("€".encode() * 5_400_000, "T003"),
}


@pytest.mark.parametrize(("data", "code"), REFUSED.values(), ids=REFUSED.keys())
def test_refuses(data: bytes, code: str) -> None:
    _, diagnostics = normalize(data, "d1.txt")
    assert has_errors(diagnostics)
    assert code in {d.code for d in diagnostics}


def test_names_the_place_of_a_bad_byte() -> None:
    _, diagnostics = normalize("one\ntwö ".encode() + b"\xff\n", "d1.txt")
    assert [(d.code, d.location.line, d.location.column) for d in diagnostics] == [("T001", 2, 5)]
    assert "byte 9" in diagnostics[0].message


def test_logs_each_change_with_its_place() -> None:
    source, diagnostics = normalize("\ufeffone\r\ne\u0301 \u212b\r\n".encode(), "d1.txt")
    assert source.text == "one\n\u00e9 \u00c5\n"
    said = [(d.code, d.location.line, d.location.column) for d in diagnostics]
    assert said == [("T007", 1, 1), ("T008", 1, 4), ("T009", 2, 1), ("T009", 2, 4)]
    assert not has_errors(diagnostics)


@pytest.mark.parametrize(
    ("line", "language", "codes"),
    [
        ("language: fr\n", "fr", []),
        ("Language: pt-br\r\n\r\n", "pt-BR", []),
        ("\ufefflanguage:de\n \n", "de", ["T007"]),
        ("language: he\n", "he", []),
        ("language: xx\n", "", ["T013"]),
        ("language: french\n", "", ["T013"]),
    ],
)
def test_a_line_that_names_the_language_is_no_text(
    line: str, language: str, codes: list[str]
) -> None:
    raw = line + "1. Duval to Smith\n"
    source, diagnostics = normalize(raw.encode(), "d1.txt")
    assert (source.text, source.language) == ("1. Duval to Smith\n", language)
    assert [one.code for one in diagnostics] == codes
    assert source.raw_text() == raw
    assert source.location((0, 1)).line == line.count("\n") + 1


@pytest.mark.parametrize(
    "line", ["The language: fr\n", "language: French, mostly\n", "1.\nlanguage: fr\n"]
)
def test_a_line_that_only_looks_like_it_is_text(line: str) -> None:
    source, diagnostics = normalize(line.encode(), "d1.txt")
    assert (source.text, source.language, diagnostics) == (line, "", ())


def test_warns_of_invisible_characters_by_name_only() -> None:
    _, diagnostics = normalize("Treaty\u202edetceffA".encode(), "d1.txt")
    assert [d.code for d in diagnostics] == ["T006"]
    assert "U+202E RIGHT-TO-LEFT OVERRIDE" in diagnostics[0].message
    assert "\u202e" not in diagnostics[0].message


def test_leaves_no_break_spaces_alone() -> None:
    text = "\u00a0a\u2007\u202f\n\u00a0"
    source, diagnostics = normalize(text.encode(), "d1.txt")
    assert source.text == text
    assert diagnostics == ()


@given(st.text())
def test_log_played_backwards_gives_the_raw_text(raw: str) -> None:
    data = raw.encode("utf-8", "ignore")
    source, _ = normalize(data, "d1.txt")
    assert source.raw_text().encode() == data


@given(
    st.text(alphabet="ae\u0301\u0323\u212b\r\n\ufeff\uac00\u1100\u1161\u11a8 \u0344", max_size=20)
)
def test_normalizing_twice_changes_nothing(raw: str) -> None:
    source, diagnostics = normalize(raw.encode(), "d1.txt")
    assert source.raw_text() == raw
    if not has_errors(diagnostics):
        again, _ = normalize(source.text.encode(), "d1.txt")
        assert (again.text, again.edits) == (source.text, ())


@given(st.binary(max_size=200))
def test_any_bytes_give_text_or_a_diagnostic(data: bytes) -> None:
    source, diagnostics = normalize(data, "d1.txt")
    assert source.text or has_errors(diagnostics)


def test_every_place_leads_back_to_its_line_and_column() -> None:
    raw = "\ufeffa\r\nbe\u0301c\r\nd"
    source, _ = normalize(raw.encode(), "d1.txt")
    for character in "abcd":
        offset = source.text.index(character)
        place = source.location((offset, offset + 1))
        line = raw.removeprefix("\ufeff").split("\n")[place.line - 1]
        assert line[place.column - 1] == character


def test_nothing_that_can_be_printed_is_looked_for() -> None:
    every = (chr(number) for number in range(sys.maxunicode + 1))
    printable = "".join(character for character in every if character.isprintable())
    source = Source("d1.txt", printable)
    assert characters.is_plain(printable)
    assert not any(list(rule.check(source)) for rule in characters.RULES)


def test_every_rule_has_a_code_of_its_own() -> None:
    assert len({rule.code for rule in RULES}) == len(RULES)
