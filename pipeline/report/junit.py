"""JUnit XML, as the servers of continuous integration read it: one test case a document."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from pathlib import PurePath

from lxml import etree

from pipeline.model.diagnostics import Diagnostic, Severity, has_errors
from pipeline.report.content import Report
from pipeline.system.shown import escaped


def to_junit(report: Report) -> str:
    """Write ``report`` with a suite for each folder.

    A document with errors has failed; warnings and remarks are what its test case printed. A
    file that is no transcription (``edition.toml``) has a test case if something is said of it.
    """
    said: dict[str, list[Diagnostic]] = {file: [] for file in report.summary.files}
    for diagnostic in report.diagnostics:
        said.setdefault(diagnostic.location.file, []).append(diagnostic)
    root = etree.Element("testsuites", name="edition")
    failed = 0
    for folder, files in groupby(sorted(said, key=_folder), key=_folder):
        failed += _suite(root, folder, [(file, tuple(said[file])) for file in files])
    root.set("tests", str(len(said)))
    root.set("failures", str(failed))
    written = etree.tostring(root, encoding="US-ASCII", xml_declaration=True, pretty_print=True)
    # As in JSON: a log that shows the file must not find a command in it.
    return written.decode("ascii").replace("##", "#&#35;")


def _suite(
    root: etree._Element, folder: str, cases: list[tuple[str, tuple[Diagnostic, ...]]]
) -> int:
    failed = sum(has_errors(said) for _, said in cases)
    suite = etree.SubElement(
        root, "testsuite", name=escaped(folder),
        tests=str(len(cases)), failures=str(failed), errors="0", skipped="0",
    )  # fmt: skip
    for file, said in cases:
        name = escaped(PurePath(file).name)
        case = etree.SubElement(
            suite, "testcase", classname=escaped(folder), name=name, file=escaped(file)
        )
        _fill(case, said)
    return failed


def _fill(case: etree._Element, said: tuple[Diagnostic, ...]) -> None:
    errors = [one for one in said if one.severity is Severity.ERROR]
    others = [one for one in said if one.severity is not Severity.ERROR]
    if errors:
        first = escaped(errors[0].message)
        more = f" (and {len(errors) - 1} more)" if len(errors) > 1 else ""
        failure = etree.SubElement(case, "failure", message=first + more, type=errors[0].code)
        failure.text = _lines(errors)
    if others:
        etree.SubElement(case, "system-out").text = _lines(others)


def _lines(said: Iterable[Diagnostic]) -> str:
    return "\n".join(
        f"{escaped(one.location.file)}:{one.location.line}:{one.location.column}: "
        f"{one.severity.value} {one.code} {escaped(one.message)}\n"
        f"    hint: {escaped(one.hint)}"
        for one in said
    )


def _folder(file: str) -> str:
    return PurePath(file).parent.as_posix()
