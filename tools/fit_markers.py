"""Fit the weights of the marker lattice to volumes whose editors placed the markers.

    python tools/fit_markers.py CORPUS [--seed N] [--out FILE]

``CORPUS`` holds ``<volume>/raw/*.txt`` and ``<volume>/gold/*.xml``. First each candidate is
learned by itself (logistic regression), then all ways through the lattice (a conditional random
field), both by stochastic gradient descent. The same corpus and seed give the same file.
"""

from __future__ import annotations

import argparse
import json
import random
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from math import exp, sqrt
from pathlib import Path

from lxml import etree

from pipeline.encode.markers import lattice
from pipeline.encode.markers.candidates import PAGE_FILLER, Candidate, Readable, find_candidates
from pipeline.encode.markers.features import describe
from pipeline.encode.markers.resolve import SLACK, heading_length
from pipeline.encode.markers.settings import MarkerSettings
from pipeline.encode.notes import NoteSettings, find_notes
from pipeline.encode.pages import PageSettings, find_pages
from pipeline.encode.standoff import NoteList

PACKAGE = Path(__file__).resolve().parent.parent / "pipeline" / "encode"
PROFILE = PACKAGE / "profiles" / "frus"
RARE = 4
DECIMALS = 3


@dataclass(slots=True)
class Example:
    """One document: its candidates, what they look like, and which of them mark which note."""

    name: str
    candidates: list[Candidate]
    keys: list[list[str]]
    gold: list[int | None]
    ids: list[list[int]] = field(default_factory=list)


def table(name: str) -> dict[str, object]:
    return tomllib.loads((PROFILE / f"{name}.toml").read_text(encoding="utf-8"))


def examples(corpus: Path) -> Iterator[Example]:
    """Read the documents of ``corpus`` that have notes."""
    notes, pages = NoteSettings.from_table(table("notes")), PageSettings.from_table(table("pages"))
    settings = MarkerSettings.from_table(table("markers"), weights={})
    for path in sorted(corpus.glob("*/raw/*.txt")):
        text = path.read_bytes().decode("utf-8")
        found = find_notes(text, notes)
        if found is None:
            continue
        body = Readable.of(text, found.start, find_pages(text, pages)).text
        gold = read_gold(path.parent.parent / "gold" / f"{path.stem}.xml")
        example = make_example(f"{path.parts[-3]}/{path.stem}", body, found, gold, settings)
        if example is not None:
            yield example


def make_example(
    name: str, body: str, notes: NoteList, gold: Sequence[object], settings: MarkerSettings
) -> Example | None:
    places = align(body, gold)
    if places is None or len(places) != len(notes.notes):
        return None
    candidates = list(find_candidates(body, len(notes.notes) + SLACK, settings))
    opening = heading_length(body)
    keys = [describe(body, c, settings.words, opening) for c in candidates]
    at = {(c.start, c.end): index for index, c in enumerate(candidates)}
    return Example(name, candidates, keys, [at.get(place) for place in places])


def read_gold(path: Path) -> list[object]:
    """Give the text before the notes as characters, with a marker's label as one tuple."""
    flow: list[object] = []
    _walk(etree.parse(path, etree.XMLParser(recover=True, huge_tree=True)).getroot(), flow)
    return flow


def _walk(element: etree._Element, flow: list[object]) -> None:
    _put(flow, element.text)
    for child in element:
        if isinstance(child.tag, str):
            name = etree.QName(child).localname
            if name == "note" and child.get("rend") != "inline":
                flow.append((child.get("n") or "",))
            elif name not in {"pb", "graphic", "figDesc"} and (
                child.get("type") != "shortened-for-running-head"
            ):
                _walk(child, flow)
        _put(flow, child.tail)


def _put(flow: list[object], text: str | None) -> None:
    flow += (c for c in text or "" if not c.isspace())


def align(body: str, gold: Sequence[object]) -> list[tuple[int, int]] | None:
    """Find where in ``body`` each marker of ``gold`` is printed, or None where they differ."""
    places: list[tuple[int, int]] = []
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


@dataclass(slots=True)
class Weights:
    """Weights by key with AdaGrad's memory of past steps."""

    rate: float
    decay: float
    values: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    past: dict[str, float] = field(default_factory=lambda: defaultdict(lambda: 1.0))

    def step(self, gradient: dict[str, float]) -> None:
        for key, slope in gradient.items():
            slope -= self.decay * self.values[key]
            self.past[key] += slope * slope
            self.values[key] += self.rate * slope / sqrt(self.past[key])


def drop_rare(corpus: Sequence[Example]) -> None:
    counts = Counter(key for e in corpus for keys in e.keys for key in keys)
    for e in corpus:
        e.keys = [[key for key in keys if counts[key] >= RARE] for keys in e.keys]


def learn_alone(
    corpus: Sequence[Example], weights: Weights, rng: random.Random, rounds: int
) -> None:
    """Learn each candidate by itself."""
    order = list(corpus)
    for _ in range(rounds):
        rng.shuffle(order)
        for e in order:
            gold = set(e.gold)
            for index, keys in enumerate(e.keys):
                score = sum(weights.values.get(key, 0.0) for key in keys)
                error = (index in gold) - 1 / (1 + exp(-max(-30.0, min(30.0, score))))
                if abs(error) > 1e-3:
                    weights.step(dict.fromkeys(keys, error))


def learn_together(
    corpus: Sequence[Example], weights: Weights, rng: random.Random, rounds: int
) -> None:
    """Learn all ways through the lattice of a document at once."""
    order = [e for e in corpus if None not in e.gold]
    for round_ in range(rounds):
        rng.shuffle(order)
        wrong = 0
        for e in order:
            gradient, right = slopes(e, weights.values)
            wrong += not right
            if gradient:
                weights.step(gradient)
        print(f"round {round_ + 1}: {wrong} of {len(order)} documents wrong")


def scores(e: Example, values: dict[str, float]) -> list[float]:
    return [sum(values.get(key, 0.0) for key in keys) for keys in e.keys]


def slopes(e: Example, values: dict[str, float]) -> tuple[dict[str, float], bool]:
    """Give the gradient of a document's log-likelihood, and whether its best way is right."""
    layers = lattice.build(lattice.Supply(e.candidates, scores(e, values)), len(e.gold), values)
    path = [
        layer.states[i].candidate
        for layer, i in zip(layers, lattice.best_path(layers), strict=True)
    ]
    gradient: dict[str, float] = defaultdict(float)
    truth = gold_steps(layers, e.gold)
    if truth is None:
        return {}, False
    for candidate, kind in truth:
        gradient[kind] += 1.0
        for key in e.keys[candidate]:
            gradient[key] += 1.0
    for candidate, kind, chance in lattice.expected_steps(layers):
        gradient[kind] -= chance
        if candidate != lattice.NONE:
            for key in e.keys[candidate]:
                gradient[key] -= chance
    return {k: v for k, v in gradient.items() if abs(v) > 1e-4}, path == e.gold


def gold_steps(
    layers: Sequence[lattice.Layer], gold: Sequence[int | None]
) -> list[tuple[int, str]] | None:
    """Give the best way through the lattice that passes through the right candidates."""
    tops: dict[int, tuple[float, tuple[tuple[int, str], ...]]] = {0: (0.0, ())}
    for layer, right in zip(layers, gold, strict=True):
        row = {}
        for index, (state, steps) in enumerate(zip(layer.states, layer.steps, strict=True)):
            if state.candidate == right:
                ways = [
                    (tops[s][0] + w, (*tops[s][1], (right, k))) for s, w, k in steps if s in tops
                ]
                if ways:
                    row[index] = max(ways)
        tops = row
    return list(max(tops.values())[1]) if tops else None


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--alone", type=int, default=3, help="rounds of learning candidates alone")
    parser.add_argument("--together", type=int, default=6, help="rounds of learning whole ways")
    parser.add_argument("--out", type=Path, default=PACKAGE / "markers" / "weights.json")
    args = parser.parse_args()
    corpus = list(examples(args.corpus))
    drop_rare(corpus)
    rng = random.Random(args.seed)
    weights = Weights(0.3, 1e-4)
    learn_alone(corpus, weights, rng, args.alone)
    weights = Weights(0.1, 1e-4, weights.values)
    learn_together(corpus, weights, rng, args.together)
    write(args.out, weights.values)


def write(path: Path, values: dict[str, float]) -> None:
    rounded = {key: round(value, DECIMALS) for key, value in sorted(values.items())}
    kept = {key: value for key, value in rounded.items() if value}
    text = json.dumps({"weights": kept}, ensure_ascii=False, indent=0)
    path.write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
