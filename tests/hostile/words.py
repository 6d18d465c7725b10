"""Transcriptions made to go wrong: odd words in an ordinary letter, and ordinary letters spoilt."""

from __future__ import annotations

from random import Random

HEAD = "No. 1\n\nMr. A to Mr. B\n\nLondon, May 3, 1931.\n\n"
BODY = "Sir: I report the suggestion1 of the board.\n\n[Page 12]\n\nSee ante, p. 11.\n\n"
END = "Rufus Firefly\n\n  1. See Document 4, note 2, and ibid., p. 476.\n"
LETTER = HEAD + BODY + END

_SIGNS = "–—-.,;:()[]“”’'\"*†‡§¶#|/&$£%=+~@\\<>{}^`_\t\n \u00a0\u2007\u202f"
_ODD = (
    "\u202e\u200b\u2066\ufeff\u00ad\u0301\u0323⁶³²¹٦٣１２ⅣⅭ½ﬁﬃǅßİı\u1160가\u0600𝟏𐄂\U0001f600\U000e0041"
    "\x00\x01\x0b\x0c\x1b\x7f\x85\u2028\ufffe\uffff"
)
_WORDS = (
    "Foreign Relations", "1955", "in", "the volume", "ibid.", "Ibid., p.", "see Document", "ante",
    "post", "infra", "vol. IX", "pp. 3–1", "note", "footnote 1a", "[Page", "[Page 12]", "PARTICIPANTS",
    "SUBJECT", "• ", "  • ", "    • ", "No. 7", "May 32, 1931", "February 30", "1961–63", "a\tb\tc",
    "[Enclosure]", "[Attachment]", "Source: Box 3.", "  1. ", "  2. Note", "\n\n", "\n", "[", "]", "60a",
    "::error::x", "##[error]x", "\x1b[2J", '#read("/etc/passwd")', "<script>", "&x;", "]]>", "$1$",
    "`x`{=typst}", "<!DOCTYPE a>", "javascript:x", "https://example.org/" + "a" * 300, "p. " * 20,
)  # fmt: skip


def soup(random: Random) -> str:
    """Give words that stages look for, in an order that nobody wrote them in."""
    parts = []
    for _ in range(random.randrange(1, 120)):
        kind = random.random()
        if kind < 0.7:
            parts.append(random.choice(_WORDS))
        elif kind < 0.9:
            parts.append(random.choice(_SIGNS) * random.choice((1, 1, 2, 40)))
        else:
            parts.append(random.choice(_ODD) * random.choice((1, 1, 2, 29)))
        parts.append(random.choice(("", " ", "—", "–", "\n", "")))
    return HEAD + "".join(parts) + "\n" + random.choice(("", END))


def numbers(random: Random) -> str:
    """Give numbers of all lengths where a page, a note, a document, a year or a sum stands."""
    length = random.choice((1, 2, 3, 4, 5, 9, 10, 17, 18, 19, 20, 40, 400, 4299, 4301, 5000))
    figures = random.choice(("0123456789", "9", "0", "1", "٠١٢٣", "²³¹", "１２"))
    number = "".join(random.choice(figures) for _ in range(length))
    place = random.choice(
        (
            "[Page {}]", "See Document {}.", "p. {}", "pp. 1–{}", "1961–{}", "{}–63", "No. {}",
            "word{}", "  {}. note", "May {}, 1931", "May 3, {}", "{} a.m.", "vol. {}", "${}", "{}th",
            "Foreign Relations, 19{}–63", "note {} above", "footnote {}", "[{}]", "{}",
        )
    )  # fmt: skip
    many = random.choice((1, 1, 3))
    return HEAD + BODY + "\n\n".join([place.format(number)] * many) + "\n\n" + END


def spoilt(random: Random) -> str:
    """Change a letter as a careless hand or a torn page would, many times."""
    return spoil(random.choice((LETTER, LETTER * 3)), random, random.randrange(1, 40))


def spoil(text: str, random: Random, times: int) -> str:
    """Take pieces out of a text, put others in, and move or repeat some."""
    for _ in range(times):
        start = random.randrange(len(text) + 1)
        end = start + random.randrange(30)
        other = random.randrange(len(text) + 1)
        piece = random.choice(
            ("", text[other : other + 40], random.choice(_SIGNS + _ODD), "\n", " ")
        )
        text = text[:start] + piece + text[random.choice((start, end)) :]
    return text


def grown(random: Random) -> str:
    """Give one thing very often: what takes the square of its number shows."""
    unit = random.choice(
        (
            "a", " ", "\t", "\n", "[", "]", "(", "“", "1", "1.", "[Page 1] ", "a\tb\n", "a\tb\t", "• x\n",
            "  • x\n", "word1 ", "  1. note\n", "No. 7\n\n", "May 1, 1950, ", "p. ", "vol. IX, ", "A. ", "-",
            "—", "é", "e\u0301", "\u0301", "\u00ad", "ibid., ", "Document 1, ", "see note 1 above. ", "*",
            "1955–", "\r\n", "\u2028", "Mr. A to Mr. B\n\n", "PARTICIPANTS\n\n", "[Enclosure]\n\n", "|", "__",
            "the ", "of the Board of the ", "x\n\n", "“a” ", "'", "1/2 ", "$1,000 ", "II. ", "a) ",
        )
    )  # fmt: skip
    count = random.choice((100, 3_000, 30_000, 100_000))
    return (
        random.choice((HEAD, "", LETTER))
        + unit * min(count, 1_000_000 // len(unit))
        + random.choice(("", END))
    )


def counted(random: Random) -> str:
    """Give so many notes, pages, items or headings, each with a number of its own."""
    count = random.choice((50, 500, 2_500, 10_000, 40_000))
    form = random.choice(
        ("  {}. note {}\n", "[Page {}]\n\n", "{}. item\n", "No. {}\n\nA to B\n\nText.\n\n", "word{} ",
         "See Document {}, note {}. ", "{}\t{}\n", "  • item {}\n")
    )  # fmt: skip
    return HEAD + "".join(form.format(number, number) for number in range(1, count)) + END


def nested(random: Random) -> str:
    """Give brackets, lists and quotations in one another."""
    depth = random.choice((5, 30, 200, 2_000))
    match random.randrange(4):
        case 0:
            inner = "[" * depth + "x" + "]" * depth
        case 1:
            inner = "".join(" " * (2 * level) + "• x\n" for level in range(min(depth, 500)))
        case 2:
            inner = "“‘" * depth + "x" + "’”" * depth
        case _:
            inner = "[1: " * depth + "note" + "]" * depth
    return HEAD + inner + "\n\n" + END


def raw(random: Random) -> bytes:
    """Give bytes that are no UTF-8, or hardly."""
    text = spoilt(random)
    encoding = random.choice(
        ("utf-16", "utf-16-le", "utf-32", "cp1252", "utf-8-sig", "latin-1", "shift_jis")
    )
    match random.randrange(4):
        case 0:
            return text.encode(encoding, "ignore")
        case 1:
            return random.randbytes(random.randrange(3000))
        case 2:
            bad = (
                b"\xc0\xaf",
                b"\xed\xa0\x80",
                b"\xf8\x88\x80\x80\x80",
                b"\x93q\x94",
                b"\0",
                b"\xff\xfe",
            )
            return LETTER.encode().replace(b"the", random.choice(bad), random.randrange(1, 4))
        case _:
            return text.encode().replace(
                b"\n", random.choice((b"\r\n", b"\r", b"\n\r", b"\x0c", b"\xe2\x80\xa8"))
            )
