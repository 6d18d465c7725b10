"""The only module that runs Typst for a book: a source and the template to a PDF.

A template of an edition's own is a program by a stranger. Typst lets it read no file beside the
template of the package, but would fetch packages for it, and lets it take all the time and memory
it likes. So it is run in a process of its own, to which no network is open and which is ended when
its share is used up. So is a whole volume: its pages take as much memory as all else together.
"""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Mapping
from dataclasses import astuple
from pathlib import Path

import typst

from pipeline.book.style_file import read_style
from pipeline.convert.pdf.fonts import Faces
from pipeline.convert.pdf.opening import OWN_TEMPLATE
from pipeline.model.errors import ConversionError, UnusableFileError
from pipeline.system import pandoc, programs
from pipeline.system.programs import LimitError, Limits

# The only folder Typst may read; it holds nothing but the template.
ROOT = Path(__file__).parent / "template"
TIMESTAMP = int(pandoc.EPOCH)
STANDARDS: list[typst.PDFStandard] = ["ua-1", "a-3a"]
PRINTER_STANDARDS: list[typst.PDFStandard] = ["1.6"]
# What a template of an edition's own may take: as much for each byte of the source is several times
# what that of the package takes. By the clock it is more, since other work goes on beside it.
_SECONDS, _PROCESSOR, _PROCESSOR_A_BYTE = 300, 7.0, 6e-5
_MOST_MEMORY, _MEMORY, _MEMORY_A_BYTE = 4 << 30, 1_000 << 20, 1 << 10
# A source of so many letters is a volume, which may take as long as it likes within reason.
_VOLUME, _VOLUME_SECONDS = 1 << 20, 3_600

# What has been given back is to be free for all.
_FRUGAL = {
    "MALLOC_ARENA_MAX": "2", "MALLOC_TRIM_THRESHOLD_": "65536", "MALLOC_MMAP_THRESHOLD_": "65536",
}  # fmt: skip
# Each thread takes addresses, which count where memory is limited.
_FEW_THREADS = {"RAYON_NUM_THREADS": "2"}
# Typst asks these where to fetch packages; nobody answers at that address.
_NO_NETWORK = dict.fromkeys(("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"), "http://127.0.0.1:9")
_PLACE = re.compile(re.escape(OWN_TEMPLATE) + r":([0-9]+):")
_ADVICE = (
    "mend the template, or take it out of edition.toml; docs/outputs.md says what one can change"
)
_FILES = ("package", "file", "path")
_NO_FILES = "a template can use no package and read no file, so copy what you need into it"


NO_PICTURES: Mapping[str, bytes] = {}


def compile_pdf(
    source: str,
    tei: str,
    faces: Faces,
    pictures: Mapping[str, bytes] = NO_PICTURES,
    *,
    printer: bool = False,
) -> bytes:
    """Set ``source`` in ``faces`` with the template of the package."""
    try:
        if len(source) > _VOLUME:
            limits = Limits(seconds=_VOLUME_SECONDS)
            return _in_process(source, "", tei, faces, pictures, limits, printer=printer)
        return compiled({"main": source.encode(), **pictures}, tei, faces, printer=printer)
    except (typst.TypstError, _ProcessError, LimitError) as error:
        said = error.message if isinstance(error, typst.TypstError) else error
        raise ConversionError(
            f"Typst cannot make the PDF: {said}; please report this with the edition"
        ) from error


def compile_with_template(
    source: str,
    template: Path,
    tei: str,
    faces: Faces,
    pictures: Mapping[str, bytes],
    *,
    printer: bool = False,
) -> bytes:
    """Set ``source`` with a template of the edition's own laid over that of the package.

    Raises UnusableFileError, with the line that is at fault as far as Typst tells it.
    """
    own = read_style(template).decode()
    most = limits(len(source) + sum(map(len, pictures.values())))
    try:
        return _in_process(source, own, tei, faces, pictures, most, printer=printer)
    except LimitError as error:
        fault = f"Typst was ended with this template: {error}"
        raise UnusableFileError(template, fault, "look for a loop in it") from error
    except _ProcessError as error:
        raise _unusable(template, error) from error


class _ProcessError(Exception):
    """What Typst told in a process of its own; ``diagnostic`` leads to the place."""

    def __init__(self, told: str) -> None:
        try:
            said, self.diagnostic = json.loads(told)
        except ValueError:
            said, self.diagnostic = "", ""
        super().__init__(said)


def _in_process(
    source: str, own: str, tei: str, faces: Faces, pictures: Mapping[str, bytes],
    limits: Limits, *, printer: bool,
) -> bytes:  # fmt: skip
    """Set ``source`` in a process of its own; _ProcessError where it cannot be set."""
    shown = {name: data.decode() for name, data in pictures.items()}
    given = json.dumps([source, own, tei, astuple(faces), printer, shown, limits.memory]).encode()
    environment = {**_NO_NETWORK, **_FRUGAL, "PYTHONPATH": os.pathsep.join(sys.path)}
    if limits.memory is not None:
        environment |= _FEW_THREADS
    command = [sys.executable, "-P", "-m", __package__]
    done = programs.run(command, given, environment=environment, limits=limits)
    if done.returncode == 0:
        return done.stdout
    raise _ProcessError(done.stderr.decode(errors="backslashreplace"))


def limits(size: int) -> Limits:
    """Give what a template may take to set a source of so many bytes, pictures and all."""
    return Limits(
        seconds=_SECONDS,
        processor=min(_PROCESSOR + _PROCESSOR_A_BYTE * size, _SECONDS),
        memory=min(_MEMORY + _MEMORY_A_BYTE * size, _MOST_MEMORY),
    )


def _unusable(template: Path, error: _ProcessError) -> UnusableFileError:
    """Put what Typst told, the fault and where it is, into words for the user."""
    said = "".join(one if one.isprintable() else ascii(one)[1:-1] for one in str(error))
    if not said:
        fault = "Typst broke down with this template, perhaps for want of memory"
        return UnusableFileError(template, fault, _ADVICE)
    fault = f"no PDF can be made with this template: {said}"
    hint = _NO_FILES if any(word in said for word in _FILES) else _ADVICE
    found = _PLACE.search(error.diagnostic)
    return UnusableFileError(template, fault, hint, int(found[1]) if found else 1)


def compiled(files: dict[str, bytes], tei: str, faces: Faces, *, printer: bool = False) -> bytes:
    """Set ``main`` of ``files``, in black alone for a printer; TypstError where it cannot be."""
    nowhere = ROOT / "packages"
    compiler = typst.Compiler(
        root=ROOT, font_paths=faces.fonts(), ignore_system_fonts=True,
        sys_inputs={"tei": tei, **({"printer": "1"} if printer else {})},
        package_path=nowhere, package_cache_path=nowhere,
    )  # fmt: skip
    made = compiler.compile(
        files,  # type: ignore[type-var]  # the types of the package do not tell of several files
        format="pdf", pdf_standards=PRINTER_STANDARDS if printer else STANDARDS,
        timestamp=TIMESTAMP,
    )  # fmt: skip
    if not isinstance(made, bytes):
        raise ConversionError("Typst gave no PDF; please report this with the edition")
    return made
