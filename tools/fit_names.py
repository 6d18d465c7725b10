"""Fits the weights of the search for names on volumes that editors encoded.

    python tools/fit_names.py CORPUS [--out FILE]

``CORPUS`` holds ``<volume>/gold/*.xml``, ``persons.xml`` and ``terms.xml``. The same corpus
gives the same file.
"""

from __future__ import annotations

import argparse
import json
import math
import re
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

from lxml import etree

from pipeline.encode.names import BlockText, NameIndex, NameSettings
from pipeline.encode.names.describe import NameUsage, name_place, owners, term_place
from pipeline.encode.names.scan import JoinedText, NameCandidate, candidates
from pipeline.encode.standoff import BlockKind
from pipeline.model.authority import Authorities
from pipeline.tei.authority import read_persons, read_terms

Gold = dict[tuple[int, int], str]
KINDS = {
    "head": BlockKind.HEADING, "list-head": BlockKind.LIST_HEAD, "p": BlockKind.PARAGRAPH,
    "dateline": BlockKind.DATELINE, "salute": BlockKind.SALUTATION, "item": BlockKind.ITEM,
    "label": BlockKind.ITEM_LABEL, "cell": BlockKind.CELL, "note": BlockKind.SOURCE_NOTE,
    "opener": BlockKind.OPENER_LINE, "closer": BlockKind.CLOSER_LINE,
    "signed": BlockKind.SIGNATURE, "postscript": BlockKind.POSTSCRIPT,
}  # fmt: skip
BLOCKS = frozenset(KINDS) | {"byline", "trailer", "list", "table", "row", "quote", "div", "lb"}
PASSED_OVER = frozenset({"pb", "figDesc", "fw"})
WHITE = re.compile(r"[ \t\r\n]+")
FEWEST_VOLUMES = 3
ROUNDS = 30
RIDGE = 3.0
LONGEST_STEP = 1.0


class GoldReader:
    """Cuts an encoded document into passages as the pipeline has them, with the names in each."""

    def __init__(self, document: etree._Element) -> None:
        self.found: list[tuple[list[str], BlockKind, bool, Gold]] = []
        self.notes: list[etree._Element] = []
        self._start("p", in_note=False)
        self._children(document, in_note=False)
        while self.notes:
            self._start("p", in_note=True)
            self._children(self.notes.pop(0), in_note=True)

    def passages(self) -> list[tuple[BlockText, Gold]]:
        """Give the passages that are not empty."""
        return [
            (BlockText(text, kind, in_note), gold)
            for parts, kind, in_note, gold in self.found
            if (text := "".join(parts)).strip(" ")
        ]

    def _start(self, name: str, *, in_note: bool) -> None:
        self.found.append(([], KINDS.get(name, BlockKind.PARAGRAPH), in_note, {}))
        self.length = 0

    def _write(self, text: str | None) -> None:
        text = WHITE.sub(" ", text or "")
        parts = self.found[-1][0]
        if text.startswith(" ") and (not parts or parts[-1].endswith(" ")):
            text = text[1:]
        if text:
            parts.append(text)
            self.length += len(text)

    def _children(self, element: etree._Element, *, in_note: bool) -> None:
        self._write(element.text)
        for child in element:
            if isinstance(child.tag, str):
                self._walk(child, in_note=in_note)
            self._write(child.tail)

    def _walk(self, element: etree._Element, *, in_note: bool) -> None:
        name = etree.QName(element).localname
        if name in PASSED_OVER or (name == "ref" and element.get("type") == "note"):
            return
        if name == "head" and element.get("type") == "shortened-for-running-head":
            return
        if name == "note" and "inline" not in (element.get("rend"), element.get("place")):
            self.notes.append(element)
        elif name in BLOCKS:
            self._start(self._block_name(element, name), in_note=in_note)
            self._children(element, in_note=in_note)
            self._start("p", in_note=in_note)
        else:
            self._inline(element, in_note=in_note)

    def _block_name(self, element: etree._Element, name: str) -> str:
        above = element.getparent()
        parent = "" if above is None else etree.QName(above).localname
        if name == "head" and parent in ("list", "table"):
            return "list-head"
        return parent if name == "p" and parent in ("item", "cell") else name

    def _inline(self, element: etree._Element, *, in_note: bool) -> None:
        start, passage = self.length, len(self.found)
        key = element.get("corresp") or element.get("target") or ""
        self._children(element, in_note=in_note)
        if key[:3] in ("#p_", "#t_") and len(self.found) == passage:
            text = "".join(self.found[-1][0])
            inner = text[start:]
            start += len(inner) - len(inner.lstrip(" "))
            self.found[-1][3][start, len(text.rstrip(" "))] = key


def volume_index(volume: Path, weights: dict[str, float] | None = None) -> NameIndex:
    """Index the authority files of a volume."""
    persons, terms = volume / "persons.xml", volume / "terms.xml"
    authorities = Authorities(
        read_persons(persons.read_bytes())[0] if persons.exists() else (),
        read_terms(terms.read_bytes())[0] if terms.exists() else (),
    )
    table = files("pipeline.encode") / "profiles" / "frus" / "names.toml"
    settings = NameSettings.from_table(tomllib.loads(table.read_text(encoding="utf-8")))
    return NameIndex.of(authorities, settings, weights)


def volume_documents(volume: Path) -> Iterator[tuple[str, list[tuple[BlockText, Gold]]]]:
    """Read the encoded documents of a volume."""
    parser = etree.XMLParser(huge_tree=True, recover=True, resolve_entities=False)
    for path in sorted((volume / "gold").glob("*.xml")):
        yield path.stem, GoldReader(etree.parse(path, parser).getroot()).passages()


def samples(
    passages: list[tuple[BlockText, Gold]], index: NameIndex
) -> Iterator[tuple[tuple[str, ...], bool]]:
    """Give the features of each form that the search would judge, and what the editors did."""
    reading = JoinedText([passage for passage, _ in passages])
    found = candidates(reading, index)
    around = NameUsage.of(reading, found, index)
    gold = {
        (start + shift, end + shift): key
        for shift, (_, keys) in zip(reading.starts, passages, strict=True)
        for (start, end), key in keys.items()
    }
    done = 0
    for candidate in found:
        if candidate.start < done:
            continue
        key = gold.get((candidate.start, candidate.end))
        for form, names in zip(
            candidate.group.forms, descriptions(candidate, around, index), strict=True
        ):
            yield names, form.key == key
            if form.key == key:
                done = candidate.end


def descriptions(
    candidate: NameCandidate, around: NameUsage, index: NameIndex
) -> list[tuple[str, ...]]:
    """Give the features that the search adds up, for each form of a candidate."""
    if candidate.group.is_term:
        features = term_place(candidate, around).features()
        return [tuple(features)] * len(candidate.group.forms)
    shared = name_place(candidate, around, index).features()
    return [(*shared, *owner.features()) for owner in owners(candidate, around, index)]


def fit(counted: dict[tuple[str, ...], list[int]], kept: set[str]) -> dict[str, float]:
    """Fit a logistic regression, one weight after the other by Newton's method.

    ``counted`` has the misses and hits of each description.
    """
    totals, hits = [], []
    columns: dict[str, list[int]] = {name: [] for name in sorted(kept)}
    for row, (names, (missed, hit)) in enumerate(sorted(counted.items())):
        totals.append(missed + hit)
        hits.append(hit)
        for name in kept.intersection(names):
            columns[name].append(row)
    weights = dict.fromkeys(columns, 0.0)
    odds = [0.0] * len(totals)
    for _ in range(ROUNDS):
        for name, rows in columns.items():
            slope, curve = RIDGE * weights[name], RIDGE
            for row in rows:
                chance = 1 / (1 + math.exp(-odds[row]))
                slope += totals[row] * chance - hits[row]
                curve += totals[row] * chance * (1 - chance)
            step = max(-LONGEST_STEP, min(LONGEST_STEP, slope / curve))
            weights[name] -= step
            for row in rows:
                odds[row] -= step
    return weights


def main() -> None:
    """Fit on a corpus and write the weights."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("corpus", type=Path)
    default = Path(str(files("pipeline.encode.names"))) / "weights.json"
    parser.add_argument("--out", type=Path, default=default)
    args = parser.parse_args()
    counted: dict[tuple[str, ...], list[int]] = defaultdict(lambda: [0, 0])
    volumes: Counter[str] = Counter()
    for volume in sorted(path.parent for path in args.corpus.glob("*/gold")):
        index = volume_index(volume, {})
        seen: set[str] = set()
        for _, passages in volume_documents(volume):
            for names, hit in samples(passages, index):
                counted[names][hit] += 1
                seen.update(names)
        volumes.update(seen)
    kept = {name for name, count in volumes.items() if count >= FEWEST_VOLUMES}
    weights = fit(counted, kept)
    table = {name: round(weight, 3) for name, weight in sorted(weights.items())}
    text = json.dumps({"weights": table}, ensure_ascii=False, indent=1)
    args.out.write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
