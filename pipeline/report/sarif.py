"""SARIF 2.1.0 (OASIS Standard with errata 01), for code scanning and editors."""

from __future__ import annotations

import os
import re
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from pipeline import __version__
from pipeline.model.diagnostics import Diagnostic, Fix, Location, Message, Severity
from pipeline.report.content import Report
from pipeline.report.documentation import Documentation
from pipeline.report.fingerprint import fingerprints
from pipeline.system.shown import as_json, escaped

_SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
# The version at the end of the name goes up when the same finding would get another print.
_FINGERPRINT = "codeAndWords/v1"


def to_sarif(report: Report) -> str:
    """Write ``report`` as a SARIF log with one run."""
    index = {rule.code: number for number, rule in enumerate(report.rules)}
    prints = fingerprints(report.diagnostics)
    results = [
        _result(diagnostic, print_, index.get(diagnostic.code))
        for diagnostic, print_ in zip(report.diagnostics, prints, strict=True)
    ]
    standing = tuple(one.diagnostic for one in report.allowed)
    allowed_prints = fingerprints(standing)
    for one, print_ in zip(report.allowed, allowed_prints, strict=True):
        result = _result(one.diagnostic, print_, index.get(one.diagnostic.code))
        suppression = {"kind": "external", "justification": escaped(one.why)}
        results.append({**result, "suppressions": [suppression]})
    driver = {
        "name": "edition-pipeline",
        "semanticVersion": __version__,
        "rules": [_rule(rule) for rule in report.rules],
    }
    run = {
        "tool": {"driver": driver},
        "invocations": [{"executionSuccessful": True}],
        "columnKind": "unicodeCodePoints",
        "results": results,
    }
    return as_json({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]})


def _rule(rule: Message) -> dict[str, Any]:
    documentation = Documentation.of(rule)
    paragraphs = documentation.paragraphs()
    return {
        "id": rule.code,
        "name": rule.name,
        "shortDescription": _text(documentation.summary),
        "fullDescription": _text("\n\n".join(paragraphs[:2])),
        "help": {**_text("\n\n".join(paragraphs)), "markdown": "\n\n".join(paragraphs)},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
    }


def _result(diagnostic: Diagnostic, print_: str, rule: int | None) -> dict[str, Any]:
    hint = f"\nhint: {diagnostic.hint}" if diagnostic.hint else ""
    result: dict[str, Any] = {
        "ruleId": diagnostic.code,
        "level": _LEVELS[diagnostic.severity],
        "message": _text(diagnostic.message + hint),
        "locations": [{"physicalLocation": _place(diagnostic.location)}],
        "partialFingerprints": {_FINGERPRINT: print_},
    }
    if rule is not None:
        result["ruleIndex"] = rule
    if diagnostic.related:
        result["relatedLocations"] = [
            {
                "id": number,
                "physicalLocation": _place(related.location),
                "message": _text(related.message),
            }
            for number, related in enumerate(diagnostic.related, 1)
        ]
    if diagnostic.fix:
        result["fixes"] = [_fix(diagnostic.fix)]
    return result


def _fix(fix: Fix) -> dict[str, Any]:
    """Give the fix object (3.55); the changes of a fix are all in one file."""
    unsafe = "" if fix.safe else " (unsafe: this changes words)"
    replacements = [
        {"deletedRegion": _region(change.location), "insertedContent": {"text": change.text}}
        for change in fix.changes
    ]
    changed = {
        "artifactLocation": {"uri": _uri(fix.changes[0].location.file)},
        "replacements": replacements,
    }
    return {"description": _text(fix.message + unsafe), "artifactChanges": [changed]}


def _place(place: Location) -> dict[str, Any]:
    return {"artifactLocation": {"uri": _uri(place.file)}, "region": _region(place)}


def _region(place: Location) -> dict[str, Any]:
    return {
        "startLine": place.line,
        "startColumn": place.column,
        "endLine": place.end_line,
        "endColumn": place.end_column,
    }


def _uri(file: str) -> str:
    """A relative path stays relative, so that a server finds it from the root of the project."""
    path = PurePath(file)
    return path.as_uri() if path.is_absolute() else quote(os.fsencode(path.as_posix()))


def _text(text: str) -> dict[str, str]:
    """A message string: braces doubled (3.11.5), and no text of others made a link (3.11.6)."""
    lines = "\n".join(escaped(line) for line in text.split("\n"))
    unlinked = re.sub(r"([\[\]])", r"\\\1", lines) if "](" in lines else lines
    return {"text": unlinked.replace("{", "{{").replace("}", "}}")}
