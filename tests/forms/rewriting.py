"""The forms: how a text that was taken apart is put together as another person would type it."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial

from tests.forms.letters import END, MARKER, PAGE, Letter

_MARKERS = re.compile(f" ?{MARKER}([0-9]+){END}")
_PAGES = re.compile(f"([ \n]*){PAGE}([^{END}]*){END}([ \n]*)")
_TIED = "\ue003"
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_SYMBOLS = ("*", "†", "‡", "§", "¶", "**", "††", "‡‡", "§§", "¶¶")


def printed(letter: Letter) -> list[str]:
    """Leave the labels as they are."""
    return [label for label, _ in letter.notes]


def letters(letter: Letter) -> list[str]:
    return [chr(ord("a") + place) for place, _ in enumerate(letter.notes)]


def symbols(letter: Letter) -> list[str]:
    return list(_SYMBOLS[: len(letter.notes)])


@dataclass(frozen=True)
class Form:
    """One form; all that is not given is as in the usual form.

    ``item`` is a note of a list, ``between`` parts two of them, ``above`` stands before the list,
    ``marker`` is what stands in the text. In ``inline`` the note itself stands there. ``notes``
    says where the list stands; ``anew`` numbers each list from 1. ``lines`` breaks the lines of a
    text of so many characters, ``labels`` names the notes; ``most`` notes have such a name.
    ``whole`` changes the text as it then is.
    """

    kind: str
    item: str = "  {label}. {text}"
    between: str = "\n"
    above: str = "\n"
    below: str = "\n"
    marker: str = "{label}"
    inline: str = ""
    notes: str = "end"
    anew: bool = False
    page: str = "[Page {number}]"
    alone: bool = False
    lines: Callable[[str], str] = str
    of_notes: Callable[[str], str] = str
    labels: Callable[[Letter], list[str]] = printed
    least: int = 1
    most: int = 1000
    is_counted: bool = False
    whole: Callable[[str], str] = str


def rewrite(letter: Letter, form: Form) -> tuple[str, list[str]] | None:
    """Give the text in a form, and the labels of its notes; None where it cannot have the form."""
    count = len(letter.notes)
    is_of_pages = form.page != Form.page or form.alone or form.notes == "pages"
    if is_of_pages and letter.body.count(PAGE) < 2:
        return None
    is_of_lines = form.lines is not str and not letter.notes
    if not (form.least <= count <= form.most or is_of_lines or form.page != Form.page):
        return None
    labels = form.labels(letter)
    if form.is_counted and labels != counted(letter):
        return None
    groups = list(_groups(letter, form))
    if form.anew:
        called = [[int(place) for place in _MARKERS.findall(body)] for body, _ in groups]
        if [one for group in called for one in group] != list(range(count)):
            return None
        labels = [str(at) for group in called for at, _ in enumerate(group, 1)]
    parts = []
    for body, places in groups:
        shown = _with_markers(form.lines(body), letter, form, labels)
        shown = _with_pages(shown, form)
        parts.append(shown)
        if places and not form.inline:
            items = form.between.join(_item(letter, form, labels, place) for place in places)
            parts[-1] = shown.rstrip("\n") + "\n" + form.above + items
    edges = {"paragraphs": str.strip, "chapters": str.strip}.get(form.notes, str.rstrip)
    return form.whole("\n\n".join(edges(part, "\n") for part in parts) + form.below), labels


def _groups(letter: Letter, form: Form) -> Iterator[tuple[str, list[int]]]:
    """Part the body where lists stand; each part has the places of the notes below it."""
    if form.notes == "end":
        yield letter.body, list(range(len(letter.notes)))
        return
    if form.notes == "pages":
        parts = [part.strip(" \n") for part in re.split(f"(?=[ \n]*{PAGE})", letter.body)]
    else:
        parts = letter.body.split("\n\n")
    if form.notes == "chapters":
        third = len(parts) // 3 + 1
        parts = ["\n\n".join(parts[at : at + third]) for at in range(0, len(parts), third)]
    done: set[int] = set()
    waiting = ""
    for part in parts:
        places = []
        for found in _MARKERS.findall(part):
            if int(found) not in done:
                done.add(int(found))
                places.append(int(found))
        joint = " " if form.notes == "pages" else "\n\n"
        waiting = f"{waiting}{joint}{part}" if waiting else part
        if places:
            yield waiting, places
            waiting = ""
    if waiting:
        yield waiting, []


def in_order(letter: Letter) -> bool:
    """Tell whether the notes are called in their order, as lists under pages need it."""
    places = [int(one) for one in _MARKERS.findall(letter.body)]
    firsts = list(dict.fromkeys(places))
    return firsts == list(range(len(letter.notes)))


def _item(letter: Letter, form: Form, labels: list[str], place: int) -> str:
    label, text = labels[place], letter.notes[place][1]
    mark = f"\n{form.page}\n" if form.alone else form.page
    mark_in_text = r" ?\[Page ([0-9a-z]+)\] ?" if form.alone else r"\[Page ([0-9a-z]+)\]"
    text = re.sub(mark_in_text, lambda m: mark.replace("{number}", m[1]), text)
    return _filled(form.item, label, form.of_notes(text))


def _filled(form: str, label: str, text: str = "") -> str:
    shown = form.replace("{label}", label).replace("{raised}", label.translate(_RAISED))
    return shown.replace("{text}", text)


def _with_markers(body: str, letter: Letter, form: Form, labels: list[str]) -> str:
    def shown(match: re.Match[str]) -> str:
        place = int(match[1])
        if form.inline:
            return form.inline.replace("{text}", letter.notes[place][1])
        blank = " " if match.group()[0] == " " else ""
        return blank + _filled(form.marker, labels[place])

    return _MARKERS.sub(shown, body)


def _with_pages(body: str, form: Form) -> str:
    def shown(match: re.Match[str]) -> str:
        mark = form.page.replace("{number}", match[2])
        if not form.alone:
            return match[1] + mark + match[3]
        before = "\n\n" if "\n" in match[1] or "\n" in match[3] else "\n"
        return before + mark + before

    return _PAGES.sub(shown, body)


def wrapped(text: str, sign: str = "", indent: str = "") -> str:
    """Wrap long lines at 72; with a ``sign``, words are broken at line ends."""
    return "\n".join(_wrapped_line(line, sign, indent) for line in text.split("\n"))


def _wrapped_line(line: str, sign: str, indent: str) -> str:
    if len(line) <= 72 or "\t" in line:
        return line
    margin = line[: len(line) - len(line.lstrip())]
    rows = textwrap.wrap(
        re.sub(r"\[Page (\w+)\]", rf"[Page{_TIED}\1]", line),
        72,
        break_long_words=False,
        break_on_hyphens=False,
        subsequent_indent=margin + indent,
    )
    rows = [row.replace(_TIED, " ") for row in rows]
    if not sign:
        return "\n".join(rows)
    for at in range(len(rows) - 1):
        following = re.match(
            rf"{re.escape(margin + indent)}([a-z]{{2,3}})(?=[a-z]{{3}})", rows[at + 1]
        )
        if following and re.search(r"[a-z,;]\Z", rows[at]):
            rows[at] += f" {following[1]}{sign}"
            rows[at + 1] = margin + indent + rows[at + 1][following.end() :]
    return "\n".join(rows)


def at_margin(text: str) -> str:
    """Take the indents of the paragraphs of a note away."""
    return re.sub(r"\n[ ]+", "\n", text)


def without_blank_lines(text: str) -> str:
    """One line a paragraph."""
    return re.sub(r"\n\n+", "\n", text)


def _lists() -> dict[str, Form]:
    """Forms of the list alone: markers are glued, as in the usual form."""
    items = {
        "1. See": "{label}. {text}",
        "1 See": "{label} {text}",
        "1) See": "{label}) {text}",
        "[1] See": "[{label}] {text}",
        "(1) See": "({label}) {text}",
        "^1 See": "^{label} {text}",
        "¹ See": "{raised} {text}",
        "¹See": "{raised}{text}",
        "/1/ See": "/{label}/ {text}",
        "Note 1. See": "Note {label}. {text}",
        "[^1]: See": "[^{label}]: {text}",
        "[Footnote 1: See]": "[Footnote {label}: {text}]",
        "{1} See": "{{label}} {text}",
        "<sup>1</sup> See": "<sup>{label}</sup> {text}",
        "1.<tab>See": "{label}.\t{text}",
        "1.See, no blank": "{label}.{text}",
        "1: See": "{label}: {text}",
        "1 - See": "{label} – {text}",
        "1.<nbsp>See": "{label}.\u00a0{text}",
        "number on its line, 1.": "{label}.\n{text}",
        "number on its line, 1": "{label}\n{text}",
        "[1]<tab>See": "[{label}]\t{text}",
        "Fußnote 1: See": "Fußnote {label}: {text}",
    }
    made = {name: Form("list", item) for name, item in items.items()}
    for name, blanks in (
        ("one blank", " "),
        ("four blanks", "    "),
        ("a tab", "\t"),
        ("no-break spaces", "\u00a0\u00a0"),
    ):
        made[f"1. See, {name} before"] = Form("list", blanks + "{label}. {text}")
        made[f"1 See, {name} before"] = Form("list", blanks + "{label} {text}")
    for name in ("1. See", "1 See", "[1] See", "1) See", "¹ See"):
        item = items[name]
        made[f"{name}, blank lines between"] = Form("list", item, "\n\n")
        made[f"{name}, no blank line above"] = Form("list", item, above="")
        made[f"{name}, wrapped"] = Form("list", item, of_notes=wrapped)
        made[f"{name}, wrapped, hanging"] = Form(
            "list", item, of_notes=lambda text: wrapped(text, indent="    ")
        )
        made[f"{name}, paragraphs at the margin"] = Form("list", item, of_notes=at_margin)
        made[f"{name}, wrapped, blank lines between"] = Form("list", item, "\n\n", of_notes=wrapped)
    return made


def _around() -> dict[str, Form]:
    made = {}
    heads = (
        "Notes",
        "NOTES",
        "Notes:",
        "Footnotes",
        "Endnotes",
        "Anmerkungen",
        "Fußnoten",
        "References",
        "## Notes",
        "________",
        "----------",
        "* * *",
        "⁂",
        "__________\nNotes",
    )
    for head in heads:
        for name, item in (("1. See", "{label}. {text}"), ("usual", Form.item)):
            made[f"{head!r} above, {name}"] = Form("head or rule", item, above=f"\n{head}\n\n")
            made[f"{head!r} right above, {name}"] = Form("head or rule", item, above=f"\n{head}\n")
    for name, item in {
        "1. See ↩": "{label}. {text} ↩",
        "1. See↩": "{label}. {text}↩",
        "1. ↑ See": "{label}. ↑ {text}",
        "1. ^ See": "{label}. ^ {text}",
        "  1. See ↩": "  {label}. {text} ↩",
        "See ↩": "{text} ↩",
        "^ See": "^ {text}",
        "↑ See": "↑ {text}",
        "[1] See ↑": "[{label}] {text} ↑",
        "  1. See [back]": "  {label}. {text} ↩︎",
    }.items():
        made[name] = Form("arrow", item)
    made["See ↩, all in one line"] = Form(
        "arrow", "{text} ↩", "", of_notes=without_blank_lines, is_counted=True
    )
    made["no numbers"] = Form("no numbers", "{text}", is_counted=True, least=2)
    made["no numbers, indented"] = Form("no numbers", "  {text}", is_counted=True, least=2)
    made["no numbers, blank lines between"] = Form(
        "no numbers", "{text}", "\n\n", is_counted=True, least=2
    )
    made["no numbers, Notes above"] = Form(
        "no numbers", "{text}", above="\nNotes\n\n", is_counted=True, least=2
    )
    made["no numbers, bullets"] = Form("no numbers", "  • {text}", is_counted=True, least=2)
    for name in ("See ↩", "^ See", "↑ See"):
        made[name] = replace(made[name], is_counted=True)
    return made


def _markers() -> dict[str, Form]:
    made = {}
    signs = {
        "word[1]": "[{label}]",
        "word [1]": " [{label}]",
        "word¹": "{raised}",
        "word^1": "^{label}",
        "word^1^": "^{label}^",
        "word^{1}": "^{{label}}",
        "word$^{1}$": "$^{{label}}$",
        "word $^1$": " $^{label}$",
        "word{1}": "{{label}}",
        "word/1/": "/{label}/",
        "word (1)": " ({label})",
        "word(1)": "({label})",
        "word[^1]": "[^{label}]",
        "word<sup>1</sup>": "<sup>{label}</sup>",
        "word [note 1]": " [note {label}]",
        "word<sup>[1]</sup>": "<sup>[{label}]</sup>",
        "word<fn>1</fn>": "<fn>{label}</fn>",
        "word<a>1</a>": '<a href="#fn{label}">{label}</a>',
        "word 1": " {label}",
        "word[fn1]": "[fn{label}]",
        "word[n. 1]": "[n. {label}]",
        "word<1>": "<{label}>",
        "word|1|": "|{label}|",
        "word((1))": "(({label}))",
        "word\\textsuperscript{1}": "\\textsuperscript{{label}}",
    }
    for name, marker in signs.items():
        made[f"{name}, usual list"] = Form("marker", marker=marker)
        made[f"{name}, 1. See"] = Form("marker", "{label}. {text}", marker=marker)
    for name, marker, item in (
        ("[1]", "[{label}]", "[{label}] {text}"),
        ("(1)", "({label})", "({label}) {text}"),
        ("¹", "{raised}", "{raised} {text}"),
        ("^1", "^{label}", "^{label} {text}"),
        ("/1/", "/{label}/", "/{label}/ {text}"),
        ("{1}", "{{label}}", "{{label}} {text}"),
        ("<sup>1</sup>", "<sup>{label}</sup>", "<sup>{label}</sup> {text}"),
        ("[^1]", "[^{label}]", "[^{label}]: {text}"),
        ("[1] footnotes", "[{label}]", "[Footnote {label}: {text}]"),
        ("[1], four blanks", " [{label}]", "    [{label}] {text}"),
    ):
        made[f"{name} in both"] = Form("marker and list", item, marker=marker)
        made[f"{name} in both, blank lines between"] = Form(
            "marker and list", item, "\n\n", marker=marker
        )
        made[f"{name} in both, Notes above"] = Form(
            "marker and list", item, above="\nNotes\n\n", marker=marker
        )
        made[f"{name} in both, wrapped"] = Form(
            "marker and list", item, "\n\n", marker=marker, lines=wrapped, of_notes=wrapped
        )
    for name, marker, item in (
        ("[a]", "[{label}]", "[{label}] {text}"),
        ("<sup>a</sup>", "<sup>{label}</sup>", "{label}. {text}"),
        ("[a], usual list", "[{label}]", Form.item),
        ("(a)", " ({label})", "({label}) {text}"),
        ("^a", "^{label}", "{label}) {text}"),
        ("<sup>a</sup> in both", "<sup>{label}</sup>", "<sup>{label}</sup> {text}"),
    ):
        made[f"letters as {name}"] = Form(
            "letters and symbols", item, marker=marker, labels=letters, most=26
        )
    for name, marker, item in (
        ("*", "{label}", "{label} {text}"),
        ("*, glued", "{label}", "{label}{text}"),
        ("[*]", "[{label}]", "[{label}] {text}"),
        ("*, usual list", "{label}", Form.item),
        ("*)", "{label})", "{label}) {text}"),
        ("*, four blanks", "{label}", "    {label} {text}"),
    ):
        made[f"symbols as {name}"] = Form(
            "letters and symbols", item, marker=marker, labels=symbols, most=10
        )
    return made


def _inline() -> dict[str, Form]:
    inline = {
        r"\footnote{See}": r"\footnote{{text}}",
        "<ref>See</ref>": "<ref>{text}</ref>",
        "^[See]": "^[{text}]",
        "<note>See</note>": '<note place="foot">{text}</note>',
        "[Footnote: See]": " [Footnote: {text}]",
        r"\endnote{See}": r"\endnote{{text}}",
        "{{See}}": "{{efn|{text}}}",
        "<fn>See</fn>": "<fn>{text}</fn>",
        "((See))": "(({text}))",
        "<footnote>See</footnote>": "<footnote>{text}</footnote>",
        "[Note: See]": " [Note: {text}]",
        "[fn: See]": "[fn: {text}]",
    }
    return {name: Form("in the text", inline=one, labels=counted) for name, one in inline.items()}


def counted(letter: Letter) -> list[str]:
    return [str(number) for number, _ in enumerate(letter.notes, 1)]


def _places() -> dict[str, Form]:
    made = {}
    items = {
        "usual": Form.item,
        "1. See": "{label}. {text}",
        "1 See": "{label} {text}",
        "[1] See": "[{label}] {text}",
        "¹ See": "{raised} {text}",
        "(1) See": "({label}) {text}",
        "1) See": "{label}) {text}",
        "[Footnote 1: See]": "[Footnote {label}: {text}]",
    }
    for where in ("pages", "paragraphs", "chapters"):
        for name, item in items.items():
            marker = "[{label}]" if "[" in name else "{raised}" if "¹" in name else "{label}"
            made[f"under {where}, {name}"] = Form(
                f"under {where}", item, notes=where, marker=marker
            )
            made[f"under {where}, {name}, numbered anew"] = Form(
                f"under {where}", item, notes=where, anew=True, marker=marker
            )
        made[f"under {where}, a rule above"] = Form(
            f"under {where}", "{label}. {text}", notes=where, above="\n________\n"
        )
        made[f"under {where}, blank lines between"] = Form(
            f"under {where}", "{label}. {text}", "\n\n", notes=where
        )
        made[f"under {where}, wrapped"] = Form(
            f"under {where}",
            "{label}. {text}",
            "\n\n",
            notes=where,
            lines=wrapped,
            of_notes=wrapped,
        )
    made["under pages, form feed"] = Form(
        "under pages", "{label} {text}", notes="pages", page="{number}\n\f", alone=True
    )
    made["under chapters, Notes above"] = Form(
        "under chapters", "{label}. {text}", notes="chapters", above="\nNotes\n\n", anew=True
    )
    return made


def _pages() -> dict[str, Form]:
    marks = {
        "[p. 34]": "[p. {number}]",
        "[page 34]": "[page {number}]",
        "[PAGE 34]": "[PAGE {number}]",
        "[Pg 34]": "[Pg {number}]",
        "{34}": "{{number}}",
        "[[34]]": "[[{number}]]",
        "|34|": "|{number}|",
        "[34]": "[{number}]",
        "(Page 34)": "(Page {number})",
        "(p. 34)": "(p. {number})",
        "//34//": "//{number}//",
        "[S. 34]": "[S. {number}]",
        "[fol. 34]": "[fol. {number}]",
        "[f. 34]": "[f. {number}]",
        '<pb n="34"/>': '<pb n="{number}"/>',
        "{p. 34}": "{p. {number}}",
        "[Seite 34]": "[Seite {number}]",
        "<page 34>": "<page {number}>",
        "<34>": "<{number}>",
        "/34/": "/{number}/",
        "[Page: 34]": "[Page: {number}]",
        "[p34]": "[p{number}]",
        "[[Page 34]]": "[[Page {number}]]",
    }
    made = {name: Form("page", page=mark) for name, mark in marks.items()}
    for name in ("[p. 34]", "[34]", "{34}", "[[34]]", "|34|", "[Pg 34]", "//34//"):
        made[f"{name} on its line"] = Form("page on its line", page=marks[name], alone=True)
    alone = {
        "[Page 34] on its line": "[Page {number}]",
        "34 on its line": "{number}",
        "- 34 - on its line": "- {number} -",
        "Page 34 on its line": "Page {number}",
        "p. 34 on its line": "p. {number}",
        "--- Page 34 ---": "--- Page {number} ---",
        "-----File: 34.png": "-----File: {number}.png",
        "-----File: 034.png----": "-----File: 0{number}.png-------",
        "34 and a form feed": "{number}\n\f",
        "=== 34 ===": "=== {number} ===",
        "# Page 34": "# Page {number}",
    }
    made |= {name: Form("page on its line", page=mark, alone=True) for name, mark in alone.items()}
    return made


def _line_forms() -> dict[str, Form]:
    made = {"wrapped at 72": Form("lines", lines=wrapped, of_notes=wrapped)}
    made["wrapped at 72, notes hanging"] = Form(
        "lines", lines=wrapped, of_notes=lambda t: wrapped(t, indent="    ")
    )
    made["one line a paragraph, no blank lines"] = Form(
        "lines", lines=without_blank_lines, of_notes=without_blank_lines, above=""
    )
    made["no blank lines, 1. See"] = Form(
        "lines",
        "{label}. {text}",
        lines=without_blank_lines,
        of_notes=without_blank_lines,
        above="",
    )
    made["no blank lines, 1 See"] = Form(
        "lines", "{label} {text}", lines=without_blank_lines, of_notes=without_blank_lines, above=""
    )
    made["no blank lines, [1] in both"] = Form(
        "lines",
        "[{label}] {text}",
        lines=without_blank_lines,
        of_notes=without_blank_lines,
        above="",
        marker="[{label}]",
    )
    for sign in "¬=-":
        broken = partial(wrapped, sign=sign)
        made[f"words broken with {sign}"] = Form("lines", lines=broken, of_notes=wrapped)
    made["CRLF"] = Form("lines", lines=lambda t: t.replace("\n", "\r\n"))
    made["two blanks at line ends"] = Form("lines", lines=lambda t: t.replace("\n", "  \n"))
    return made


FORMS: dict[str, Form] = {
    **_lists(),
    **_around(),
    **_markers(),
    **_inline(),
    **_places(),
    **_pages(),
    **_line_forms(),
}
