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
import tomllib
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from lxml import etree
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from pipeline.encode.blocks.chain import KINDS, possible
from pipeline.encode.blocks.features import (
    GAPS,
    custom_of,
    gaps,
    look_features,
    place_features,
)
from pipeline.encode.blocks.kinds import LineKind
from pipeline.encode.blocks.lines import JUDGED, Asides, Line, read_lines
from pipeline.encode.blocks.settings import BlockSettings
from pipeline.encode.pages import PageSettings, find_pages
from pipeline.encode.standoff import Marker, PageMark

PACKAGE = Path(__file__).resolve().parent.parent / "pipeline" / "encode"
PROFILE = PACKAGE / "profiles" / "frus"
RARE = 8
FEW_VOLUMES = 2
DECAY = 1.0
ROUNDS = 40
SCALE = 100
SMALL = 10
UNSEEN = 4.0
NEVER = -1e4
BATCH = 8000

BLOCKS = frozenset({
    "head", "p", "dateline", "opener", "salute", "signed", "closer", "item", "label", "cell",
    "postscript", "quote",
})  # fmt: skip
KIND_OF = {kind.value: kind for kind in KINDS} | {
    "cell": LineKind.ROW, "salute": LineKind.PARAGRAPH, "quote": LineKind.PARAGRAPH,
    "postscript": LineKind.PARAGRAPH,
}  # fmt: skip


@dataclass(slots=True)
class Example:
    """One document: for each judged line its features, what it may be, and what it is."""

    volume: str
    features: list[list[str]]
    choices: list[tuple[int, ...]]
    between: list[int]
    kinds: list[int]


@dataclass(slots=True)
class Gold:
    """The text before the notes: characters and labels of markers, each with its block."""

    flow: list[tuple[str, int]] = field(default_factory=list)
    kinds: list[str] = field(default_factory=list)


def read_gold(path: Path) -> Gold:
    """Give the text before the notes, and the kinds of its blocks."""
    gold = Gold()
    _walk(etree.parse(path, etree.XMLParser(recover=True, huge_tree=True)).getroot(), gold, -1)
    return gold


def _walk(element: etree._Element, gold: Gold, owner: int) -> None:
    _put(element.text, gold, owner)
    for child in element:
        if isinstance(child.tag, str):
            name = etree.QName(child).localname
            if name == "note" and child.get("rend") != "inline":
                gold.flow.append((f"#{child.get('n') or ''}", owner))
            elif name not in {"pb", "graphic", "figDesc"} and (
                child.get("type") != "shortened-for-running-head"
            ):
                _walk(child, gold, _block(child, name, gold, owner))
        _put(child.tail, gold, owner)


def _block(element: etree._Element, name: str, gold: Gold, owner: int) -> int:
    """Give the block that the text of ``element`` belongs to."""
    above = element.getparent()
    parent = "" if above is None else etree.QName(above).localname
    if name == "head" and parent in {"list", "table", "figure"}:
        name = "list-head"
    elif name == "p" and parent in {"item", "cell", "quote", "postscript"}:
        name = parent
    elif (name == "quote" and not any(True for _ in element.iter("{*}p", "{*}div"))) or (
        name not in BLOCKS and name != "note"
    ):
        return owner
    gold.kinds.append(name)
    return len(gold.kinds) - 1


def _put(text: str | None, gold: Gold, owner: int) -> None:
    gold.flow += ((character, owner) for character in text or "" if not character.isspace())


def align(
    text: str, gold: Gold, pages: Sequence[PageMark], settings: BlockSettings
) -> tuple[list[tuple[int, int]], list[Marker], int] | None:
    """Find the stretches of text of one block, the markers, and the end of the text.

    Gives None where the text is not what the editors have.
    """
    skipped = {page.span[0]: page.span[1] for page in pages}
    starts: list[tuple[int, int]] = []
    markers: list[Marker] = []
    at, owner = 0, -1
    for wanted, block in gold.flow:
        label = wanted[1:].strip() if len(wanted) > 1 else ""
        sought = label or wanted
        while at < len(text) and not (text.startswith(sought, at) and at not in skipped):
            if at not in skipped and not (text[at].isspace() or text[at] == settings.bullet):
                return None
            at = skipped.get(at, at + 1)
        if label:
            markers.append(Marker((at, at + len(label)), 0, label, 1.0))
        elif block != owner:
            owner = block
            starts.append((at, block))
        at += len(sought)
    return starts, markers, at


def examples(corpus: Path) -> Iterator[Example]:
    """Yield the documents whose raw text is that of the editors."""
    blocks = BlockSettings.from_table(tomllib.loads((PROFILE / "blocks.toml").read_text("utf-8")))
    form = PageSettings.from_table(tomllib.loads((PROFILE / "pages.toml").read_text("utf-8")))
    for path in sorted(corpus.glob("*/raw/*.txt")):
        text = path.read_text("utf-8")
        gold = read_gold(path.parent.parent / "gold" / f"{path.stem}.xml")
        pages = find_pages(text, form)
        aligned = align(text, gold, pages, blocks)
        if aligned is None:
            continue
        starts, markers, end = aligned
        lines = read_lines(text, (0, end), Asides(pages, markers), blocks.bullet)
        judged = [line for line in lines if line.look in JUDGED]
        if judged:
            yield make_example(path.parts[-3], judged, starts, gold.kinds, blocks)


def make_example(
    volume: str,
    lines: list[Line],
    starts: Sequence[tuple[int, int]],
    names: Sequence[str],
    settings: BlockSettings,
) -> Example:
    """Say what is seen of each line of a document, and what it is."""
    custom = custom_of(lines, settings)
    looks = [look_features(line, settings) for line in lines]
    example = Example(volume, [], [], [GAPS.index(gap) for gap in gaps(lines, settings)], [])
    for place, line in enumerate(lines):
        above = looks[place - 1] if place else ["edge"]
        below = looks[place + 1] if place + 1 < len(lines) else ["edge"]
        here = looks[place] + place_features(lines, place, custom, looks[place])
        example.features.append(
            [f"here\t{name}" for name in here]
            + [f"above\t{name}" for name in above]
            + [f"below\t{name}" for name in below]
        )
        choices = possible(lines, place, custom, settings)
        kind = KINDS.index(_kind_of(line, starts, names))
        example.choices.append(choices)
        example.kinds.append(kind if kind in choices else choices[0])
    return example


def _kind_of(line: Line, starts: Sequence[tuple[int, int]], names: Sequence[str]) -> LineKind:
    """Give the kind of the block that begins in the line, or say that one goes on in it."""
    first = bisect_left(starts, (line.span[0], -1))
    if first < len(starts) and starts[first][0] < line.span[1]:
        owner = starts[first][1]
        return KIND_OF.get(names[owner], LineKind.PARAGRAPH) if owner >= 0 else LineKind.PARAGRAPH
    return LineKind.CONTINUATION if first else LineKind.LABEL


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
