"""More forms, as rows: those that are read, and those of which the text alone says too little.

They are what word processors, wikis, mail, scans and typewriters give, beside those of
:mod:`tests.forms.rewriting`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from functools import partial

from pipeline.model.numerals import roman
from tests.forms.letters import Letter
from tests.forms.rewriting import Form, counted, letters, symbols, wrapped

_PLAIN = "{label}. {text}"


def _cells(rows: str) -> list[str]:
    """Give what stands in rows, parted by bars with blanks beside them."""
    return [one.strip() for row in rows.split("\n") for one in row.split(" | ") if one.strip()]


def _romans(letter: Letter) -> list[str]:
    return [roman(number) for number, _ in enumerate(letter.notes, 1)]


def _large_romans(letter: Letter) -> list[str]:
    return [label.upper() for label in _romans(letter)]


def _capitals(letter: Letter) -> list[str]:
    return [label.upper() for label in letters(letter)]


def _stars(letter: Letter) -> list[str]:
    return ["*" * number for number, _ in enumerate(letter.notes, 1)]


def _pluses(letter: Letter) -> list[str]:
    return ["+" * number for number, _ in enumerate(letter.notes, 1)]


def _daggers(letter: Letter) -> list[str]:
    return ["*", "†", "‡", "§", "||", "¶", "#"][: len(letter.notes)]


def _of_pages(letter: Letter) -> list[str]:
    return [f"34.{number}" for number, _ in enumerate(letter.notes, 1)]


def _words(letter: Letter) -> list[str]:
    return ["one", "two", "three", "four", "five", "six", "seven"][: len(letter.notes)]


def _greek(letter: Letter) -> list[str]:
    return [chr(ord("α") + place) for place, _ in enumerate(letter.notes)]


def _from_17(letter: Letter) -> list[str]:
    return [str(number) for number, _ in enumerate(letter.notes, 17)]


def _lists() -> dict[str, Form]:
    """Notes of a list; their markers are glued to words."""
    items = """
        {label}/ {text} | {label}.- {text} | {label}. – {text} | {label}.) {text} | {label} . {text}
        Fn. {label} {text} | Fn. {label}: {text} | n. {label} {text} | Note ({label}) {text}
        NOTE {label}.—{text} | Note no. {label}: {text} | note {label} {text} | fn{label} {text}
        Footnote {label}: {text} | Endnote {label}. {text} | (Anm. {label}) {text}
        Anmerkung {label}) {text} | [Note {label}] {text} | [fn{label}] {text} | ftn{label}. {text}
        [[{label}]] {text} | <{label}> {text} | #{label} {text} | °{label} {text}
        ({label}.) {text} | **{label}.** {text} | \\[{label}\\] {text}
        {label}\\. {text} | ^{label}^ {text} | ^[{label}] {text} | {label}—{text}
        {label} -- {text} | {raised}) {text} | [{label}]: {text} | [^{label}] {text}
        .. [{label}] {text} | ［{label}］ {text} | {label}. {text} [Back]
        {label}. ↑ Jump up to: a b {text} | {label}. ^ a b {text} | {label}. Jump up ↑ {text}
        {label}. ↑ {label}.0 {label}.1 {text} | {label}. {text} ⏎
        [{label}]. {text} | [{label}], {text} | [{label}] - {text} | {label}° {text}
        {label}º. {text} | [Fn {label}: {text}] | [n. {label}: {text}] | [Anm. {label}: {text}]
        (Note {label}: {text}) | {Note {label}: {text}} | [{label}: {text}]
        [{label}. {text}] | ({label}: {text})
        \\footnotetext[{label}]{{text}} | <note n="{label}">{text}</note>
        [{label}](#_ftnref{label}) {text} | [[{label}]](#fnref{label}) {text}
    """
    return {item: Form("list", item) for item in _cells(items)}


def _markers() -> dict[str, Form]:
    signs = """
        [{raised}] | {raised}) | {label}) | {label}/ | /{label} | [[{label}]] | {{{label}}}
        {{ref|{label}}} | [n{label}] | (n. {label}) | (Anm. {label}) | [Fußnote {label}]
        [ftn{label}] | [#{label}] | *{label} | #{label} | ^({label}) | ^[{label}] | [{label}]_
        \\footnotemark[{label}] | <sup>({label})</sup> | <fn n="{label}"/> | <ref>{label}</ref>
        <ref target="#n{label}"/> | \\[{label}\\] | ［{label}］ | （{label}） | ⁽{raised}⁾
        ~{label}~ | [{label}.] | {fn{label}} | {note {label}} | <<{label}>> | «{label}»
        [sup]{label}[/sup] | ^^{label} | ↑{label} | °{label} | {raised}⁾ | {label}°
        [{label}](#fn{label}) | [\\[{label}\\]](#_ftn{label}) | <sup>[{label}](#fn{label})</sup>
        \\footnotemark[{label}]{} | \\textsuperscript {{label}} | ${}^{{label}}$ | \\sup{{label}}
    """
    made = {f"word{sign}": Form("marker", _PLAIN, marker=sign) for sign in _cells(signs)}
    both = {
        "{label})": "{label}) {text}",
        "[n{label}]": "[n{label}] {text}",
        " (Anm. {label})": "(Anm. {label}) {text}",
        " [{label}]_": ".. [{label}] {text}",
        "\\[{label}\\]": "\\[{label}\\] {text}",
        "<{label}>": "<{label}> {text}",
        "（{label}）": "（{label}）{text}",
        "{label}/": "{label}/ {text}",
        "<fn{label}>": "<fn{label}> {text}",
        "<note {label}>": "<note {label}>{text}",
        "<sup>[{label}]</sup>": "<sup>[{label}]</sup> {text}",
    }
    for marker, item in both.items():
        made[f"{marker} in both"] = Form("marker and list", item, marker=marker)
        if marker != "{label}/":
            made[f"{marker} under pages"] = Form("under pages", item, marker=marker, notes="pages")
    labels: dict[str, Callable[[Letter], list[str]]] = {
        "roman": _romans, "large roman": _large_romans, "capitals": _capitals, "from 17": _from_17,
        "stars": _stars, "daggers": _daggers,
    }  # fmt: skip
    for name, named in labels.items():
        for marker, item in (("[{label}]", "[{label}] {text}"), ("<sup>{label}</sup>", _PLAIN)):
            if marker[0] == "[" or name not in {"stars", "daggers"}:
                made[f"{name} as {marker}"] = Form(
                    "letters and symbols", item, marker=marker, labels=named, most=7
                )
    made["(*) in both"] = Form(
        "letters and symbols", "({label}) {text}", marker="({label})", labels=symbols, most=7
    )
    return made


def _pages() -> dict[str, Form]:
    marks = """
        [Bl. {number}] | [Blatt {number}] | [pp. {number}] | {{page|{number}}} | [image {number}]
        <!-- page {number} --> | [page no. {number}] | ||{number}|| | |S. {number}| | [{number}v]
        //S. {number}// | |{number}v| | [ {number} ] | ［{number}］ | [page break {number}]
        <pb n="{number}" facs="9.jpg"/> | [begin page {number}]
        [pb {number}] | [PB:{number}] | [MS p. {number}] | [leaf {number}] | [page number {number}]
        [Original page {number}] | [Bild {number}] | [Side {number}] | [стр. {number}] | [→{number}]
        [pág. {number}] | (pag. {number})
    """
    made = {mark: Form("page", page=mark) for mark in _cells(marks)}
    for mark in (
        "— {number} —",
        "f. {number}v",
        "Bl. {number}",
        "Page {number} of 60",
        "Page | {number}",
        "pag. {number}",
        "Page No. {number}",
        "leaf {number}",
        "{number} HARBOR BOARD",
        "{number}\nHARBOR BOARD",
        "Letters of Silas Garrow {number}",
        "Page {number}\n=======",
        "-----\n{number}\n-----",
    ):
        made[f"{mark} on its line"] = Form("page on its line", page=mark, alone=True)
    return made


def _around() -> dict[str, Form]:
    heads = (
        "[Footnotes]", "(Notes)", "== Notes ==", "Notes[edit]", "**Notes**", "FOOTNOTES\n=========",
        "Editorial notes", "Notes to the letter", "Anm.", "~~~~~", "─────", ".....", "<hr>",
        r"\* \* \*", "--Footnotes--", "12. Notes", "Commentary", "Kommentar", "Annotations",
        "+++++",
        "Explanatory notes", "Authorial Notes", "Textkritische Anmerkungen",
        "Notes by the editor", "F O O T N O T E S",
    )  # fmt: skip
    made = {f"{head!r} above": Form("head or rule", _PLAIN, above=f"\n{head}\n") for head in heads}
    for tail in ("--- end ---", "[End of notes]", "________"):
        made[f"{tail!r} below"] = Form(
            "head or rule", _PLAIN, above="\n________\n", below=f"\n{tail}\n"
        )
    return made


def _inline() -> dict[str, Form]:
    notes = """
        [fn]{text}[/fn] | [ref]{text}[/ref] | [efn_note]{text}[/efn_note] | footnote:[{text}]
        #footnote[{text}] | @footnote{{text}} | \\fn{{text}} | \\thanks{{text}} | \\sidenote{{text}}
        \\footnote[1]{{text}} | {fn: {text}} | {note: {text}} | {{Fußnote|{text}}} | (FN: {text})
        {{refn|group=n|{text}}} | [fn:1: {text}]
    """
    return {one: Form("in the text", inline=one, labels=counted) for one in _cells(notes)}


def _whole() -> dict[str, Form]:
    changes: dict[str, Callable[[str], str]] = {
        "quoted in mail": lambda text: re.sub(r"(?m)^", "> ", text),
        "wrapped and quoted in mail": lambda text: re.sub(r"(?m)^", "> ", wrapped(text)),
        "all lines indented": lambda text: re.sub(r"(?m)^(?=.)", "    ", text),
        "a tab before all lines": lambda text: re.sub(r"(?m)^(?=.)", "\t", text),
        "byte order mark, CRLF": lambda text: "\ufeff" + text.replace("\n", "\r\n"),
        "no-break spaces": lambda text: text.replace(" ", "\u00a0"),
        "no-break spaces in blank lines": lambda text: text.replace("\n\n", "\n\u00a0\n"),
        "thin spaces": lambda text: text.replace(" ", "\u2009"),
        "blanks at line ends": lambda text: text.replace("\n", "\u00a0 \n"),
        "indented paragraphs": lambda text: re.sub(r"(?m)^(?=[A-Z])", "    ", text),
        "soft hyphens": lambda text: text.replace("ation", "a\u00adtion"),
    }
    made = {}
    for name, change in changes.items():
        for item, marker in (("[{label}] {text}", "[{label}]"), ("{raised} {text}", "{raised}")):
            made[f"{name}, {marker}"] = Form("lines", item, marker=marker, whole=change)
    return made


def _with_heads(text: str) -> str:
    """Put running heads at the outer side of pages, as books have them."""
    return re.sub(
        r"@([0-9]+)@",
        lambda page: (
            f"Letters of Silas Garrow    {page[1]}"
            if int(page[1]) % 2
            else f"{page[1]}    The Harbor Board"
        ),
        text,
    )


def _as_programs_give_it() -> dict[str, Form]:
    """Whole texts, in which several things are otherwise at once."""
    made = {
        "Transkribus": Form(
            "", "{label}) {text}", marker="{label})", notes="pages", page="- {number} -",
            alone=True, lines=partial(wrapped, sign="¬"), of_notes=partial(wrapped, sign="¬"),
        ),
        "Project Gutenberg": Form(
            "", "[{label}] {text}", "\n\n", marker="[{label}]", notes="paragraphs",
            page="[Pg {number}]", lines=wrapped, of_notes=wrapped,
            whole=lambda text: "\ufeff" + text.replace("\n", "\r\n"),
        ),
        "a scan": Form(
            "", "{label} {text}", notes="pages", page="@{number}@", alone=True, lines=wrapped,
            of_notes=wrapped, whole=_with_heads,
        ),
        "a scan, form feeds": Form(
            "", "{label} {text}", notes="pages", page="\f@{number}@", alone=True,
            lines=partial(wrapped, sign="-"), of_notes=wrapped, whole=_with_heads,
        ),
        "Word": Form(
            "", "[{label}]\u00a0{text}", marker="\u00a0[{label}]", page="[p.\u00a0{number}]",
            whole=lambda text: re.sub(r"(?m)^(?=[A-Z])", "\t", text).replace("\n", "\r\n"),
        ),
        "Wikisource": Form(
            "", "{label}. ↑ {text}", marker="[{label}]", page="{{page break|{number}}}",
            above="\nNotes[edit]\n\n",
        ),
        "Google Docs": Form(
            "", "[{label}] {text}", marker="[{label}]", page="[{number}]",
            above="\n\n________________\n\n", whole=lambda text: text.replace("\n\n", "\n\n\n"),
        ),
        "a typescript": Form(
            "", "{raised}\u2009{text}", marker="\u202f{raised}", page="— {number} —", alone=True,
            lines=wrapped, of_notes=wrapped, above="\nAnmerkungen\n\n",
            whole=lambda text: re.sub(r"(?m)^(?=[A-Z])", "    ", text),
        ),
    }  # fmt: skip
    return {name: replace(form, kind="as programs give it") for name, form in made.items()}


def _numbered_lines(text: str) -> str:
    lines = wrapped(text).split("\n")
    return "\n".join(
        f"{line}   {number}" if line and number % 5 == 0 else line
        for number, line in enumerate(lines, 1)
    )


def _with_line_ends(sign: str) -> Callable[[str], str]:
    return lambda text: wrapped(text).replace("\n", f"{sign}\n")


OTHERS: dict[str, Form] = {
    **_lists(), **_markers(), **_inline(), **_pages(), **_around(), **_whole(),
    **_as_programs_give_it(),
}  # fmt: skip

TOLD: dict[str, Form] = {
    f"{name}, told": form
    for name, form in {
        "letters glued": Form("marker", _PLAIN, labels=letters, most=26),
        "roman glued": Form("marker", "{label} {text}", labels=_romans),
        "roman glued, under pages": Form("marker", "{label} {text}", labels=_romans, notes="pages"),
        "capitals glued": Form("marker", "{label}) {text}", marker="{label})", labels=_capitals),
        "§1 See": Form("list", "§{label} {text}"),
        "Note i: See": Form("list", "Note {label}: {text}", "\n\n", labels=_romans),
        "A See below a rule": Form(
            "list", "{label}\t{text}", "\n\n", above="\n------\n", labels=_capitals
        ),
        "1, See": Form("list", "{label}, {text}"),
        "See [1]": Form("list", "{text} [{label}]"),
        "<li>": Form("list", "<li>{text}</li>"),
        "<fn>1 See</fn>": Form("list", "<fn>{label} {text}</fn>"),
        "<fn id>": Form("list", '<fn id="{label}">{text}</fn>', marker='<fn id="{label}"/>'),
        "word 1": Form("marker", _PLAIN, marker=" {label}"),
        "word _1_": Form("marker", _PLAIN, marker="_{label}_"),
        "word¦1¦": Form("marker", _PLAIN, marker="¦{label}¦"),
        "{{ref}} {{note}}": Form("list", "{{note|{label}}} {text}", marker="{{ref|{label}}}"),
        "1/ under pages": Form("list", "{label}/ {text}", marker="{label}/", notes="pages"),
        **{
            f"(1) under {where}": Form(
                "list", "({label}) {text}", marker=" ({label})", notes=where
            )
            for where in ("pages", "paragraphs")
        },
        **{
            f"{name} as {marker}": Form("marker", item, marker=marker, labels=labels, most=7)
            for name, labels in (
                ("34.1", _of_pages), ("one", _words), ("α", _greek), ("+", _pluses),
            )
            for marker, item in (
                ("{label}", "{label} {text}"), ("[{label}]", "[{label}] {text}"),
                (" ({label})", "({label}) {text}"),
            )
        },
        **{
            f"word{marker}": Form("marker", _PLAIN, marker=marker)
            for marker in ("(^{label})", ":{label}:", "!{label}!", "!{label}", "\\cite{{label}}")
        },
        **{
            inline: Form("in the text", inline=inline, labels=counted)
            for inline in (
                " {{{text}}}", "<!-- {text} -->", " [* {text}]", " ^{text}^", "^({text})",
                " |{text}|", " (Note: {text})",
                " [[{text}]]", " // {text} //", " ~{text}~",
            )
        },
        **{
            mark: Form("page", page=mark)
            for mark in (
                "[Page {number} begins]", "[End of page {number}]",
                "[page break]", "[Seitenwechsel]", "[{number} recto]",
                "[kol. {number}]", "[{number}-]", "|{number}", "| {number}", "→{number}",
                "/{number}",
                "@{number}",
                "[fol. {number}r-v]",
                "<<p. {number}>>",
            )
        },
        **{
            f"{mark} on its line": Form("page on its line", page=mark, alone=True)
            for mark in (
                "{number}.",
                "{number}r",
                "IMG_00{number}.jpg", "00{number}.tif", "___{number}___", "[page {number} of 60]",
                "• {number} •", "Page {number} ends",
            )
        },
        "every fifth line": Form("lines", whole=_numbered_lines),
        **{
            f"{sign} at line ends": Form("lines", whole=_with_line_ends(sign))
            for sign in (" |", " /", " //", "↵")
        },
        "a ruled heading": Form("lines", whole=lambda text: text.replace("\n", "\n-----\n", 1)),
        "TeX": Form("lines", whole=lambda text: "\\begin{document}\n" + text + "\\end{document}\n"),
        "¶ paragraphs": Form("lines", whole=lambda text: re.sub(r"(?m)^(?=[A-Z])", "¶ ", text)),
        "a category": Form("lines", whole=lambda text: "[[Category:Letters]]\n" + text),
        "form feeds": Form("page", page="\f", alone=True),
        "[Page 34:]": Form("page", page="[Page {number}:]"),
        "(34)": Form("page", page="({number})"),
        "«34»": Form("page", page="«{number}»"),
        "[col. 34]": Form("page", page="[col. {number}]"),
        "[34/]": Form("page", page="[{number}/]"),
        "34/60": Form("page", page="{number}/60", alone=True),
        "# heading": Form("lines", _PLAIN, whole=lambda text: f"# {text}"),
        "front matter": Form("lines", _PLAIN, whole=lambda text: f"---\ntitle: x\n---\n\n{text}"),
        "fenced": Form("lines", _PLAIN, whole=lambda text: f"```\n{text}```\n"),
        "\\ at line ends": Form("lines", _PLAIN, whole=lambda text: text.replace("\n", "\\\n")),
        "<br>": Form("lines", _PLAIN, whole=lambda text: text.replace("\n", "<br>\n")),
        "<p>": Form("lines", _PLAIN, whole=lambda text: re.sub(r"(?m)^(.+)$", r"<p>\1</p>", text)),
    }.items()
}  # fmt: skip
