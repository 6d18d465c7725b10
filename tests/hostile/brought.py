"""More editions made to do harm: by what is imported, merged, tidied, begun, and brought along."""

from __future__ import annotations

import json
import os
from pathlib import Path
from random import Random

from tests.hostile import words
from tests.hostile.doors import (
    BY_HAND,
    COMMANDS,
    NINES,
    TARGETS,
    W,
    docx,
    html,
    markdown,
    odt,
    packed,
    shown,
    xml,
)
from tests.hostile.folders import NAMES, SETTINGS, Kind, letters

_FILES = {"docx": docx, "odt": odt, "html": html, "md": markdown, "xml": xml}


def toml(text: str) -> str:
    """Write a text as TOML has it."""
    return json.dumps(text).replace("\\ud", "\\\\ud")


def in_the_way(random: Random, path: Path) -> None:
    """Put a link, a pipe, a folder or a file without end there."""
    path.parent.mkdir(parents=True, exist_ok=True)
    match random.randrange(4):
        case 0:
            os.mkfifo(path)
        case 1:
            path.mkdir()
        case 2:
            with path.open("wb") as file:
                file.truncate(1 << 40)
        case _:
            path.symlink_to(random.choice(TARGETS))


def imports(random: Random, root: Path) -> list[str]:
    """A file of any kind, under any name."""
    kind = random.choice(tuple(_FILES))
    stem = random.choice(("a", "a", "a", "a", *(name for name in NAMES if "/" not in name)))
    ending = random.choice((kind, kind, kind, kind.upper(), *_FILES, "txt", "htm", ""))
    path = root / f"x{stem}.{ending}"
    path.write_bytes(_FILES[kind](random))
    names = [path.name]
    more = random.choice(
        (
            (),
            (),
            ("--as", random.choice(("d7", "d1", "edition", "CON", "a" * 300, "..", "", *BY_HAND))),
        )
    )
    if kind == "xml" and more and random.random() < 0.5:
        (root / "y.xml").write_bytes(xml(random))
        names.append("y.xml")
    changes = random.choice(((), ("--track-changes", random.choice(("accept", "reject")))))
    if random.random() < 0.1:
        return ["new", "input/new", "--title", "x", "--from", *names]
    return ["import", *names, *more, *changes, "--into", "input/letters"]


def ledgers(random: Random, root: Path) -> list[str]:
    """Ledgers of imports that no import has written, and things in the way of what it writes."""
    (root / "d1.html").write_text("<p>Letter</p><p>Text.</p>")
    edition = letters(root)
    whole = {
        "made of": [{"file": "d1.html", "sha256": "x"}],
        "transcription": {"sha256": "x"},
        "lines": [{"line": 1, "place": "x"}],
    }
    odd = random.choice(
        (
            "[" * 99_999, f'{{"lines": [{{"line": {NINES}, "place": "x"}}], "transcription": {{"sha256": "x"}}}}', "Infinity", '{"lines": [{"line": Infinity, "place": 1}], "transcription": {"sha256": "x"}}',
            '{"lines": [{"line": 1e999, "place": 1}], "made of": {"file": 1}}', '{"lines": [{"line": NaN}], "made of": Infinity}', "[]", "1", '"x"', "null", "\ud800".encode("utf-8", "surrogatepass").decode("latin-1"), "",
            json.dumps(whole | {"made of": [{"file": name, "sha256": "x"} for name in ("../../home/secret", "/etc/passwd", "\x1b[31m", "a" * 5_000, "\ud800", "")]}),
            json.dumps(whole | {"lines": [{"line": n, "place": "x" * 9} for n in range(200_000)]}), json.dumps(whole | {"made of": [{"file": str(n), "sha256": "x"} for n in range(200_000)]}),
        )
    )  # fmt: skip
    ledger = edition / "d1.imported.json"
    match random.randrange(4):
        case 0:
            in_the_way(
                random,
                edition
                / random.choice(
                    (
                        "d1.imported.json",
                        "d1.html",
                        ".d1.txt.work",
                        ".d1.imported.json.work",
                        "d2.docx",
                    )
                ),
            )
        case 1:
            (edition / "d1.html").write_text("x")
            ledger.write_text(odd)
        case _:
            ledger.write_text(odd)
    return random.choice(
        (
            ["check"],
            ["import", "d1.html", "--into", "input/letters"],
            ["tidy", "input/letters/d1.txt", "--write"],
            ["import", "d1.html", "--as", "d2", "--into", "input/letters"],
        )
    )


def ways_in(random: Random, root: Path) -> list[str]:
    """Arguments of commands that bring something in: links, pipes, devices, or no names at all."""
    in_the_way(random, root / "x.docx")
    (root / "y.html").write_text("<p>Letter</p>")
    odd = random.choice(
        (
            "x.docx",
            "/dev/zero",
            "/dev/stdin",
            "/proc/self/environ",
            "input",
            "\udcff.docx",
            "a" * 300 + ".docx",
            "a" * 5_000,
            "",
            "-",
            ".",
            "::error::x.docx",
            "x\x1b[31m.html",
            "/etc/passwd",
        )
    )
    name = random.choice(
        (
            "x",
            "\x1b[31m",
            "a" * 5_000,
            '"',
            "\\",
            "\n[edition]\nid = 1\n",
            "\udcff",
            "",
            "\u202e",
            "::error::x",
            NINES,
        )
    )
    in_the_way(random, root / "into")
    return random.choice(
        (
            ["import", odd, "--into", "input/letters"], ["import", "y.html", "--into", "into"], ["import", "y.html", "--into", random.choice(("/dev/null", "/proc", "\udcff", "a" * 300, "into/x", "home", "../x\x1b"))], ["merge", odd, "--into", "input/letters"],
            ["merge", "y.html", "--into", odd], ["tidy", odd], ["tidy", odd, "--write"], ["new", "input/n", "--title", name, "--language", "en"], ["new", "input/n", "--title", "x", "--language", name], ["new", "into", "--title", "x"],
            ["new", "input/n", "--title", "x", "--profile", name], ["new", "input/n", "--title", "x", "--publisher", name, "--rights", name], ["new", "input/n", "--title", "x", "--date", name], ["new", f"input/{name or 'x'}"[:4_000], "--title", "x"], ["new", "input/n", "--title", "x", "--from", odd],
            ["new", "input/letters", "--title", "x"], ["new", "input/" + "n/" * 900, "--title", "x"], ["decide", f"input/letters/d1.txt:{NINES}", "--role", "opener"], ["decide", f"{odd}:1"], ["decide", f"input/letters/d1.txt:1:{NINES}"], ["decide", "input/letters/d1.txt:3", "--role", "opener", "--why", name],
            ["decide", "input/letters/d1.txt:7", "--accept", name, "--why", name, "--text", name], ["decide", "input/letters/d1.txt:9", "--target", name], ["decide", "input/letters/d1.txt:9", "--note", name], ["explain", name], ["import", "y.html", "--as", name, "--into", "input/letters"],
        )
    )  # fmt: skip


def merges(random: Random, root: Path) -> list[str]:
    """A DOCX that says that it was made of the edition, with changes nobody would make."""
    count = random.choice((3, 60, 2_000, 20_000))
    odd = random.choice(COMMANDS)

    def tracked(kind: str, text: str) -> str:
        tag = "w:delText" if kind == "del" else "w:t"
        return f"<w:{kind} w:id='1' w:author='{odd}' w:date='x'><w:r><{tag} xml:space='preserve'>{text}</{tag}></w:r></w:{kind}>"

    edit = random.choice(
        (
            tracked("ins", "x"),
            tracked("del", "the"),
            tracked("ins", odd),
            tracked("ins", "1 "),
            tracked("ins", "[Page 9]"),
            tracked("ins", "  1. x"),
            tracked("moveFrom", odd),
            tracked("ins", "a" * 20_000),
            tracked("ins", "[" * 500),
        )
    )
    told = f"<w:r><w:t xml:space='preserve'>{shown(random.choice((words.LETTER.split(words.END)[0], 'Sir: I report the suggestion')))}</w:t></w:r>"
    inner = random.choice(
        (
            told + edit, edit * count, (told + edit) * min(count, 500), f"<w:r><w:t xml:space='preserve'>Sir: I report </w:t></w:r>{edit * min(count, 60)}<w:r><w:t xml:space='preserve'>the suggestion of the board.</w:t></w:r>", "<w:ins>" * 200 + told,
            "".join(f"<w:r><w:t xml:space='preserve'>{word} </w:t></w:r>{edit}" for word in words.BODY.split()) * min(count, 60), told + "<w:r><w:fldChar w:fldCharType='begin'/></w:r>" * count, told + "<w:r><w:footnoteReference w:id='2'/></w:r>" * count, "<w:commentRangeStart w:id='0'/>" + told * min(count, 900) + "<w:commentReference w:id='0'/>" * count,
        )
    )  # fmt: skip
    mark = random.choice(("d1", "d1", "d1", "d2", "", odd, "x" * 300))
    starts = f"<w:bookmarkStart w:id='1' w:name='{mark}'/>" * random.choice(
        (1, 1, 1, min(count, 900))
    )
    body = random.choice(
        (
            f"<w:p>{starts}{inner}</w:p>",
            f"{starts}<w:p>{inner}</w:p>",
            f"<w:tbl><w:tr><w:tc><w:p>{starts}{inner}</w:p></w:tc></w:tr></w:tbl>",
            f"<w:p>{starts}</w:p>" + f"<w:p>{inner[:900_000]}</w:p>",
        )
    )
    comments = (
        f"<w:comment w:id='0' w:author='{odd}'><w:p><w:r><w:t>{odd}</w:t></w:r></w:p></w:comment>"
    )
    (root / "book.docx").write_bytes(
        packed(random, body, {"word/comments.xml": f"<w:comments {W}>{comments}</w:comments>"})
    )
    if random.random() < 0.2:
        in_the_way(random, letters(root) / random.choice((".d1.txt.work", "d2.txt", "persons.xml")))
    return ["merge", "book.docx", "--into", "input/letters", *random.choice(((), ("--write",)))]


_MEANINGS = (
    "italic",
    "deleted",
    "added",
    "substituted",
    "gap",
    "line",
    "line in word",
    "page",
    "left out",
    "hand",
    "margin",
    "picture",
    "text",
    "regularized",
)
_WRITTEN = ("{TEXT}", "TEXT", "<TEXT>", "WORD!", "!WORD", "[TEXT|READING]", "[TEXT", "(TEXT)", "{ANY}", "{ANY TEXT ANY}", "[NUMBER]", "[HAND: TEXT]", "a", " ", ".*", "(a+)+$", "((((", "\\", "[[[[TEXT]]]]", "TEXTTEXT", "[ANY REASON]", "|", "\u202e", "\x1b", "::TEXT", "eTEXT",
            "the TEXT", "e WORD", "[READING ANY TEXT READING ANY]", "\n", "{{TEXT", "\u0301TEXT", "1TEXT", "A TEXT A", "ANY!", "![ANY", "dotted", "/TEXT/", "TEXT[READING]", "[ANY", "ANY", "*TEXT*", "_TEXT_", "--", "=TEXT=")  # fmt: skip


def marks(random: Random, root: Path) -> list[str]:
    """Tables of marks of an edition, and a text that is full of them."""
    rows = []
    for _ in range(random.choice((1, 2, 3, 40, 1_000))):
        row = {"write": random.choice(_WRITTEN), "means": random.choice(_MEANINGS)}
        for key in random.sample(
            ("reason", "extent", "place", "hand", "language"), random.choice((0, 0, 1, 3))
        ):
            row[key] = random.choice(("x", NINES, "fr", "a" * 5_000, *BY_HAND))
        rows.append(
            "[[marks.row]]\n" + "\n".join(f"{key} = {toml(value)}" for key, value in row.items())
        )
    named = random.choice(
        ("[]", '["leiden"]', '["x"]', "[1]", "[" + '"leiden",' * 3_000 + "]", '"../../x"')
    )
    tables = random.choice(("", f"tables = {named}\n"))
    only = random.choice(
        ("", "", '[[marks.only]]\ndocuments = ["d1", "..", "\\u001b"]\ntables = ["house"]\n')
    )
    (letters(root) / "edition.toml").write_text(
        f"{SETTINGS}[marks]\n{tables}" + "\n".join(rows) + "\n" + only
    )
    unit = random.choice(
        (
            *(
                one.replace("TEXT", "word").replace("WORD", "word").replace("ANY", "x")
                for one in _WRITTEN
            ),
            "{",
            "[",
            "{a} ",
            "a{",
            "}",
            "[a|b] ",
            "/",
            "*a* ",
            "<",
            "word! ",
            "((a",
            "e\u0323",
        )
    )
    count = min(random.choice((3, 300, 20_000, 150_000)), 600_000 // len(unit))
    (letters(root) / "d1.txt").write_text(
        words.HEAD + "The " + unit * count + random.choice(("", "\n\n")) + words.BODY + words.END
    )
    return random.choice(
        (
            ["check"],
            ["check"],
            ["tidy", "input/letters/d1.txt"],
            ["build", "--out", "out", "--only", "html"],
        )
    )


_PATTERNS = ("(?:x+)+y", "(x*)*$", "(?:x|x)+y", "(", "[", "x{99999999999}", "(?:" * 5_000 + "x" + ")" * 5_000, "(?P<label>x)(?P<label>y)", "(?<=x*)y", "\\", "(?:(?:x{1,999}){1,999}){1,999}", "()" * 200, "(?i)x|(?s).*", "", ".*.*.*.*.*=",
             "(?P<number>)", "(?=x)*", "x" * 100_000, "|" * 1_000, "\x1b[31m", "\ud7ff", "(?P<label>[0-9]*)", "[\\s\\S]*", "(?:.|\\n)*", "^", "(?!)", "((a)|b)*\\2", "(?#" + "x" * 9_999 + ")", "(?P<" + "a" * 9_999 + ">x)")  # fmt: skip
_KEYS = {
    "blocks": (
        "salutation",
        "valediction",
        "dateline",
        "source",
        "name",
        "heading_number",
        "label",
        "bracketed",
    ),
    "notes": ("item",),
    "pages": ("number", "before"),
    "markers": ("source", "symbols", "slips"),
    "dates": ("zone_through", "not_own"),
    "references": ("edition", "prefix", "whole_years_through"),
}
_BROKEN = (
    "1",
    "[]",
    "{}",
    "inf",
    "nan",
    "true",
    "[[]]",
    "1979-05-27",
    "[1]",
    NINES[:300],
    "-1",
    "1e308",
    '[""]',
    '["("]',
)


def profiles(random: Random, root: Path) -> list[str]:
    """A profile of the edition's own."""
    edition, topic = letters(root), random.choice(tuple(_KEYS))
    own = edition / "profile"
    own.mkdir()
    base = random.choice(
        ("frus", "frus", "frus", "gutenberg", "letters", "../frus", "", "profile", "x\x1b[31m")
    )
    (own / "shared.toml").write_text(f"base = {toml(base)}\n")
    rows = [f'like = "{base}"' if base.isalpha() else ""]
    for key in random.sample(_KEYS[topic], min(len(_KEYS[topic]), random.choice((1, 1, 2)))):
        broken, pattern = random.choice(_BROKEN), random.choice(_PATTERNS)
        rows += [f"{key} = {broken if random.random() < 0.3 else toml(pattern)}"]
    if topic == "pages":
        rows += [
            'after = "]"',
            'before = "["' if not any(row.startswith("before") for row in rows) else "",
        ]
    (own / f"{topic}.toml").write_text("\n".join(rows) + "\n")
    match random.randrange(8):
        case 0:
            (own / f"{topic}.toml").unlink()
            in_the_way(random, own / f"{topic}.toml")
        case 1:
            (
                own / random.choice(("x.toml", "\x1b.toml", "a" * 200 + ".toml", "dates.toml"))
            ).write_text(
                random.choice(
                    (
                        "x",
                        "x = " + "[" * 9_999,
                        "x = " + NINES,
                        "\x00",
                        ".".join("a" * 9_999) + " = 1",
                        "",
                    )
                )
            )
        case 2:
            (own / "blocks.toml").write_bytes(b"\xff\xfe")
        case _:
            pass
    text = random.choice(("x" * 40 + "!", "x" * 3_000, "[" + "x" * 40, "=" * 500, "x x" * 900))
    (edition / "d1.txt").write_text(
        words.LETTER.replace("the board", f"the board {text}").replace(
            "[Page 12]", f"[Page {text}]" if random.random() < 0.3 else text
        )
    )
    if random.random() < 0.1:
        (edition / "edition.toml").write_text(
            SETTINGS.replace(
                "id =",
                "profile = "
                + toml(random.choice(("profile", "more/profile", "..", "/etc", "x" * 300, "con")))
                + "\nid =",
            )
        )
    return random.choice(
        (
            ["check"],
            ["build", "--out", "out", "--only", "html"],
            ["check", "--workers", "2"],
            ["tidy", "input/letters/d1.txt"],
            ["fix"],
            ["encode", "--out", "out"],
            ["decide", "input/letters/d1.txt:7"],
        )
    )


def described(random: Random, root: Path) -> list[str]:
    """Places, addresses, languages above texts, decisions on lines, views: what outputs are made of."""
    edition = letters(root)
    odd, text = random.choice(COMMANDS), SETTINGS
    if random.random() < 0.5:
        items = random.choice(
            (f"<item><placeName xml:id='p1' ref='{random.choice(('javascript:x', 'https://www.geonames.org/' + NINES, odd, 'file:///etc/passwd', '&#x22;&#x3e;'))}'>London</placeName></item>" * random.choice((1, 2, 900)), "<item><placeName xml:id='p1'>London</placeName><geo>" + random.choice((NINES, "1e999 1", "x", "", odd)) + "</geo></item>",
             f"<item><persName xml:id='p1' ref='{odd}'>Firefly, Rufus</persName> {odd}</item>", "".join(f"<item><placeName xml:id='p{n}'>London</placeName></item>" for n in range(5_000)), f"<item><placeName xml:id='p1'>{'London ' * 9_000}</placeName></item>", "<!DOCTYPE a><item/>", "<item><placeName xml:id='p1'><placeName xml:id='p1'>London</placeName></placeName></item>")
        )  # fmt: skip
        (edition / random.choice(("places.xml", "places.xml", "persons.xml"))).write_text(
            f"<list xmlns='http://www.tei-c.org/ns/1.0'>{items}</list>"
            if "DOCTYPE" not in items
            else items
        )
    if random.random() < 0.5:
        url = random.choice(
            (
                "https://[::1",
                "https://a/" + "x" * 1_900,
                'https://a/"><script>',
                "https://" + NINES,
                "javascript:x",
                "https://a\x1b",
                "https://a:99999999/",
                "http://%",
                "https://a/?&;#",
            )
        )
        text = SETTINGS.replace("id =", f"url = {toml(url)}\nid =")
    if random.random() < 0.3:
        text += f'[languages]\nd1 = {toml(random.choice(("fr", "he", "x" * 99, "zh-Hant", odd)))}\n{toml(random.choice(("d1x", odd, "a" * 300)))} = "fr"\n'
    if random.random() < 0.3:
        text += f"[text]\nview = {random.choice(('1', '[]', toml('reading'), toml(odd)))}\n"
    (edition / "edition.toml").write_text(text)
    line = random.choice(
        (
            "language: fr\n",
            "language: " + "x" * 40 + "\n",
            "language: fr\n" * 5_000,
            "language: fr\nlanguage: de\n" * 900,
            "language: \x1b[31m\n",
            "Language:\u202efr\n",
            "language: fr",
            "language: fr\n\n" * 9_000,
            "language:" + " " * 90_000 + "fr\n",
            "\ufefflanguage: he\n",
            "language: ::error::x\n",
            "language: fr \t" * 9_000,
            "",
            "",
        )
    )
    (edition / "d1.txt").write_text(line + words.LETTER, encoding="utf-8")
    if random.random() < 0.4:
        role = random.choice(
            (
                "opener",
                "signature",
                "heading",
                "continuation",
                "item",
                "x",
                odd,
                "postscript",
                "source",
            )
        )
        row = f"[[role]]\ntext = {toml(random.choice(('London, May 3, 1931.', 'Sir', 'x', 'Rufus Firefly', '[Page 12]', '1. See', 'a' * 1_990, odd)))}\nrole = {toml(role)}\nbefore = {toml(random.choice(('', odd, 'x' * 1_990)))}\n"
        (edition / "d1.decisions.toml").write_text(row * random.choice((1, 2, 1_000)))
    return random.choice(
        (
            ["check"],
            ["build", "--out", "out", "--only", random.choice(("html", "epub", "docx"))],
            ["encode", "--out", "out"],
            ["check", "--format", random.choice(("github", "sarif", "gitlab", "junit"))],
            ["tidy", "input/letters/d1.txt"],
        )
    )


KINDS: dict[str, Kind] = {
    "imports": imports,
    "ledgers": ledgers,
    "ways in": ways_in,
    "merges": merges,
    "marks": marks,
    "profiles": profiles,
    "what is described": described,
}
