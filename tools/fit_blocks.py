"""Fit the weights that lines are judged by to documents whose editors encoded the blocks.

    python tools/fit_blocks.py CORPUS… [--out FILE]

Each ``CORPUS`` holds ``<volume>/raw/*.txt`` and ``<volume>/gold/*.xml``; letters put together from
the parts in ``tools/letters/`` are added. The kinds of all lines of a document are learned together
(a linear chain, conditional random field) with L-BFGS; nothing is drawn at random. What holds for
all documents is learned from all; each custom of printing has weights beside these for what is
different there. A feature must be seen in two volumes at least. The scale of confidence is that of
each half of the volumes, judged by weights fitted to the other. Needs numpy and scipy, which the
package itself does not.
"""

from __future__ import annotations

import argparse
import json
import os
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

# Each processor rounds sums in its own way, so that weights would differ in the last digit: all of
# them are to reckon as those of 2013 did, in one thread.
os.environ |= {
    "OPENBLAS_CORETYPE": "Haswell",
    "OPENBLAS_NUM_THREADS": "1",
    "NPY_DISABLE_CPU_FEATURES": "X86_V4 AVX512_ICL AVX512_SPR",
}

import numpy as np
from block_corpus import Example, examples
from block_scale import fit_scale
from letter_parts import composed_examples
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from pipeline.encode.blocks.features import GAPS
from pipeline.encode.blocks.kinds import Custom
from pipeline.encode.blocks.weights import KINDS, SCALE, TABLE_OF_CUSTOM

PACKAGE = Path(__file__).resolve().parent.parent / "pipeline" / "encode"
RARE = 8
FEW_VOLUMES = 2
DECAY = 1.5
ROUNDS = 80
ROUNDS_OF_HALVES = 50
SMALL = 10
UNSEEN = 4.0
NEVER = -1e4
BATCH = 12_000
SHARED = "all"
LETTERS = TABLE_OF_CUSTOM[Custom.LETTERS]
TABLES = (SHARED, *sorted(set(TABLE_OF_CUSTOM.values())))
Weighted = dict[str, Any]
"""The tables as they are written, by name: rows by feature, by kind."""


@dataclass(slots=True)
class Index:
    """The columns of features: those that count for all, and those that count for one table."""

    columns: list[dict[str, int]]
    size: int

    @classmethod
    def of(cls, corpus: Sequence[Example]) -> Index:
        """Number the features that are not rare, in all documents and in those of a table."""
        everywhere = _common([one for one in corpus if not one.is_composed])
        index = cls([everywhere], len(everywhere))
        for table in TABLES[1:]:
            there = _common([one for one in corpus if TABLE_OF_CUSTOM[one.custom] == table])
            names = [name for name in there if table == LETTERS or name in everywhere]
            index.columns.append({name: index.size + i for i, name in enumerate(names)})
            index.size += len(names)
        return index

    def matrix(self, corpus: Sequence[Example]) -> csr_matrix:
        """Give the features of all lines, one row a line."""
        columns: list[int] = []
        ends = [0]
        for example in corpus:
            tables = self.columns[0], self.columns[_table(example)]
            for features in example.features:
                columns += [table[name] for table in tables for name in features if name in table]
                ends.append(len(columns))
        return csr_matrix((np.ones(len(columns)), columns, ends), shape=(len(ends) - 1, self.size))


def _table(example: Example) -> int:
    return TABLES.index(TABLE_OF_CUSTOM[example.custom])


def _common(corpus: Sequence[Example]) -> dict[str, int]:
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
    """Documents of about one length, one a column: lines, whether there is one, kind, turn.

    A turn is what is between two lines, told apart by the table of the document.
    """

    lines: np.ndarray
    there: np.ndarray
    kinds: np.ndarray
    turns: np.ndarray


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
    shape = max(len(corpus[i].kinds) for i in group), len(group)
    batch = Batch(*(np.zeros(shape, kind) for kind in (int, bool, int, int)))
    for column, i in enumerate(group):
        size = len(corpus[i].kinds)
        batch.lines[:size, column] = range(first[i], first[i] + size)
        batch.there[:size, column] = True
        batch.kinds[:size, column] = corpus[i].kinds
        gaps = np.array(corpus[i].between)
        batch.turns[:size, column] = (_table(corpus[i]) - 1) * len(GAPS) + gaps
    return batch


def learn_batch(
    batch: Batch, factors: np.ndarray, follows: np.ndarray, slopes: np.ndarray, turns: np.ndarray
) -> float:
    """Give the logarithm of the sums of a batch; add to the slopes of lines and of turns.

    Chances are scaled at each line, so that products of many stay within range.
    """
    own = factors[batch.lines]
    own[~batch.there] = 1.0
    length, width, kinds = own.shape
    forward, scales = np.empty(own.shape), np.ones((length, width))
    for t in range(length):
        reached = own[t]
        if t:
            reached = np.matmul(forward[t - 1][:, None], follows[batch.turns[t]])[:, 0] * own[t]
        whole, there = reached.sum(axis=1), batch.there[t]
        previous = forward[t - 1] if t else reached
        forward[t] = np.where(there[:, None], reached / whole[:, None], previous)
        scales[t] = np.where(there, whole, 1.0)
    after = np.ones((width, kinds))
    chances = np.empty(own.shape)
    chances[-1] = forward[-1]
    for t in range(length - 2, -1, -1):
        there = batch.there[t + 1]
        onward = own[t + 1] * after / scales[t + 1][:, None]
        for turn in np.unique(batch.turns[t + 1]):
            chosen = there & (batch.turns[t + 1] == turn)
            turns[turn] += follows[turn] * (forward[t][chosen].T @ onward[chosen])
        reached = np.matmul(follows[batch.turns[t + 1]], onward[:, :, None])[:, :, 0]
        after = np.where(there[:, None], reached, after)
        chances[t] = forward[t] * after
    slopes[batch.lines[batch.there]] = chances[batch.there]
    return float(np.log(scales).sum())


def fit(corpus: Sequence[Example], rounds: int) -> Weighted:
    """Give the tables of weights that make what the editors encoded most likely.

    Letters that were put together change the table of letters alone, when all else is fitted.
    """
    index = Index.of(corpus)
    published = [example for example in corpus if not example.is_composed]
    size, count = index.size * len(KINDS), len(KINDS)
    shape = len(TABLES), len(GAPS), count, count
    start = np.zeros(size + int(np.prod(shape)))
    fitted, taken = learn(published, index, start, np.ones(len(start), bool), rounds)
    follows = fitted[size:].reshape(shape)
    follows[0] -= UNSEEN * (taken.reshape(-1, *shape[1:]).sum(axis=0) == 0)
    letters = [example for example in corpus if example.custom is Custom.LETTERS]
    free = np.zeros(len(start), bool)
    free[:size].reshape(-1, count)[list(index.columns[TABLES.index(LETTERS)].values())] = True
    free[size:].reshape(shape)[TABLES.index(LETTERS)] = True
    fitted, _ = learn(letters, index, fitted, free, rounds)
    return _written(index, fitted[:size].reshape(-1, count), fitted[size:].reshape(shape))


def learn(
    corpus: Sequence[Example], index: Index, start: np.ndarray, free: np.ndarray, rounds: int
) -> tuple[np.ndarray, np.ndarray]:
    """Give the weights, of which those that are not ``free`` stay as at the start.

    Beside them it gives how often each kind follows each, by table and by what is between.
    """
    seen, limit, parts = index.matrix(corpus), limits(corpus), batches(corpus)
    turned = seen.T.tocsr()
    kinds = np.concatenate([example.kinds for example in corpus])
    rows = np.arange(len(kinds))
    count, size = len(KINDS), index.size * len(KINDS)
    shape = len(TABLES), len(GAPS), count, count
    taken = np.zeros(((len(TABLES) - 1) * len(GAPS), count, count))
    for part in parts:
        below = part.there[1:]
        np.add.at(taken, (part.turns[1:][below], part.kinds[:-1][below], part.kinds[1:][below]), 1)

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        local = seen @ weights[:size].reshape(-1, count) + limit
        top = local.max(axis=1, keepdims=True)
        by_table = weights[size:].reshape(shape)
        follows = (by_table[0] + by_table[1:]).reshape(taken.shape)
        slopes, turns = np.zeros_like(local), np.zeros_like(follows)
        factors, steps = np.exp(local - top), np.exp(follows)
        total = top.sum() + sum(learn_batch(part, factors, steps, slopes, turns) for part in parts)
        total -= local[rows, kinds].sum() + (follows * taken).sum()
        slopes[rows, kinds] -= 1
        owned = (turns - taken).reshape(len(TABLES) - 1, *shape[1:])
        slope = np.concatenate(
            [(turned @ slopes).ravel(), owned.sum(axis=0).ravel(), owned.ravel()]
        )
        decayed = free * weights
        return total + DECAY / 2 * (decayed @ decayed), free * slope + DECAY * decayed

    best = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": rounds})
    print(f"{len(corpus)} documents, {index.size} features, loss {best.fun:.1f}", flush=True)
    return best.x, taken


def _written(index: Index, weights: np.ndarray, follows: np.ndarray) -> Weighted:
    """Give the weights that matter in hundredths, as they are written."""
    written: Weighted = {}
    for table, columns, squares in zip(TABLES, index.columns, follows, strict=True):
        parts: dict[str, dict[str, dict[str, int]]] = {"here": {}, "above": {}, "below": {}}
        for key, place in columns.items():
            part, _, name = key.partition("\t")
            if kept := _row(weights[place], lambda weight: abs(weight) >= SMALL):
                parts[part][name] = kept
        turns = {
            gap: {kind.value: _row(row, bool) for kind, row in zip(KINDS, square, strict=True)}
            for gap, square in zip(GAPS, squares, strict=True)
        }
        written[table] = {**parts, "follows": turns}
    return written


def _row(values: np.ndarray, matters: Callable[[int], bool]) -> dict[str, int]:
    hundredths = np.rint(values * SCALE).astype(int)
    return {
        kind.value: int(weight)
        for kind, weight in zip(KINDS, hundredths, strict=True)
        if matters(int(weight))
    }


def write(path: Path, tables: Mapping[str, Any], scale: Sequence[tuple[float, float]]) -> None:
    """Write the weights, one feature a line."""
    written = []
    for table, parts in tables.items():
        inner = [
            f"{_quoted(part)}: {_rows(rows)}" for part, rows in parts.items() if part != "follows"
        ]
        turns = ",\n".join(
            f"{_quoted(gap)}: {_rows(rows)}" for gap, rows in parts["follows"].items()
        )
        inner.append('"follows": {\n' + turns + "\n}")
        written.append(f"{_quoted(table)}: {{\n" + ",\n".join(inner) + "\n}")
    written.append(f'"scale": {json.dumps(scale)}')
    path.write_text("{\n" + ",\n".join(written) + "\n}\n", encoding="utf-8")


def _rows(rows: Mapping[str, Mapping[str, int]]) -> str:
    return "{\n" + ",\n".join(f"{_quoted(n)}: {json.dumps(r)}" for n, r in rows.items()) + "\n}"


def _quoted(name: str) -> str:
    return json.dumps(name, ensure_ascii=False)


def main() -> None:
    """Fit the weights and write them."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("corpora", type=Path, nargs="+")
    parser.add_argument("--out", type=Path, default=PACKAGE / "blocks" / "weights.json")
    arguments = parser.parse_args()
    corpus = [*examples(arguments.corpora), *composed_examples()]
    tables = fit(corpus, ROUNDS)
    scale = fit_scale(corpus, lambda part: fit(part, ROUNDS_OF_HALVES))
    write(arguments.out, tables, scale)


if __name__ == "__main__":
    main()
