"""Editions made to do harm by pictures, long names, piles of marks, the environment and requests."""

from __future__ import annotations

import json
import struct
import zlib
from pathlib import Path
from random import Random

from tests.hostile import words
from tests.hostile.brought import in_the_way, toml
from tests.hostile.doors import BY_HAND, NINES
from tests.hostile.folders import SETTINGS, Kind, letters, tei_around

_FORMATS = ("html", "docx", "epub", "pdf")


def _png(width: int, height: int, kind: int = 2, bits: int = 8) -> bytes:
    """Give a picture of one colour, which is small as a file."""
    row = b"\0" + bytes(width * bits // 8 * (3 if kind == 2 else 1))
    packer = zlib.compressobj(1)
    data = b"".join(packer.compress(row) for _ in range(height)) + packer.flush()
    head = struct.pack(">IIBBBBB", width, height, bits, kind, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"IDAT", data), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(one)) + name + one + struct.pack(">I", zlib.crc32(name + one))
        for name, one in chunks
    )


def pictures(random: Random, root: Path) -> list[str]:
    """Pictures that figures name: large ones, broken ones, links, and names that lead elsewhere."""
    edition, path = letters(root), letters(root) / "mole.png"
    jpeg = b"\xff\xd8\xff\xe0\0\x10JFIF\0\1\1\0\0\1\0\1\0\0\xff\xc0\0\x0b\x08%b%b\1\1\x11\0\xff\xda\0\x08\1\1\0\0?\0x\xff\xd9"
    size = random.choice((b"\xff\xff", b"\0\1", b"\0\0", b"\x27\x10"))
    name = "mole.png"
    match random.randrange(6):
        case 0:
            in_the_way(random, path)
        case 1:
            path.write_bytes(_png(random.choice((9_000, 30_000)), random.choice((9_000, 3_000))))
        case 2:
            path.write_bytes(_png(9_999, 9_999, 0, random.choice((1, 8, 16))))
        case 3:
            name = "mole.jpg"
            (edition / name).write_bytes(jpeg % (size, size))
        case 4:
            path.write_bytes(_png(2, 2)[: random.randrange(80)] + random.randbytes(40))
        case _:
            path.write_bytes(_png(2, 2))
            name = random.choice(("../../home/secret.png", "/etc/passwd.png", "a" * 240 + ".png", "./mole.png", "mole.png/x.png", "http://x/y.png", ".mole.png", "con.png"))  # fmt: skip
    unit = f"[figure {name}: {random.choice(('a mole', 'x' * 3_000, *BY_HAND[2:5]))}]\n\n"
    (edition / "d1.txt").write_text(words.HEAD + unit * random.choice((1, 1, 1, 300)) + words.END)
    return random.choice((["check"], ["build", "--out", "out", "--only", random.choice(_FORMATS)]))


def long_names(random: Random, root: Path) -> list[str]:
    """Names as long as a file system has them, or nearly, and the longest ids of editions."""
    edition = letters(root)
    stem = random.choice(("a", "_", "a.", "A-")) * 260
    stem = stem[: random.choice((251, 250, 245, 240, 236, 230, 200, 120, 100))]
    (edition / "d1.txt").rename(edition / f"{stem}.txt")
    if random.random() < 0.4:
        identifier = "x" * random.choice((255, 250, 240, 200, 100, 64))
        (edition / "edition.toml").write_text(SETTINGS.replace('"letters"', f'"{identifier}"'))
    path = f"input/letters/{stem}.txt"
    return random.choice(
        (
            ["check"], ["build", "--out", "out", "--only", random.choice(_FORMATS)], ["encode", "--out", "out"],
            ["build", "--out", "out"], ["decide", f"{path}:7", "--accept", "T131", "--why", "x"], ["fix"], ["fix", "--out", "out"],
            ["proof", "input/letters", "--out", "out"], ["check", "--write-baseline", "out/" + "b" * random.choice((255, 249, 100))],
        )
    )  # fmt: skip


def piles(random: Random, root: Path) -> list[str]:
    """Piles of marks, or very long words, in all that is printed and is no transcription."""
    edition = letters(root)
    odd = random.choice(("a" + "\u0301" * 900, "a" + "\u0301" * 31, "x" * 1_900, "\u200d" * 900, "🙂" * 900, "\u1112\u1161\u11ab" * 300, "a\u00ad" * 900, "\u0e33" * 900, "\U000e0041" * 900, "\ufe0f" * 900, "ﷺ" * 900))  # fmt: skip
    settings = SETTINGS
    match random.randrange(6):
        case 0:
            key = random.choice(("title", "publisher", "rights"))
            old = {"title": "L", "publisher": "P", "rights": "R"}[key]
            settings = SETTINGS.replace(f'{key} = "{old}"', f"{key} = {toml(odd)}")
        case 1:
            name = random.choice(("persName", "placeName", "term"))
            file = {"persName": "persons", "placeName": "places", "term": "terms"}[name]
            one = f"<item><{name} xml:id='p1'>{odd}, {odd}</{name}>, {odd}</item>"
            (edition / f"{file}.xml").write_text(f"<list xmlns='http://www.tei-c.org/ns/1.0'>{one * random.choice((1, 1, 90))}</list>")  # fmt: skip
        case 2:
            settings += '[book]\nfront = ["preface.txt"]\n'
            (edition / "preface.txt").write_text(f"Preface\n\n{odd} and {odd}\n")
        case 3:
            settings += '[book]\nback = ["sources.xml"]\n'
            (edition / "sources.xml").write_text(tei_around(f"<p>{odd} {odd}</p>"))
        case 4:
            rows = "".join(f"[[part]]\ntitle = {toml(odd)}\ndocuments = []\n" for _ in range(random.choice((1, 200))))  # fmt: skip
            settings += rows
        case _:
            (edition / "d1.txt").write_text(words.HEAD.replace("Mr. A", odd) + words.END)
    (edition / "edition.toml").write_text(settings)
    return random.choice((["check"], ["build", "--out", "out", "--only", random.choice(_FORMATS)]))


def templates(random: Random, root: Path) -> list[str]:
    """Templates of an edition's own that ask for much."""
    (letters(root) / "edition.toml").write_text(SETTINGS + '[pdf]\ntemplate = "house.typ"\n')
    body = random.choice(
        (
            "#let a = range(100000000)", "#let a = range(30000000).map(x => (x, x))", '#let a = "x" * 2000000000', "#let f(n) = if n > 0 { f(n - 1) + f(n - 1) } else { 1 }\n#f(40)",
            "#set page(width: 100000cm, height: 100000cm)", "#for a in range(9999) { pagebreak() }", "#for a in range(99999) [= H]", '#let s = state("a", 0)\n#context s.update(x => x + 1)', '#let a = "x".repeat(99999999)',
            "#text(size: 99999999pt)[x]", "#table(columns: 9999, ..range(99999).map(str))", "#let a = (:)\n#for x in range(9999999) { a.insert(str(x), x) }", "#show: x => x + x\n#show: x => x + x", '#regex("(a+)+$")', "#" + "(" * 9_999, "#{" * 999, "$" + "(" * 999,
            '#let a = "a" * 99999\n#a.matches(regex("(.*)*b"))', "#rect(width: 1e300pt)", "#layout(x => x)", "#metadata(range(9999999))", "#while true { }", "#let f() = { f() }\n#f()", '#set text(font: "::error::x\\u{1b}")', '#assert(false, message: "\\u{1b}[31m\\n::error::x")',
        )
    )  # fmt: skip
    (letters(root) / "house.typ").write_text(body + "\n")
    return ["build", "--out", "out", "--only", "pdf"]


def stale(random: Random, root: Path) -> list[str]:
    """Very many decisions on words that stand nowhere, or nearly, in a long text."""
    count = random.choice((20, 500, 2_000))
    unit = random.choice(
        ("the board met at noon ", "a ", "the suggestion of the ", "x\n", "1 ", "a.b-c ")
    )
    size = random.choice((20_000, 200_000, 900_000))
    (letters(root) / "d1.txt").write_text(
        words.HEAD + unit * (size // len(unit)) + "\n\n" + words.END
    )
    rows = []
    for number in range(count):
        before = random.choice((f"the board {number}", unit * 9, "x" * 1_900, "the suggestion of"))
        text = random.choice(("tion1", "1", unit.strip(), "a", "the board"))
        kind, value = random.choice((("marker", 'note = "1"'), ("reading", 'accept = "T131"\nwhy = "x"'), ("reference", 'target = "d2"'), ("role", 'role = "opener"')))  # fmt: skip
        rows.append(f"[[{kind}]]\nbefore = {toml(before)}\ntext = {toml(text)}\nafter = {toml(random.choice(('', unit * 9, 'zz')))}\n{value}\n")  # fmt: skip
    (letters(root) / "d1.decisions.toml").write_text("".join(rows))
    return random.choice((["check"], ["check"], ["tidy", "input/letters/d1.txt"]))


def places_of_outputs(random: Random, root: Path) -> list[str]:
    """Outputs asked for where the texts lie, or where nothing can be."""
    place = random.choice(("input", "input/letters", "input/letters/raw", ".", "..", "/", "home", "out/../input", "home/secret", "input/letters/d1.txt", "/proc/self", "/dev/full", "out\x1b", "out\n::error::x", "a" * 300, "out/" * 2_000, "", "tmp", "cache", "input/letters/edition.toml", "~"))  # fmt: skip
    (root / "input" / "letters" / "raw").mkdir(exist_ok=True)
    command = random.choice((["build", "--only", "html"], ["encode"], ["fix"], ["proof", "input/letters"], ["check", "--write-baseline"]))  # fmt: skip
    flag = [] if command[-1] == "--write-baseline" else ["--out"]
    return [*command, *flag, place]


def environments(random: Random, root: Path) -> list[str]:
    """Variables of the environment that a build server may hand on from a stranger."""
    name = random.choice(("SOURCE_DATE_EPOCH", "EDITION_CACHE", "TMPDIR", "COLUMNS", "LC_ALL", "PYTHONIOENCODING", "NO_COLOR", "TERM", "HOME", "PATH", "XDG_CACHE_HOME", "GITHUB_ACTIONS", "CI", "PYTHONUTF8", "TZ", "FORCE_COLOR", "TYPST_FONT_PATHS", "GIT_DIR", "GIT_SSH_COMMAND", "SHELL"))  # fmt: skip
    in_the_way(random, root / "odd")
    value = random.choice(("", "-1", "1e9", NINES, "99999999999", "x" * 9_000, "\x1b[31m", "a\n::error::x", "/dev/full", "/proc/self/mem", "nowhere/at/all", str(root / "odd"), "..", "C", "ascii", "utf-7", "dumb", "true", "\udcff", "0"))  # fmt: skip
    command = random.choice((["check"], ["build", "--out", "out", "--only", random.choice(_FORMATS)], ["fix"], ["explain", "T131"], ["check", "--format", "github"], ["doctor"], ["rules"]))  # fmt: skip
    return [f"{name}={value}", *command]


def requests(random: Random, root: Path) -> list[str]:
    """What an editor would never send to the language server."""
    path = str(letters(root) / "d1.txt")
    uri = random.choice((f"file://{path}", "file:///etc/passwd", "file:///dev/zero", "http://x/", "", "file://" + "a" * 9_000, "untitled:x", "file:///%00", "file://%ff", "::error::x"))  # fmt: skip
    place = {"line": random.choice((0, 3, -1, 2**31, 10**30, 1.5, "x", None)), "character": random.choice((0, 5, -1, 2**31, 10**30))}  # fmt: skip
    document = {"uri": uri, "languageId": "plaintext", "version": random.choice((1, -1, 10**30)), "text": random.choice((words.LETTER, "x" * 900_000, "\ud800", "[" * 50_000, 7))}  # fmt: skip
    asked: list[object] = [
        {"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": {"processId": None, "rootUri": random.choice((f"file://{letters(root)}", uri)), "capabilities": random.choice(({}, [], None, {"general": {"positionEncodings": ["utf-7"]}}))}},
        {"jsonrpc": "2.0", "method": "initialized", "params": {}},
        {"jsonrpc": "2.0", "method": "textDocument/didOpen", "params": {"textDocument": document}},
    ]  # fmt: skip
    methods = ("hover", "completion", "codeAction", "definition", "references", "documentSymbol", "formatting", "rename", "codeLens", "inlayHint", "semanticTokens/full", "didChange", "didSave", "didClose", "x")  # fmt: skip
    for number in range(random.choice((1, 5, 60))):
        given = {"textDocument": {"uri": uri}, "position": place, "range": {"start": place, "end": place}, "context": random.choice(({}, {"diagnostics": [{}]}, None)), "contentChanges": [{"range": {"start": place, "end": place}, "text": random.choice(("x", "\udfff", "\0"))}], "newName": "\x1b"}  # fmt: skip
        asked.append({"jsonrpc": random.choice(("2.0", "1", None)), "id": random.choice((number, str(number), None, [], 10**30)), "method": f"textDocument/{random.choice(methods)}", "params": random.choice((given, given, given, [], None, 7))})  # fmt: skip
    asked.append({"jsonrpc": "2.0", "id": 9, "method": "workspace/executeCommand", "params": {"command": random.choice(("x", "edition.decide", "")), "arguments": random.choice(([], [uri, place], None, [{"uri": uri}]))}})  # fmt: skip
    parts = [json.dumps(one).encode() for one in asked]
    sent = [b"Content-Length: %d\r\n\r\n%b" % (len(part), part) for part in parts]
    broken = random.choice((b"", b"", b"", b"Content-Length: -1\r\n\r\n{}", b"Content-Length: 99999999999\r\n\r\n{", b"Content-Length: x\r\n\r\n", b"\xff" * 999, b"Content-Length: 9\r\n\r\n[[[[[[[[[", b"x" * 200_000, b"Content-Length: 20000\r\n\r\n" + b"[" * 20_000, b"\r\n" * 999))  # fmt: skip
    sent.insert(random.randrange(len(sent) + 1), broken)
    (root / "given").write_bytes(b"".join(sent))
    return ["lsp"]


def states(random: Random, root: Path) -> list[str]:
    """Two states of an edition that are none, or differ in all."""
    count = random.choice((2, 300, 3_000))
    whole = tei_around("<p>x y z</p>" * count)
    odd = (
        "", "<a/>", whole, whole.replace("x", "y"), whole.replace("<p>", "<p>" * 300), tei_around("".join(f"<p>a{n} b{n}</p>" for n in range(count))), tei_around(f"<p>{'word ' * 90_000}</p>"), tei_around(f"<p>{'drow ' * 90_000}</p>"),
        whole[:900], "<!DOCTYPE a [<!ENTITY x SYSTEM '/etc/passwd'>]><a>&x;</a>", "\0", whole.replace("sources", "\u202e"), whole.replace("Sources", "&#x85;::error::x"), tei_around("<p>" + "&#x2028;::error::x" + "</p>"), whole.replace("xml:id", "n"),
    )  # fmt: skip
    for name in ("old.xml", "new.xml"):
        (root / name).write_text(random.choice(odd))
    if random.random() < 0.2:
        (root / "old.xml").unlink()
        in_the_way(random, root / "old.xml")
    more = random.choice(((), (), ("--language", random.choice(("de", "x", "", "../x", "\x1b")))))
    return ["errata", "old.xml", "new.xml", *more]


KINDS: dict[str, Kind] = {
    "pictures": pictures,
    "long names": long_names,
    "piles of marks": piles,
    "greedy templates": templates,
    "decisions on nothing": stale,
    "places of outputs": places_of_outputs,
    "environments": environments,
    "requests of editors": requests,
    "two states": states,
}
