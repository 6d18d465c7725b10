"""Sender and addressee of a greeting in Latin, ``Petrus Vossius Ioanni Fabro suo s. d.``."""

from __future__ import annotations

import re
from collections.abc import Sequence

_GREETS = re.compile(
    r"(?P<names>[^\n]{3,120}?),?"
    r"(?: (?P<own>suo|suae|suis))?"
    r"(?P<formula> (?:S\. ?(?:P\. ?)?D\.?|s\. ?(?:p\. ?)?d\.?"
    r"|salutem(?: (?:plurimam|multam))?(?: (?:dicit|dicunt|dat))?))?\.?"
)
# How names end that greet and that are greeted; some end as both do.
_IN_O = "Cicero|Varro|Cato|Nero|Piso|Scipio|Otho|Naso|Maro|Strabo|Milo|Plato|Melanchtho"
_SENDS = re.compile(rf".*(?:[aeiou]s|er|or|ir|a|ns|x|n|l|m|d|t|[A-ZÀ-Þ]\.)|{_IN_O}")
_IS_GREETED = re.compile(rf"(?!{_IN_O}).*(?:o|ae|i|u|is|ibus|[A-ZÀ-Þ]\.)")


def greeting_pair(text: str) -> tuple[str, str] | None:
    """Part a greeting where the nominative ends and the dative begins.

    None where that may be at more than one place.
    """
    found = _GREETS.fullmatch(text)
    if found is None or not (found["own"] or found["formula"]):
        return None
    names = found["names"].split(" ")
    places = [i for i in range(1, len(names)) if _is_pair(names[:i], names[i:])]
    if len(places) != 1:
        return None
    own = f" {found['own']}" if found["own"] else ""
    return " ".join(names[: places[0]]), " ".join(names[places[0] :]) + own


def _is_pair(sender: Sequence[str], addressee: Sequence[str]) -> bool:
    return (
        all(_SENDS.fullmatch(word.rstrip(",")) for word in sender if word[0].isupper())
        and all(_IS_GREETED.fullmatch(word.rstrip(",")) for word in addressee if word[0].isupper())
        and all(words[0][0].isupper() for words in (sender, addressee))
    )
