"""What a run found, written for a person or for a program; nothing here prints."""

from pipeline.report.jsonreport import to_json
from pipeline.report.summary import Summary
from pipeline.report.textreport import to_text

__all__ = ["Summary", "to_json", "to_text"]
