"""The same letter in many forms is read as the same: text, notes, markers and pages."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from pipeline.encode import lay_out, read_marks
from pipeline.encode.profile import load
from pipeline.model.source import Source
from pipeline.normalize import normalize

PROFILE = load("frus")
NOTES = (
    "Printed in the report of 1907.",
    "Not found in the files of the Port.",
    "The bill was paid on June 4.",
)
USUAL = (
    "7. Letter From Ada Quill to the Keeper of the Port\n\nSandwick, May 2, 1908.\n\n"
    "Sir: The chart{1} that you sent in 1907{2} shows no rock [Page 12] off the mole, and our "
    "boats have twice struck it.\n\n"
    "I beg you to pay the pilot{3} and to mark the place with a buoy.\n\n"
    "[Page 13]\n\nI am, Sir, yours truly,\n\nAda Quill\n"
)


@dataclass(frozen=True)
class Read:
    """What encoding makes of a text; blanks do not count."""

    body: str
    notes: list[str]
    markers: list[tuple[str, str]]
    pages: list[tuple[str, str]]


def read(raw: str) -> tuple[Read, Source]:
    source, found = normalize(raw.encode(), "d7.txt")
    assert not [one for one in found if one.severity.value == "error"]
    source = lay_out(source, PROFILE)
    marks = read_marks(source, PROFILE)
    end = marks.notes.start if marks.notes else len(source.text)
    events = [(one.span, "marker", one.label) for one in marks.markers]
    events += [(one.span, "page", one.number) for one in marks.pages]
    body, at = "", 0
    places: dict[str, list[tuple[str, str]]] = {"marker": [], "page": []}
    for (start, stop), kind, label in sorted(events):
        body += "".join(source.text[at:start].split())
        places[kind].append((label, body[-8:]))
        at = stop
    body += "".join(source.text[at:end].split())
    notes = [" ".join(source.text[slice(*one.span)].split()) for one in marks.notes.notes]  # type: ignore[union-attr]
    return Read(body, notes, places["marker"], places["page"]), source


def with_markers(form: str, text: str = USUAL) -> str:
    for number in "123":
        text = text.replace(f"{{{number}}}", form.format(number))
    return text


def listed(form: str, between: str = "\n") -> str:
    return between.join(form.format(n, note) for n, note in enumerate(NOTES, 1)) + "\n"


def paged(first: str, second: str) -> str:
    """Put other marks for the two pages; blanks around the first one go with it."""
    text = GLUED + listed("  {}. {}")
    return text.replace(" [Page 12] ", first).replace("[Page 13]", second)


def raised_list() -> str:
    return "".join(f"{raised} {note}\n" for raised, note in zip("¹²³", NOTES, strict=True))


RIGHT = read(with_markers("{}") + "  " + "\n  ".join(f"{n}. {t}" for n, t in enumerate(NOTES, 1)))[
    0
]
INLINE = with_markers("{{{}}}")


def inline(form: str) -> str:
    text = INLINE
    for number, note in enumerate(NOTES, 1):
        text = text.replace(f"{{{number}}}", form.replace("NOTE", note))
    return text


def under_pages(item: str) -> str:
    text = with_markers("{}")
    first, second = (
        "\n\n".join(item.format(n, NOTES[n - 1]) for n in (1, 2)),
        item.format(3, NOTES[2]),
    )
    text = text.replace(" [Page 12] ", f"\n\n{first}\n\n[Page 12]\n")
    return text.replace("[Page 13]", f"{second}\n\n[Page 13]")


GLUED = with_markers("{}")
FORMS: dict[str, Callable[[], str]] = {
    "1. See, at the margin": lambda: GLUED + "\n" + listed("{}. {}"),
    "1. See, four blanks": lambda: GLUED + listed("    {}. {}"),
    "1. See, blank lines between": lambda: GLUED + "\n" + listed("{}. {}", "\n\n"),
    "1 See": lambda: GLUED + "\n" + listed("{} {}"),
    "1) See": lambda: GLUED + "\n" + listed("{}) {}"),
    "(1) See": lambda: GLUED + "\n" + listed("({}) {}"),
    "[1] See": lambda: GLUED + "\n" + listed("[{}] {}"),
    "^1 See": lambda: GLUED + "\n" + listed("^{} {}"),
    "raised 1 See": lambda: GLUED + "\n" + raised_list(),
    "number on a line of its own": lambda: GLUED + "\n" + listed("{}.\n{}"),
    "tab behind the number": lambda: GLUED + "\n" + listed("{}.\t{}"),
    "Note 1. See": lambda: GLUED + "\n" + listed("Note {}. {}"),
    "head above the list": lambda: GLUED + "\nNotes\n\n" + listed("{}. {}"),
    "list and its head above the text": lambda: (
        "Notes to No. 7\n\n" + listed("[{}] {}") + "\n" + with_markers("[{}]")
    ),
    "rule above the list": lambda: GLUED + "\n________\n" + listed("{}. {}"),
    "arrows behind notes": lambda: GLUED + "\n" + "\n".join(f"{n} ↩" for n in NOTES),
    "arrows behind notes in one line": lambda: GLUED + "\n    " + "".join(f"{n} ↩" for n in NOTES),
    "arrows before notes": lambda: GLUED + "\n" + listed("{}. ↑ {}"),
    "word[1]": lambda: with_markers("[{}]") + "\n" + listed("[{}] {}", "\n\n"),
    "word [1]": lambda: with_markers(" [{}]") + listed("  {}. {}"),
    "word^1": lambda: with_markers("^{}") + listed("  {}. {}"),
    "word/1/": lambda: with_markers("/{}/") + "\n" + listed("/{}/ {}"),
    "word{1}": lambda: with_markers("{{{}}}") + listed("  {}. {}"),
    "word<sup>1</sup>": lambda: with_markers("<sup>{}</sup>") + "\n" + listed("<sup>{}</sup> {}"),
    "word [note 1]": lambda: with_markers(" [note {}]") + "\n" + listed("{}. {}"),
    "Markdown": lambda: with_markers("[^{}]") + "\n" + listed("[^{}]: {}", "\n\n"),
    "TeX": lambda: inline(r"\footnote{NOTE}"),
    "wiki": lambda: inline("<ref>NOTE</ref>"),
    "TEI tags": lambda: inline('<note place="foot">NOTE</note>'),
    "under pages, 1 See": lambda: under_pages("{} {}"),
    "under pages, usual items": lambda: under_pages("  {}. {}"),
    "page on a line": lambda: paged("\n[p. 12]\n", "[p. 13]"),
    "pages in two brackets": lambda: paged(" [[12]] ", "[[13]]"),
    "pages with slashes": lambda: paged(" //12// ", "//13//"),
    "number and form feed": lambda: paged("\n12\n\f\n", "13\n\f"),
    "running heads": lambda: paged("\n\n12 PORT OF SANDWICK\n\n", "PORT OF SANDWICK 13"),
    "CR ends lines": lambda: (GLUED + listed("  {}. {}")).replace("\n", "\r"),
}  # fmt: skip


@pytest.mark.parametrize("name", FORMS)
def test_reads_the_same(name: str) -> None:
    found, source = read(FORMS[name]())
    assert found == RIGHT
    assert name == "CR ends lines" or source.form is not None


@pytest.mark.parametrize("name", FORMS)
def test_every_note_leads_back_to_its_line(name: str) -> None:
    raw = FORMS[name]()
    _, source = read(raw)
    for note in NOTES:
        start = source.text.index(note)
        place = source.location((start, start + len(note)))
        line = source.raw_lines[place.line - 1]
        assert line[place.column - 1 : place.end_column - 1] == note


def test_the_usual_form_is_left_alone() -> None:
    _, source = read(GLUED + listed("  {}. {}"))
    assert source.form is None
    assert source.origin is None


def test_notes_numbered_anew_on_each_page() -> None:
    text = under_pages("  {}. {}").replace("pilot3", "pilot1").replace("  3. ", "  1. ")
    found, source = read(text)
    assert found.notes == list(NOTES)
    assert [label for label, _ in found.markers] == ["1", "2", "1"]
    assert source.form is not None


def test_lines_without_numbers_are_in_doubt() -> None:
    _, source = read(GLUED + "\n" + "\n".join(NOTES))
    assert source.form is not None
    assert source.form.doubt


@pytest.mark.parametrize("text", ["1. First.\n\n2. Second.\n", "Sold:\n\n1 Horse\n2 Cows\n"])
def test_numbered_lines_without_markers_are_no_notes(text: str) -> None:
    source, _ = normalize(f"7. Memorandum\n\nSandwick, May 2, 1908.\n\n{text}".encode(), "d7.txt")
    assert lay_out(source, PROFILE).form is None


def test_numbers_in_brackets_of_the_text_make_no_notes_of_its_last_lines() -> None:
    text = "7. Memorandum\n\nSandwick, May 2, 1908.\n\nIt asks(1) for pay, (2) for coal(2).\n\n"
    source, _ = normalize(f"{text}The pay is due.\nThe coal is not.\n".encode(), "d7.txt")
    assert lay_out(source, PROFILE).form is None


@pytest.mark.parametrize(
    "name", [name for name in FORMS if name.startswith(("under pages", "page on", "running"))]
)
def test_a_sentence_that_goes_on_behind_a_page_is_one(name: str) -> None:
    _, source = read(FORMS[name]())
    assert " [Page 12] off the mole" in source.text


def test_a_page_right_below_notes_begins_for_the_text_below() -> None:
    first = "\n\n[1] " + NOTES[0] + "\n[2] " + NOTES[1] + "\n[p. 12]\n\n"
    text = with_markers("[{}]").replace(" [Page 12] ", first)
    found, _ = read(text.replace("[Page 13]", f"[3] {NOTES[2]}\n\n[p. 13]"))
    assert found == RIGHT


@pytest.mark.parametrize("line", ["12     Port of Sandwick", "PORT OF SANDWICK 12"])
def test_one_running_head_in_a_sentence_is_in_doubt(line: str) -> None:
    form = lay_out(_torn_by(line), PROFILE).form
    assert form is not None
    assert "34 RUNNING HEAD" in form.doubt


@pytest.mark.parametrize("line", ["Total 12", "Sandwick, 2. 5.     12"])
def test_a_line_of_the_text_is_no_running_head(line: str) -> None:
    assert lay_out(_torn_by(line), PROFILE).form is None


def _torn_by(line: str) -> Source:
    raw = f"7. Note\n\nThe chart shows\n\n{line}\n\nno rock.\n"
    return normalize(raw.encode(), "d7.txt")[0]


def test_page_marks_that_are_each_spelt_another_way_are_slips() -> None:
    source, _ = normalize(b"7. Note\n\nThe [page 12] chart [page 13] and the [Page 14.\n", "d7.txt")
    assert lay_out(source, PROFILE).form is None


def test_a_number_in_brackets_that_corrects_another_is_no_marker() -> None:
    text = "7. Note\n\nSandwick, May 2, 1908.\n\nYour 37, May 2 [1], 8 p.m.1 has not come.\n\n"
    source, _ = normalize(f"{text}  1. Not found.\n".encode(), "d7.txt")
    assert lay_out(source, PROFILE).form is None


@pytest.mark.parametrize(
    "head",
    ["Notes de bas de page", "Notas al pie", "Note", "Noten", "Przypisy", "Примечания", "Сноски:"],
)
def test_heads_of_other_languages_are_left_out(head: str) -> None:
    found, source = read(GLUED + f"\n{head}\n\n" + listed("{}. {}"))
    assert found == RIGHT
    assert head not in source.text
