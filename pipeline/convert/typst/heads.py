"""What the heads of the pages and the contents say of a document."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline import document as model
from pipeline.convert.typst.source import literal


@dataclass(frozen=True, slots=True)
class RunningHead:
    """What the head of a page says of the document that stands on it."""

    number: str | None
    title: str

    def given(self) -> str:
        """Write it as a dictionary of Typst."""
        number = "none" if self.number is None else literal(self.number)
        return f"(number: {number}, title: {literal(self.title)})"


def running_head(document: model.Document) -> RunningHead:
    """Take number and title from the heading of ``document``."""
    heading = next((b for b in document.blocks if isinstance(b, model.Heading)), None)
    lines = _plain(heading).split("\n") if heading else [""]
    number = document.number
    if number is not None and len(lines) > 1 and is_number_line(lines[0], number):
        lines = lines[1:]
    title = " ".join(lines)
    return RunningHead(number, title.removeprefix(f"{number}. "))


def _plain(heading: model.Heading) -> str:
    parts = []
    for node in model.walk(heading):
        match node:
            case model.Text():
                parts.append(node.text)
            case model.LineBreak():
                parts.append("\n")
            case model.Correction():
                parts.append(node.printed)
    return "".join(parts).strip(" \n")


def is_number_line(text: str, number: str) -> bool:
    """Tell whether a line of a heading is the number alone, as ``No. 1282`` or ``[40.]``."""
    bare = text.strip(" .[]()")
    return bare == number or (
        bare.endswith(" " + number) and len(bare) <= len("Document ") + len(number)
    )
