"""Each case of hostile or unlucky input that was found once, through the command, by its name.

What needs a repository stands in ``tests/triage/test_history.py`` (a folder that is a repository
with a filter) and ``tests/cli/test_changed_editions.py`` (a document that moved, a forced push).
"""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.command import edition
from tests.hostile.folders import SETTINGS, tei_around

HEAD = "No. 1\n\nMr. A to Mr. B\n\n"
TEXT = HEAD + "London, May 3, 1931.\n\nSir: I have the honor.\n\n[Page 12]\n\nMore of it.\n"
OTHER = "No. 2\n\nMr. C to Mr. D\n\nText.\n"
MEMORANDUM = "1. Memorandum of Conversation\n\nLisbon, November 19, 1968, 11 a.m.\n\n"
SOURCE = "\n  1. Source: Firefly Papers, Box 3. Secret.\n"
DECISION = '[[marker]]\nbefore = "the "\ntext = "suggestion"\nnote = "1"\n'
NOTE = '<p>Text<note n="1" place="foot" xml:id="sourcesfn1"><p>x</p></note> more.</p>'
PERSONS = " ".join(f'<persName xml:id="p{n}">N{n}, S</persName>' for n in range(1_000))
DOCX = SETTINGS + '[docx]\nreference = "house.docx"\n'
FETCHED = b'@charset "iso-2022-jp";\n@im\x1b(Bport "http://127.0.0.1:9/x.css";\n'


def packed(how: int) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", how) as made:
        made.writestr("word/x.bin", bytes(1 << 24))
    return file.getvalue()


@dataclass(frozen=True)
class Case:
    """What is put into the edition's folder; the exit code, and words of what is said."""

    files: dict[str, str | bytes]
    code: int
    said: str = "0 errors"
    links: dict[str, str] = field(default_factory=dict)
    command: tuple[str, ...] = ("check",)


BUILD = ("build", "--out", "out", "--only", "html")
CASES = {
    "00 a lost marker takes a word of the text": Case(
        {"d1.txt": f"{MEMORANDUM}The harbor is open.\n\nBall{SOURCE}"}, 1, "N102 note 1 has no"
    ),
    "00 a lost marker takes the time": Case(
        {"d1.txt": f"{MEMORANDUM}PARTICIPANTS\n\n  • Mr. Ruiz\n\nThe two spoke.\n{SOURCE}"}, 1,
        "N102 note 1 has no marker",
    ),
    "00 a year, a dash, a word": Case(
        {"d1.txt": HEAD + "See Foreign Relations, 1955—in the volume on Japan.\n"}, 0
    ),
    "02 a head of a list before an item": Case(
        {"d1.txt": MEMORANDUM + "  • Deal\n\nPARTICIPANTS\n\n  • Italy\n\n    • Rossi\n"}, 0
    ),
    "03 a decision on a word": Case(
        {"d1.txt": HEAD + "The suggestion1 of it.\n\n  1. See.\n", "d1.decisions.toml": DECISION},
        1, "D002 the decision cannot be used: “suggestion” is no marker",
    ),
    "04 a link to all variables": Case(
        {}, 1, "order.txt cannot be read: it is a link", {"order.txt": "/proc/self/environ"}
    ),
    "04 a link to a device": Case(
        {}, 1, "D001 the decisions cannot be read: it is a link", {"d1.decisions.toml": "/dev/zero"}
    ),
    "05 a link in the place of the outputs": Case(
        {}, 6, "a link or a file stands where a folder", {"../../out/letters": "../home"}, BUILD
    ),
    "05 a link in the place of a work file": Case(
        {}, 0, "written", {"../../.known.json.work": "home/mine"},
        ("check", "--write-baseline", "known.json"),
    ),
    "07 a page number of 20 figures": Case(
        {"d1.txt": HEAD + "[Page 18446744073709551616]\n\nMore.\n"}, 1, "T011 20 figures"
    ),
    "07 a page number of 4,301 figures": Case(
        {"d1.txt": f"{HEAD}[Page {'9' * 4301}]\n\nMore.\n"}, 1, "T011 4,301 figures"
    ),
    "07 raised figures in a span of years": Case(
        {"d1.txt": HEAD + "See Foreign Relations, 1961–⁶³, volume X.\n"}, 0
    ),
    "08 a number of 4,301 figures": Case(
        {"edition.toml": f"{SETTINGS}x = {'9' * 4301}\n"}, 1, "error M001 edition.toml"
    ),
    "08 500 lists in one another": Case(
        {"edition.toml": f"{SETTINGS}x = {'[' * 500}{']' * 500}\n"}, 1, "error M001 edition.toml"
    ),
    "08 a key of 20,000 parts": Case(
        {"edition.toml": f"{SETTINGS}{'.'.join('a' * 20_000)} = 1\n"}, 1, "error M001 edition.toml"
    ),
    "09 a document with the id of a page": Case(
        {"pg_12.txt": OTHER}, 1, "S106 the id pg_12 is that of page 12 too"
    ),
    "10 a document named as its edition": Case({"letters.txt": OTHER}, 0, command=BUILD),
    "11 the name of a folder in the log": Case(
        {"a\x1b[31mred/x.txt": OTHER}, 0, "\\u{001b}[31mred", command=("check", "--format", "text")
    ),
    "12 a reference document packed by bzip2": Case(
        {"edition.toml": DOCX, "house.docx": packed(zipfile.ZIP_BZIP2)}, 1,
        "packed in another way than word processors",
    ),
    "12 a reference document that cannot be unpacked": Case(
        {"edition.toml": DOCX, "house.docx": packed(zipfile.ZIP_LZMA)[:200]}, 1, "M016 'house.docx'"
    ),
    "13 an id given twice": Case(
        {
            "edition.toml": SETTINGS + '[book]\nback = ["sources.xml"]\n',
            "sources.xml": tei_around(NOTE * 2),
        },
        1, "the xml:id sourcesfn1 is given a second time",
    ),
    "14 a thousand persons in one item": Case(
        {"persons.xml": f"<list><item>{PERSONS}</item></list>"}, 0,
        "A007 an entry of persons.xml is left out: 1,000 names",
    ),
    "15 a style sheet whose letters hide what it fetches": Case(
        {"edition.toml": SETTINGS + '[html]\ncss = "house.css"\n', "house.css": FETCHED}, 1,
        "M016 'house.css' cannot be used",
    ),
    "15 a style sheet with an honest comment": Case(
        {
            "edition.toml": SETTINGS + '[html]\ncss = "house.css"\n',
            "house.css": "/* no @import here */\np { color: #333 }\n",
        },
        0,
    ),
    "17 ten thousand combining marks": Case(
        {"d1.txt": f"{HEAD}This is a{chr(0x301) * 10_000}.\n"}, 1, "T012"
    ),
    **{
        f"18 an edition in {tag}": Case(
            {"edition.toml": SETTINGS.replace('"en"', f'"{tag}"')}, 0, command=BUILD
        )
        for tag in ("zh-Hant", "de-1996", "pt-br")
    },
    "19 two thousand rows of tabs": Case(
        {"d1.txt": TEXT + "\n" + "a\tb\tc\n" * 2_000}, 1, "C101 U+0009 (a tab) cannot be printed"
    ),
    "21 a letter is no marker": Case(
        {"d1.txt": f"1. Memorandum From Mr. A\n\nBackground\n\nThe board met.\n{SOURCE}"}, 1,
        "N102 note 1 has no marker",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_ends_as_it_should(tmp_path: Path, case: Case) -> None:
    folder = tmp_path / "input" / "letters"
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "mine").write_text("mine")
    for name, content in {"edition.toml": SETTINGS, "d1.txt": TEXT, **case.files}.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    for name, target in case.links.items():
        (folder / name).resolve().parent.mkdir(exist_ok=True)
        (folder / name).symlink_to(target)
    done = edition(*case.command, cwd=tmp_path)
    said = done.stdout + done.stderr
    assert done.returncode == case.code, said
    assert case.said in said
    assert "Traceback" not in said
    assert all(line.isprintable() for line in said.split("\n"))
    assert "PATH=" not in said
    assert [one.name for one in (tmp_path / "home").iterdir()] == ["mine"]
    assert (tmp_path / "home" / "mine").read_text() == "mine"
