"""Fit the weights that lines are judged by to volumes whose editors encoded the blocks.

    python tools/fit_blocks.py CORPUS [--out FILE]

``CORPUS`` holds ``<volume>/raw/*.txt`` and ``<volume>/gold/*.xml``. The kinds of all lines of a
document are learned together (a linear chain, conditional random field) with L-BFGS; nothing is
drawn at random. A feature must be seen in two volumes at least. Needs numpy and scipy, which the
package itself does not.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from block_corpus import Example, examples
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from pipeline.encode.blocks.chain import KINDS
from pipeline.encode.blocks.features import GAPS

PACKAGE = Path(__file__).resolve().parent.parent / "pipeline" / "encode"
RARE = 8
FEW_VOLUMES = 2
DECAY = 1.0
ROUNDS = 40
SCALE = 100
SMALL = 10
UNSEEN = 4.0
NEVER = -1e4
BATCH = 8000


def choose_features(corpus: Sequence[Example]) -> dict[str, int]:
    """Number the features that are not rare."""
    seen: Counter[str] = Counter()
    volumes: dict[str, set[str]] = defaultdict(set)
    for example in corpus:
        for features in example.features:
            for name in features:
                seen[name] += 1
                if len(volumes[name]) < FEW_VOLUMES:
                    volumes[name].add(example.volume)
    kept = [n for n, count in seen.items() if count >= RARE and len(volumes[n]) >= FEW_VOLUMES]
    return {name: place for place, name in enumerate(sorted(kept))}


def matrix(corpus: Sequence[Example], index: dict[str, int]) -> csr_matrix:
    """Give the features of all lines, one row a line."""
    columns: list[int] = []
    ends = [0]
    for example in corpus:
        for features in example.features:
            columns += [index[name] for name in features if name in index]
            ends.append(len(columns))
    return csr_matrix((np.ones(len(columns)), columns, ends), shape=(len(ends) - 1, len(index)))


def limits(corpus: Sequence[Example]) -> np.ndarray:
    """Give, for each line, 0 for the kinds it may be of and a forbidding figure for others."""
    rows = np.full((sum(len(e.kinds) for e in corpus), len(KINDS)), NEVER)
    place = 0
    for example in corpus:
        for choices in example.choices:
            rows[place, list(choices)] = 0.0
            place += 1
    return rows


@dataclass(slots=True)
class Batch:
    """Documents of about one length, side by side: lines, whether there is one, kind, gap."""

    lines: np.ndarray
    there: np.ndarray
    kinds: np.ndarray
    between: np.ndarray


def batches(corpus: Sequence[Example]) -> list[Batch]:
    """Put documents of about one length together."""
    first = np.cumsum([0, *(len(example.kinds) for example in corpus)])
    order = sorted(range(len(corpus)), key=lambda i: len(corpus[i].kinds))
    groups: list[list[int]] = [[]]
    for i in order:
        if groups[-1] and (len(groups[-1]) + 1) * len(corpus[i].kinds) > BATCH:
            groups.append([])
        groups[-1].append(i)
    return [_batch(corpus, group, first) for group in groups]


def _batch(corpus: Sequence[Example], group: Sequence[int], first: np.ndarray) -> Batch:
    shape = len(group), max(len(corpus[i].kinds) for i in group)
    batch = Batch(*(np.zeros(shape, kind) for kind in (int, bool, int, int)))
    for row, i in enumerate(group):
        size = len(corpus[i].kinds)
        batch.lines[row, :size] = range(first[i], first[i] + size)
        batch.there[row, :size] = True
        batch.kinds[row, :size] = corpus[i].kinds
        batch.between[row, :size] = corpus[i].between
    return batch


def log_sum(values: np.ndarray, axis: int) -> np.ndarray:
    """Give the logarithm of the sum of exponentials along ``axis``."""
    top = values.max(axis=axis, keepdims=True)
    summed: np.ndarray = top + np.log(np.exp(values - top).sum(axis=axis, keepdims=True))
    return summed.squeeze(axis)


def learn_batch(
    batch: Batch, local: np.ndarray, follows: np.ndarray, slopes: np.ndarray, turns: np.ndarray
) -> float:
    """Give the loss of a batch; add to the slopes of lines and of kinds that follow."""
    scores = local[batch.lines]
    length = scores.shape[1]
    forward, backward = scores.copy(), np.zeros_like(scores)
    for t in range(1, length):
        reached = log_sum(forward[:, t - 1, :, None] + follows[batch.between[:, t]], 1)
        there = batch.there[:, t, None]
        forward[:, t] = np.where(there, reached + scores[:, t], forward[:, t - 1])
    total = log_sum(forward[:, -1], 1)
    for t in range(length - 2, -1, -1):
        onward = follows[batch.between[:, t + 1]] + (scores + backward)[:, t + 1, None, :]
        there = batch.there[:, t + 1]
        backward[:, t] = np.where(there[:, None], log_sum(onward, 2), backward[:, t + 1])
        pairs = np.exp(np.minimum(forward[:, t, :, None] + onward - total[:, None, None], 0))
        for gap in range(len(GAPS)):
            turns[gap] += pairs[there & (batch.between[:, t + 1] == gap)].sum(axis=0)
    rows, places = np.nonzero(batch.there)
    kinds = batch.kinds[rows, places]
    chance = np.exp(np.minimum(forward + backward - total[:, None, None], 0))[rows, places]
    chance[np.arange(len(kinds)), kinds] -= 1
    slopes[batch.lines[rows, places]] = chance
    loss = total.sum() - scores[rows, places, kinds].sum()
    rows, places = np.nonzero(batch.there[:, 1:])
    turn = (
        batch.between[rows, places + 1],
        batch.kinds[rows, places],
        batch.kinds[rows, places + 1],
    )
    np.add.at(turns, turn, -1)
    return float(loss - follows[turn].sum())


def fit(corpus: Sequence[Example], index: dict[str, int]) -> tuple[np.ndarray, np.ndarray]:
    """Give the weights by feature and kind, and those of kinds that follow by gap."""
    seen, limit, parts = matrix(corpus, index), limits(corpus), batches(corpus)
    size, kinds = len(index) * len(KINDS), len(KINDS)

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        local = seen @ weights[:size].reshape(-1, kinds) + limit
        follows = weights[size:].reshape(-1, kinds, kinds)
        slopes, turns = np.zeros_like(local), np.zeros_like(follows)
        total = sum(learn_batch(part, local, follows, slopes, turns) for part in parts)
        slope = np.concatenate([(seen.T @ slopes).ravel(), turns.ravel()])
        return total + DECAY / 2 * (weights @ weights), slope + DECAY * weights

    start = np.zeros(size + len(GAPS) * kinds * kinds)
    best = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": ROUNDS})
    print(f"{len(corpus)} documents, {len(index)} features, loss {best.fun:.1f}")
    return best.x[:size].reshape(-1, kinds), best.x[size:].reshape(-1, kinds, kinds)


def forbid_unseen(corpus: Sequence[Example], follows: np.ndarray) -> np.ndarray:
    """Make kinds unlikely to follow where they never did."""
    seen = np.zeros_like(follows)
    for example in corpus:
        for before, after, gap in zip(
            example.kinds, example.kinds[1:], example.between[1:], strict=False
        ):
            seen[gap, before, after] += 1
    return np.where(seen == 0, follows - UNSEEN, follows)


def write(path: Path, index: dict[str, int], weights: np.ndarray, follows: np.ndarray) -> None:
    """Write the weights that matter in hundredths, one feature a line."""
    names = [kind.value for kind in KINDS]
    tables: dict[str, dict[str, dict[str, int]]] = {"here": {}, "above": {}, "below": {}}
    for key, place in index.items():
        table, _, name = key.partition("\t")
        row = np.rint(weights[place] * SCALE).astype(int)
        kept = {n: int(w) for n, w in zip(names, row, strict=True) if abs(w) >= SMALL}
        if kept:
            tables[table][name] = kept
    lines = [f"{_quoted(table)}: {_rows(rows)}" for table, rows in tables.items()]
    by_gap = []
    for gap, square in zip(GAPS, np.rint(follows * SCALE).astype(int), strict=True):
        rows = {
            before: {after: int(w) for after, w in zip(names, row, strict=True)}
            for before, row in zip(names, square, strict=True)
        }
        by_gap.append(f"{_quoted(gap)}: {_rows(rows)}")
    lines.append('"follows": {\n' + ",\n".join(by_gap) + "\n}")
    path.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")


def _rows(rows: dict[str, dict[str, int]]) -> str:
    return "{\n" + ",\n".join(f"{_quoted(n)}: {json.dumps(r)}" for n, r in rows.items()) + "\n}"


def _quoted(name: str) -> str:
    return json.dumps(name, ensure_ascii=False)


def main() -> None:
    """Fit the weights and write them."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--out", type=Path, default=PACKAGE / "blocks" / "weights.json")
    arguments = parser.parse_args()
    corpus = list(examples(arguments.corpus))
    index = choose_features(corpus)
    weights, follows = fit(corpus, index)
    write(arguments.out, index, weights, forbid_unseen(corpus, follows))


if __name__ == "__main__":
    main()
