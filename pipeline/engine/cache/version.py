"""The program as something that decides results: its own files, and what it runs on."""

from __future__ import annotations

import platform
import sys
from functools import cache
from hashlib import blake2b
from importlib import metadata
from pathlib import Path

from pipeline.model.errors import MissingProgramError
from pipeline.system import pandoc

PACKAGE = Path(__file__).resolve().parents[2]
# The schema lies beside the package in a checkout, and inside it once it is installed.
_SCHEMA = PACKAGE.parent / "schema"

PACKAGES = (
    "lxml", "xmlschema", "pypandoc_binary", "typst", "fonttools", "pikepdf",
    "rich", "cyclopts", "filelock", "msgspec", "platformdirs", "tinycss2", "webencodings", "pyuca",
    "pillow",
)  # fmt: skip
"""Everything the program depends on; a new version of any of them may find or make other things."""


@cache
def version() -> bytes:
    """Hash the files of the program and the versions of all it depends on.

    A change of any module makes every result of before a miss: which modules decide which result
    would have to be kept right by hand, and a module forgotten would be a wrong result.
    """
    digest = blake2b(digest_size=20)
    for part in parts().values():
        digest.update(f"{part}\n".encode())
    return digest.digest()


def parts() -> dict[str, str]:
    """Give the version of all that decides results, by what a person calls it."""
    runs_on = {"Python": sys.version, "machine": platform.machine(), "pandoc": _pandoc()}
    return {
        **runs_on,
        **{name: version_of(name) for name in PACKAGES},
        "edition-pipeline": _files(),
    }


def _pandoc() -> str:
    """Give the version of a pandoc that is none of the package pypandoc_binary.

    Asking takes a moment, and whoever makes an output without any says that it is missing.
    """
    if pandoc.of_package() is not None:
        return ""
    try:
        return pandoc.version()
    except MissingProgramError:
        return ""


def _files() -> str:
    digest = blake2b(digest_size=20)
    for top in (PACKAGE, _SCHEMA):
        for path in sorted(top.rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts:
                data = path.read_bytes()
                digest.update(f"{path.relative_to(top).as_posix()} {len(data)}\n".encode())
                digest.update(data)
    return digest.hexdigest()


def version_of(package: str) -> str:
    """Give the version of a package, or nothing where it is not there."""
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return ""
