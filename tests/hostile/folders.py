"""Editions made to do harm: each kind lays one into a folder and gives what is asked of it.

``root`` holds ``input/letters``, an edition with one letter that nothing is wrong with, and ``home``,
which stands for the files of whoever runs the pipeline.
"""

from __future__ import annotations

import io
import os
import zipfile
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import TypeAlias

from tests.hostile import words

Kind: TypeAlias = Callable[[Random, Path], list[str]]

SECRET = "hunter2"  # noqa: S105 - nobody's
SETTINGS = '[edition]\nid = "letters"\ntitle = "L"\npublisher = "P"\ndate = "1931"\nlanguage = "en"\nrights = "R"\n'
NAMES = (
    "a\n::stop-commands::x", "a\x1b[31mred", "::error::x", "##[error]x", "\u202eb", "a\rb", "-x", "--out=x",
    "a b", "é", "e\u0301", "con", "aux.txt", "..a", "~", "$HOME", "`id`", "a;b", "a'b\"", "\udcff", "A" * 200,
    "a\tb", "🙂", "\u200b", "%0A::error::x",
)  # fmt: skip
_TARGETS = (
    "/proc/self/environ", "/etc/passwd", "/dev/zero", "/dev/random", "/proc/self/pagemap", "/proc/self/mem",
    "../../home/secret", "nowhere", ".", "..", "/", "d1.txt", "loop",
)  # fmt: skip
_READ = (
    "edition.toml", "order.txt", "persons.xml", "terms.xml", "d1.decisions.toml", "d2.txt", "raw", "house.css",
    "house.typ", "house.docx", "preface.txt", "sources.xml", "README.md", "more",
)  # fmt: skip
_STYLES = (
    '[docx]\nreference = "house.docx"\n[epub]\ncss = "house.css"\n[html]\ncss = "house.css"\n'
    '[pdf]\ntemplate = "house.typ"\n[book]\nfront = ["preface.txt"]\nback = ["sources.xml"]\n'
)


def letters(root: Path) -> Path:
    """Give the folder of the edition."""
    return root / "input" / "letters"


def _text(make: Callable[[Random], str]) -> Kind:
    def kind(random: Random, root: Path) -> list[str]:
        text = make(random).encode("utf-8", "surrogatepass")
        (letters(root) / "d1.txt").write_bytes(text)
        return ["check"]

    return kind


def raw(random: Random, root: Path) -> list[str]:
    (letters(root) / "d1.txt").write_bytes(words.raw(random))
    return [random.choice(("check", "fix"))]


def links(random: Random, root: Path) -> list[str]:
    """Links in the edition that lead out of it."""
    path = letters(root) / random.choice(_READ)
    (letters(root) / "edition.toml").write_text(SETTINGS + random.choice(("", _STYLES)))
    path.unlink(missing_ok=True)
    path.symlink_to(random.choice(_TARGETS))
    return [random.choice(("check", "build", "fix"))]


def devices(random: Random, root: Path) -> list[str]:
    """Pipes, folders and files without end under names that are read."""
    path = letters(root) / random.choice(_READ)
    (letters(root) / "edition.toml").write_text(SETTINGS + random.choice(("", _STYLES)))
    path.unlink(missing_ok=True)
    match random.randrange(3):
        case 0:
            os.mkfifo(path)
        case 1:
            path.mkdir()
        case _:
            with path.open("wb") as file:
                file.truncate(1 << 40)
    return [random.choice(("check", "build"))]


def planted(random: Random, root: Path) -> list[str]:
    """Links, pipes and journals in the folder of outputs."""
    name = random.choice(
        ("letters", "letters/html", "letters/tei", "letters/letters.docx", "letters/report.txt", ".work",
         ".lock", "letters/.published.json", "letters/STALE.txt", ".letters.work", ".work/journal.json")
    )  # fmt: skip
    path = root / "out" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    match random.randrange(4):
        case 0 | 1:
            path.symlink_to(root / "home" / random.choice(("", "secret", "nowhere")))
        case 2:
            os.mkfifo(path)
        case _ if name.endswith("json"):
            path.write_bytes(
                random.choice(
                    (
                        b"[[[",
                        b'{"../../home/secret": []}',
                        b'[["drop", "../home/secret"]]',
                        b"[" * 99_999,
                    )
                )
            )
        case _:
            path.mkdir()
    return ["build", "--out", "out", "--only", random.choice(("html", "docx"))]


def settings(random: Random, root: Path) -> list[str]:
    """Settings that are no TOML, too much of it, or of the wrong form."""
    count = random.choice((3, 100, 3_000, 30_000))
    lines = (
        "x = " + "9" * count, "x = " + "[" * count + "]" * count, "x = " + "{a = " * count + "1" + "}" * count,
        ".".join("a" * 1 for _ in range(count)) + " = 1", '[[allow]]\ncode = "T131"\nwhy = "x"\n' * (count // 8),
        '[[part]]\ntitle = "x"\n' * (count // 8), '[epub]\ncss = "' + "x" * count + '.css"',
        '[[part]]\nfrom = "d1"\n[[part.chapter]]\nfrom = "d1"\n' * (count // 8), "[severity]\nT131 = 7",
        '[severity]\n"T131\u202e" = "off"', 'title = "a\\u001b[31m"', "date = 1931-02-30", "date = 99999-01-01",
        "[outputs]\nformats = [1, [2]]", "[outputs]\npaper = {}", 'id = "../../home"', 'id = ".."', 'id = "con"',
        'profile = "../../home"', 'language = "' + "x-" * count + '"', "\x00", "\xff", "x = 1e999", "x = nan",
        "[edition]", '[book]\nfront = ["../home/secret"]', '[book]\nfront = ["/etc/passwd.txt"]',
        "".join(f"[a{n}]\n" for n in range(count)), "a=1\n" * 2, "\n" * count, "# " + "x" * count,
        '[book]\nfront = ["d1.txt"]\nback = ["d1.txt"]', 'isbn = "' + "9" * count + '"', "[edition.edition]",
    )  # fmt: skip
    before = random.choice(("", SETTINGS, "[edition]\n"))
    text = before + "\n".join(random.choice(lines) for _ in range(random.randrange(1, 3)))
    (letters(root) / "edition.toml").write_bytes(text.encode("utf-8", "surrogatepass"))
    return ["check"]


def decisions(random: Random, root: Path) -> list[str]:
    """Decisions that decide nothing, anything or everything."""
    (letters(root) / "d1.txt").write_text(words.LETTER)
    rows = []
    pieces = ("", "1", "suggestion", "the ", "suggestion1", " of", "p. 11", "ante", "11", "Sir", "\\n", "x", "*", "1 of",
              "2", "none", "#d1", "#d1fn1", "T131", "N102", "\\u202e", "9" * 30, "²", "a" * 1_000, "\\u0000")  # fmt: skip
    for _ in range(random.choice((1, 1, 2, 5, 400, 3_000))):
        table = random.choice(("marker", "reference", "reading", "other"))
        keys = random.sample(
            ("before", "text", "after", "note", "target", "accept", "why"), random.randrange(1, 8)
        )
        values = (f'{key} = "{random.choice(pieces)}"' for key in keys)
        rows.append(f"[[{table}]]\n" + "\n".join(values))
    (letters(root) / "d1.decisions.toml").write_text("\n".join(rows))
    return ["check"]


def lists(random: Random, root: Path) -> list[str]:
    """Lists of persons and terms."""
    count = random.choice((2, 50, 2_000, 20_000))
    names = [
        f'<persName xml:id="p{n}">N{random.choice((n, 1))}, S</persName>' for n in range(count)
    ]
    forms = (
        "<list><item>" + " ".join(names) + "</item></list>",
        "<list>" + "".join(f"<item>{name}</item>" for name in names) + "</list>",
        "<list>" * min(count, 5_000) + "</list>" * min(count, 5_000),
        '<!DOCTYPE a [<!ENTITY x "y"><!ENTITY z "&x;&x;">]><list>&z;</list>',
        '<!DOCTYPE a SYSTEM "file:///etc/passwd"><list/>',
        '<list xmlns:xi="http://www.w3.org/2001/XInclude"><xi:include href="/etc/passwd" parse="text"/></list>',
        f'<list><item><persName xml:id="p">{"A" * count}, B</persName></item></list>',
        "<list><item " + " ".join(f'a{n}="1"' for n in range(count)) + "/></list>",
        "<list><item>", "", "\x00", "<?xml version='1.0' encoding='utf-7'?><list/>", "<list>" + "é" * count + "</list>",
        f'<list><item><term xml:id="t">{"NSC " * count}</term></item></list>',
    )  # fmt: skip
    (letters(root) / random.choice(("persons.xml", "terms.xml"))).write_text(random.choice(forms))
    return ["check"]


def order(random: Random, root: Path) -> list[str]:
    count = random.choice((2, 2_000, 100_000))
    forms = (
        "d1\n" * count,
        "d2\n" * count,
        "\x1b[31m\n::error::x\n",
        "x" * count,
        "d1\r\n",
        "\ufeffd1\n",
        "d" + "9" * 5_000,
        "\u202ed1",
        "\x00\xff",
    )
    (letters(root) / "order.txt").write_text(random.choice(forms), encoding="utf-8")
    return ["check"]


def styles(random: Random, root: Path) -> list[str]:
    """Style sheets and templates."""
    css = (
        '@import "http://example.org/x.css";', '@charset "utf-8"; @\\69mport "x";', "a{background:url(http://x/)}",
        "a{b:url(data:text/html,x)}", "/*" * 9_999, "a{" * 9_999, "</style><script>x</script>", "\\", "@font-face{src:url(//x)}",
        "a{b:expression(x)}", "\x00", "a" * 500_000, "@media x{" * 3_000, '@namespace "javascript:x";', "/* @import */",
        "a{behavior:url(x)}", "<!--", "@\\000069 mport url(x)", "a::after{content:'\\1b[31m'}",
    )  # fmt: skip
    typ = (
        '#read("/etc/passwd")', '#import "@preview/x:1.0.0": *', "#let f(x) = f(x)\n#f(1)", "#{", "\x00",
        '#image("/etc/passwd")', '#include "/etc/passwd"', '#panic("\x1b[31m::error::x")', "#let a = b",
        '#{let s = "a"; while true {s = s + s}}', "// nothing", '#eval("1")', '#plugin("x")', "= H" * 9_999,
    )  # fmt: skip
    (letters(root) / "edition.toml").write_text(
        SETTINGS + '[epub]\ncss = "house.css"\n[pdf]\ntemplate = "house.typ"\n'
    )
    (letters(root) / "house.css").write_text(random.choice(css))
    (letters(root) / "house.typ").write_text(random.choice(typ))
    only = random.choice(("pdf", "epub"))
    return random.choice((["check"], ["build", "--out", "out", "--only", only]))


def reference(random: Random, root: Path) -> list[str]:
    """Reference documents: bombs, macros, links, fields, what is no archive."""
    (letters(root) / "edition.toml").write_text(SETTINGS + '[docx]\nreference = "house.docx"\n')
    held = io.BytesIO()
    how = random.choice(
        (zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA, zipfile.ZIP_STORED)
    )
    with zipfile.ZipFile(held, "w", how) as file:
        match random.randrange(6):
            case 0:
                with file.open("word/x.bin", "w", force_zip64=True) as member:
                    for _ in range(random.choice((2, 8))):
                        member.write(bytes(1 << 24))
            case 1:
                for number in range(random.choice((10, 3_000))):
                    file.writestr(f"a{number}", b"x")
            case 2:
                file.writestr("word/vbaProject.bin", b"x")
            case 3:
                file.writestr("../../../home/secret", b"x")
                file.writestr("/etc/x", b"x")
            case 4:
                file.writestr(
                    "[Content_Types].xml",
                    "<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><a>&x;</a>",
                )
                file.writestr("_rels/.rels", "<!DOCTYPE a><a/>")
            case _:
                file.writestr("_rels/.rels", "<a" * 9_999)
    data = bytearray(held.getvalue())
    for _ in range(random.choice((0, 0, 5, 50))):
        data[random.randrange(len(data))] = random.randrange(256)
    (letters(root) / "house.docx").write_bytes(bytes(data))
    return ["check"]


def tei_around(body: str, doctype: str = "") -> str:
    """Give a text of the editors as TEI, with ``body`` in it."""
    return (
        f'<?xml version="1.0"?>{doctype}<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="en"><teiHeader><fileDesc><titleStmt>'
        '<title level="a">Sources</title><title level="m">L</title></titleStmt><publicationStmt><publisher>G</publisher>'
        '<pubPlace>X</pubPlace><date when="2026">2026</date><idno type="edition">letters</idno><availability><p>CC</p>'
        '</availability></publicationStmt><sourceDesc><bibl><title>sources.txt</title><idno type="sha256">'
        f'{"0" * 64}</idno></bibl></sourceDesc></fileDesc><encodingDesc><editorialDecl><normalization method="silent"><p>none</p>'
        '</normalization></editorialDecl><appInfo><application ident="edition-pipeline" version="0.1.0"><label>edition-pipeline'
        '</label></application></appInfo></encodingDesc><profileDesc><langUsage><language ident="en">en</language></langUsage>'
        '</profileDesc></teiHeader><text><body><div type="document" subtype="historical-document" xml:id="sources"><head>Sources'
        f"</head>{body}</div></body></text></TEI>"
    )


def tei(random: Random, root: Path) -> list[str]:
    """A text after the documents that comes as TEI."""
    count = random.choice((2, 50, 2_000))
    bodies = (
        '<p>Text<note n="1" place="foot" xml:id="sourcesfn1"><p>x</p></note> more.</p>' * 2,
        "<p>" * count + "</p>" * count, f'<pb n="{"9" * count}"/><p>x</p>', '<p><ref target="javascript:x">x</ref></p>',
        '<table><row><cell>a</cell></row><row><cell>b</cell><cell>c</cell><pb n="3"/></row></table>',
        '<p><note n="1" place="foot" xml:id="sourcesfnx"><p>x</p></note></p>', "<p>&x;</p>", "<list>" * count + "</list>" * count,
        '<figure><graphic url="http://x/"/></figure>', "<p>" + "a" * 100_000 + "</p>", '<p xml:lang="x-\u202e">x</p>',
        '<table rows="0" cols="99999999"><row><cell cols="99999999" rows="99999999">a</cell></row></table>', "",
        '<p><note n="1" xml:id="sourcesfn99999999999999999999"><p>x</p></note></p>', "<div><head>x</head></div>" * count,
    )  # fmt: skip
    doctype = random.choice(
        ("", "", "", '<!DOCTYPE TEI [<!ENTITY x "y">]>', '<!DOCTYPE TEI SYSTEM "/etc/passwd">')
    )
    text = tei_around(random.choice(bodies), doctype)
    (letters(root) / "edition.toml").write_text(SETTINGS + '[book]\nback = ["sources.xml"]\n')
    (letters(root) / "sources.xml").write_text(text, encoding="utf-8")
    return random.choice((["check"], ["check"], ["build", "--out", "out", "--only", "html"]))


def names(random: Random, root: Path) -> list[str]:
    """Names of files and folders."""
    name = random.choice(NAMES)
    match random.randrange(5):
        case 0:
            letters(root).rename(root / "input" / name)
        case 1:
            (letters(root) / "d1.txt").rename(letters(root) / f"{name}.txt")
        case 2:
            (letters(root) / f"{name}.pem").write_text(SECRET)
        case 3:
            (letters(root) / name).mkdir()
            (letters(root) / name / "x.txt").write_text(words.LETTER)
        case _:
            for one in (
                "pg_12",
                "title",
                "toc",
                "xml",
                "letters",
                "nav",
                "index",
                "D1",
                "cover",
                "report",
            ):
                (letters(root) / f"{one}.txt").write_text(words.LETTER)
    form = random.choice(("text", "github", "json", "gitlab", "junit", "sarif"))
    return random.choice(
        (["check", "--format", form], ["check"], ["encode", "--out", "out"], ["fix"])
    )


def arguments(random: Random, root: Path) -> list[str]:
    """Arguments that name nothing, or name what is none of the pipeline's business."""
    name = random.choice(
        (
            *NAMES[:-8],
            "",
            "a" * 300,
            "/dev/zero",
            "/proc/self/environ",
            "home/secret",
            "input/letters/d1.txt",
        )
    )
    name = name.replace("\0", "")
    return random.choice(
        (
            ["check", "--", name], ["check", "--format", name], [name], ["explain", name], ["check", f"--{name}"],
            ["build", "--out", "out", "--", name], ["decide", f"{name}:1"], ["check", "--baseline", name],
            ["check", "--workers", name], ["fix", "--", name], ["check", "--changed-since", name],
            ["check", "--write-baseline", f"out/{name}"], ["decide", "input/letters/d1.txt:7", "--note", name],
            ["decide", "input/letters/d1.txt:7", "--text", name, "--note", "1"], ["explain", "T131"], ["rules"],
            ["fix", "--select", name], ["build", "--only", name],
        )
    )  # fmt: skip


def baselines(random: Random, root: Path) -> list[str]:
    forms = (
        "[" * 99_999, "{}", '{"version": 1}', '{"version": 1, "files": 7}', '{"version": 1, "files": {"x": [{}]}}',
        '{"version": 1, "files": {"x": [{"code": 1, "text": [], "fingerprint": null}]}}', "", "\x00", "9" * 5_000,
        '{"version": 1, "files": {"a\\u001b[31m": [{"code": "T131", "text": "::error::x", "fingerprint": "x"}]}}',
        '{"version": ' + "9" * 4_400 + "}",
    )  # fmt: skip
    (root / "known.json").write_text(random.choice(forms))
    return ["check", "--baseline", "known.json"]


def books(random: Random, root: Path) -> list[str]:
    """Odd letters through all formats, which must come out whole or not at all."""
    make = random.choice((words.soup, words.spoilt, words.numbers, words.nested))
    (letters(root) / "d1.txt").write_bytes(make(random).encode("utf-8", "surrogatepass"))
    only = random.choice(("html", "docx", "epub", "pdf"))
    return ["build", "--out", "out", "--only", only]


def gutenberg(random: Random, root: Path) -> list[str]:
    """Notes in notes and brackets in one another, with the profile that knows them."""
    (letters(root) / "edition.toml").write_text(
        SETTINGS.replace("id =", 'profile = "gutenberg"\nid =')
    )
    depth = random.choice((2, 10, 200, 3_000))
    forms = (
        "Text[1] more.\n\n[1: a note [2: with a note [3: in it]]]\n", "[" * depth + "x" + "]" * depth, "[Footnote 1: " * depth,
        "[1: x]\n\n" * depth, "word[1]" * depth + "\n\n" + "".join(f"[{n}: note]\n" for n in range(min(depth, 500))),
        "[Footnote 1: a\n\n[Footnote 2: b]\n\nc]\n",
    )  # fmt: skip
    (letters(root) / "d1.txt").write_text(
        words.HEAD + random.choice((*forms, words.soup(random))),
        encoding="utf-8",
        errors="surrogatepass",
    )
    return ["check"]


KINDS: dict[str, Kind] = {
    "words": _text(words.soup),
    "numbers": _text(words.numbers),
    "spoilt letters": _text(words.spoilt),
    "one thing often": _text(words.grown),
    "counted things": _text(words.counted),
    "nested things": _text(words.nested),
    "bytes": raw,
    "links": links,
    "pipes and files without end": devices,
    "links in the outputs": planted,
    "settings": settings,
    "decisions": decisions,
    "persons and terms": lists,
    "order": order,
    "style sheets and templates": styles,
    "reference documents": reference,
    "TEI of one's own": tei,
    "names": names,
    "arguments": arguments,
    "baselines": baselines,
    "all formats": books,
    "profile gutenberg": gutenberg,
}
