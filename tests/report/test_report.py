"""Reports show the user's own line, and nothing of it can act on a terminal or a log."""

from __future__ import annotations

import json
from pathlib import Path

from pipeline.diagnostics import Diagnostic, Location, Related, Severity
from pipeline.report import Summary, to_json, to_text


def diagnostic(file: Path, line: int, columns: tuple[int, int]) -> Diagnostic:
    place = Location(str(file), line, columns[0], line, columns[1])
    other = Related("also here", Location(str(file), 1, 1, 1, 2))
    return Diagnostic("N102", "a-name", Severity.ERROR, "it is wrong", place, "mend it", (other,))


def test_text_shows_the_line_with_a_caret(tmp_path: Path) -> None:
    file = tmp_path / "d1.txt"
    file.write_bytes("\ufeffone\r\nthe second line\r\n".encode())
    found = (diagnostic(file, 2, (5, 11)),)
    text = to_text(found, Summary.of(1, found))
    assert text == (
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


def test_text_escapes_what_could_act(tmp_path: Path) -> None:
    file = tmp_path / "d1.txt"
    file.write_text("::stop-commands::x\x1b[2J\u202eabc", encoding="utf-8")
    found = (diagnostic(file, 1, (1, 3)),)
    text = to_text(found, Summary.of(1, found))
    assert "\x1b" not in text
    assert "\u202e" not in text
    assert not any(line.startswith("::") for line in text.split("\n"))
    assert "\\u{001b}[2J\\u{202e}abc" in text


def test_text_cuts_long_lines_around_the_place(tmp_path: Path) -> None:
    file = tmp_path / "d1.txt"
    file.write_text("x" * 500 + "here" + "y" * 500, encoding="utf-8")
    found = (diagnostic(file, 1, (501, 505)),)
    lines = to_text(found, Summary.of(1, found)).split("\n")
    start = lines[2].index("^")
    assert lines[1][start : start + 4] == "here"
    assert len(lines[1]) < 120


def test_json_holds_every_field() -> None:
    found = (diagnostic(Path("d1.txt"), 2, (5, 11)),)
    report = json.loads(to_json(found, Summary.of(1, found, ("a.pdf",))))
    assert report["summary"] == {
        "documents": 1, "errors": 1, "warnings": 0, "infos": 0, "outputs": ["a.pdf"],
    }  # fmt: skip
    assert report["diagnostics"][0] | {"related": 0} == {
        "code": "N102", "name": "a-name", "severity": "error", "message": "it is wrong",
        "file": "d1.txt", "line": 2, "column": 5, "end_line": 2, "end_column": 11,
        "hint": "mend it", "related": 0,
    }  # fmt: skip
    assert report["diagnostics"][0]["related"][0]["message"] == "also here"
