"""Markdown as pandoc reads it, without what would let words vanish."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from pipeline.model.errors import ConversionError
from pipeline.normalize.handed_in import pandoc_json
from pipeline.normalize.handed_in.content import HandedInError, HandedInText
from pipeline.system import pandoc

# Raw markup, macros and lines about the author stand for themselves, so that none of them is lost,
# and none is read as a program; quotation marks and dashes stay as they were typed.
_FORM = (
    "markdown-smart-raw_html-raw_tex-raw_attribute-tex_math_dollars-yaml_metadata_block"
    "-pandoc_title_block-latex_macros"
)
_LABEL = re.compile(r"\[([^\[\]]{1,200})\]")
_DEFINITION = re.compile(r" {0,3}\[([^\[\]\n]{1,200})\]:")
_FENCE = re.compile(r" {0,3}(```|~~~)")


def read(data: bytes) -> HandedInText:
    """Read a file; raises HandedInError."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise HandedInError("is not UTF-8", "save it as UTF-8") from error
    try:
        return pandoc_json.read(pandoc.read(_FORM, _with_all_definitions(text).encode()))
    except ConversionError as error:
        raise HandedInError(f"cannot be read: {error}", "look at its markup") from error


def _with_all_definitions(text: str) -> str:
    """Make text of the notes and addresses that nothing leads to, which pandoc leaves out.

    Of those with one label pandoc takes the last.
    """
    lines = text.split("\n")
    defined = dict(_definitions(lines))
    met = Counter(map(_plain, _LABEL.findall(text)))
    own = Counter(defined.values())
    last = {label: number for number, label in defined.items()}
    for number, label in defined.items():
        if met[label] == own[label] or last[label] != number:
            lines[number] = lines[number].replace("[", "\\[", 1)
    return "\n".join(lines)


def _definitions(lines: Sequence[str]) -> Iterator[tuple[int, str]]:
    """Yield lines that define a label, outside of blocks of code, with the label."""
    fence = ""
    for number, line in enumerate(lines):
        sign = _FENCE.match(line)
        found = _DEFINITION.match(line)
        if sign and fence in ("", sign[1]):
            fence = "" if fence else sign[1]
        elif found and not fence:
            yield number, _plain(found[1])


def _plain(label: str) -> str:
    """Give a label however it is broken into lines, in a quotation or not, and in any letters."""
    return re.sub(r"[\s>]+", " ", label).strip().casefold()
