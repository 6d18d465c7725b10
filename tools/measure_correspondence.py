"""Measure how often a letter's sender, addressee and date are right.

    python tools/measure_correspondence.py CORPUS ENCODED

``CORPUS`` holds ``<volume>/gold/*.xml``, ``ENCODED`` what ``edition encode CORPUS --out ENCODED``
wrote. Who writes to whom is what the editors mark in the heading (``@type`` ``from`` and ``to``),
or what a heading ``5. A B an C D, 3. 5. 1911`` says; when, the date that they mark in the dateline,
or the heading's. Those who speak to each other are marked so, too, and write nothing. A sender is
right whose words hold all that are marked. A day that the editors doubt is right where it is given
with ``@cert`` or as a span, and not as a day that is sure.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from lxml import etree

TEI = "{http://www.tei-c.org/ns/1.0}"
PERSONAL = re.compile(r"[0-9]+\. (?P<sender>.+?) an (?P<addressee>.+), (?P<date>[^,]+)")
DAY = re.compile(r"\[?([0-9]{1,2})\. ([0-9]{1,2})\. ([0-9]{4})\]?")
SPOKEN = re.compile(r"Conversation|Conference|Meeting", re.IGNORECASE)
BRACKETS = str.maketrans("", "", "[]")
PARSER = etree.XMLParser(huge_tree=True, recover=True)


class Marked(NamedTuple):
    """What the editors say; ``date`` is None where they name no day that is sure."""

    sender: tuple[str, ...]
    addressee: tuple[str, ...]
    date: str | None


def words(element: etree._Element) -> str:
    """Give the text of an element without its notes."""
    parts = element.xpath(".//text()[not(ancestor::*[local-name()='note'])]")
    return " ".join("".join(parts).split())


def marked(root: etree._Element) -> Marked | None:
    """Read what the editors say, or give None of what is no letter."""
    head = root.find(f".//{TEI}head")
    if head is None or SPOKEN.search(words(head)):
        return None
    sender, addressee = (
        tuple(words(one) for one in head.iter("*") if one.get("type") == kind)
        for kind in ("from", "to")
    )
    if sender and addressee:
        date = root.find(f".//{TEI}dateline//{TEI}date")
        when = None if date is None else date.get("when")
        return Marked(sender, addressee, when and when[:10])
    found = PERSONAL.fullmatch(words(head))
    if found is None:
        return None
    day = DAY.fullmatch(found["date"].translate(BRACKETS))
    written = "{2}-{1:0>2}-{0:0>2}".format(*day.groups()) if day else None
    return Marked((found["sender"],), (found["addressee"],), written)


def judged(wanted: Marked, root: etree._Element) -> Iterator[tuple[str, bool]]:
    """Yield what was looked at, and whether it is right."""
    actions = {one.get("type"): one for one in root.iter(f"{TEI}correspAction")}
    for name, action, parts in (
        ("sender", "sent", wanted.sender),
        ("addressee", "received", wanted.addressee),
    ):
        said = "" if action not in actions else words(actions[action])
        yield name, all(part in said for part in parts)
    date = actions["sent"].find(f"{TEI}date") if "sent" in actions else None
    when = "" if date is None else date.get("when") or ""
    if wanted.date is not None:
        yield "date", when[:10] == wanted.date
    else:
        is_sure = date is not None and date.get("cert") == "high"
        yield "date in doubt", not is_sure or len(when) < len("1911-05-03")


def main() -> None:
    """Print the shares of what is right."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("corpus", type=Path)
    parser.add_argument("encoded", type=Path)
    arguments = parser.parse_args()
    counts: Counter[tuple[str, bool]] = Counter()
    for path in sorted(arguments.corpus.glob("*/gold/*.xml")):
        wanted = marked(etree.parse(path, PARSER).getroot())
        encoded = arguments.encoded / path.parts[-3] / path.name
        if wanted is None or not encoded.is_file():
            continue
        found = list(judged(wanted, etree.parse(encoded, PARSER).getroot()))
        counts.update((name, right) for name, right in found)
        counts["all", all(right for _, right in found)] += 1
        for name, right in found:
            if not right:
                print(f"{path.parts[-3]}/{path.stem}: {name}: {wanted}")
    for name in sorted({name for name, _ in counts}):
        of = counts[name, True] + counts[name, False]
        print(f"{name:14}{counts[name, True]:6} of {of:6}  {counts[name, True] / of:.4f}")


if __name__ == "__main__":
    main()
