"""Read published volumes as transcriptions whose markers are known, for fitting."""

from __future__ import annotations

import random
import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, TypeAlias

from lxml import etree

from pipeline.encode.markers.candidates import PAGE_FILLER, blank_pages
from pipeline.encode.markers.letters import find_letters
from pipeline.encode.notes import NoteSettings, find_notes
from pipeline.encode.pages import PageSettings, find_pages
from pipeline.model.document import Span

PROFILE = Path(__file__).resolve().parent.parent / "pipeline" / "encode" / "profiles" / "frus"
_SPOTS = re.compile(
    r"(?<=[^\t\n ])(?= ?\t)|(?<=\t)(?=[0-9.$])|(?<=\t[0-9]{2})(?=\n)"
    r"|(?<=• )(?=[A-Za-z(])|(?<=\n)(?=[0-9]{1,2}\. )"
)
_AGAIN = 0.3
_WITH_NOTES = 0.7
_SAID = (
    "Includes the reserve.", "Prices of the year before.", "Not yet approved by the Board.",
    "These figures are for the end of the year and leave out what was lent to other services.",
    "Estimated.", "Figures in brackets are those of the Army, which has not agreed to the others.",
)  # fmt: skip
Flow: TypeAlias = list[str | tuple[str]]


@dataclass(slots=True)
class Printed:
    """A transcription with the places of its markers, all before ``end``, and of its notes.

    A note whose marker was forgotten has None for its place. ``numbers`` are those of the list,
    ``carried`` is the last number of the document before, in volumes that are numbered through.
    """

    text: str
    end: int
    notes: list[Span]
    markers: list[Span | None]
    numbers: list[str]
    carried: int | None = None


def read_table(name: str) -> dict[str, Any]:
    """Read a file of the profile."""
    return tomllib.loads((PROFILE / f"{name}.toml").read_text(encoding="utf-8"))


def read_corpus(volumes: Sequence[Path]) -> Iterator[Printed]:
    """Read the documents of ``volumes`` that have notes and whose text is that of the editors."""
    for volume in volumes:
        documents = list(_documents(volume))
        firsts = [labels[0] for _, labels in documents if labels]
        through = 2 * sum(first > 2 for first in firsts) > len(firsts)
        carried: int | None = None
        for printed, labels in documents:
            if printed is not None:
                goes_on = bool(labels) and labels[0] > 2 and labels[0] == (carried or 0) + 1
                yield replace(printed, carried=carried if through or goes_on else None)
            carried = labels[-1] if labels else carried


def _documents(volume: Path) -> Iterator[tuple[Printed | None, list[int]]]:
    """Yield what can be used of each document in order, and the numbers that its markers have."""
    notes = NoteSettings.from_table(read_table("notes"))
    pages = PageSettings.from_table(read_table("pages"))
    order = volume / "order.txt"
    paths = sorted(volume.glob("raw/*.txt"))
    if order.is_file():
        names = order.read_text(encoding="utf-8").split()
        known = {path.stem: path for path in paths}
        paths = [known[name] for name in names if name in known]
    for path in paths:
        text = path.read_bytes().decode("utf-8")
        found = find_notes(text, notes)
        if found is None:
            continue
        readable = blank_pages(text, find_pages(text, pages))
        gold = read_gold(volume / "gold" / f"{path.stem}.xml")
        labels = [item[0].strip() for item in gold if not isinstance(item, str)]
        numbers = [int(label) for label in labels if label.isdecimal()]
        markers = align(readable[: found.start], gold)
        if markers is None or len(markers) != len(found.notes):
            yield None, numbers
            continue
        spans = [note.span for note in found.notes]
        listed = [note.number for note in found.notes]
        yield Printed(readable, found.start, spans, list(markers), listed), numbers


def read_gold(path: Path) -> Flow:
    """Give the text before the notes as characters, with a marker's label as one tuple."""
    flow: Flow = []
    _walk(etree.parse(path, etree.XMLParser(recover=True, huge_tree=True)).getroot(), flow)
    return flow


def _walk(element: etree._Element, flow: Flow) -> None:
    _put(flow, element.text)
    for child in element:
        if isinstance(child.tag, str):
            name = etree.QName(child).localname
            if name == "note" and child.get("rend") != "inline":
                flow.append((child.get("n") or "",))
            elif (
                name not in {"pb", "graphic", "figDesc"}
                and child.get("type") != "shortened-for-running-head"
            ):
                _walk(child, flow)
        _put(flow, child.tail)


def _put(flow: Flow, text: str | None) -> None:
    flow += (c for c in text or "" if not c.isspace())


def align(body: str, gold: Flow) -> list[Span] | None:
    """Find where in ``body`` each marker of ``gold`` is printed, or None where they differ."""
    places: list[Span] = []
    at = 0
    for item in gold:
        wanted = item if isinstance(item, str) else item[0].strip() or str(len(places) + 1)
        while at < len(body) and not body.startswith(wanted, at):
            if not (body[at].isspace() or body[at] in {PAGE_FILLER, "•"}):
                return None
            at += 1
        if not isinstance(item, str):
            places.append((at, at + len(wanted)))
        at += len(wanted)
    return places


def with_other_labels(printed: Printed, labels: str, rng: random.Random) -> Printed:
    """Put ``labels`` in turn for some of the numbers and close the gaps in the count."""
    share = rng.choice((0.15, 0.6))
    names = iter(labels.split(" ") * len(printed.markers))
    parts: list[str] = []
    markers: list[Span] = []
    done = length = missing = 0
    for span in _placed(printed):
        label = printed.text[slice(*span)]
        if not label.isdecimal() or (rng.random() < share and _fits(printed.text, span, labels[0])):
            label, missing = next(names), missing + 1
        else:
            label = str(max(0, int(label) - missing))
        parts += printed.text[done : span[0]], label
        length += span[0] - done + len(label)
        markers.append((length - len(label), length))
        done = span[1]
    text = "".join([*parts, printed.text[done:]])
    shift = len(text) - len(printed.text)
    notes = [(start + shift, end + shift) for start, end in printed.notes]
    return replace(printed, text=text, end=printed.end + shift, notes=notes, markers=[*markers])


def with_added_notes(printed: Printed, labels: str, own: str, rng: random.Random) -> Printed:
    """Add notes at cells of tables and at the beginnings of items, each with ``labels`` in turn.

    A label that comes again has a note with the same text, as where the editors repeat it. Now
    and then the labels are left without notes, as those that a table explains itself.
    """
    spots = [match.start() for match in _SPOTS.finditer(printed.text, 0, printed.end)]
    spots = sorted(rng.sample(spots, min(len(spots), rng.randint(1, 6))))
    told: list[tuple[int, int, str, str | Span | None]] = [
        (*span, "", span_of_note)
        for span, span_of_note in zip(_placed(printed), printed.notes, strict=True)
    ]
    names, name, said = iter(labels.split(" ") * 2), "", ""
    has_notes = rng.random() < _WITH_NOTES
    for spot in spots:
        if not name or rng.random() > _AGAIN:
            name = next(names)
            said = rng.choice(_SAID) + rng.choice((f" {own} source text.]", "", ""))
        if _fits(printed.text, (spot, spot), name):
            told.append((spot, spot, name, said if has_notes else None))
    return _inserted(printed, sorted(told, key=lambda item: item[:2]))


def _inserted(printed: Printed, told: Sequence[tuple[int, int, str, str | Span | None]]) -> Printed:
    """Write labels and the texts of their notes into a transcription."""
    shift = sum(len(label) for _, _, label, _ in told)
    parts: list[str] = []
    below = [printed.text[printed.end :]]
    markers: list[Span] = []
    notes: list[Span] = []
    done = length = 0
    for start, end, label, note in told:
        shown = label or printed.text[start:end]
        parts += printed.text[done:start], shown
        length += start - done + len(shown)
        done = end
        if note is None:
            continue
        markers.append((length - len(shown), length))
        if isinstance(note, str):
            begin = printed.end + shift + sum(map(len, below))
            below.append(note + "\n")
            notes.append((begin, begin + len(note)))
        else:
            notes.append((note[0] + shift, note[1] + shift))
    parts.append(printed.text[done : printed.end])
    numbers = [str(number) for number in range(1, len(notes) + 1)]
    text, end = "".join(parts + below), printed.end + shift
    return Printed(text, end, notes, [*markers], numbers, printed.carried)


def _placed(printed: Printed) -> list[Span]:
    """Give the markers of a transcription without slips."""
    return [span for span in printed.markers if span is not None]


def _fits(text: str, span: Span, label: str) -> bool:
    """Tell whether a label is offered at this place; a letter is not amid prose."""
    changed = text[max(0, span[0] - 3) : span[0]] + label + text[span[1] : span[1] + 3]
    return not label.isalpha() or bool(find_letters(changed, 0, len(changed), 26))
