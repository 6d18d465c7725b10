"""Reports show the user's own line, and nothing of it can act on a terminal or a log."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pipeline.model.diagnostics import Diagnostic, Location, Related, Severity
from pipeline.report import Report, TerminalStyle, to_json, to_text
from pipeline.system.shown import cells


def diagnostic(file: Path, line: int, columns: tuple[int, int]) -> Diagnostic:
    place = Location(str(file), line, columns[0], line, columns[1])
    other = Related("also here", Location(str(file), 1, 1, 1, 2))
    return Diagnostic("N102", "a-name", Severity.ERROR, "it is wrong", place, "mend it", (other,))


def report(file: Path, line: int, columns: tuple[int, int]) -> Report:
    return Report.of([str(file)], [diagnostic(file, line, columns)])


def test_text_shows_the_line_with_a_caret(tmp_path: Path) -> None:
    file = tmp_path / "d1.txt"
    file.write_bytes("\ufeffone\r\nthe second line\r\n".encode())
    assert to_text(report(file, 2, (5, 11))) == (
        f"{file}:2:5: error N102 it is wrong\n"
        "    2 | the second line\n"
        "      |     ^^^^^^\n"
        "    1:1: also here\n"
        "    1 | one\n"
        "      | ^\n"
        "    hint: mend it\n"
        "\n"
        "1 document: 1 error, 0 warnings, 0 remarks\n"
    )


@pytest.mark.parametrize(
    ("data", "shows"),
    [
        (b"PK\x03\x04\x14\x00\x00\x00\xd1\xfe", False),
        (b"one \x00 slip", True),
        ("caf\u00e9".encode("cp1252"), True),
    ],
    ids=["archive", "text with a NUL", "text in another encoding"],
)
def test_text_shows_no_line_of_a_file_that_is_no_text(
    tmp_path: Path, data: bytes, *, shows: bool
) -> None:
    file = tmp_path / "d1.txt"
    file.write_bytes(data)
    text = to_text(report(file, 1, (1, 2)))
    assert text.startswith(f"{file}:1:1: error N102 it is wrong\n")
    assert ("1 | " in text) is shows


def test_text_names_the_file_of_a_second_place_elsewhere(tmp_path: Path) -> None:
    here, there = tmp_path / "d1.txt", tmp_path / "d2.txt"
    one = diagnostic(here, 1, (1, 2))
    other = Related("also here", Location(str(there), 3, 1, 3, 2))
    moved = Diagnostic(
        one.code, one.name, one.severity, one.message, one.location, one.hint, (other,)
    )
    assert f"    {there}:3:1: also here\n" in to_text(Report.of([], [moved]))


def test_text_escapes_what_could_act(tmp_path: Path) -> None:
    file = tmp_path / "d1.txt"
    file.write_text("::stop-commands::x\x1b[2J\u202eabc ##[add-mask]e", encoding="utf-8")
    text = to_text(report(file, 1, (1, 3)))
    assert "\x1b" not in text
    assert "\u202e" not in text
    assert "##" not in text
    assert not any(line.lstrip().startswith("::") for line in text.split("\n"))
    assert "\\u{001b}[2J\\u{202e}abc #\\u{0023}[add-mask]e" in text


def test_text_begins_no_line_with_a_command_in_the_name_of_a_file() -> None:
    text = to_text(report(Path("::error::x/d1.txt"), 1, (1, 2)))
    assert text.startswith("./::error::x/d1.txt:1:1: error")


def test_text_cuts_long_lines_around_the_place(tmp_path: Path) -> None:
    file = tmp_path / "d1.txt"
    file.write_text("x" * 500 + "here" + "y" * 500, encoding="utf-8")
    lines = to_text(report(file, 1, (501, 505))).split("\n")
    start = lines[2].index("^")
    assert lines[1][start : start + 4] == "here"
    assert len(lines[1]) == 100


@pytest.mark.parametrize("width", [40, 61, 100, 200])
@pytest.mark.parametrize("filling", ["x", "北", "e\u0301", "\t"])
@pytest.mark.parametrize("place", [1, 30, 500, 999])
def test_no_excerpt_is_wider_than_the_terminal(
    tmp_path: Path, width: int, filling: str, place: int
) -> None:
    file = tmp_path / "d1.txt"
    file.write_text(filling * 1000, encoding="utf-8")
    lines = to_text(report(file, 1, (place, place + 3)), TerminalStyle(width)).split("\n")
    assert max(cells(line) for line in lines[1:3]) <= width
    assert lines[2].endswith("^")


@pytest.mark.parametrize(
    ("line", "columns", "column", "count"),
    [
        ("abc the place", (5, 8), 4, 3),
        ("北京 the place", (4, 7), 5, 3),
        ("the 北京 place", (5, 7), 4, 4),
        ("Cafe\u0301 the place", (7, 10), 5, 3),
        ("Cafe\u0301 the place", (4, 6), 3, 1),
        ("Cafe\u0301 the place", (5, 6), 3, 1),
        ("한국 the place", (4, 7), 5, 3),
        ("\u1112\u1161\u11ab the place", (5, 8), 3, 3),
        ("ＡＢ the place", (4, 7), 5, 3),
        ("\tthe place", (2, 5), 8, 3),
        ("the place", (10, 10), 9, 1),
        ("the place", (4, 4), 3, 1),
    ],
)
def test_the_caret_stands_right_below_wide_and_joined_characters(
    tmp_path: Path, line: str, columns: tuple[int, int], column: int, count: int
) -> None:
    file = tmp_path / "d1.txt"
    file.write_text(line, encoding="utf-8")
    carets = to_text(report(file, 1, columns)).split("\n")[2]
    assert carets == "      | " + " " * column + "^" * count


def test_colours_change_nothing_but_colours(tmp_path: Path) -> None:
    file = tmp_path / "d1.txt"
    file.write_text("the first line\nthe second line", encoding="utf-8")
    found = report(file, 2, (5, 11))
    coloured = to_text(found, TerminalStyle(colour=True))
    assert "the \x1b[1;31msecond\x1b[0m line" in coloured
    plain = coloured
    for code in ("0", "1", "1;31", "1;33", "1;34", "32"):
        plain = plain.replace(f"\x1b[{code}m", "")
    assert plain == to_text(found)


def test_the_time_is_told_only_where_it_is_asked_for(tmp_path: Path) -> None:
    found = report(tmp_path / "d1.txt", 2, (5, 11))
    assert to_text(found).endswith("\n1 document: 1 error, 0 warnings, 0 remarks\n")
    assert to_text(found, TerminalStyle(seconds=1.26)).endswith(", 0 remarks in 1.3 s\n")


def test_json_holds_every_field() -> None:
    found = report(Path("d1.txt"), 2, (5, 11))
    written = json.loads(to_json(Report.of(["d1.txt"], found.diagnostics, ("a.pdf",))))
    assert written["summary"] == {
        "documents": 1, "errors": 1, "warnings": 0, "infos": 0, "outputs": ["a.pdf"], "allowed": 0,
    }  # fmt: skip
    assert written["diagnostics"][0] | {"related": 0} == {
        "code": "N102", "name": "a-name", "severity": "error", "message": "it is wrong",
        "file": "d1.txt", "line": 2, "column": 5, "end_line": 2, "end_column": 11,
        "hint": "mend it", "related": 0, "fix": None,
    }  # fmt: skip
    assert written["diagnostics"][0]["related"][0]["message"] == "also here"
