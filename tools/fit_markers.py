"""Fit the weights of the marker lattice to volumes whose editors placed the markers.

    python tools/fit_markers.py CORPUS... [--seed N] [--out FILE]

Each ``CORPUS`` holds ``<volume>/raw/*.txt`` and ``<volume>/gold/*.xml``. First each candidate is
learned by itself (logistic regression), then all ways through the lattice at once (a conditional
random field), both by stochastic gradient descent. Some documents are learned a second time with a
slip of a transcriber in them, others with symbols or letters for some of their numbers, or with
notes added to their tables, which the corpus has too rarely. The scale of confidence is fitted to
what weights learned from one half of the volumes say of the other, with slips and without. The
same corpora and seed give the same file.
"""

from __future__ import annotations

import argparse
import json
import random
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field, replace
from functools import partial
from math import exp, log, sqrt
from pathlib import Path

from marker_corpus import Printed, read_corpus, read_table, with_added_notes, with_other_labels
from marker_scale import Judged, halves, judged, scale
from marker_slips import with_slips

from pipeline.encode.markers import lattice, resolution, steps
from pipeline.encode.markers.affinity import Affinity
from pipeline.encode.markers.candidates import MarkerCandidate
from pipeline.encode.markers.features import glance, look, sides
from pipeline.encode.markers.lattice import NONE
from pipeline.encode.markers.numbering import Numbering
from pipeline.encode.markers.scored import ScoredCandidates
from pipeline.encode.markers.settings import MarkerSettings, MarkerWeights
from pipeline.encode.markers.statistics import TextStatistics

WEIGHTS = Path(__file__).resolve().parent.parent / "pipeline/encode/markers/weights.json"
OTHER_LABELS = (
    "* † ‡ § ║ ¶ ** †† ‡‡ §§ ║║ ¶¶",
    "* ** *** * * *",
    "a b c d e f g h",
    "* ** *** # ## ###",
)
SHARE_WITH_OTHER_LABELS = 0.08
SHARE_WITH_LETTERS_OFFERED = 0.2
SHARE_WITH_SLIPS = 0.5
WEIGHT_OF_SLIPS = 0.06
ADDED_NOTES = 2  # versions of a document with a table, with notes added to it
HALF = 0.5
RARE = 4
FEW = 40
DECIMALS = 3
SHARE_DECIMALS = 6
ALONE, TOGETHER = 3, 6
RATE_ALONE, RATE_TOGETHER = 0.3, 0.2
DECAY_ALONE, DECAY_TOGETHER = 1e-6, 1e-5
FAR = 30.0
SETTLED = 1e-3
FIRST_GUESS = -3.0
PAST = -1.0  # where a good candidate is passed over, which is seldom open to choice
ODD = 4.0  # how much rarer a symbol or letter out of turn is, at most
PRIORS = {
    "note letter True True": 6.0, "note letter True False": -2.0,  # seen in other volumes
    "beside first": -8.0, "beside second": 5.0,  # only together; there are a handful
    # Letters are learned from labels put in; in print there are few, in two kinds of volumes.
    "step letter": -7.0, "step letter again": -10.0, "step letter odd": -10.0,
    # What the list or the document before says of the first number is nearly always so.
    "step from list": -0.7, "step round": -2.0,
}  # fmt: skip
RARE_STEP = -4.5  # steps that other volumes have, the corpus to learn from none


@dataclass(slots=True)
class Example:
    """One document: its candidates, what they look like, and which of them mark which note."""

    settings: MarkerSettings
    numbering: Numbering
    affinity: Affinity
    candidates: list[MarkerCandidate]
    keys: list[list[str]]
    gold: list[int | None]
    weight: float = 1.0
    shared: dict[tuple[int, int], list[str]] = field(default_factory=dict)
    rare: set[int] = field(default_factory=set)  # notes whose first word says nothing

    @classmethod
    def of(
        cls, printed: Printed, settings: MarkerSettings, *, letters: bool, weight: float = 1.0
    ) -> Example:
        """Describe every candidate of ``printed``."""
        page = TextStatistics.of(printed.text, settings.symbols, settings.words)
        page = page.with_vocabulary() if letters else page
        numbering = Numbering.of(printed.numbers, printed.carried)
        notes = len(printed.notes) if letters else 0
        candidates = resolution.offer(page, (0, printed.end), numbering.labels(), settings, notes)
        keys = [glance(sides(printed.text, c)) + look(c, page) for c in candidates]
        at = {(c.start, c.end): index for index, c in enumerate(candidates)}
        gold = [NONE if marker is None else at.get(marker) for marker in printed.markers]
        affinity = Affinity(page, printed.notes, settings)
        return cls(settings, numbering, affinity, candidates, keys, gold, weight)

    def all_keys(self, note: int, candidate: int) -> list[str]:
        """Give all keys of a candidate as the marker of ``note``."""
        pair = note, candidate
        if pair not in self.shared:
            keys = self.affinity.keys(note, self.candidates[candidate])
            if note in self.rare:
                keys = [key for key in keys if not key.startswith("nf ")]
            self.shared[pair] = keys
        return self.keys[candidate] + self.shared[pair]

    def supply(self, values: Mapping[str, float]) -> ScoredCandidates:
        """Score the candidates."""
        settings = replace(self.settings, weights=MarkerWeights(values))
        supply = ScoredCandidates(settings, self.affinity.page, self.affinity)
        for candidate, keys in zip(self.candidates, self.keys, strict=True):
            supply.keep(candidate, total(keys, values))
        return supply


@dataclass(slots=True)
class Climber:
    """Weights by key, each moved in steps that shrink as it has moved (AdaGrad)."""

    rate: float
    decay: float
    values: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    past: dict[str, float] = field(default_factory=lambda: defaultdict(lambda: 1.0))

    def climb(self, gradient: Mapping[str, float]) -> None:
        """Move the weights along ``gradient``; those of steps are frequencies and stay."""
        for key, slope in gradient.items():
            if not key.startswith("step ") and key not in PRIORS:
                pull = slope - self.decay * self.values[key]
                self.past[key] += pull * pull
                self.values[key] += self.rate * pull / sqrt(self.past[key])


def examples(volumes: Sequence[Path], rng: random.Random) -> Iterator[Example]:
    """Read the corpus, with a second version of a few documents."""
    settings = MarkerSettings.from_table(read_table("markers"), MarkerWeights({}))
    for printed in read_corpus(volumes):
        yield Example.of(
            printed,
            settings,
            letters="\t" in printed.text or rng.random() < SHARE_WITH_LETTERS_OFFERED,
        )
        if rng.random() < SHARE_WITH_SLIPS and (slipped := with_slips(printed, rng)):
            letters = rng.random() < SHARE_WITH_LETTERS_OFFERED
            yield Example.of(slipped, settings, letters=letters, weight=WEIGHT_OF_SLIPS)
        if rng.random() < SHARE_WITH_OTHER_LABELS:
            labels = rng.choice(OTHER_LABELS)
            other = with_other_labels(printed, labels, rng)
            yield Example.of(other, settings, letters=labels[0].isalpha() or rng.random() < HALF)
        for _ in range(ADDED_NOTES if "\t" in printed.text[: printed.end] else 0):
            labels = rng.choice(OTHER_LABELS)
            other = with_added_notes(printed, labels, settings.own, rng)
            yield Example.of(other, settings, letters=labels[0].isalpha() or rng.random() < HALF)


def drop_rare(corpus: Sequence[Example]) -> None:
    """Forget what has been seen too seldom to learn from."""
    counts = Counter(key for e in corpus for keys in e.keys for key in keys)
    openings = Counter(e.affinity.opening(note) for e in corpus for note in range(len(e.gold)))
    for e in corpus:
        e.keys = [[key for key in keys if counts[key] >= RARE] for keys in e.keys]
        e.rare = {note for note in range(len(e.gold)) if openings[e.affinity.opening(note)] < FEW}


def total(keys: Iterable[str], values: Mapping[str, float]) -> float:
    """Sum the weights of ``keys``."""
    return sum(values.get(key, 0.0) for key in keys)


def learn_alone(corpus: Sequence[Example], weights: Climber, rng: random.Random) -> None:
    """Learn each candidate by itself, once through."""
    order = list(corpus)
    rng.shuffle(order)
    for e in order:
        gold = set(e.gold)
        for index, keys in enumerate(e.keys):
            score = max(-FAR, min(FAR, total(keys, weights.values)))
            error = (index in gold) - 1 / (1 + exp(-score))
            if abs(error) > SETTLED:
                weights.climb(dict.fromkeys(keys, error * e.weight))


def set_steps(corpus: Sequence[Example], weights: Climber) -> None:
    """Give each kind of step the logarithm of its frequency."""
    weights.values.update(dict.fromkeys(steps.KINDS, FIRST_GUESS))
    weights.values["step on"] = 0.0
    counts: dict[str, float] = dict.fromkeys(steps.KINDS, 1.0)
    for e in corpus:
        layers = lattice.build(e.supply(weights.values), e.numbering)
        told = gold_steps(layers, e.gold) or []
        for _, kind in told:
            counts[kind] += e.weight
        for note, size in e.affinity.twins.items():
            if told and told[note][1] != f"step {size} twin":
                counts[f"step {size} apart"] += e.weight
    whole = sum(counts.values())
    weights.values.update({kind: log(count / whole) for kind, count in counts.items()})
    weights.values["step fill"] = log(counts["step fill"] / (counts["step gap"] + 1))
    weights.values["step past"] = PAST
    weights.values.update(dict.fromkeys(steps.RARE, RARE_STEP))
    for size in ("long", "short"):
        same, apart = counts[f"step {size} twin"], counts[f"step {size} apart"]
        weights.values[f"step {size} twin"] = log(same / (same + apart))
        weights.values[f"step {size} apart"] = log(apart / (same + apart))
    for kind in ("step symbol", "step letter"):
        weights.values[f"{kind} odd"] = max(
            weights.values[f"{kind} odd"], weights.values[kind] - ODD
        )
    weights.values.update(PRIORS)


def learn_together(corpus: Sequence[Example], weights: Climber, rng: random.Random) -> int:
    """Learn all ways through the lattice, once through; count the sound documents read wrong."""
    order = [e for e in corpus if None not in e.gold]
    rng.shuffle(order)
    wrong = 0
    for e in order:
        layers = lattice.build(e.supply(weights.values), e.numbering)
        wrong += e.weight == 1 and lattice.best_path(layers) != e.gold
        weights.climb(slopes(e, layers))
    return wrong


def slopes(e: Example, layers: Sequence[lattice.Layer]) -> dict[str, float]:
    """Give the gradient of the log-likelihood of a document's right way."""
    truth = gold_steps(layers, e.gold)
    if truth is None:
        return {}
    told = [(note, c, kind, 1.0) for note, (c, kind) in enumerate(truth)]
    told += [(note, c, kind, -p) for note, c, kind, p in expected_steps(layers)]
    gradient: dict[str, float] = defaultdict(float)
    for note, candidate, _, share in told:
        if candidate != lattice.NONE:
            for key in e.all_keys(note, candidate):
                gradient[key] += share
    least = SETTLED / 10
    return {key: slope * e.weight for key, slope in gradient.items() if abs(slope) > least}


def expected_steps(layers: Sequence[lattice.Layer]) -> Iterator[tuple[int, int, str, float]]:
    """Yield note, candidate, kind and probability of every step of every way."""
    whole = lattice.log_sum(layers[-1].forward)
    forward = [0.0]
    for note, layer in enumerate(layers):
        for state, back, ways in zip(layer.states, layer.backward, layer.steps, strict=True):
            for index, weight, kind in ways:
                yield note, state.candidate, kind, exp(forward[index] + weight + back - whole)
        forward = layer.forward


def gold_steps(
    layers: Sequence[lattice.Layer], gold: Sequence[int | None]
) -> list[tuple[int, str]] | None:
    """Give the best way through the lattice that passes through the right candidates."""
    tops: dict[int, tuple[float, tuple[tuple[int, str], ...]]] = {0: (0.0, ())}
    for layer, right in zip(layers, gold, strict=True):
        row = {}
        for index, (state, before) in enumerate(zip(layer.states, layer.steps, strict=True)):
            ways = [
                (tops[s][0] + w, (*tops[s][1], (state.candidate, kind)))
                for s, w, kind in before
                if s in tops
            ]
            if state.candidate == right and ways:
                row[index] = max(ways)
        tops = row
    return list(max(tops.values())[1]) if tops else None


def write(
    path: Path, values: Mapping[str, float], forgotten: float, knots: Sequence[tuple[float, float]]
) -> None:
    """Write the weights, rounded, in the order of their keys; ``forgotten`` as in :func:`fit`."""
    rounded = {key: round(value, DECIMALS) for key, value in sorted(values.items())}
    kept = {key: value for key, value in rounded.items() if value}
    table = {"fitted": round(forgotten, SHARE_DECIMALS), "scale": knots, "weights": kept}
    text = json.dumps(table, ensure_ascii=False, indent=0)
    path.write_text(text + "\n", encoding="utf-8")


def fit(volumes: Sequence[Path], seed: int) -> tuple[dict[str, float], float]:
    """Fit the weights, telling how many documents each round has wrong.

    The second part is the share of the notes learned from whose marker was forgotten.
    """
    rng = random.Random(seed)  # noqa: S311 - the order of learning is no secret
    corpus = list(examples(volumes, rng))
    drop_rare(corpus)
    weights = Climber(RATE_ALONE, DECAY_ALONE)
    for _ in range(ALONE):
        learn_alone(corpus, weights, rng)
    weights = Climber(RATE_TOGETHER, DECAY_TOGETHER, weights.values)
    set_steps(corpus, weights)
    mean: dict[str, float] = defaultdict(float)
    last = range(TOGETHER // 2, TOGETHER)
    for round_ in range(TOGETHER):
        wrong = learn_together(corpus, weights, rng)
        print(f"round {round_ + 1}: {wrong} of {len(corpus)} documents wrong")
        if round_ in last:
            for key, value in weights.values.items():
                mean[key] += value / len(last)
    notes = sum(e.weight * len(e.gold) for e in corpus)
    return mean, sum(e.weight * e.gold.count(NONE) for e in corpus) / notes


def main() -> None:
    """Fit to one half and judge the other for the scale of confidence; then fit to all."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("corpora", type=Path, nargs="+")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", type=Path, default=WEIGHTS)
    args = parser.parse_args()
    volumes = sorted(path for corpus in args.corpora for path in corpus.iterdir() if path.is_dir())
    parts = list(halves(volumes))
    slips = read_table("markers")["slips"]
    with ProcessPoolExecutor() as pool:
        *learned, (whole, forgotten) = pool.map(
            partial(fit, seed=args.seed), [*(half for half, _ in parts), volumes]
        )
    found: list[Judged] = []
    for (values, share), (_, held_out) in zip(learned, parts, strict=True):
        found += judged(held_out, MarkerWeights(values).expecting(slips, share), args.seed)
    print(f"held out: {sum(one.right for one in found)} of {len(found)} markers right")
    write(args.out, whole, forgotten, scale(found))


if __name__ == "__main__":
    main()
