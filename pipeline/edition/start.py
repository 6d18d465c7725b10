"""A new edition: a folder with its settings, a first document to copy, and what git leaves out."""

from __future__ import annotations

import json
import re
from dataclasses import asdict, dataclass
from pathlib import Path

from pipeline.edition.conform import Conformer
from pipeline.edition.schema import DEFAULT_PROFILE, EditionFile
from pipeline.edition.toml_text import parse, quoted
from pipeline.model.errors import PublishError, UsageError
from pipeline.system import reading
from pipeline.system.writing import Folder

_FILES = Path(__file__).with_name("new")
_FIRST_DOCUMENT = "d1.txt"
WORKFLOW = ".github/workflows/edition.yml"
_NO_ID = re.compile(r"[^A-Za-z0-9._-]+|^[^A-Za-z_]+")


@dataclass(frozen=True, slots=True)
class NewEdition:
    """What a person says of an edition when it is begun: values of its table ``[edition]``.

    One that is empty is left to be written later.
    """

    title: str
    language: str = "en"
    profile: str = DEFAULT_PROFILE
    publisher: str = ""
    date: str = ""
    rights: str = ""


def start_edition(
    folder: Path, new: NewEdition, *, sample: bool, checked_by: str
) -> tuple[str, ...]:
    """Write the files of a new edition into ``folder`` and give their names.

    ``sample`` has a document among them, to be copied. The repository ``checked_by``, owner/name,
    is that of this program: with it :data:`WORKFLOW` is written into the current folder. Raises
    UsageError where something is there already, or where a value cannot be used, PublishError where
    the files cannot be written.
    """
    if reading.is_there(folder) and not (reading.is_folder(folder) and not any(folder.iterdir())):
        raise UsageError(f"{folder}: it is there already; name a folder that is new or empty")
    files = {
        "edition.toml": _settings(folder, new).encode(),
        ".gitignore": b"# What edition build makes.\nbuild/\n",
    }
    if sample:
        form = _FILES / f"{new.profile}.txt"
        files[_FIRST_DOCUMENT] = (form if form.is_file() else _FILES / _FIRST_DOCUMENT).read_bytes()
    around = {WORKFLOW: _workflow(folder, checked_by)} if checked_by else {}
    try:
        for here, some in ((folder, files), (Path(), around)):
            with Folder.at(here) as place:
                for name, data in some.items():
                    place.write(name, data)
    except OSError as error:
        raise PublishError(f"{error.filename or folder}: {error.strerror}") from error
    return tuple(files)


def _workflow(folder: Path, repository: str) -> bytes:
    """Give the workflow that checks ``folder`` where it is pushed; raises UsageError."""
    root = Path.cwd().resolve()
    if not re.fullmatch(r"[A-Za-z0-9-]+/[A-Za-z0-9._-]+", repository):
        raise UsageError(f"{repository!r} is no repository; write it as OWNER/edition-pipeline")
    if not folder.resolve().is_relative_to(root):
        raise UsageError(f"{folder}: run this in the repository that the edition is a part of")
    if reading.is_there(root / WORKFLOW):
        raise UsageError(f"{WORKFLOW} is there already; add the edition to it by hand")
    text = (_FILES / "edition.yml").read_text(encoding="utf-8")
    path = json.dumps(folder.resolve().relative_to(root).as_posix())
    return text.replace("OWNER/edition-pipeline", repository).replace("FOLDER", path).encode()


def _settings(folder: Path, new: NewEdition) -> str:
    """Give the text of ``edition.toml``; raises UsageError where a value cannot be used."""
    text = (_FILES / "edition.toml").read_text(encoding="utf-8")
    name = _NO_ID.sub("", folder.absolute().name) or "edition"
    for key, value in {"id": name, **asdict(new)}.items():
        if value:
            text = _used(text, key, value)
    conformer = Conformer(printable=True)
    conformer.table(EditionFile, parse(text).table)
    for fault in conformer.faults:
        raise UsageError(f"{fault.key[-1]}: {fault.problem}; {fault.write}")
    return text


def _used(text: str, key: str, value: str) -> str:
    """Put a setting in the place of the comment that shows it; the first is that of the edition."""
    return re.sub(f"(?m)^#{key} = .*$", lambda _: f"{key} = {quoted(value)}", text, count=1)
