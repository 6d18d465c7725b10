"""The JSON Schema of edition.toml accepts and refuses what the reader does."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.edition.conform import MOST_FAULTS
from pipeline.edition.decisions import decisions_in
from pipeline.edition.files import EditionFiles
from pipeline.edition.json_schema import as_text
from pipeline.edition.settings import read_settings
from pipeline.engine import loading
from pipeline.model.diagnostics import Diagnostic
from tests.command import edition
from tests.edition.test_edition import make

ROOT = Path(__file__).resolve().parents[2]
FILE = ROOT / "schema" / "edition.schema.json"
SAMPLES = sorted((*ROOT.glob("input/*/edition.toml"), *ROOT.glob("tests/cases/**/edition.toml")))
EVERYTHING = """
[edition]
id = "letters"
title = "Letters"
subtitle = "Before the War"
series = "Papers"
editors = ["A. Smith", "B. Jones"]
publisher = "Press"
place = "Berlin"
date = "2026-05-31"
language = "de-1996"
rights = "CC BY 4.0"
isbn = "978-0-306-40615-7"
identifiers = ["doi:10.1000/182"]
url = "https://letters.example.org/"
short_title = "Letters"
profile = "frus"
[source]
title = "Letters"
editors = ["C. Brown"]
place = "Berlin"
publisher = "Press"
year = "1960"
isbn = "978-0-306-40615-7"
archive = "Harbour Archive, Box 3"
url = "https://archive.example.org/3"
pages = "scans/volume 1/p{page:04}.jpg"
[source.page_images]
12v = "https://iiif.example.org/12v/full/max/0/default.jpg"
[[part]]
title = "The Plan"
from = "d1"
[[part.chapter]]
title = "Stone"
documents = ["d8", "d7"]
[book]
front = ["texts/preface.txt"]
contents = false
index = "book"
documents = false
back = ["afterword.xml"]
[outputs]
formats = ["pdf", "html"]
per_document = true
paper = "a4"
fonts = ["faces/own.otf"]
[print]
bleed = "3mm"
crop_marks = true
half_title = false
cip = ["LCCN 45-1234"]
sheet = "0.12mm"
signature = 16
[print.cover]
binding = "hardback"
spine = "14.5mm"
spine_text = "up"
[text]
view = "reading"
[docx]
reference = "house.docx"
[epub]
css = "house.css"
cover = "cover.jpg"
cover_description = "A ship."
[pdf]
template = "house.typ"
[html]
css = "looks/house.css"
[form]
hyphens = ["d1"]
usual = ["d7"]
read = ["*"]
[languages]
d9 = "fr"
[marks]
tables = ["leiden", "house"]
[[marks.row]]
write = "{TEXT}"
means = "added"
place = "above"
reason = "torn"
extent = "3 words"
hand = "another"
language = "fr"
inside = true
[[marks.only]]
documents = ["d7"]
tables = ["loc"]
[[parallel]]
original = "d7"
translation = "d8"
[publication]
updated = "2026-05-31"
series_number = "7"
issn = "0378-5955"
doi = "10.1000/182"
document_doi = "10.1000/182.{id}"
licence = "https://creativecommons.org/licenses/by/4.0/"
description = "Letters."
keywords = ["letters"]
thema = ["NHTB"]
bisac = ["HIS027000"]
[publication.isbn]
hardback = "978-0-306-40615-7"
paperback = ""
epub = "978-3-16-148410-0"
pdf = ""
[publication.price]
hardback = "59.00 EUR"
epub = "0 EUR"
[[publication.contributor]]
name = "A. Smith"
role = "translator"
file_as = "Smith, A."
orcid = "0000-0002-1825-0097"
[publication.accessibility]
conforms_to = "EPUB Accessibility 1.1 - WCAG 2.2 Level AA"
certified_by = "A. Smith"
credential = "reader"
report = "https://press.example.org/report"
[publication.crossref]
name = "Press"
email = "doi@press.example.org"
registrant = "Press"
[severity]
T131 = "info"
[[allow]]
code = "T131"
file = "d7"
why = "printed so"
"""


def said_of(text: str, tmp_path: Path) -> tuple[Diagnostic, ...]:
    path = tmp_path / "edition.toml"
    path.write_text(text, encoding="utf-8")
    return read_settings(path, EditionFiles())[1]


def accepts(text: str) -> bool:
    validator = jsonschema.Draft202012Validator(json.loads(as_text()))
    return validator.is_valid(tomllib.loads(text))


def test_the_file_in_the_repository_is_current() -> None:
    jsonschema.Draft202012Validator.check_schema(json.loads(as_text()))
    advice = "run edition schema > schema/edition.schema.json"
    assert FILE.read_text(encoding="utf-8") == as_text(), advice


def test_the_command_prints_it(tmp_path: Path) -> None:
    done = edition("schema", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (0, as_text())


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.parent.name)
def test_a_real_file(path: Path, tmp_path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert accepts(text) == (said_of(text, tmp_path) == ())


def test_every_setting_there_is(tmp_path: Path) -> None:
    assert said_of(EVERYTHING, tmp_path) == ()
    assert accepts(EVERYTHING)
    names = {
        name for part in json.loads(as_text())["$defs"].values() for name in part["properties"]
    }
    given = tomllib.loads(EVERYTHING)
    assert names == {
        *(name for table in given.values() if isinstance(table, dict) for name in table),
        *(name for key in ("part", "allow") for row in given[key] for name in row),
        *(name for row in given["part"][0]["chapter"] for name in row),
        *(name for key in ("row", "only") for row in given["marks"][key] for name in row),
        *(name for one in given["publication"].values() if isinstance(one, dict) for name in one),
        *given["publication"]["contributor"][0],
        *given["print"]["cover"],
        *given["parallel"][0],
    } - {"T131", "d9"}


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        ('[edition]\ntilte = "x"\n', {2: "M002"}),
        ('[editon]\ntitle = "x"\n', {1: "M002"}),
        ("edition = 1\n", {1: "M003"}),
        ("[edition]\ntitle = 1\ndate = 1960-01-01\n", {2: "M003", 3: "M003"}),
        ('[edition]\nid = "a b"\ntitle = ""\nlanguage = "d"\n', {2: "M003", 3: "M003", 4: "M003"}),
        ('[edition]\neditors = "A"\nidentifiers = [""]\n', {2: "M003", 3: "M003"}),
        ('[edition]\neditors = [\n  "A",\n  "",\n  "B",\n  7,\n]\n', {4: "M003", 6: "M003"}),
        ('[edition]\nisbn = "12"\n', {2: "M003"}),
        ('[[part]]\nfrom = "d1"\n[[part]]\ntitle = "x"\nform = "d2"\n', {1: "M003", 5: "M002"}),
        ('part = [{ title = "x" },\n { title = 1 }]\n', {2: "M003"}),
        ('[part]\ntitle = "x"\n', {1: "M003"}),
        ('[source]\npages = "https://x.org/{page}/{size}.jpg"\n', {2: "M003"}),
        ('[source]\npages = "javascript://x/{page}"\n', {2: "M003"}),
        ('[print]\nsignature = "16"\n', {2: "M003"}),
        ("[print]\nsignature = 3\n", {2: "M003"}),
        ('[print]\nsheet = "0.1"\n', {2: "M003"}),
        ('[print.cover]\nspine = 14\nbinding = "epub"\n', {2: "M003", 3: "M003"}),
        ('[print.cover]\nspine_txt = "up"\n', {2: "M002"}),
        ('[book]\nfront = ["a.txt",\n"b.odt"]\n', {3: "M016"}),
        ('[outputs]\nformats = []\npaper = "a5"\n', {2: "M003", 3: "M003"}),
        ("[outputs]\nper_document = 1\n", {2: "M003"}),
        ('[outputs]\nformats = ["pdf",\n"odt"]\n', {3: "M003"}),
        ('[epub]\ncss = "a.txt"\n[html]\ncss = 1\n', {2: "M016", 4: "M003"}),
        ('[severity]\nT131 = "eror"\nT132 = 1\n', {2: "M030", 3: "M030"}),
        ('[[allow]]\ncode = "x"\n', {1: "M031"}),
        ('[[allow]]\ncode = "x"\nwhy = ""\nfill = 1\n', {3: "M031", 4: "M031"}),
    ],
)  # fmt: skip
def test_both_refuse(text: str, faults: dict[int, str], tmp_path: Path) -> None:
    said = said_of(text, tmp_path)
    assert {one.location.line: one.code for one in said} == faults
    assert len(said) == len(faults)
    assert all(one.hint for one in said)
    assert not accepts(text)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ('[edition]\ndate = "1960-02-31"\n', "M013"),
        ('[edition]\nisbn = "978-0-306-40615-8"\n', "M003"),
        ('[edition]\nlanguage = "de-1996-1996"\n', "M003"),
        ('[edition]\ntitle = "a\\u001bb"\n', "M003"),
        ('[epub]\ncss = "../own.css"\n', "M016"),
        ('[print]\nsheet = "12mm"\n', "M003"),
        ('[print]\nsheet = "0ppi"\n', "M003"),
        ('marks = { row = [\n{ write = "TEXT", means = "text" }] }\n', "M003"),
        ('marks = { row = [\n{ write = "[ANY ANY: TEXT]", means = "text" }] }\n', "M003"),
        ('marks = { row = [\n{ write = "[HAND: ANY: PLACE]", means = "gap" }] }\n', "M003"),
    ],
)
def test_what_only_the_reader_refuses(text: str, code: str, tmp_path: Path) -> None:
    assert [(one.code, one.location.line) for one in said_of(text, tmp_path)] == [(code, 2)]
    assert accepts(text)


def test_spaces_that_do_not_break_are_characters_of_a_text(tmp_path: Path) -> None:
    assert said_of('[edition]\ntitle = "Louis\u00a0XIV"\n', tmp_path) == ()


def test_a_number_is_said_to_be_none_of_those_there_are(tmp_path: Path) -> None:
    (found,) = said_of("[print]\nsignature = 3\n", tmp_path)
    assert "3 is none of 1, 2, 4, 8, 16, 32" in found.message


def test_more_faults_than_are_told(tmp_path: Path) -> None:
    said = said_of("[edition]\n" + "".join(f"a{n} = 1\n" for n in range(40_000)), tmp_path)
    assert len(said) == MOST_FAULTS
    assert [one.location.line for one in said] == list(range(2, MOST_FAULTS + 2))
    assert said[-1].hint.endswith("what else is wrong is told once these are mended")


def test_a_profile_that_there_is_not(tmp_path: Path) -> None:
    text = '[edition]\ntitle = "x"\nprofile = "gutenburg"\n'
    loaded = loading.load(make(tmp_path / "e", d1__txt="a", edition__toml=text))
    assert [(one.code, one.location.line) for one in loaded.diagnostics] == [("M003", 3)]
    assert "frus, gutenberg" in loaded.diagnostics[0].hint
    assert loaded.settings.profile == "frus"


PARTS = json.loads(as_text())["$defs"].values()
NAMES = sorted({name for part in PARTS for name in part["properties"]})
TABLES = sorted(json.loads(as_text())["properties"])
TEXTS = ['"d1"', '"1960"', '"a.css"', '"x.txt"', '""', '"pdf"']
SCALARS = st.sampled_from(["1", "true", "1.5", "1960-01-01", "07:32:00", *TEXTS])


def inline(tables: dict[str, str]) -> str:
    return f"{{ {', '.join(f'{name} = {value}' for name, value in tables.items())} }}"


VALUES = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=3).map(lambda items: f"[{', '.join(items)}]")
        | st.dictionaries(st.sampled_from([*NAMES, "T131", "x"]), inner, max_size=4).map(inline)
    ),
    max_leaves=8,
)
FILES = st.dictionaries(st.sampled_from([*TABLES, "x"]), VALUES, max_size=4).map(
    lambda tables: "".join(f"{name} = {value}\n" for name, value in tables.items())
)


@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=FILES)
def test_any_values_are_told_or_taken(text: str, tmp_path: Path) -> None:
    said = said_of(text, tmp_path)
    rows = text.count("\n")
    assert all(1 <= one.location.line <= max(rows, 1) and one.hint for one in said)
    if not said:
        assert accepts(text)
    decisions, problems = decisions_in((text, ""), tmp_path / "d1.decisions.toml")
    assert text == "" or problems or not decisions
