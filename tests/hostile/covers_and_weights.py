"""Editions made to do harm by covers, by what shops ask for, and by weights of their own."""

from __future__ import annotations

import zlib
from pathlib import Path
from random import Random

from pipeline.convert.pdf import fonts
from tests.hostile import words
from tests.hostile.brought import in_the_way, toml
from tests.hostile.doors import BY_HAND, NINES
from tests.hostile.folders import SETTINGS, Kind, letters


def covers(random: Random, root: Path) -> list[str]:
    """Covers that are no pictures, or pictures of a size nobody prints."""
    edition = letters(root)
    name = random.choice(
        (
            "cover.png",
            "cover.jpg",
            "more/cover.png",
            "../home/secret.png",
            "/etc/passwd.png",
            "cover.svg",
            "a" * 300 + ".png",
            "cover.png\x1b.png",
        )
    )
    chunk = (
        b"IHDR"
        + random.choice((b"\x7f\xff\xff\xff" * 2, b"\0\0\0\1" * 2, b"\0" * 8))
        + b"\x08\x06\0\0\0"
    )
    picture = random.choice(
        (b"", b"\x89PNG\r\n\x1a\n", b"\x89PNG\r\n\x1a\n\0\0\0\x0d" + chunk + zlib.crc32(chunk).to_bytes(4, "big"), b"\xff\xd8\xff", b"\xff\xd8\xff<script>x</script>", b"<svg><script>x</script></svg>", b"\x89PNG\r\n\x1a\n" + bytes(1 << 24), b"GIF89a", b"\xff\xd8\xff" + bytes(9_999))
    )  # fmt: skip
    path = edition / "cover.png"
    if random.random() < 0.3:
        in_the_way(random, path)
    else:
        path.write_bytes(picture)
        (edition / "cover.jpg").write_bytes(picture)
    said = random.choice(("A ship", "x" * 1_900, *BY_HAND))
    (edition / "edition.toml").write_text(
        f"{SETTINGS}[epub]\ncover = {toml(name)}\ncover_description = {toml(said)}\n"
    )
    return random.choice((["check"], ["build", "--out", "out", "--only", "epub"]))


def typefaces(random: Random, root: Path) -> list[str]:
    """Faces of other scripts that are damaged, or that are none."""
    edition = letters(root)
    face = bytearray(min(fonts.FOLDER.glob("*.ttf")).read_bytes())
    reach = random.choice((300, 3_000, len(face)))  # the list of tables, the first ones, all
    for _ in range(random.choice((0, 1, 20, 400))):
        face[random.randrange(reach)] = random.randrange(256)
    data = bytes(face[: random.choice((0, 3, 200, len(face) // 2, len(face), len(face)))])
    if random.random() < 0.2:
        in_the_way(random, edition / "face.ttf")
    else:
        (edition / "face.ttf").write_bytes(random.choice((data, data, data, bytes(1 << 25))))
    named = random.choice(
        (["face.ttf"], ["face.ttf"] * 2, ["../home/secret.ttf"], ["face.otf\x1b"])
    )
    (edition / "edition.toml").write_text(
        f"{SETTINGS}[outputs]\nfonts = [{', '.join(map(toml, named))}]\n"
    )
    (edition / "d1.txt").write_text(
        f"{words.LETTER}\nIt says \u4e2d \u0436 \u05d0.\n", encoding="utf-8"
    )
    formats = random.choice((["--only", "pdf"], ["--only", "epub"], ["--only", "html"], []))
    return random.choice((["check"], ["build", "--out", "out", *formats]))


_NUMBERS = (
    "9" * 300 + " EUR",
    "0.00 EUR",
    "1.00 eur",
    "-1 EUR",
    "1e9 EUR",
    "978-0-306-40615-7",
    "0-306-40615-2",
    NINES[:13],
    "-" * 17,
    "",
)
_SAID = (
    "x",
    "]]>",
    "<b>x</b>",
    "&x;",
    "x" * 3_900,
    "https://[::1",
    "https://x/\"'<>",
    "a@b",
    "@",
    "{id}",
    "10.1000/{id}",
    "10.1000/<x>{id}",
    "0000-0002-1825-0097",
    "2026-05-31",
    "2026-02-30",
    "NHTB",
    "HIS027000",
    *BY_HAND,
)


def publications(random: Random, root: Path) -> list[str]:
    """What is said to shops, libraries and registers."""
    edition = letters(root)
    keys = ("updated", "series_number", "issn", "doi", "document_doi", "licence", "description")
    rows = [
        f"{key} = {toml(random.choice(_SAID))}"
        for key in random.sample(keys, random.randrange(1, 5))
    ]
    rows += [
        f"{key} = [{', '.join(toml(random.choice(_SAID)) for _ in range(random.choice((1, 3, 2_000))))}]"
        for key in random.sample(("keywords", "thema", "bisac"), 1)
    ]
    for table in random.sample(("isbn", "price"), random.randrange(3)):
        rows += [
            f"[publication.{table}]",
            *(f"{form} = {toml(random.choice(_NUMBERS))}" for form in ("epub", "pdf")),
        ]
    for table, names in (
        ("accessibility", ("conforms_to", "certified_by", "report")),
        ("crossref", ("name", "email", "registrant")),
    ):
        rows += [
            f"[publication.{table}]",
            *(
                f"{name} = {toml(random.choice(_SAID))}"
                for name in random.sample(names, random.randrange(3))
            ),
        ]
    one = f"[[publication.contributor]]\nname = {toml(random.choice(_SAID))}\nrole = {toml(random.choice(('editor', 'translator', 'x')))}\norcid = {toml(random.choice(('', *_SAID)))}"
    rows += [one] * random.choice((0, 1, 1, 900))
    formats = random.choice(
        ("", '[outputs]\nformats = ["bits", "icml"]\n', '[outputs]\nformats = ["html", "epub"]\n')
    )
    (edition / "edition.toml").write_text(
        SETTINGS + formats + "[publication]\n" + "\n".join(rows) + "\n"
    )
    return random.choice((["check"], ["build", "--out", "out"]))


def learned(random: Random, root: Path) -> list[str]:
    """Weights of an edition's own, texts to learn from, and the report of a desk."""
    edition = letters(root)
    own = edition / "profile"
    own.mkdir()
    (own / "shared.toml").write_text('base = "frus"\n')
    number = random.choice(("1", "-1", NINES, "1e999", "nan", "true", '"x"', "[]", "999999999"))
    row = random.choice(("here", "before", "x", "after", "\\u001b"))
    (own / "lines.toml").write_text(
        random.choice(
            (
                "",
                f'["{row}"]\nx = {{dateline = {number}}}\n',
                f'["{row}"."a b"]\ndateline = {number}\n',
                f'["{row}"]\nx = 1\n',
                "x = 1\n",
                f'["{row}".x]\n' + "".join(f"k{n} = 1\n" for n in range(9_000)),
                "[here]\n" + "".join(f"x{n} = {{dateline = 1}}\n" for n in range(9_000)),
            )
        )
    )
    texts = root / "corrected"
    texts.mkdir()
    line = random.choice(
        (
            "dateline 0.9 | London, May 3, 1931.\n",
            "x | y\n",
            "|\n",
            "dateline | " + "x" * 9_000 + "\n",
            "\x1b[31m | ::error::x\n",
            "heading  99%  | No. 1\n",
            "\x00",
            "",
        )
    )
    for one in range(random.choice((1, 25))):
        (texts / f"d{one}.txt").write_text(line * random.choice((1, 30)))
    if random.random() < 0.2:
        in_the_way(random, texts / "x.txt")
    if random.random() < 0.2:
        in_the_way(
            random, root / "out" / "letters" / random.choice(("proof", "letters.xml", "tei"))
        )
    (edition / "d1.txt").write_text(
        random.choice((words.LETTER, words.soup(random), words.spoilt(random))),
        encoding="utf-8",
        errors="replace",
    )
    return random.choice(
        (["profile", "show", "input/letters"], ["profile", "try", "input/letters/d1.txt"], ["profile", "try", random.choice(("/dev/zero", "corrected", "a" * 5_000, "\x1b.txt"))], ["profile", "learn", "corrected", "--into", "input/letters"], ["profile", "learn", random.choice(("/proc/self", "input", "\x1b", "/dev/zero")), "--into", "input/letters"],
         ["proof", "input/letters", "--out", "out", "--workers", "1"], ["check"], ["completion", random.choice(("bash", "x\x1b", ""))])
    )  # fmt: skip


KINDS: dict[str, Kind] = {
    "covers": covers, "typefaces": typefaces, "publications": publications, "learned": learned,
}  # fmt: skip
