"""What an edition leaves open is said once its texts were read, at the line to change."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline import edition
from pipeline.edition import described, lists, siblings
from pipeline.model.diagnostics import Diagnostic, Message, Severity, stated_in
from tests.edition.test_edition import make

WHOLE = (
    '[edition]\nid = "letters"\ntitle = "Letters"\npublisher = "The Press"\ndate = "1960"\n'
    'language = "en"\nrights = "Public domain"\n'
)
PUBLICATION = Path(__file__).parents[1] / "records" / "publication.toml"
PERSONS = '<persName xml:id="{}">{}</persName>, consul'
TERMS = '<term xml:id="{}">{}</term>{}'


def listed(*items: str) -> str:
    """Make an authority file, an item a line."""
    return "\n".join(["<list>", *(f"<item>{item}</item>" for item in items), "</list>", ""])


def said(folder: Path, used: frozenset[str] | None = None) -> list[tuple[str, str, int]]:
    """Give file, code and line of what is said of the edition in ``folder``."""
    loaded, _ = edition.load(folder)
    return [_row(diagnostic) for diagnostic in loaded.review(used)]


def _row(diagnostic: Diagnostic) -> tuple[str, str, int]:
    return Path(diagnostic.location.file).name, diagnostic.code, diagnostic.location.line


def test_a_whole_edition_leaves_nothing_open(tmp_path: Path) -> None:
    persons = listed(PERSONS.format("p_1", "Smith, John"), PERSONS.format("p_2", "Smith, Ann"))
    terms = listed(TERMS.format("t_1", "NSC", ", National Security Council"))
    folder = make(
        tmp_path / "letters",
        d1__txt="a", edition__toml=WHOLE, persons__xml=persons, terms__xml=terms,
    )  # fmt: skip
    assert said(folder, frozenset({"#p_1", "#p_2", "#t_1"})) == []


def test_an_edition_without_settings(tmp_path: Path) -> None:
    assert said(make(tmp_path / "e", d1__txt="a")) == [("edition.toml", "M006", 1)]


@pytest.mark.parametrize(
    ("key", "code"),
    [
        ("title", "M007"),
        ("publisher", "M008"),
        ("date", "M009"),
        ("language", "M010"),
        ("rights", "M014"),
    ],
)
def test_a_setting_that_is_missing(tmp_path: Path, key: str, code: str) -> None:
    lines = [line for line in WHOLE.splitlines() if not line.startswith(key)]
    folder = make(tmp_path / "e", d1__txt="a", edition__toml="\n".join(["", *lines]))
    assert said(folder) == [("edition.toml", code, 2)]


@pytest.mark.parametrize(
    ("before", "after", "rows"),
    [
        ('"en"', '"xx"', [("edition.toml", "M011", 6)]),
        ('"en"', '"eng-US"', [("edition.toml", "M011", 6)]),
        ('"en"', '"pt-BR"', []),
        ('"en"', '"grc"', []),
        ('"1960"', '"1960-02"', []),
        ('"1960"', '"1960-02-29"', []),
    ],
)
def test_values_that_cannot_be(
    tmp_path: Path, before: str, after: str, rows: list[tuple[str, str, int]]
) -> None:
    settings = WHOLE.replace(before, after)
    assert said(make(tmp_path / "e", d1__txt="a", edition__toml=settings)) == rows


@pytest.mark.parametrize("beside", [WHOLE, None])
def test_an_id_that_another_edition_has(tmp_path: Path, beside: str | None) -> None:
    folder = make(tmp_path / "first", d1__txt="a", edition__toml=WHOLE)
    make(tmp_path / "third", d1__txt="a", edition__toml=WHOLE.replace("letters", "others"))
    assert said(folder) == []
    if beside is None:
        make(tmp_path / "letters", d1__txt="a")
    else:
        make(tmp_path / "second", d1__txt="a", edition__toml=beside)
    assert said(folder) == [("edition.toml", "M012", 2)]


def test_an_id_that_many_editions_have_is_told_once(tmp_path: Path) -> None:
    folder = make(tmp_path / "first", d1__txt="a", edition__toml=WHOLE)
    for name in ("second", "third", "fourth"):
        make(tmp_path / name, d1__txt="a", edition__toml=WHOLE)
    (found,) = edition.load(folder)[0].review(None)
    assert "of the edition in 'fourth', and of 2 more, too" in found.message


def test_a_folder_without_texts_takes_no_id(tmp_path: Path) -> None:
    folder = make(tmp_path / "first", d1__txt="a", edition__toml=WHOLE)
    make(tmp_path / "letters")
    assert said(folder) == []


def test_a_document_that_is_ordered_twice(tmp_path: Path) -> None:
    folder = make(tmp_path / "e", d1__txt="a", d2__txt="b", order__txt="d2\nd1\nd2\n")
    loaded, found = edition.load(folder)
    assert [_row(diagnostic) for diagnostic in found] == [("order.txt", "M015", 3)]
    assert [path.stem for path in loaded.order] == ["d2", "d1"]


@pytest.mark.parametrize(
    ("first", "second", "rows"),
    [
        ("Smith, John", "Smith, John", [("persons.xml", "A002", 3)]),
        ("Smith, John", "Smith, J.", [("persons.xml", "A003", 3)]),
        ("Smith, John H.", "Smith, John Henry", [("persons.xml", "A003", 3)]),
        ("Smith, John", "Smith, James", []),
        ("Smith, J.", "Smith, A. J.", []),
        ("Sukarno", "Sukarno, Ahmed", []),
    ],
)
def test_persons_that_may_be_one(
    tmp_path: Path, first: str, second: str, rows: list[tuple[str, str, int]]
) -> None:
    persons = listed(PERSONS.format("p_1", first), PERSONS.format("p_2", second))
    folder = make(tmp_path / "e", d1__txt="a", edition__toml=WHOLE, persons__xml=persons)
    assert said(folder) == rows


def test_terms_that_are_doubled_or_unexplained(tmp_path: Path) -> None:
    terms = listed(
        TERMS.format("t_1", "NSC", ", National Security Council"),
        TERMS.format("t_2", "NSC", ", Naval Supply Centre"),
        TERMS.format("t_3", "FYI", ""),
    )
    folder = make(tmp_path / "e", d1__txt="a", edition__toml=WHOLE, terms__xml=terms)
    assert said(folder) == [("terms.xml", "A004", 3), ("terms.xml", "A005", 4)]


def test_entries_that_no_text_leads_to(tmp_path: Path) -> None:
    persons = listed(PERSONS.format("p_1", "Smith, John"), PERSONS.format("p_2", "Brown, Ann"))
    folder = make(tmp_path / "e", d1__txt="a", edition__toml=WHOLE, persons__xml=persons)
    assert said(folder, None) == []
    assert said(folder, frozenset({"#p_1"})) == [("persons.xml", "A001", 3)]
    loaded, _ = edition.load(folder)
    (unused,) = loaded.review(frozenset({"#p_1"}))
    assert unused.message.startswith("1 of 2 entries")
    assert "Brown, Ann" in unused.message
    assert unused.severity is Severity.INFO


@pytest.mark.parametrize(
    ("before", "after", "rows"),
    [
        ("</term>", "", [("terms.xml", "A006", 2)]),
        ("<list>", "<!DOCTYPE list>\n<list>", [("terms.xml", "A006", 1)]),
        ("xml:id", "n", [("terms.xml", "A006", 1)]),
        ("NSC", "N.S.C.", []),
    ],
)
def test_an_authority_file_that_cannot_be_used(
    tmp_path: Path, before: str, after: str, rows: list[tuple[str, str, int]]
) -> None:
    persons = listed(PERSONS.format("p_1", "Smith, John"))
    terms = listed(TERMS.format("t_1", "NSC", ", National Security Council"))
    folder = make(
        tmp_path / "e", d1__txt="a", edition__toml=WHOLE, persons__xml=persons,
        terms__xml=terms.replace(before, after),
    )  # fmt: skip
    loaded, found = edition.load(folder)
    assert [_row(one) for one in found] == rows
    assert all(one.severity is Severity.ERROR and one.hint for one in found)
    known = loaded.authorities
    assert (len(known.persons), len(known.terms)) == (1, 0 if rows else 1)
    assert said(folder) == []


def test_a_doubled_id_does_not_stop_an_edition(tmp_path: Path) -> None:
    persons = listed(
        PERSONS.format("p_1", "Smith, John"),
        PERSONS.format("p_2", "Brown, Ann"),
        PERSONS.format("p_1", "Smyth, Jane"),
        "<persName>Pell</persName>, a clerk",
    )
    folder = make(tmp_path / "e", d1__txt="a", edition__toml=WHOLE, persons__xml=persons)
    loaded, found = edition.load(folder)
    assert [_row(one) for one in found] == [
        ("persons.xml", "A007", 2), ("persons.xml", "A007", 4), ("persons.xml", "A007", 5),
    ]  # fmt: skip
    assert all(one.severity is Severity.WARNING and one.hint for one in found)
    assert [one.name for one in loaded.authorities.persons] == ["Brown, Ann"]


def test_unreadable_settings_are_reported_once(tmp_path: Path) -> None:
    folder = make(tmp_path / "e", d1__txt="a", edition__toml='[edition]\ntitle = "x\n')
    _, found = edition.load(folder)
    assert [diagnostic.code for diagnostic in found] == ["M001"]
    assert said(folder) == []


@pytest.mark.parametrize(
    ("line", "instead", "said"),
    [
        ('updated = "2026-11-30"\n', "", {"onix.xml", "crossref.xml"}),
        ('email = "doi@press.example.org"\n', "", {"crossref.xml"}),
        ('doi = "10.1000/182"\n', "", {"crossref.xml"}),
        ('file_as = "Jones, B."\n', "", {"crossref.xml"}),
        ('"Jones, B."', f'"Jones, {"B" * 61}"', {"crossref.xml"}),
        ('"Jones, B."', '"Jones, 3rd"', {"crossref.xml"}),
    ],
)
def test_what_a_record_lacks_is_said(
    line: str, instead: str, said: set[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    settings = PUBLICATION.read_text(encoding="utf-8").replace(line, instead, 1)
    folder = make(tmp_path / "letters", d1__txt="a", edition__toml=settings)
    loaded, _ = edition.load(folder)
    missing = [one for one in loaded.review(None) if one.code == "M048"]
    assert {one.message.partition(" ")[0] for one in missing} == said


def test_every_rule_of_reviewing_is_tried_here() -> None:
    text = Path(__file__).read_text(encoding="utf-8")
    rules = stated_in(Message, described, siblings, lists)
    assert [rule.code for rule in rules if f'"{rule.code}"' not in text] == []
