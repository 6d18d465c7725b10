"""Change a DOCX of published documents at random and see whether all of it comes back.

python -m tests.merge [--count 500] [--seed 1] [VOLUME]
"""

from __future__ import annotations

import argparse
import random
import re
import shutil
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pipeline.review import merging
from tests.accuracy.test_nothing_lost import unpack
from tests.conftest import CORPUS
from tests.merge.edition import SETTINGS, built
from tests.merge.editor import Editor

VOLUME = "frus1969-76v38p1"
NEW = ["alpha", "beta", "gamma", "delta,", "forty;", "(sic)", "epsilon", "1951", "zeta"]
_WORD = re.compile(r"[^\W\d_]{2,}")
_AROUND = 25
_APART = 60


@dataclass(frozen=True, slots=True)
class TriedChange:
    """A change in the run that holds ``context``, which stands once in a transcription."""

    path: Path
    context: str
    old: str
    new: str
    place: int


def changes(editor: Editor, texts: dict[Path, str], source: random.Random) -> Iterator[TriedChange]:
    """Yield changes of words that stand once, and not too near to one another."""
    shown = [one.text or "" for one in editor.texts()]
    source.shuffle(shown)
    places: dict[Path, list[int]] = defaultdict(list)
    for text in shown:
        words = list(_WORD.finditer(text))
        if not words:
            continue
        word = source.choice(words)
        context = text[max(word.start() - _AROUND, 0) : word.end() + _AROUND]
        paths = [path for path, whole in texts.items() if context in whole]
        if len(paths) != 1 or texts[paths[0]].count(context) > 1 or shown.count(text) > 1:
            continue
        place = texts[paths[0]].index(context)
        if any(abs(place - other) < _APART + len(context) for other in places[paths[0]]):
            continue
        if sum(context in (one.text or "") for one in editor.texts()) == 1:
            places[paths[0]].append(place)
            yield _change(paths[0], context, word[0], place, source)


def _change(path: Path, context: str, word: str, place: int, source: random.Random) -> TriedChange:
    new = " ".join(source.choice(NEW) for _ in range(source.randint(1, 3)))
    made = source.choice([new, f"{word} {new}", f"{new} {word}", ""])
    old = f"{word} " if not made and f"{word} " in context else word
    return TriedChange(path, context, old, made if made or old != word else new, place)


def main() -> None:
    """Print how many changes came back."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("volume", nargs="?", default=VOLUME)
    parser.add_argument("--count", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    source = random.Random(asked.seed)  # noqa: S311 - the same number gives the same changes
    with tempfile.TemporaryDirectory() as top:
        folder = Path(top, "words")
        volume = unpack(CORPUS / "dev" / f"{asked.volume}.tar.xz", Path(top, "volume"))
        shutil.copytree(volume / "raw", folder)
        (folder / "edition.toml").write_text(SETTINGS.format("frus"), encoding="utf-8")
        editor = Editor(built(folder))
        texts = {path: path.read_bytes().decode() for path in folder.glob("*.txt")}
        expected, count = dict(texts), 0
        for one in changes(editor, texts, source):
            at = one.context.index(one.old)
            after = one.context[:at] + one.new + one.context[at + len(one.old) :]
            editor.change_in(one.context, one.old, one.new)
            expected[one.path] = expected[one.path].replace(one.context, after)
            count += 1
            if count == asked.count:
                break
        book = Path(top, "book.docx")
        book.write_bytes(editor.save())
        plan = merging.plan(book, folder)
        merged = {**texts, **{file.path: file.text for file in plan.files}}
        wrong = sum(merged[path] != text for path, text in expected.items())
        print(
            f"{count:,} changes in {len(plan.files)} documents: {len(plan.left)} left to a person"
        )
        print(f"{wrong} documents differ from what they should be")
        for point in plan.left:
            print(f"  {point.what} ({point.place})")


if __name__ == "__main__":
    main()
