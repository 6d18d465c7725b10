"""What a run found, written for a person or for a program; nothing here prints."""

from collections.abc import Callable, Mapping

from pipeline.report.content import Report
from pipeline.report.documentation import Documentation, wrap
from pipeline.report.github import to_github
from pipeline.report.gitlab import to_gitlab
from pipeline.report.jsonreport import to_json
from pipeline.report.junit import to_junit
from pipeline.report.sarif import to_sarif
from pipeline.report.summary import Compared, FailOn, PublishedEdition, Summary
from pipeline.report.textreport import TerminalStyle, to_text
from pipeline.system.shown import as_json

__all__ = [
    "FORMATS", "Compared", "Documentation", "FailOn", "PublishedEdition", "Report", "Summary",
    "TerminalStyle", "as_json", "to_json", "to_text", "wrap",
]  # fmt: skip

FORMATS: Mapping[str, Callable[[Report], str]] = {
    "text": to_text,
    "json": to_json,
    "sarif": to_sarif,
    "github": to_github,
    "junit": to_junit,
    "gitlab": to_gitlab,
}
"""What ``--format`` names; only SARIF explains the rules and needs them in the report."""
