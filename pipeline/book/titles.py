"""What lists and heads of pages say of a document: its number, its title, its date."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.model import document as model


@dataclass(frozen=True, slots=True)
class Title:
    """The heading of a document on one line, parted into number and title."""

    number: str | None
    text: str


def title_of(document: model.Document) -> Title:
    """Take number and title from the heading of ``document``."""
    heading = document.heading
    lines = model.text_of(heading).strip(" \n").split("\n") if heading else [""]
    number = document.number
    if number is not None and len(lines) > 1 and is_number_line(lines[0], number):
        lines = lines[1:]
    return Title(number, " ".join(lines).removeprefix(f"{number}. "))


def date_of(document: model.Document) -> str:
    """Give the first date of the dateline as printed; empty where the document has none."""
    for block in document.blocks:
        if isinstance(block, model.Dateline | model.Opener | model.Closer):
            for node in _datelines(block):
                if isinstance(node, model.Date):
                    return model.line_of(node).strip(" ")
    return ""


def is_number_line(text: str, number: str) -> bool:
    """Tell whether a line of a heading is the number alone, as ``No. 1282`` or ``[40.]``."""
    bare = text.strip(" .[]()")
    return bare == number or (
        bare.endswith(" " + number) and len(bare) <= len("Document ") + len(number)
    )


def _datelines(block: model.Block) -> list[model.Node]:
    return [
        node
        for line in model.walk(block)
        if isinstance(line, model.Dateline)
        for node in model.walk(line)
    ]
