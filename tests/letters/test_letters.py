"""Short letters in six languages: every line is what it is, and nothing is found amiss."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline import checks, tei
from pipeline.encode import Setting, encode, profile
from pipeline.encode.blocks.custom import is_personal
from pipeline.encode.blocks.kinds import NAMES, Custom
from pipeline.encode.blocks.lines import JUDGED, Asides, read_lines
from pipeline.encode.blocks.reading import SURE, LineReading, find_doubts, read_kinds
from pipeline.encode.blocks.settings import BlockSettings
from pipeline.encode.references import PageIndex
from pipeline.model import document as model
from pipeline.model.metadata import Metadata, Provenance
from pipeline.model.source import Source

FOLDER = Path(__file__).parent
LANGUAGES = ("en", "de", "fr", "es", "it", "la")


def letters(language: str) -> Iterator[tuple[list[str], str]]:
    """Yield the roles of the lines of each letter, with ``?`` where it is told, and its text."""
    text = (FOLDER / f"{language}.txt").read_text(encoding="utf-8")
    rows = [line for line in text.split("\n") if not line.startswith("#")]
    for letter in "\n".join(rows).split("\n=====\n"):
        pairs = [line.partition("|") for line in letter.strip("\n").split("\n")]
        yield (
            [role.strip() for role, bar, _ in pairs if bar],
            "\n".join(words.strip() for _, _, words in pairs) + "\n",
        )


CASES = [
    pytest.param(language, roles, text, id=f"{language}-{number}")
    for language in LANGUAGES
    for number, (roles, text) in enumerate(letters(language), 1)
]


def readings_of(text: str, name: str = "letters") -> list[LineReading]:
    """Read the lines of a text by a profile, each as what it most likely is."""
    settings = profile.load(name).blocks
    assert isinstance(settings, BlockSettings)
    lines = read_lines(text, (0, len(text)), Asides((), ()), settings.bullet)
    return read_kinds([line for line in lines if line.look in JUDGED], settings, {})


def roles_of(text: str, name: str = "letters") -> list[str]:
    return [NAMES[one.kind].role for one in readings_of(text, name)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_there_are_ten_letters_in_each_language(language: str) -> None:
    assert sum(case.values[0] == language for case in CASES) >= 10


@pytest.mark.parametrize("name", ["frus", "letters"])
@pytest.mark.parametrize(("language", "roles", "text"), CASES)
def test_every_line_is_what_it_is(name: str, language: str, roles: list[str], text: str) -> None:
    assert roles_of(text, name) == [role.rstrip(" ?") for role in roles]
    setting = Setting("letters", ("d1",), profile.load(name), None, PageIndex.of(()))
    source = Source("d1.txt", text)
    document, _, found = encode(source, "d1", setting)
    assert [one.code for one in found] == ["S203" for role in roles if role.endswith("?")]
    view = checks.View.of(source, document, language, name)
    assert checks.check_alone(view) == ()


HEADINGS = (
    "MRS. ELIZA THORNE TO HER BROTHER", "Letter from Eliza Thorne to Edward Thorne",
    "XIV. To Edward Thorne", "14. To Edward Thorne", "LETTER XIV.", "A letter home",
    "The Keeper of the Port to the Harbour Office", "An Karl Weiss",
    "Lettre de Mme de B. à sa fille", "",
)  # fmt: skip


@pytest.mark.parametrize("heading", HEADINGS)
@pytest.mark.parametrize(
    ("dateline", "salutation", "valediction"),
    [
        ("Bath, March 3, 1814.", "My dear Ned,", "Your affectionate sister"),
        ("Wien, 3. März 1814", "Lieber Karl!", "Deine treue Schwester"),
        ("Paris, ce 3 mars 1814", "Ma chère fille,", "Votre mère qui vous aime,"),
    ],
)
def test_a_salutation_that_has_its_line_opens_a_letter_under_any_heading(
    heading: str, dateline: str, salutation: str, valediction: str
) -> None:
    body = "We hear nothing of the ship, and Captain Rowe dined with us on Tuesday."
    parts = [heading, dateline, salutation, body, valediction, "Eliza Thorne"]
    text = "\n\n".join(filter(None, parts)) + "\n"
    roles = ["heading", "dateline", "salutation", "paragraph", "valediction", "signature"]
    assert roles_of(text, "frus") == roles[not heading :]


def test_a_letter_may_open_with_its_salutation() -> None:
    text = (
        "My dear Ada,\n\nThe lamp came safe, and is lit.\n\nEver yours,\n\nT. R.\n\n"
        "Sandwick, June 1, 1908\n"
    )
    roles = ["salutation", "paragraph", "valediction", "signature", "dateline"]
    assert roles_of(text, "frus") == roles


def test_a_numbered_paper_prints_its_salutation_as_a_paragraph() -> None:
    text = "14. Letter From the Harbour Office\n\nDear Sir:\n\nThe lamp is lit.\n"
    assert roles_of(text, "frus") == ["heading", "paragraph", "paragraph"]


def written(text: str, name: str = "letters") -> tuple[bytes, model.Document, list[str]]:
    """Encode a letter by a profile; give its TEI, its document and the codes of what was found."""
    setting = Setting("letters", ("d1",), profile.load(name), None, PageIndex.of(()))
    document, _, found = encode(Source("d1.txt", text), "d1", setting)
    metadata = Metadata("letters", "Letters")
    data = tei.write(document, metadata, Provenance("d1.txt", "0" * 64, ()))
    return data, document, [one.code for one in found]


def test_a_line_that_only_says_by_whose_hand_is_no_name() -> None:
    text = (
        "1. Konrad Bellwald an Elise Tormann, 3. 3. 1904\n\nLiebe Elise!\n\n"
        "Am Freitag haben wir die Lampe angezündet, und seither schläft hier niemand mehr.\n\n"
        "Grüße mir die Leute im Hafen, die nun nicht mehr schlafen wollen\n, m.p.\n\n"
        "Herzlichst Ihr\nKonrad Bellwald\n"
    )
    data, _, _ = written(text)
    signed = tei.parse(data).findall(".//{*}signed")
    assert [one.text for one in signed] == ["Konrad Bellwald"]


@pytest.mark.parametrize(
    ("opening", "element"),
    [
        ("12. Clara Benbow to Silas Garrow, May 2, 1904\n\n", "seg"),
        ("12. Letter From the Harbour Office to the Department of State\n\n", "salute"),
    ],
)
def test_a_personal_letter_ends_in_its_own_words(opening: str, element: str) -> None:
    body = "Port Ellery, May 2, 1904.\n\nThe lamp is lit.\n\nSincerely yours,\nClara Benbow\n"
    data, document, _ = written(opening + body, "frus")
    closer = tei.parse(data).find(".//{*}closer")
    assert closer is not None
    assert [str(child.tag).rpartition("}")[2] for child in closer] == [element, "signed"]
    assert tei.read(data) == document


@pytest.mark.parametrize(
    ("line", "codes"),
    [
        ("Via del Lazzaretto 4", []),
        ("Enclosed: 1 letter", []),
        ("Via del Lazzaretto4", ["N107"]),
        ("Via del Lazzaretto 1", ["N107"]),
        ("Via del Lazzaretto *", ["N107"]),
    ],
)
def test_the_number_of_a_house_is_no_marker_where_nothing_else_is(
    line: str, codes: list[str]
) -> None:
    text = (
        f"Clara Benbow to Silas Garrow, 2 May 1904\n\n{line}\nTrieste, May 2, 1904\n\nMy Silas,\n\n"
        "The lamp is lit.\n\nYours ever,\nClara Benbow\n"
    )
    _, _, found = written(text)
    assert found == codes


def test_an_enclosed_letter_has_its_own_parts() -> None:
    text = (
        "Silas Brand to Adam Ames, July 2, 1861\n\nCamp Hollow, July 2, 1861\n\nDear Ames,\n\n"
        "I send what was taken from the mail bag.\n\nRespectfully,\nSilas Brand\n\n[Enclosure]\n\n"
        "Amos Pell to Lydia Pell\n\nFort Dunmore, June 28, 1861\n\nDear wife,\n\n"
        "We have no powder. Do not tell the cow.\n\nYour husband,\nAmos Pell\n"
    )
    data, _, found = written(text)
    assert found == []
    enclosed = tei.parse(data).find(".//{*}div[@type='attachment']")
    assert enclosed is not None
    assert [one.text for one in enclosed.iterfind(".//{*}signed")] == ["Amos Pell"]
    assert [one.get("when") for one in enclosed.iterfind(".//{*}date")] == ["1861-06-28"]


def test_a_line_that_is_what_stands_above_it_is_in_no_doubt() -> None:
    text = (
        "740.0011 Northern War/1822: Telegram\n\nThe Minister in Freedonia (Slade) to the Secretary"
        " of State\n\nsecret\nurgent\nFredville, January 30, 1943—7 p.m.\n[Received 9:12 p.m.]\n\n"
        "118. For the President only. The Prime Minister sent for me at five.\n\nSlade\n"
    )
    readings = readings_of(text, "frus")
    assert readings[3].confidence < SURE
    assert list(find_doubts(readings, Custom.FILED)) == []


def test_a_page_without_words_is_read() -> None:
    settings = profile.load("letters").blocks
    assert isinstance(settings, BlockSettings)
    assert read_kinds([], settings, {}) == []


def test_a_letter_of_one_paragraph_is_no_postscript() -> None:
    text = (
        "Clara Pell an Hugo Ruiz, 3. 5. 1901\n\nWien, 3. Mai 1901\n\n"
        "Die Steine kamen gestern, und wir sind froh.\n"
    )
    assert roles_of(text) == ["heading", "dateline", "paragraph"]


def test_a_short_sentence_below_the_date_is_no_salutation() -> None:
    text = "Orsi an Thurn, 4. 6. 1926\n\nKiel, 14. Juni 1926\n\nDer Hafen ist wieder zu.\n"
    assert roles_of(text) == ["heading", "dateline", "paragraph"]


def test_the_heading_of_a_letter_between_persons() -> None:
    settings = profile.load("frus").blocks
    assert isinstance(settings, BlockSettings)
    persons = ("Captain Orin Blythe to Judge Marah Colt, 4 May 1871", "Orin Blythe to Marah Colt")
    others = (
        "Treaty between Her Majesty and the Duke. Handed to the Consul, May 4, 1871",
        "Notes from a sermon of the Bishop to the Governor, May 4, 1871",
        "Speech of Bishop Marlow to the Governor, May 4, 1871",
        "Captain Orin Blythe to Judge Marah Colt",
    )
    assert [words for words in persons + others if is_personal(words, settings)] == list(persons)


def test_a_bullet_without_words_stands_in_a_letter() -> None:
    text = "Orsi an Thurn\n\nKiel, 14. Juni 1926\n  • \nDer Hafen ist zu.\n\nOrsi\n"
    roles = roles_of(text)
    assert (roles[:2], roles[-1]) == (["heading", "dateline"], "signature")
