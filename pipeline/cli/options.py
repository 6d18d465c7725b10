"""The options that several commands share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal, TypeAlias

from cyclopts import Parameter

FormatName: TypeAlias = Literal["text", "json", "sarif", "github", "junit", "gitlab"]

Transcriptions = Annotated[
    Path, Parameter(name="INPUT", help="A transcription, an edition, or a folder of editions.")
]
Format = Annotated[FormatName, Parameter(name="--format", help="How the report is printed.")]
FailOn = Annotated[
    Literal["error", "warning", "info", "never"],
    Parameter(help="The least severity that makes the exit code 1."),
]
Workers = Annotated[int, Parameter(help="Processes at work; 0 is one a core.")]
