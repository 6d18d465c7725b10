"""A case of validate: one TEI file, or a division that is put into a clean one."""

from __future__ import annotations

from pipeline import validate

CLEAN = "no diagnostics"
_BEFORE = (
    '<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="en"><teiHeader><fileDesc><titleStmt>'
    '<title level="a">A Document</title><title level="m">An Edition</title></titleStmt>'
    '<publicationStmt><publisher>unknown</publisher><idno type="edition">edition</idno>'
    "</publicationStmt><sourceDesc><bibl><title>d1.txt</title>"
    f'<idno type="sha256">{"0" * 64}</idno></bibl></sourceDesc></fileDesc><encodingDesc>'
    '<editorialDecl><normalization method="silent"><p>none</p></normalization></editorialDecl>'
    '<appInfo><application ident="edition-pipeline" version="0.1.0"><label>edition-pipeline'
    "</label></application></appInfo></encodingDesc><profileDesc><langUsage>"
    '<language ident="en">en</language></langUsage></profileDesc></teiHeader><text><body>'
)
_AFTER = "</body></text></TEI>\n"


def complete(content: str) -> bytes:
    """Put a division into a TEI file, on the same lines; a whole file stays as it is."""
    if content.startswith("<div"):
        content = _BEFORE + content + _AFTER
    return content.encode()


def diagnose(content: str) -> list[str]:
    """Give what validate says of a file, a line a diagnostic, as the expected files have it."""
    found = validate.check_artefact(complete(content), "document.xml")
    lines = [f"{d.location.line}:{d.location.column} {d.code} {d.message}" for d in found]
    return lines or [CLEAN]
