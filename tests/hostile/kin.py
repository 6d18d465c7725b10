"""More editions made to do harm: kin of those in ``folders``, in other places and other spellings."""

from __future__ import annotations

import io
import json
import os
import subprocess
import zipfile
from pathlib import Path
from random import Random

from tests.hostile import words
from tests.hostile.folders import SETTINGS, Kind, letters, tei_around

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TAGS = (
    "zh-Hant", "de-1996", "pt-br", "ar", "x-private", "i-klingon", "en-US-u-ca-gregory", "art-lojban", "zh-cmn-Hans-CN",
    "a", "de-DE-1996-1996", "en-", "-en", "EN_us", "sl-rozaj-biske-1994", "hy-Latn-IT-arevela", "und", "mul", "he", "fa",
    "qaa-Qaaa-QM-x-southern", "eng", "english", "e\u0301n", "en\u202e", "de-a-b", "th", "dv-Thaa", "x-", "*", "en-aaaaaaaaa",
)  # fmt: skip


def _git(root: Path, *arguments: str) -> None:
    command = ["git", "-c", "user.email=a@b.c", "-c", "user.name=n", "-C", str(root), *arguments]
    subprocess.run(command, check=True, capture_output=True)


def repository(random: Random, root: Path) -> list[str]:
    """A folder that is a repository too, attributes, modules, links, and revisions that are none."""
    mark = root / "home" / "ran"
    run = f"touch {mark}; cat"
    top, edition = root / "input", letters(root)
    config = (
        "[core]\n\trepositoryformatversion = 0\n\tbare = false\n\tworktree = .\n"
        f'\tfsmonitor = "{run}"\n\thooksPath = hooks\n\tpager = "{run}"\n\tsshCommand = "{run}"\n'
        f'[filter "x"]\n\tsmudge = "{run}"\n\tclean = "{run}"\n\tprocess = "{run}"\n'
        f'[diff]\n\texternal = "{run}"\n[diff "x"]\n\ttextconv = "{run}"\n\tcommand = "{run}"\n'
        f'[alias]\n\trev-parse = "!{run}"\n[include]\n\tpath = ../../home/secret\n'
    )
    _git(root, "init", "-q", "-b", "main", ".")
    (root / ".gitignore").write_text("home\ntmp\ncache\nsaid\n")
    _git(root, "add", "-A")
    _git(root, "commit", "-qm", "base")
    place = random.choice((edition, top, edition / "raw"))
    for name in ("refs/heads", "objects", "hooks"):
        (place / name).mkdir(parents=True, exist_ok=True)
    (place / "HEAD").write_text("ref: refs/heads/main\n")
    (place / "config").write_text(config)
    for name in (
        "post-checkout",
        "reference-transaction",
        "fsmonitor-watchman",
        "post-index-change",
    ):
        hook = place / "hooks" / name
        hook.write_text(f"#!/bin/sh\n{run}\n")
        hook.chmod(0o755)
    attributes = "* filter=x diff=x merge=x ident export-subst eol=crlf\n"
    for folder in (root, top, edition):
        (folder / ".gitattributes").write_text(attributes)
    (root / ".gitmodules").write_text(
        f'[submodule "x"]\n\tpath = input/x\n\turl = "ext::{run}"\n\tupdate = "!{run}"\n'
    )
    (edition / "d2.txt").write_text(words.LETTER)
    if random.random() < 0.5:
        name = random.choice(("d3.txt", "d1.decisions.toml", "x.txt"))
        (edition / name).symlink_to("../../home/secret")
    if random.random() < 0.5:
        _git(root, "add", "-A")
        _git(root, "commit", "-qm", "change")
    revision = random.choice(
        ("main", "HEAD", "HEAD~1", "HEAD~", "HEAD^{/base}", ":/base", "@{-1}", "HEAD@{1.day.ago}", "a..b", "^HEAD", "HEAD:input",
         "--output=home/x", "-h", "main --output=home/x", "HEAD^{tree}", "0" * 40, "f" * 40, "f" * 5_000, "\u202e", "", "@", "~",
         "HEAD" + "^" * 2_000, "HEAD~9999999999999999999", "refs/heads/main", "main\n", "::error::x", "FETCH_HEAD")
    )  # fmt: skip
    return [
        "check",
        "--changed-since",
        revision,
        *random.choice(((), ("input",), ("input/letters",))),
    ]


def much_xml(random: Random, root: Path) -> list[str]:
    """XML that is small as a file and large as a tree, or deep, or full of attributes."""
    count = random.choice((3, 300, 30_000, 200_000))
    forms = (
        "<p/>" * count, "<list><item>x</item></list>" * count, "<p><ref/></p>" * count, "<div/>" * count, "<x/>" * count,
        "<p>" + "<note/>" * count + "</p>", '<p rend="x">x</p>' * count, "<p>x<lb/></p>" * count, "\n" * count + "<p>x</p>",
        "<p>" + "x<pb n='1'/>" * count + "</p>", "<table>" + "<row><cell>x</cell></row>" * count + "</table>",
        "<p>" + "".join(f'<note n="{n}" place="foot" xml:id="sourcesfn{n}"><p>x</p></note>' for n in range(1, count)) + "</p>",
        "<p>" + "&#65;" * count + "</p>", "<p>" + "<![CDATA[x]]>" * count + "</p>", "<p>" + "<!-- x -->" * count + "</p>",
        "<p>" + "<hi>" * 60 + "x" + "</hi>" * 60 + "</p>", "".join(f'<p xml:id="i{n % 50}">x</p>' for n in range(count)),
        f'<p xmlns:{"a" * min(count, 9_000)}="b">x</p>', "<p>" + "<persName ref='#x'>A</persName>" * count + "</p>",
    )  # fmt: skip
    text = random.choice(forms)[:950_000]
    if random.random() < 0.3:
        (letters(root) / random.choice(("persons.xml", "terms.xml"))).write_text(
            f"<list>{text}</list>"
        )
        return ["check"]
    (letters(root) / "edition.toml").write_text(SETTINGS + '[book]\nback = ["sources.xml"]\n')
    (letters(root) / "sources.xml").write_text(tei_around(text))
    return ["check"]


def packed(random: Random, root: Path) -> list[str]:
    """Reference documents that Word would open, with one thing in them that must not be obeyed."""
    count = random.choice((3, 3_000, 1_000_000, 8_000_000))
    field = '<w:fldSimple w:instr="DDEAUTO c:\\\\windows\\\\cmd.exe x"><w:r><w:t>x</w:t></w:r></w:fldSimple>'
    styles = random.choice(
        (
            "<w:style/>" * min(count, 6_000_000), "<w:a/>" * count, field, f"<w:style w:type='paragraph' w:styleId='Normal'>{field}</w:style>",
            "<w:docDefaults><w:rPrDefault>" * 100, "<w:style w:type='paragraph' w:styleId='a'><w:basedOn w:val='a'/></w:style>",
            "".join(f"<w:style w:styleId='s{n}'><w:basedOn w:val='s{n + 1}'/></w:style>" for n in range(min(count, 20_000))),
            "<w:style w:styleId='x'><w:name w:val='heading 1'/></w:style>" * min(count, 5_000), "<w:style w:x='" + "y" * 9_000_000 + "'/>",
            "<w:style w:type='paragraph' w:default='1' w:styleId='\u202e\x7f'><w:name w:val='Normal'/></w:style>", "&x;", "",
            f"<w:style w:styleId='h'><w:name w:val='toc {'9' * 5_000}'/><w:pPr><w:outlineLvl w:val='x'/></w:pPr></w:style>",
            "<w:style><w:pPr><w:numPr><w:numId w:val='99999999999999999999'/></w:numPr></w:pPr></w:style>",
        )
    )  # fmt: skip
    parts = {
        "[Content_Types].xml": "<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'/>",
        "_rels/.rels": f"<Relationships xmlns='{_RELATIONS}'><Relationship Id='a' Type='{_OFFICE}/officeDocument' Target='word/document.xml'/></Relationships>",
        "word/_rels/document.xml.rels": f"<Relationships xmlns='{_RELATIONS}'><Relationship Id='a' Type='{_OFFICE}/styles' Target='styles.xml'/>"
        f"<Relationship Id='b' Type='{_OFFICE}/{random.choice(('theme', 'numbering', 'settings', 'attachedTemplate'))}' Target='{random.choice(('numbering.xml', '../../x', '/etc/passwd', 'file:///x', 'http://x/'))}'"
        f"{random.choice(('', ' TargetMode=' + chr(39) + 'External' + chr(39), ' TargetMode=' + chr(39) + 'external' + chr(39)))}/></Relationships>",
        "word/document.xml": f"<w:document {_W}><w:body>{random.choice(('', '<w:a/>' * min(count, 1_000_000), '<w:sectPr><w:pgSz w:w=' + chr(39) + '9' * 5 + chr(39) + '/></w:sectPr>'))}</w:body></w:document>",
        "word/styles.xml": f"<w:styles {_W}>{styles}</w:styles>",
        "word/numbering.xml": f"<w:numbering {_W}>{random.choice(('', field, '<w:num/>' * min(count, 100_000)))}</w:numbering>",
    }  # fmt: skip
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as file:
        for name, content in parts.items():
            file.writestr(name, content)
    (letters(root) / "house.docx").write_bytes(held.getvalue())
    (letters(root) / "edition.toml").write_text(SETTINGS + '[docx]\nreference = "house.docx"\n')
    return random.choice((["check"], ["build", "--out", "out", "--only", "docx"]))


def records(random: Random, root: Path) -> list[str]:
    """Journals, records and baselines that are well formed and large, or name what they must not."""
    count = random.choice((3, 3_000, 3_000_000))
    elsewhere = "../home/secret"
    lists: tuple[object, ...] = (
        [["drop", "a"]] * count, [[]] * count, [["write", f"letters/{n}", str(n)] for n in range(min(count, 9_000))],
        [["remove", "letters/report.txt", [], []]] * count, [["drop", "/".join(["a"] * 3_000)]], [["drop", "a" * 5_000]],
        [["write", "letters/html", "0"]], [["drop", "letters/\x00"]], [["drop", "letters/\ud800"]], [["drop", ".lock"]], [["drop", ".work"]],
        [["write", elsewhere, "0"]], [["drop", f"letters/{elsewhere}"]], [["remove", "letters", ["x"], ["letters"]]],
    )  # fmt: skip
    tables: tuple[object, ...] = (
        {str(n): [] for n in range(min(count, 1_000_000))}, {elsewhere: ["x"]}, {"a" * 5_000: ["x"]}, {"\x00": ["x"]}, {"\ud800": ["x"]},
        {"/".join(["a"] * 3_000): ["x"]}, {"report.txt": ["x"] * count}, {"report.txt": [[[]]] * min(count, 9_000)}, {"": [""]}, {".": ["x"]},
    )  # fmt: skip
    rows: tuple[object, ...] = (
        {"a" * 5_000: []}, {"\x00": []}, {"../home/secret": [{}]}, {"x": [{}] * count}, {"x": []}, {"\ud800": []},
        {str(n): [] for n in range(min(count, 300_000))}, {"x": [{"code": "T131", "text": "x" * count, "fingerprint": "x"}]},
        {"letters/d1.txt": [{"code": "T131", "text": "x", "fingerprint": "x"}] * min(count, 300_000)}, {"/".join(["a"] * 3_000): []},
    )  # fmt: skip
    held: object
    match random.randrange(3):
        case 0:
            place, held = root / "out" / ".work" / "journal.json", random.choice(lists)
        case 1:
            place, held = root / "out" / "letters" / ".published.json", random.choice(tables)
        case _:
            content = {"version": 1, "files": random.choice(rows)}
            (root / "known.json").write_text(json.dumps(content))
            return [
                "check",
                "--baseline",
                "known.json",
                *random.choice(((), ("input/letters/d1.txt",))),
            ]
    place.parent.mkdir(parents=True)
    (place.parent / "0").write_text("x")
    place.write_text(json.dumps(held))
    return ["build", "--out", "out", "--only", "html"]


def crowds(random: Random, root: Path) -> list[str]:
    """Very many files, folders in one another, names that differ in little."""
    count = random.choice((30, 300, 1_000))
    edition = letters(root)
    match random.randrange(7):
        case 0:
            for number in range(count):
                (
                    edition
                    / f"x{number}.{random.choice(('pem', 'md', 'docx', 'TXT', 'decisions.toml'))}"
                ).write_text("x")
        case 1:
            place = edition
            for _ in range(min(count, 300)):
                place /= "a"
                place.mkdir()
            (place / "x.txt").write_text(words.LETTER)
        case 2:
            for number in range(count):
                (edition / f"e{number}").mkdir()
                (edition / f"e{number}" / "x.txt").symlink_to("/etc/passwd")
        case 3:
            for number in range(min(count, 300)):
                (edition / f"d{number}.txt").write_text(
                    "No. 1\n\nA to B\n\nSee Document 2, note 1.\n"
                )
        case 4:
            for name in (
                "D1.txt",
                "d1.TXT",
                "d1.txt ",
                "d1..txt",
                ".txt",
                "d1.txt.txt",
                "é.txt",
                "e\u0301.txt",
                "ſ.txt",
                "ﬁ.txt",
                "I.txt",
                "ı.txt",
            ):
                (edition / name).write_text(words.LETTER)
        case 5:
            for number in range(min(count, 200)):
                (root / "input" / f"e{number}").mkdir()
                (root / "input" / f"e{number}" / "d1.txt").write_text("No. 1\n\nA to B\n\nx\n")
                (root / "input" / f"e{number}" / "edition.toml").write_text(
                    SETTINGS.replace('"letters"', f'"x{number // 2}"')
                )
        case _:
            (edition / "raw").mkdir()
            (edition / "raw" / "d1.txt").write_text(words.LETTER)
            (edition / "raw" / "edition.toml").write_text(SETTINGS)
            (edition / "raw" / "raw").symlink_to(".")
    return random.choice(
        (["check"], ["check", "--format", random.choice(("json", "sarif", "junit"))], ["fix"])
    )


def languages(random: Random, root: Path) -> list[str]:
    """Tags of languages, good and bad: what ``check`` lets pass can be built."""
    (letters(root) / "edition.toml").write_text(
        SETTINGS.replace('"en"', json.dumps(random.choice(_TAGS), ensure_ascii=False))
    )
    only = random.choice(("html", "docx", "epub", "pdf"))
    return ["build", "--out", "out", "--only", only]


def written(random: Random, root: Path) -> list[str]:
    """Links and pipes in the way of what is written beside the texts, or among the outputs."""
    edition, home, out = letters(root), root / "home", root / "out"
    (edition / "d1.txt").write_text(
        words.HEAD + "The the board met , and left.\n\n" + words.BODY + words.END
    )
    place = random.choice(
        (edition / "d1.decisions.toml", edition / ".d1.txt.work", edition / "d1.txt", out / "known.json", out / ".known.json.work",
         out / "letters", out / "d1.txt", out / "letters" / "d1.txt", out / "letters" / "d1.xml", out / "letters" / "html" / "d1.html")
    )  # fmt: skip
    place.parent.mkdir(parents=True, exist_ok=True)
    place.unlink(missing_ok=True)
    if random.random() < 0.7:
        place.symlink_to(
            random.choice(
                (home / "secret", home, home / "new", "../../home/secret", "/dev/full", place.name)
            )
        )
    else:
        os.mkfifo(place)
    return random.choice(
        (
            ["decide", "input/letters/d1.txt:9", "--text", "suggestion1", "--note", "1"], ["check", "--write-baseline", "out/known.json"],
            ["decide", "input/letters/d1.txt:7", "--accept", "T131", "--why", "x"], ["fix", "--out", "out"], ["fix"], ["tidy"],
            ["encode", "--out", "out"], ["build", "--out", "out", "--only", "html"],
        )
    )  # fmt: skip


KINDS: dict[str, Kind] = {
    "repositories": repository,
    "much XML": much_xml,
    "packed documents": packed,
    "records": records,
    "crowds": crowds,
    "languages": languages,
    "what is written": written,
}
