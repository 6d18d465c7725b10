"""Texts that once ended a whole edition in a traceback, and what is said of them now."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from random import Random

import pytest
from lxml import etree

from pipeline.checks.pages.numbers import count_of
from pipeline.encode import disordered
from pipeline.engine import commands
from pipeline.engine.processes import ProcessPool
from pipeline.model import document as model
from tests.hostile import words

SETTINGS = '[edition]\nid = "letters"\ntitle = "L"\npublisher = "P"\ndate = "1931"\n'
HEAD = "No. 1\n\nMr. A to Mr. B\n\nLondon, May 3, 1931.\n\n"
NOTES = "Sir: I report the suggestion1 of the board.\n\nRufus Firefly\n\n  1. See ante, p. 11.\n"
TEXTS = {
    "a year, a dash and a short word": ("Foreign Relations, 1955—in the volume on Japan.", set()),
    "a year, a dash and raised figures": ("See Foreign Relations, 1961–⁶³, volume X.", set()),
    "years of other figures": ("See Foreign Relations, 1961–٦٣, volume X.", {"C101"}),
    "a numeral of Turkish letters": ("Lisbon, May \u0130, 1931\u0131.", set()),
    "a page of Turkish letters": ("A.\n\n[Page \u0131v]\n\nB.", set()),
    "a page of 20 figures": ("A.\n\n[Page 18446744073709551616]\n\nB.", {"T011"}),
    "a page of 4,301 figures": (f"A.\n\n[Page {'9' * 4301}]\n\nB.", {"T011"}),
    "a page of 18 figures": (f"A.\n\n[Page {'9' * 18}]\n\nB.", set()),
    "19 figures": (f"See document {'9' * 19}.", {"T011"}),
    "18 figures": (f"See document {'9' * 18}, note {'9' * 18}, p. {'9' * 18}.", set()),
    "31 marks": ("a" + "\u0301" * 31 + "b", {"T012"}),
    "30 marks": ("a" + "\u0307" * 30 + "b", set()),
    "20,001 lines": ("x\n" * 20_001, {"T003"}),
    "20,001 brackets": ("[ " * 20_001, {"T003"}),
    "a million marks of two kinds": ("a" + "\u0323\u0301" * 500_000, {"T012"}),
}


@pytest.fixture
def letters(tmp_path: Path) -> Path:
    folder = tmp_path / "letters"
    folder.mkdir()
    (folder / "edition.toml").write_text(SETTINGS)
    return folder


def errors(folder: Path) -> set[str]:
    report = commands.check([folder], lambda *_: None, ProcessPool(1))
    return {one.code for one in report.diagnostics if one.severity.value == "error"}


@pytest.mark.parametrize(("text", "codes"), TEXTS.values(), ids=TEXTS.keys())
def test_ends_with_a_code_or_none(letters: Path, text: str, codes: set[str]) -> None:
    (letters / "d1.txt").write_text(f"{HEAD}{text}\n", encoding="utf-8")
    assert errors(letters) == codes


def test_a_rule_tells_so_many_times_that_it_found_something(letters: Path) -> None:
    (letters / "d1.txt").write_text(HEAD + "e\u0301\u200b" * 6_000, encoding="utf-8")
    report = commands.check([letters], lambda *_: None, ProcessPool(1))
    assert Counter(one.code for one in report.diagnostics)["T006"] == 5_000
    (composed,) = [one for one in report.diagnostics if one.code == "T009"]
    assert "6,000 times" in composed.message
    assert len(composed.related) == 1_000


def test_a_rule_on_documents_does_so_too(letters: Path) -> None:
    (letters / "d1.txt").write_text(HEAD + "“" * 6_000, encoding="utf-8")
    report = commands.check([letters], lambda *_: None, ProcessPool(1))
    assert Counter(one.code for one in report.diagnostics)["T121"] == 5_000


@pytest.mark.parametrize("text", ["suggestion", "the suggestion", "1 of", "12345", "**†", "1\n"])
def test_a_decision_on_what_is_no_marker_is_refused(letters: Path, text: str) -> None:
    """Else the word would be taken out of the text, where a marker stands no more."""
    (letters / "d1.txt").write_text(HEAD + NOTES)
    decision = f'[[marker]]\ntext = """{text}"""\nnote = "1"\n'
    (letters / "d1.decisions.toml").write_text(decision)
    assert errors(letters) == {"D002"}


@pytest.mark.parametrize("note", ["x", "0", "-1", "99999", "1" * 30, "²", "１", "none"])
def test_a_decision_for_a_note_that_is_not_there(letters: Path, note: str) -> None:
    (letters / "d1.txt").write_text(HEAD + NOTES)
    decision = f'[[marker]]\nbefore = "suggestion"\ntext = "1"\nnote = "{note}"\n'
    (letters / "d1.decisions.toml").write_text(decision)
    assert errors(letters) <= {"N102", "D002"}


def test_more_decisions_than_a_text_can_need(letters: Path) -> None:
    (letters / "d1.txt").write_text(HEAD + NOTES)
    row = '[[reading]]\ntext = "the"\naccept = "T131"\nwhy = "x"\n'
    (letters / "d1.decisions.toml").write_text(row * 2_001)
    assert errors(letters) == {"D001"}


# --- the order of the text

LIST = """1. Memorandum of Conversation

Washington, September 19, 1967, 11:30 a.m.

  • Fiat Deal

PARTICIPANTS

  • Italy

    • Mr. Rossi
    • Mr. Dupont

The talk began at noon.
"""


def test_a_head_behind_an_item_begins_another_list(letters: Path) -> None:
    (letters / "d1.txt").write_text(LIST)
    assert errors(letters) == set()
    commands.encode(letters, letters.parent / "out", lambda *_: None, ProcessPool(1))
    root = etree.parse(letters.parent / "out" / "letters" / "d1.xml")
    body = root.find(".//{*}body")
    assert body is not None
    shown = " ".join("".join(body.itertext()).split())
    at = [shown.index(one) for one in ("Fiat Deal", "PARTICIPANTS", "Italy", "Rossi", "talk")]
    assert at == sorted(at)


def test_what_comes_behind_a_later_part_is_found() -> None:
    first, second = (model.Paragraph((model.Text("x", span),)) for span in ((0, 4), (5, 9)))
    kind = model.DocumentKind.HISTORICAL
    assert list(disordered(model.Document("d1", "1", kind, (first, second)))) == []
    assert list(disordered(model.Document("d1", "1", kind, (second, first)))) == [(0, 4)]


@pytest.mark.parametrize("profile", ["frus", "gutenberg"])
def test_odd_words_keep_their_order(letters: Path, profile: str) -> None:
    (letters / "edition.toml").write_text(f'{SETTINGS}profile = "{profile}"\n')
    path = letters / "d1.txt"
    for seed in range(60):
        make = (words.soup, words.spoilt, words.nested)[seed % 3]
        text = make(Random(seed))  # noqa: S311 - the same texts every time
        if profile == "gutenberg":
            text = text.replace("  1. ", "[1: ").replace("note", "[Footnote 1: x]\n\n")
        path.write_bytes("".join(filter(is_sound, text)).encode())
        assert errors(letters) & {"S201", "S202"} == set()


def is_sound(character: str) -> bool:
    return character in "\n\t" or character.isprintable()


@pytest.mark.parametrize("number", ["\u0131", "\u0130x", "x\u017f", "٣"])
def test_a_page_number_that_only_looks_roman_is_none(number: str) -> None:
    assert count_of(number) is None
